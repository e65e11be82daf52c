/** The reader of RTF, which older programs save letters and forms in. */

import { flow } from "../flow.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";

export function rtfReader(): Reader {
  return {
    format: "rtf",
    extensions: [".rtf"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { rtfText } = await import("./rtf-text.ts");
      const { statedTitle } = await import("../office/office-package.ts");
      const { parts, title, warnings } = rtfText(bytes);
      const blocks = flow();
      for (const part of parts) blocks.add(part);
      const { text, blocks: written, warnings: others } = blocks.finish();
      const stated = statedTitle(title);
      const heading = parts.find(({ kind }) => kind === "heading");
      const named = stated ?? (heading !== undefined && "text" in heading ? heading.text : undefined);
      return {
        text,
        blocks: written,
        facts: named === undefined ? {} : { title: named },
        warnings: [...warnings, ...others],
      };
    },
  };
}
