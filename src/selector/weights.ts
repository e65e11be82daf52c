/** The trained weights that ship in `models/selector`, checked against the hash that is written beside them. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DocketError } from "../errors.ts";

/** Where the repository keeps them. */
export const SELECTOR_DIR = fileURLToPath(new URL("../../models/selector/", import.meta.url));
const WEIGHTS_FILE = "selector.fp16.safetensors";

/** @throws DocketError `storage` when the weights are missing, or are not those that were published */
export async function readWeights(dir: string): Promise<{ readonly path: string; readonly content: Uint8Array }> {
  const path = `${dir}${WEIGHTS_FILE}`;
  const advice = "check the project out again, or set SELECTOR=off";
  try {
    const stated = (await readFile(`${path}.sha256`, "utf8")).trim().split(/\s/u)[0] ?? "";
    const content = await readFile(path);
    if (createHash("sha256").update(content).digest("hex") === stated) return { path, content };
    throw new DocketError("storage", `${path} is not the file that its hash is of: ${advice}`);
  } catch (thrown) {
    if (thrown instanceof DocketError) throw thrown;
    throw new DocketError("storage", `${path} cannot be read: ${advice}`, { cause: thrown });
  }
}
