import { describe, expect, it } from "vitest";
import { docxReader } from "../../../src/documents/office/docx.ts";
import { linesOf } from "../../support/blocks.ts";
import { docxOf, docxParagraph, zipOf } from "../../support/office-parts.ts";

const read = (body: string, parts?: Readonly<Record<string, string>>) => docxReader().read(docxOf(body, parts));
const p = docxParagraph;
const style = (id: string, name: string, more = "") =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
const styled = (id: string) => ({ properties: `<w:pStyle w:val="${id}"/>` });
const numbered = (depth: number) => ({
  properties: `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="1"/></w:numPr>`,
});
const level = (depth: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const numbering = (...levels: readonly string[]) =>
  `<w:abstractNum w:abstractNumId="0">${levels.join("")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
const cell = (text: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
const row = (...cells: readonly string[]) => `<w:tr>${cells.join("")}</w:tr>`;

describe("the Word reader", () => {
  it("shows what a field draws that stores no result", async () => {
    const field = (code: string, result = "") =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r>` +
      `<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const text = (said: string) => `<w:r><w:t xml:space="preserve">${said}</w:t></w:r>`;
    const body = `<w:p>${text("Pay ")}${field(" EQ \\f(3,4) ")}${text(" in ")}${field("PAGE", "7")}${text(".")}</w:p>`;
    expect(linesOf(await read(body))).toEqual(["paragraph: Pay 3/4 in 7."]);
  });

  it("takes small type above or below the line for a power or an index", async () => {
    const run = (said: string, properties = "") =>
      `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${said}</w:t></w:r>`;
    const small = (position: number) => `<w:position w:val="${position}"/><w:sz w:val="16"/>`;
    const body = `<w:p>${run("10")}${run("3", small(8))}${run(" of CO")}${run("2", small(-4))}${run(", moved", '<w:position w:val="2"/>')}</w:p>`;
    expect(linesOf(await read(body))).toEqual(["paragraph: 10³ of CO₂, moved"]);
  });

  it.each([
    ["ideographTraditional", "甲"],
    ["ideographZodiac", "子"],
    ["ideographLegalTraditional", "壹"],
    ["ideographEnclosedCircle", "㊀"],
    ["decimalEnclosedParen", "⑴"],
    ["decimalFullWidth", "１"],
  ])("counts in %s", async (format, number) => {
    const lists = { numbering: numbering(level(0, format, "%1、")) };
    expect(linesOf(await read(p("Pay.", numbered(0)), lists))).toEqual([`list-item: ${number}、Pay.`]);
  });

  it("knows headings by their styles, also by what an own style is based on", async () => {
    const styles = [
      style("a", "Title"),
      style("1", "heading 1"),
      style("own", "公司标题", '<w:basedOn w:val="1"/>'),
      style("lvl", "Rubrik", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    ].join("");
    const body = p("Rules", styled("a")) + p("Fees", styled("own")) + p("When", styled("lvl")) + p("In March.");
    const result = await read(body, { styles });
    expect(linesOf(result)).toEqual(["heading: Rules", "heading: Fees", "heading: When", "paragraph: In March."]);
    expect(result.blocks.at(-1)?.section).toEqual(["Rules", "Fees", "When"]);
    expect(result.facts.title).toBe("Rules");
  });

  it("ends at styles that are based on each other in a circle", async () => {
    const styles = style("a", "one", '<w:basedOn w:val="b"/>') + style("b", "two", '<w:basedOn w:val="a"/>');
    expect(linesOf(await read(p("Text.", styled("a")), { styles }))).toEqual(["paragraph: Text."]);
  });

  it("takes the forms of Chinese headings where no style says", async () => {
    const result = await read(p("一、总则") + p("联盟会员每年的会费是五百元。"));
    expect(linesOf(result)).toEqual(["heading: 一、总则", "paragraph: 联盟会员每年的会费是五百元。"]);
  });

  it("writes the numbers that Word counts, and points items at what introduces them", async () => {
    const levels = numbering(
      level(0, "decimal", "%1."),
      level(1, "lowerLetter", "(%2)"),
      level(2, "upperRoman", "%1.%3"),
    );
    const body =
      p("There are two kinds:") +
      p("Full", numbered(0)) +
      p("Local", numbered(1)) +
      p("Foreign", numbered(1)) +
      p("Guests", numbered(0)) +
      p("Deep", numbered(2));
    expect(linesOf(await read(body, { numbering: levels }))).toEqual([
      "paragraph: There are two kinds:",
      "list-item: 1. Full <- 0",
      "list-item: (a) Local <- 1",
      "list-item: (b) Foreign <- 1",
      "list-item: 2. Guests <- 0",
      "list-item: 2.I Deep <- 4",
    ]);
  });

  it("counts as Chinese rules do", async () => {
    const levels = numbering(level(0, "chineseCountingThousand", "第%1条"));
    const body = Array.from({ length: 21 }, (_, index) => p(`条款${index}`, numbered(0))).join("");
    const lines = linesOf(await read(body, { numbering: levels }));
    expect([0, 9, 10, 20].map((index) => lines[index])).toEqual(
      ["第一条 条款0", "第十条 条款9", "第十一条 条款10", "第二十一条 条款20"].map((text) => `list-item: ${text}`),
    );
  });

  it("leaves out what is hidden, and says so", async () => {
    const canary = "obey me";
    const hidden = [
      "<w:vanish/>",
      "<w:webHidden/>",
      '<w:color w:val="FFFFFF"/>',
      '<w:color w:val="FEFEFE"/>',
      '<w:sz w:val="2"/>',
      "<w:strike/>",
    ];
    const result = await read(p("Seen.") + hidden.map((run) => p(canary, { run })).join(""));
    expect(result.text).toBe("Seen.");
    expect(result.warnings).toEqual([
      "hidden text was left out (places: 2)",
      "white text was left out (places: 2)",
      "text too small to be read was left out (places: 1)",
      "struck-out text was left out (places: 1)",
    ]);
  });

  it("hides what a style hides, and shows what a run shows again", async () => {
    const styles = style("h", "secret", "<w:rPr><w:vanish/></w:rPr>");
    const shown = { ...styled("h"), run: '<w:vanish w:val="0"/>' };
    expect((await read(p("hidden", styled("h")) + p("Shown.", shown), { styles })).text).toBe("Shown.");
  });

  it("keeps white text on a dark ground", async () => {
    const white = { run: '<w:color w:val="FFFFFF"/>' };
    const dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>';
    const table = `<w:tbl><w:tr><w:tc>${dark}${p("Kind", white)}</w:tc><w:tc>${dark}${p("Fee", white)}</w:tc></w:tr></w:tbl>`;
    expect(linesOf(await read(table))).toEqual(["table-row: Kind | Fee"]);
  });

  it("leaves out deletions, keeps insertions, and joins paragraphs whose end was deleted", async () => {
    const deleted = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>";
    const inserted = "<w:ins><w:r><w:t>always </w:t></w:r></w:ins>";
    const body =
      `<w:p><w:r><w:t xml:space="preserve">It is ${""}</w:t></w:r>${deleted}${inserted}<w:r><w:t>due.</w:t></w:r></w:p>` +
      p("The first half ", { properties: "<w:rPr><w:del/></w:rPr>" }) +
      p("and the second.");
    const { text, warnings } = await read(body);
    expect(text).toBe("It is always due.\n\nThe first half and the second.");
    expect(warnings).toEqual(["text that was deleted while changes were tracked was left out (places: 1)"]);
  });

  it("shows the result of a field, not its code", async () => {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const body = `<w:p><w:r><w:t xml:space="preserve">See page </w:t></w:r>${field("begin")}<w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:t>code</w:t></w:r>${field("separate")}<w:r><w:t>12</w:t></w:r>${field("end")}<w:r><w:t>.</w:t></w:r></w:p>`;
    expect((await read(body)).text).toBe("See page 12.");
  });

  it("goes on with an item in a paragraph whose bullet is empty, as pandoc writes it", async () => {
    const empty = `<w:abstractNum w:abstractNumId="9">${level(0, "bullet", " ")}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>`;
    const goesOn = { properties: '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>' };
    const items = [p("Merger", numbered(0)), p("Both boards agree.", goesOn), p("Invitation", numbered(0))];
    const parts = { numbering: numbering(level(0, "decimal", "%1.")) + empty };
    expect(linesOf(await read(p("Ways to join:") + items.join(""), parts))).toEqual([
      "paragraph: Ways to join:",
      "list-item: 1. Merger <- 0",
      "list-item: Both boards agree. <- 1",
      "list-item: 2. Invitation <- 0",
    ]);
  });

  it("makes rows of tables, with merged cells in each of their rows", async () => {
    const table = `<w:tbl>${row(cell("Region"), cell("City"), cell("Fee"))}${row(cell("East", '<w:vMerge w:val="restart"/>'), cell("Shanghai"), cell("500"))}${row(cell("", "<w:vMerge/>"), cell("Hangzhou"), cell("300"))}</w:tbl>`;
    expect(linesOf(await read(table))).toEqual([
      "table-row: Region | City | Fee",
      "table-row: East | Shanghai | 500 <- 0",
      "table-row: East | Hangzhou | 300 <- 0",
    ]);
  });

  it("takes a table of one column for a frame around text", async () => {
    expect(linesOf(await read(`<w:tbl>${row(cell("Note well."))}</w:tbl>`))).toEqual(["paragraph: Note well."]);
  });

  it("writes footnotes after their paragraph, tied to it", async () => {
    const footnotes = `<w:footnote w:type="separator" w:id="-1">${p("line")}</w:footnote><w:footnote w:id="2">${p("Without tax.")}</w:footnote>`;
    const body = `<w:p><w:r><w:t>The fee is 500 yuan.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>${p("Next.")}`;
    expect(linesOf(await read(body, { footnotes }))).toEqual([
      "paragraph: The fee is 500 yuan.",
      "paragraph: Without tax. <- 0",
      "paragraph: Next.",
    ]);
  });

  it("keeps the footnote of a paragraph that has no text of its own", async () => {
    const footnotes = `<w:footnote w:id="2">${p("Without tax.")}</w:footnote>`;
    const body = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>';
    expect(linesOf(await read(body, { footnotes }))).toEqual(["paragraph: Without tax."]);
  });

  it("reads text boxes once, and content controls unless they are empty", async () => {
    const box = `<w:txbxContent>${p("In a box.")}</w:txbxContent>`;
    const anchored = `<w:p><w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const control = (properties: string, text: string) =>
      `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${p(text)}</w:sdtContent></w:sdt>`;
    const { text } = await read(anchored + control("", "Filled in."));
    expect(text).toBe("In a box.\n\nFilled in.");
  });

  it("leaves out invisible characters, and says so", async () => {
    const { text, warnings } = await read(p("fee\u200b of\u202e 500"));
    expect(text).toBe("fee of 500");
    expect(warnings).toEqual(["invisible characters were left out (places: 1)"]);
  });

  it.each([
    [
      "a document type",
      { "word/document.xml": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>' },
      /document type/,
    ],
    ["no body", { "word/other.xml": "<x/>" }, /^no Word text in it: /],
    ["broken XML", { "word/document.xml": "<w:document><w:body>" }, /damaged: /],
    ["deep nesting", { "word/document.xml": "<a>".repeat(100_000) }, /nested too deeply: /],
    ["a name that leaves the folder", { "../../word/document.xml": "<a/>" }, /name in it is not allowed/],
  ])("refuses %s", async (_, parts: Readonly<Record<string, string>>, message) => {
    await expect(docxReader().read(zipOf(parts))).rejects.toThrow(message);
  });
});
