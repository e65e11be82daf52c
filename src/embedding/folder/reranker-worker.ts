/** The thread that owns a cross-encoder from a folder. It is sent one question with one text at a time, and gives a score. */

import type { Tensor } from "onnxruntime-node";
import { serveModel } from "../minilm/thread.ts";
import { broken, fitting, openFolderGraph } from "./folder-graph.ts";
import type { RerankerPair } from "./folder-reranker.ts";
import type { ModelFiles } from "./model-folder.ts";

export interface RerankerScore {
  readonly score: number;
  /** Tokens of question and text, where they are more than the model reads. */
  readonly cut: number | null;
}

const OUTPUTS = [/^logits?$/u, /score|relevance/u];

/** The difference of two labels, "no" and "yes", is the log-odds that one label's score is. */
function scoreOf(result: Tensor | undefined, file: string): number {
  const { data } = result ?? {};
  if (!(data instanceof Float32Array)) throw broken(file, `gives ${result?.type ?? "nothing"}, not float32`);
  const [first = Number.NaN, second] = data;
  if (data.length > 2)
    throw broken(file, `gives ${data.length} numbers for a question and a text: one or two are possible`);
  const score = second === undefined ? first : second - first;
  if (!Number.isFinite(score)) throw broken(file, "gave a score that is no number");
  return score;
}

serveModel<RerankerPair, RerankerScore, ModelFiles>(async (_, folder) => {
  const { maxTokens, graphPath: file } = folder;
  const { tokenize, run } = await openFolderGraph(folder, OUTPUTS);
  const score = async ({ question, text }: RerankerPair): Promise<RerankerScore> => {
    const all = tokenize(question, text);
    const cut = all.ids.length > maxTokens ? all.ids.length : null;
    return { score: scoreOf(await run(fitting(all, maxTokens)), file), cut };
  };
  return {
    engine: "native",
    fallback: null,
    run(pair, inTurn, signal) {
      return inTurn(0, () => {
        signal.throwIfAborted();
        return score(pair);
      });
    },
  };
});
