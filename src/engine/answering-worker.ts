/**
 * Answering in a thread of its own: looking through an index and weighing sentences never hold up whoever hears members
 * and sends to them. The embedder stays with the main thread, which shares it with an ingest.
 */

import { parentPort, workerData } from "node:worker_threads";
import { embedderOverPort } from "../embedding/embedder.ts";
import { serveAnswering } from "./answering/over-port.ts";
import type { AnsweringTask, FromAnswering } from "./answering-thread.ts";
import { openAnswering, openLibraryOf, selectorOf } from "./engine-parts.ts";
import { scorerOverPort } from "./selector/over-port.ts";

const { config, detail, formerTerms, embedder, scorer, asking } = workerData as AnsweringTask;
const say = (said: FromAnswering): void => parentPort?.postMessage(said);

const library = openLibraryOf(config);
const answering = openAnswering({
  ...{ config, library, embedder: embedderOverPort(embedder.port, embedder) },
  ...(formerTerms === null ? {} : { formerTerms }),
  selector: selectorOf(config, scorer === null ? null : scorerOverPort(scorer)),
  onNotice: (notice) => say({ notice }),
  onTrouble: (trouble) => say({ trouble }),
  onEmbedderAway: (away) => say({ away }),
});
serveAnswering(answering, asking, detail);
// It lives as long as it may be asked.
asking.ref();
asking.once("close", () => {
  answering.close();
  library.close();
  embedder.port.close();
  scorer?.close();
});
