/** Lines of Markdown made of everything that its syntax knows, in any order, on top of plainly random bytes. */

import fc from "fast-check";
import { markdownReader } from "../../../src/documents/markdown/markdown.ts";
import { readerContract } from "../../contract/reader.ts";
import { anyCharacter } from "../../support/any-text.ts";

const prefix = fc.constantFrom(
  ...[
    "# ",
    "## ",
    "### ",
    "* ",
    "- ",
    "1. ",
    "7) ",
    "> ",
    "  ",
    "    ",
    "\t",
    "- [x] ",
    "[^1]: ",
    "[r]: /u ",
    "```",
    "~~~",
  ],
  ...[
    "| a | b |\n|---|---|\n| ",
    "---\n",
    "===\n",
    "| ",
    "<div>\n",
    "</div>\n",
    "<script>\n",
    "</script>\n",
    "<!-- c -->\n",
  ],
);
const inline = fc.constantFrom(
  ...["*", "**", "_", "~~", "~", "`", "``", "[", "](", "](/u)", "![", "]", "[^1]", "[r]", " | ", "<br>", "<!-- c -->"],
  ...[
    '<b style="display:none">',
    "</b>",
    "<i>",
    "\\*",
    "\\\\",
    "\\|",
    "&amp;",
    "&nbsp;",
    "&#8203;",
    "&#x301;",
    "&#10;",
    "&fjlig;",
    "&no;",
  ],
);
const words = fc.constantFrom(
  ...[
    "word",
    "two words",
    " a  gap ",
    "The plan has:",
    "集成电路",
    "材料，",
    "é",
    "e\u0301",
    "\u0301",
    "\u1100",
    "\u1161",
    "𠮷",
  ],
  ...["👨\u200d👩\u200d👧", "\u200b", "\u00a0", "\u3000", "\u202e", "\ufeff", "100", "http://a.b/c_d", "\u0001"],
);
const line = fc
  .tuple(
    fc.array(prefix, { maxLength: 2 }),
    fc.array(fc.oneof({ weight: 2, arbitrary: inline }, { weight: 3, arbitrary: words }), { maxLength: 6 }),
    fc.constantFrom("\n", "\n", "\n\n", "  \n", "\\\n", "\r\n"),
  )
  .map(([prefixes, parts, end]) => [...prefixes, ...parts, end].join(""));
const markdown = fc
  .array(fc.oneof({ weight: 20, arbitrary: line }, fc.string({ unit: anyCharacter, maxLength: 4 })), { maxLength: 15 })
  .map((parts) => new TextEncoder().encode(parts.join("")));

readerContract(
  "markdown",
  markdownReader(),
  fc.oneof({ weight: 20, arbitrary: markdown }, fc.uint8Array({ maxLength: 64 })),
);
