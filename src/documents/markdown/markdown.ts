/**
 * Reads Markdown (CommonMark with the tables, footnotes and task lists of GitHub, and YAML front matter) as clean text:
 * what a reader of the rendered page sees, with a map back to the file.
 */

import { DocketError } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import { decodeText } from "../decode.ts";
import type { FrontMatter } from "../front-matter.ts";
import { DOCUMENT_LIMITS, MAX_TEXT_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";
import { markdownBlocks } from "./markdown-blocks.ts";
import { refuseCostlyMarkdown } from "./markdown-guard.ts";

export function markdownReader(): Reader {
  return {
    format: "markdown",
    extensions: [".md", ".markdown"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const { text: source, warnings } = canonicalText(decoded.text);
      if (source.length > DOCUMENT_LIMITS.textLength) {
        const most = DOCUMENT_LIMITS.textLength.toLocaleString("en");
        throw new DocketError("document", `more than ${most} characters: split it into several files`);
      }
      refuseCostlyMarkdown(source);
      const { parseMarkdown } = await import("./markdown-parser.ts");
      const { text, blocks, runs, title, ...rest } = markdownBlocks(parseMarkdown(source), source);
      const header = await factsOf(rest.frontMatter);
      return {
        text,
        blocks,
        facts: title === undefined ? header.facts : { title, ...header.facts },
        warnings: [...decoded.warnings, ...warnings, ...header.warnings, ...rest.warnings],
        sourceMap: { source, runs },
      };
    },
  };
}

/** YAML and the schema of its facts are loaded with the first document that states some. */
async function factsOf(frontMatter: string | undefined): Promise<FrontMatter> {
  if (frontMatter === undefined) return { facts: {}, warnings: [] };
  const { readFrontMatter } = await import("../front-matter.ts");
  return readFrontMatter(frontMatter);
}
