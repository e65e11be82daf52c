/** The thread that owns a model from a folder. It is sent one text at a time, with its prefix. */

import { serveModel } from "../minilm/thread.ts";
import type { ModelFolder } from "./folder-embedder.ts";
import { type FolderVector, openFolderModel } from "./folder-model.ts";

serveModel<string, FolderVector, ModelFolder>(async (_, folder) => {
  const { embed } = await openFolderModel(folder);
  return { engine: "native", fallback: null, run: embed };
});
