/** A program that exits while a text is being embedded. */

import { setTimeout as delay } from "node:timers/promises";
import { minilmEmbedder } from "../../../src/embedding/minilm/minilm.ts";

const gloss = { id: "none", load: () => Promise.reject(new Error("English needs no gloss")) };
const embedder = minilmEmbedder({ gloss, threads: 1 });
await embedder.embed(["warm"], "question");
void embedder.embed(["a passage of 256 tokens, which takes some 40 ms ".repeat(30)], "passage");
await delay(10);
process.exit(7);
