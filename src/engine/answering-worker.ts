/**
 * Answering in a thread of its own: looking through an index and weighing sentences never hold up whoever hears members
 * and sends to them. The embedded models have a thread that it calls itself; another embedder stays with the main thread.
 */

import { parentPort, workerData } from "node:worker_threads";
import { collectGarbageSoon } from "../collect-garbage.ts";
import { cachedEmbedder, embedderOverPort } from "../embedding/embedder.ts";
import { modelOverLine } from "../embedding/minilm/minilm.ts";
import { selectorOverPort } from "./answering/selector.ts";
import { type AnsweringTask, type FromAnswering, serveAnswering } from "./answering-thread.ts";
import {
  chooseEmbedder,
  glossOf,
  openAnswering,
  openLibraryOf,
  QUESTIONS_REMEMBERED,
  selectorOf,
} from "./engine-parts.ts";

const {
  config,
  detail,
  formerTerms,
  embedder: lent,
  model: owner,
  selector: lentSelector,
  asking,
} = workerData as AnsweringTask;
const say = (said: FromAnswering): void => parentPort?.postMessage(said);
const onNotice = (notice: string): void => say({ notice });

const library = openLibraryOf(config);
const model = owner === null ? null : modelOverLine(owner);
const embedder =
  lent === null
    ? cachedEmbedder(chooseEmbedder(config, glossOf(config), onNotice, model), QUESTIONS_REMEMBERED)
    : embedderOverPort(lent.port, lent);
const overPort = lentSelector === null ? null : selectorOverPort(lentSelector);
const answering = openAnswering({
  config,
  library,
  embedder,
  selector: overPort ?? selectorOf(config, model),
  onNotice,
  ...(formerTerms === null ? {} : { formerTerms }),
  onTrouble: (trouble) => say({ trouble }),
  onEmbedderAway: (away) => say({ away }),
});
let hasLoaded = false;
serveAnswering(
  {
    ...answering,
    async answer(request) {
      try {
        return await answering.answer(request);
      } finally {
        if (!hasLoaded) collectGarbageSoon();
        hasLoaded = true;
      }
    },
  },
  asking,
  detail,
);
// It lives as long as it may be asked.
asking.ref();
asking.once("close", () => {
  answering.close();
  library.close();
  void embedder.close();
  void model?.close();
  overPort?.close();
});
