/** Word files whose body is made of what the format knows, in any order and nesting, and such files damaged. */

import fc from "fast-check";
import { docxReader } from "../../../src/documents/office/docx.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { docxOf, zipOf } from "../../support/office-parts.ts";

/** More by hand: `ROUNDS=1000 npx vitest run test/documents/office/docx-contract.test.ts`. */
const ROUNDS = Number(process.env.ROUNDS ?? 25);

const text = fc.constantFrom(
  "The plan has:",
  "会费",
  "材料，",
  "e\u0301",
  "\u0301",
  "\u200b",
  "\u202e",
  "𠮷",
  "👨\u200d👩\u200d👧",
  " ",
  "1. x",
  "一、总则",
  "&#55296;",
  "&#10;",
);
const property = fc.constantFrom(
  "<w:vanish/>",
  '<w:color w:val="FFFFFF"/>',
  '<w:sz w:val="1"/>',
  '<w:rStyle w:val="a"/>',
  "<w:strike/>",
  "",
);
const paragraphProperty = fc.constantFrom(
  ...[
    '<w:pStyle w:val="1"/>',
    '<w:pStyle w:val="a"/>',
    '<w:outlineLvl w:val="0"/>',
    '<w:outlineLvl w:val="x"/>',
    '<w:jc w:val="center"/>',
  ],
  ...['<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>', "<w:rPr><w:del/></w:rPr>", "", ""],
);
const { body } = fc.letrec((tie) => ({
  run: fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(property, text)
        .map(([look, words]) => `<w:r><w:rPr>${look}</w:rPr><w:t>${words}</w:t></w:r>`),
    },
    fc.constantFrom(
      "<w:r><w:br/></w:r>",
      "<w:r><w:tab/></w:r>",
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
      '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ),
    fc.constantFrom(
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
      "<w:r><w:sym/></w:r>",
      "<w:del><w:r><w:t>x</w:t></w:r></w:del>",
    ),
    tie("body").map((inside) => `<w:r><w:txbxContent>${String(inside)}</w:txbxContent></w:r>`),
  ),
  paragraph: fc
    .tuple(paragraphProperty, fc.array(tie("run"), { maxLength: 4 }))
    .map(([properties, runs]) => `<w:p><w:pPr>${properties}</w:pPr>${runs.join("")}</w:p>`),
  table: fc
    .array(fc.array(tie("body"), { maxLength: 3 }), { maxLength: 3 })
    .map(
      (rows) =>
        `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr><w:vMerge/></w:tcPr>${String(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`,
    ),
  body: fc
    .array(fc.oneof({ depthSize: "small", withCrossShrink: true }, tie("paragraph"), tie("paragraph"), tie("table")), {
      maxLength: 4,
    })
    .map((parts) => parts.join("")),
}));
const parts = {
  styles:
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="a"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>',
  numbering:
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%3、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
  footnotes: '<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>',
};
const docx = body.map((inside) => docxOf(String(inside), parts));
const brokenXml = changed(
  body.map((inside) => Buffer.from(`<w:document><w:body>${String(inside)}</w:body></w:document>`)),
).map((xml) => zipOf({ "word/document.xml": Buffer.from(xml).toString() }));

readerContract("docx", docxReader(), fc.oneof({ weight: 4, arbitrary: docx }, brokenXml, changed(docx)), ROUNDS);
