/** A program that embeds one question and ends, without closing the embedder. Prints what it got as JSON. */

import { minilmEmbedder } from "../../../src/embedding/minilm/minilm.ts";

const fallbacks: string[] = [];
const embedder = minilmEmbedder({
  gloss: { id: "none", load: () => Promise.reject(new Error("English needs no gloss")) },
  onFallback: (reason) => fallbacks.push(reason),
});
const [vector] = await embedder.embed(["When is the fee due?"], "question");
process.stdout.write(JSON.stringify({ id: embedder.id, fallbacks, vector: [...(vector ?? [])] }));
