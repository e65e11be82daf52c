/** Files of OpenDocument whose bodies are made of what the format knows, in any order and nesting, and such files damaged. */

import fc from "fast-check";
import { odpReader } from "../../../src/documents/opendocument/odp.ts";
import { odsReader } from "../../../src/documents/opendocument/ods.ts";
import { odtReader } from "../../../src/documents/opendocument/odt.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { odfOf } from "../../support/office-parts.ts";

/** More by hand: `ROUNDS=1000 npx vitest run test/documents/opendocument/opendocument-contract.test.ts`. */
const ROUNDS = Number(process.env.ROUNDS ?? 25);

const words = fc.constantFrom(
  "The plan has:",
  "会费",
  "e\u0301",
  "\u0301",
  "\u200b",
  "\u202e",
  "𠮷",
  " ",
  "1. x",
  "□ 是 √ 否",
  "9",
  "&#10;",
);
const name = fc.constantFrom("T1", "T2", "L1", "P1", "Title", "none");
const styles =
  '<style:style style:name="T1" style:parent-style-name="T2"><style:text-properties style:text-position="super 58%"/></style:style>' +
  '<style:style style:name="T2" style:parent-style-name="T1"><style:text-properties fo:font-name="Symbol" style:font-name="Wingdings"/></style:style>' +
  '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="i"/></text:list-style>';
const tags = fc.constantFrom(
  ...[
    "text:p",
    "text:h",
    "text:span",
    "text:list",
    "text:list-item",
    "text:note",
    "text:note-body",
    "text:s",
    "text:line-break",
  ],
  ...[
    "table:table",
    "table:table-row",
    "table:table-cell",
    "table:covered-table-cell",
    "table:table-column",
    "table:table-header-rows",
  ],
  ...["draw:page", "draw:frame", "draw:text-box", "presentation:notes", "office:annotation", "draw:object"],
);
const attributes = fc.constantFrom(
  ...[
    'text:c="99999999"',
    'table:number-columns-spanned="99999"',
    'table:number-rows-spanned="x"',
    'text:outline-level="0"',
  ],
  ...[
    'table:number-rows-repeated="500000"',
    'table:number-columns-repeated="99999999"',
    'table:visibility="collapse"',
    "",
  ],
  ...['text:start-value="-3"', 'presentation:class="title"', 'svg:y="x"', 'office:value-type="float"'],
);
const { element } = fc.letrec((tie) => ({
  element: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    words,
    fc
      .tuple(tags, name, attributes, fc.array(tie("element"), { maxLength: 4 }))
      .map(([tag, own, more, inner]) => `<${tag} text:style-name="${own}" ${more}>${inner.join("")}</${tag}>`),
  ),
}));
const bodies = fc.array(element, { maxLength: 6 }).map((parts) => parts.join(""));

for (const [kind, reader] of [
  ["text", odtReader()],
  ["spreadsheet", odsReader()],
  ["presentation", odpReader()],
] as const) {
  const files = bodies.map((body) => odfOf(kind, body, { styles }));
  readerContract(reader.format, reader, fc.oneof(files, changed(files)), ROUNDS);
}
