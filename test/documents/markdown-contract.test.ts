/** Markdown made of everything that its syntax knows, in any order, on top of plainly random bytes. */

import fc from "fast-check";
import { markdownReader } from "../../src/documents/markdown.ts";
import { readerContract } from "../contract/reader.ts";

const syntax = fc.constantFrom(
  ...["# ", "## ", "* ", "- ", "1. ", "7) ", "> ", "    ", "\t", "```\n", "~~~", "| a | b |\n|---|---|\n", " | ", "---\n"],
  ...["===\n", "*", "**", "_", "~~", "`", "``", "[", "](", "](/u)", "![", "]", "[^1]", "[^1]: ", "[r]: /u\n", "[r]"],
  ...["<br>", "<!-- c -->", "<div>", "</div>", '<b style="display:none">', "</b>", "<script>", "</script>", "- [x] "],
  ...["\\*", "\\\\", "\\\n", "  \n", "\n", "\n\n", "&amp;", "&nbsp;", "&#8203;", "&#x301;", "&#10;", "&fjlig;", "&no;"],
);
const words = fc.constantFrom(
  ...["word", "two words", "A sentence.", "The plan has:", "集成电路", "材料，", "é", "e\u0301", "\u0301", "\u1100\u1161"],
  ...["👨\u200d👩\u200d👧", "\u200b", "\u00a0", "\u3000", "\u202e", "\ufeff", "\r\n", "𠮷", "100", "http://a.b/c_d", "a\0b"],
);
const markdown = fc
  .array(fc.oneof({ weight: 3, arbitrary: syntax }, { weight: 3, arbitrary: words }, fc.string({ unit: "binary", maxLength: 4 })), {
    maxLength: 40,
  })
  .map((parts) => new TextEncoder().encode(parts.join("")));

readerContract("markdown", markdownReader(), fc.oneof({ weight: 20, arbitrary: markdown }, fc.uint8Array({ maxLength: 64 })));
