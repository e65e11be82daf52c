/** A program that embeds its texts and ends, without closing the embedder. Prints what it got as JSON. */

import { minilmEmbedder } from "../../../src/embedding/minilm/minilm.ts";

/** As the tests of the model know them: of every script, empty, with the model's own marks, longer than it reads. */
const TEXTS = [
  "Photoresist, wet chemicals and electronic gases are made by 42 members in the Yangtze River Delta.",
  "集成电路产业联盟",
  "naïve Ångström ﬁnance ½ İstanbul 한국어 かな ไทย",
  "[CLS] fee [SEP]",
  "",
  "🙂 \u0000\u200b\ud83d ★ e=mc²",
  "fees and subsidies for members, ".repeat(100),
];

const fallbacks: string[] = [];
// Chinese reaches the model as it is: what is compared is the engines.
const gloss = { id: "none", english: (text: string) => text, words: () => [], pinyin: (text: string) => text };
const embedder = minilmEmbedder({
  gloss: { id: gloss.id, load: () => Promise.resolve(gloss) },
  onFallback: (reason) => fallbacks.push(reason),
  threads: 1,
});
const vectors = await embedder.embed(TEXTS, "passage");
process.stdout.write(JSON.stringify({ id: embedder.id, fallbacks, vectors: vectors.map((vector) => [...vector]) }));
