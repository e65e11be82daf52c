/**
 * The reader of Word files before 2007 (.doc, .wps). Libraries that read them take hidden text for text, or colours for
 * deletions, so the few structures that matter are read here.
 */

import { DocketError } from "../../errors.ts";
import { flow } from "../flow.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";

export function docReader(): Reader {
  return {
    format: "doc",
    extensions: [".doc", ".dot", ".wps"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { openOle } = await import("./ole.ts");
      const { openDoc } = await import("./doc-file.ts");
      const { docText } = await import("./doc-text.ts");
      let read: ReturnType<typeof docText>;
      try {
        read = docText(openDoc(openOle(bytes)));
      } catch (cause) {
        // Numbers in a damaged file point outside of it.
        if (!(cause instanceof RangeError)) throw cause;
        throw new DocketError("document", "a damaged Word file: open it in Word and save it as .docx", { cause });
      }
      const { parts, warnings } = read;
      const blocks = flow();
      for (const part of parts) blocks.add(part);
      const { text, blocks: written, warnings: others } = blocks.finish();
      const heading = parts.find(({ kind }) => kind === "heading");
      const title = heading !== undefined && "text" in heading ? heading.text : undefined;
      return { text, blocks: written, facts: title === undefined ? {} : { title }, warnings: [...warnings, ...others] };
    },
  };
}
