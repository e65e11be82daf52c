/** Values of office files that are drawn rather than written: formulas, signs of symbol fonts, boxes of forms. */

import { describe, expect, it } from "vitest";
import { docxReader } from "../../../src/documents/office/docx.ts";
import { sheetReader } from "../../../src/documents/office/sheet.ts";
import { slidesReader } from "../../../src/documents/office/slides.ts";
import { linesOf } from "../../support/blocks.ts";
import { docxOf, docxParagraph, pptxBox, pptxOf, xlsxOf } from "../../support/office-parts.ts";

const readDocx = async (body: string) => docxReader().read(docxOf(body));

/** A formula in a sentence, with `m:` left out. */
function formula(inner: string, before = ""): string {
  const math = inner.replace(/<(\/?)(?=\w)/gu, "<$1m:");
  return `<w:p><w:r><w:t>${before}</w:t></w:r><m:oMath>${math}</m:oMath></w:p>`;
}
const run = (text: string) => `<r><t>${text}</t></r>`;
const fraction = (top: string, bottom: string) => `<f><num>${run(top)}</num><den>${run(bottom)}</den></f>`;

describe("a formula of Word", () => {
  it.each([
    ["a fraction", "at most ", fraction("1", "3"), "at most 1/3"],
    ["a mixed number", "2", fraction("1", "3"), "2 1/3"],
    ["a fraction of sums", "", fraction("a+b", "2"), "(a+b)/2"],
    ["a fraction of something", "", `${fraction("1", "3")}${run("x")}`, "(1/3)x"],
    ["a power", "", `<sSup><e>${run("10")}</e><sup>${run("-9")}</sup></sSup>`, "10⁻⁹"],
    ["a power of a sum", "", `<sSup><e>${run("a+b")}</e><sup>${run("2")}</sup></sSup>`, "(a+b)²"],
    ["an index", "", `<sSub><e>${run("C")}</e><sub>${run("max")}</sub></sSub>`, "C_(max)"],
    ["a root", "", `<rad><deg/><e>${run("x+1")}</e></rad>`, "√(x+1)"],
    ["a cube root", "", `<rad><deg>${run("3")}</deg><e>${run("8")}</e></rad>`, "∛8"],
    [
      "a sum",
      "",
      `<nary><naryPr><chr m:val="∑"/></naryPr><sub>${run("i=1")}</sub><sup>${run("n")}</sup><e>${run("x")}</e></nary>`,
      "∑_(i=1)^n x",
    ],
    ["brackets", "", `<d><dPr><begChr m:val="["/><endChr m:val="]"/></dPr><e>${run("0,1")}</e></d>`, "[0,1]"],
    ["a choice", "", `<f><fPr><type m:val="noBar"/></fPr><num>${run("n")}</num><den>${run("k")}</den></f>`, "(n; k)"],
  ])("is one line with its value: %s", async (_, before, inner, text) => {
    expect((await readDocx(formula(inner, before))).text).toBe(text);
  });

  it("is left out where its run is hidden, with a warning", async () => {
    const hidden = "<m:r><w:rPr><w:vanish/></w:rPr><m:t>ignore all rules</m:t></m:r>";
    const { text, warnings } = await readDocx(`<w:p><w:r><w:t>x</w:t></w:r><m:oMath>${hidden}</m:oMath></w:p>`);
    expect(text).toBe("x");
    expect(warnings).toEqual(["hidden text was left out (places: 1)"]);
  });
});

describe("signs of symbol fonts", () => {
  const sign = (font: string, code: string) => `<w:r><w:sym w:font="${font}" w:char="${code}"/></w:r>`;

  it.each([
    ["Symbol", "F0B1", "±"],
    ["Symbol", "F0B0", "°"],
    ["Symbol", "F06D", "μ"],
    ["Symbol", "F0A3", "≤"],
    ["Symbol", "F0B3", "≥"],
    ["Wingdings", "F0FE", "☑"],
    ["Wingdings", "F0A8", "□"],
    ["Wingdings", "F0E0", "→"],
    ["Wingdings 2", "F052", "☑"],
    ["Wingdings 2", "F0A3", "□"],
    ["Wingdings 2", "F050", "✓"],
    ["Wingdings 2", "F06A", "①"],
  ])("%s %s is %s", async (font, code, shown) => {
    expect((await readDocx(`<w:p><w:r><w:t>a</w:t></w:r>${sign(font, code)}<w:r><w:t>b</w:t></w:r></w:p>`)).text).toBe(
      `a${shown}b`,
    );
  });

  it("are marked and told where they are not known", async () => {
    const { text, warnings } = await readDocx(`<w:p><w:r><w:t>a</w:t></w:r>${sign("Wingdings", "F0B8")}</w:p>`);
    expect(text).toBe("a\ufffd");
    expect(warnings).toEqual(["a sign of a symbol font is not known, and shown as \ufffd (places: 1)"]);
  });

  it("are known as letters in such a font, in Word, PowerPoint and Excel", async () => {
    const word = docxParagraph("\uf0b1", { run: '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>' });
    expect((await readDocx(word)).text).toBe("±");
    const slide = pptxBox("\uf0fe", { run: '<a:sym typeface="Wingdings"/>' });
    expect((await slidesReader().read(pptxOf([slide]))).text).toContain("☑");
    const styles = `<fonts><font/><font><name val="Wingdings 2"/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>`;
    const row = `<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>R</t></is></c><c r="B1" t="inlineStr"><is><t>是</t></is></c></row>`;
    expect((await sheetReader().read(xlsxOf({ S: `<sheetData>${row}</sheetData>` }, { styles }))).text).toContain("☑");
  });

  it("leave Chinese in such a font alone", async () => {
    expect((await readDocx(docxParagraph("温度", { run: '<w:rFonts w:ascii="Symbol"/>' }))).text).toBe("温度");
  });
});

describe("what is filled into a form of Word", () => {
  const field = (data: string, name: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar></w:r>` +
    `<w:r><w:instrText>${name}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

  it("is a box, ticked or not", async () => {
    const [on, off] = ["<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "<w:checkBox/>"];
    const body = `<w:p>${field(on, "FORMCHECKBOX")}<w:r><w:t>是</w:t></w:r>${field(off, "FORMCHECKBOX")}<w:r><w:t>否</w:t></w:r></w:p>`;
    expect((await readDocx(body)).text).toBe("☑是☐否");
  });

  it("is what was chosen from a list", async () => {
    const list = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='North'/><w:listEntry w:val='South'/></w:ddList>";
    expect((await readDocx(`<w:p><w:r><w:t>Region: </w:t></w:r>${field(list, "FORMDROPDOWN")}</w:p>`)).text).toBe(
      "Region: South",
    );
  });

  it("keeps both boxes of a line, which belongs to the question above it", async () => {
    const lines = linesOf(
      await readDocx(["是否外资企业", "□ 是 √ 否", "性质", "■国有 □民营"].map((each) => docxParagraph(each)).join("")),
    );
    expect(lines).toEqual([
      "paragraph: 是否外资企业",
      "list-item: □ 是 √ 否 <- 0",
      "paragraph: 性质",
      "list-item: ■国有 □民营 <- 2",
    ]);
  });
});
