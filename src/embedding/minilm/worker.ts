/**
 * The thread that owns the models, embedder and selector, because computing blocks the thread it is computed on. Both have one
 * tokenizer and one table of words. The selector is opened when it is asked first: whoever only embeds has no memory for it.
 */

import { collectGarbageSoon } from "../../collect-garbage.ts";
import { type MinilmParts, nativeEngine, openEngine, openParts, wasmEngine } from "./engine.ts";
import type { ModelTask } from "./minilm.ts";
import { openSelecting, type Select } from "./selecting.ts";
import { serveModel } from "./thread.ts";

interface Given {
  /** True if it is to embed; else the embedder's model is not opened. */
  readonly embeds: boolean;
}

serveModel<ModelTask, readonly Float32Array[], Given>(async (choice, { embeds }) => {
  let parts: Promise<MinilmParts> | undefined;
  const shared = () => {
    parts ??= openParts();
    return parts;
  };
  let selecting: Promise<Select> | undefined;
  const select = async (): Promise<Select> => {
    const isFirst = selecting === undefined;
    selecting ??= openSelecting(shared());
    try {
      const opened = await selecting;
      if (isFirst) collectGarbageSoon();
      return opened;
    } catch (fault) {
      selecting = undefined;
      throw fault;
    }
  };
  const opened = embeds ? await openEngine(choice, { native: () => nativeEngine(shared()), wasm: wasmEngine }) : null;
  collectGarbageSoon();
  return {
    engine: opened?.name ?? "native",
    fallback: opened?.fallback ?? null,
    async run(task, inTurn, signal) {
      if (task.kind === "embed") {
        if (opened === null) throw new TypeError("it is not to embed");
        return await Promise.all(task.texts.map((text) => inTurn(0, () => opened.engine.embed(text))));
      }
      const { question, passages } = task;
      // A vector is waited for by a search that has not begun; it goes before passages that are read.
      return await Promise.all(
        passages.map((passage) =>
          inTurn(1, async () => {
            signal.throwIfAborted();
            return await (await select())(question, passage);
          }),
        ),
      );
    },
  };
});
