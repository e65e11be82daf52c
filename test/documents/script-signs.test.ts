/** Raised and lowered text keeps what it means, in every format that has it. */

import { describe, expect, it } from "vitest";
import { markdownReader } from "../../src/documents/markdown/markdown.ts";
import { docxReader } from "../../src/documents/office/docx.ts";
import { sheetReader } from "../../src/documents/office/sheet.ts";
import { slidesReader } from "../../src/documents/office/slides.ts";
import { scriptSigns } from "../../src/documents/script-signs.ts";
import { htmlReader } from "../../src/documents/web/html.ts";
import { docxOf, pptxBox, pptxOf, xlsxOf } from "../support/office-parts.ts";

const READERS = { html: htmlReader(), md: markdownReader() };

/** `10^{-9}` and `H_{2}O` as runs: the text, and whether it is raised or lowered. */
function runsOf(text: string): readonly (readonly [text: string, script: "" | "sup" | "sub"])[] {
  return text.split(/([_^]\{[^}]*\})/u).map((part) => {
    const [, sign, inner] = /^([_^])\{(.*)\}$/u.exec(part) ?? [];
    return inner === undefined ? [part, ""] : [inner, sign === "^" ? "sup" : "sub"];
  });
}

const WRITERS: Readonly<Record<string, (text: string) => Promise<{ readonly text: string }>>> = {
  docx: (text) =>
    docxReader().read(
      docxOf(
        `<w:p>${runsOf(text)
          .map(([part, script]) => {
            const align =
              script === "" ? "" : `<w:vertAlign w:val="${script}erscript"/>`.replace("suberscript", "subscript");
            return `<w:r><w:rPr>${align}</w:rPr><w:t xml:space="preserve">${part}</w:t></w:r>`;
          })
          .join("")}</w:p>`,
      ),
    ),
  pptx: (text) => {
    const runs = runsOf(text).map(([part, script]) => {
      const baseline = { "": "", sup: ' baseline="30000"', sub: ' baseline="-25000"' }[script];
      return `<a:r><a:rPr${baseline}/><a:t>${part}</a:t></a:r>`;
    });
    return slidesReader().read(pptxOf([pptxBox("x").replace(/<a:r>.*<\/a:r>/u, runs.join(""))]));
  },
  xlsx: (text) => {
    const runs = runsOf(text).map(([part, script]) => {
      const align = { "": "", sup: '<vertAlign val="superscript"/>', sub: '<vertAlign val="subscript"/>' }[script];
      return `<r><rPr>${align}</rPr><t>${part}</t></r>`;
    });
    const row = `<row r="1"><c r="A1" t="inlineStr"><is>${runs.join("")}</is></c></row>`;
    return sheetReader().read(xlsxOf({ S: `<sheetData>${row}</sheetData>` }));
  },
  html: (text) => READERS.html.read(new TextEncoder().encode(`<p>${tagged(text)}</p>`)),
  md: (text) => READERS.md.read(new TextEncoder().encode(tagged(text))),
};

function tagged(text: string): string {
  return runsOf(text)
    .map(([part, script]) => (script === "" ? part : `<${script}>${part}</${script}>`))
    .join("");
}

describe.each(Object.keys(WRITERS))("raised and lowered text in %s", (format) => {
  it.each([
    ["no more than 5×10^{3} in a m^{3} of air", "5×10³ in a m³ of air"],
    ["杂质含量不大于10^{-9}，面积100m^{2}。", "杂质含量不大于10⁻⁹，面积100m²。"],
    ["H_{2}SO_{4} and CO_{2} are delivered", "H₂SO₄ and CO₂ are delivered"],
    ["a yield of 10^{n+1} wafers", "10^(n+1) wafers"],
    ["the flow x_{max} is 5", "x_(max) is 5"],
    ["on the 1^{st} of May", "on the 1st of May"],
    ["a purity of 96%^{[1]} at least", "96%[1] at least"],
  ])("%s", async (written, read) => {
    expect((await WRITERS[format]?.(written))?.text).toContain(read);
  });
});

describe("raised text that was split into runs", () => {
  it("is one exponent", async () => {
    const run = (text: string) => `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>${text}</w:t></w:r>`;
    const file = docxOf(`<w:p><w:r><w:t>10</w:t></w:r>${run("-")}${run("1")}${run("2")}</w:p>`);
    expect((await docxReader().read(file)).text).toBe("10⁻¹²");
  });

  it("may be raised by a style, and put back on the line by the run", async () => {
    const styles = `<w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`;
    const run = (more: string, text: string) =>
      `<w:r><w:rPr><w:rStyle w:val="Up"/>${more}</w:rPr><w:t>${text}</w:t></w:r>`;
    const body = `<w:p><w:r><w:t>m</w:t></w:r>${run("", "3")}${run('<w:vertAlign w:val="baseline"/>', "/h")}</w:p>`;
    expect((await docxReader().read(docxOf(body, { styles }))).text).toBe("m³/h");
  });
});

describe("signs for raised and lowered text", () => {
  it("leaves whole phrases in small type as they are", () => {
    expect(scriptSigns("see the note on page two", "raised", "yuan")).toBe("see the note on page two");
  });

  it("keeps the spaces around it", () => {
    expect(scriptSigns(" 2 ", "raised", "m")).toBe(" ² ");
  });
});

describe("formulas in Markdown", () => {
  const read = async (text: string) => (await READERS.md.read(new TextEncoder().encode(text))).text;

  it.each([
    ["leaks less than $10^{-12}$ A", "leaks less than 10⁻¹² A"],
    ["$2.5 \\times 10^6$ parts", "2.5 × 10⁶ parts"],
    ["$\\frac{1}{3}$ of it", "1/3 of it"],
    ["$x_{max}$ and $90^\\circ$", "x_(max) and 90°"],
    ["H~2~O and 10^6^", "H₂O and 10⁶"],
    ["$\\sqrt{2}$", "√2"],
    ["$5 \\mu m$", "5 μm"],
  ])("%s", async (written, shown) => {
    expect(await read(written)).toBe(shown);
  });

  it.each([
    "It costs $5 or $10, depending_on the size.",
    "5~10万元，10~20家",
    "$\\oint_C f$ is not known here",
    "^caret^ alone",
  ])("leaves what is none: %s", async (text) => {
    expect(await read(text)).toBe(text);
  });
});

describe("formulas of web pages", () => {
  const math = (inner: string) => `<p>so <math>${inner}</math> it is</p>`;
  const read = async (html: string) => (await READERS.html.read(new TextEncoder().encode(html))).text;

  it.each([
    ["<mfrac><mn>1</mn><mn>3</mn></mfrac>", "1/3"],
    ["<mrow><mn>2</mn><mfrac><mn>1</mn><mn>3</mn></mfrac></mrow>", "2 1/3"],
    ["<msup><mn>10</mn><mrow><mo>-</mo><mn>9</mn></mrow></msup>", "10⁻⁹"],
    ["<msub><mi>x</mi><mi>max</mi></msub>", "x_(max)"],
    ["<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"],
    ["<mroot><mn>8</mn><mn>3</mn></mroot>", "∛8"],
    ["<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"],
    ["<semantics><mrow><mn>5</mn></mrow><annotation>\\text{secret}</annotation></semantics>", "5"],
    [
      "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>x</mi>",
      "∑_(i=1)^nx",
    ],
  ])("keep their value: %s", async (inner, text) => {
    expect(await read(math(inner))).toBe(`so ${text} it is`);
  });
});
