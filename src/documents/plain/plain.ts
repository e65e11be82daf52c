/** Reads plain text, the text of crawled web pages included. */

import { canonicalText } from "../../language/canonical.ts";
import { decodeText } from "../decode.ts";
import { MAX_TEXT_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";
import { plainBlocks } from "./plain-blocks.ts";

export function plainReader(): Reader {
  return {
    format: "plain",
    extensions: [".txt", ".text"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const { text: source, warnings } = canonicalText(decoded.text);
      const result = plainBlocks(source);
      return { ...result, warnings: [...decoded.warnings, ...warnings, ...result.warnings] };
    },
  };
}
