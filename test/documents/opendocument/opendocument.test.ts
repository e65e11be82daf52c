/** Texts, sheets and slides of LibreOffice and WPS, with the markup that LibreOffice 7 writes. */

import { describe, expect, it } from "vitest";
import { endingFor } from "../../../src/documents/format-of.ts";
import { odpReader } from "../../../src/documents/opendocument/odp.ts";
import { odsReader } from "../../../src/documents/opendocument/ods.ts";
import { odtReader } from "../../../src/documents/opendocument/odt.ts";
import { linesOf } from "../../support/blocks.ts";
import { odfOf } from "../../support/office-parts.ts";

const style = (name: string, text: string, more = "") =>
  `<style:style style:name="${name}" style:family="text" ${more}><style:text-properties ${text}/></style:style>`;
const p = (inner: string, name = "Standard") => `<text:p text:style-name="${name}">${inner}</text:p>`;
const span = (name: string, inner: string) => `<text:span text:style-name="${name}">${inner}</text:span>`;

describe("a text of OpenDocument", () => {
  const read = async (body: string, parts?: Parameters<typeof odfOf>[2]) =>
    odtReader().read(odfOf("text", body, parts));

  it("has headings, paragraphs and the numbers that the program counts", async () => {
    const styles =
      '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>' +
      '<text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" style:num-format="a"/></text:list-style>' +
      '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>';
    const item = (inner: string) => `<text:list-item>${inner}</text:list-item>`;
    const inner = `<text:list>${item(p("a photo"))}${item(p("a copy"))}</text:list>`;
    const body =
      `<text:h text:outline-level="1">Rules</text:h>${p("Members need the following:")}` +
      `<text:list text:style-name="L1">${item(p("a licence;") + inner)}${item(p("a form."))}</text:list>` +
      `${p("There are also:")}<text:list text:style-name="L2">${item(p("guests"))}</text:list>`;
    expect(linesOf(await read(body, { styles }))).toEqual([
      "heading: Rules",
      "paragraph: Members need the following:",
      "list-item: 1. a licence; <- 1",
      "list-item: (a) a photo <- 2",
      "list-item: (b) a copy <- 2",
      "list-item: 2. a form. <- 1",
      "paragraph: There are also:",
      "list-item: guests <- 6",
    ]);
  });

  it("keeps spaces, tabs, lines, raised and lowered text, and leaves out remarks and what was deleted", async () => {
    const styles = style("T1", 'style:text-position="super 58%"') + style("T2", 'style:text-position="sub 58%"');
    const body =
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>" +
      p(
        `100<text:s text:c="2"/>m${span("T1", "2")} of H${span("T2", "2")}O<office:annotation><text:p>check!</text:p></office:annotation>`,
      ) +
      p("Line one<text:line-break/>Line two");
    expect(linesOf(await read(body, { styles }))).toEqual([
      "paragraph: 100 m² of H₂O",
      "paragraph: Line one",
      "paragraph: Line two",
    ]);
  });

  it("shows signs of symbol fonts, whatever the file calls them, and boxes of old forms", async () => {
    const fonts = '<style:font-face style:name="Symbol1" svg:font-family="Symbol"/>';
    const box = (ticked: boolean) =>
      `<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param field:name="Checkbox_Checked" field:value="${ticked}"/></field:fieldmark>`;
    const body = p(`3 ${span("T1", "m")}m ${box(true)} sent ${box(false)} paid`);
    const { text } = await read(body, { styles: `${style("T1", 'style:font-name="Symbol1"')}${fonts}` });
    expect(text).toBe("3 μm ☑ sent ☐ paid");
  });

  it("leaves out what is hidden, and says so", async () => {
    const styles =
      style("T1", 'text:display="none"') +
      style("T2", 'fo:color="#ffffff"') +
      style("T3", 'fo:font-size="1pt"') +
      style("T4", 'style:text-line-through-style="solid"') +
      style("T5", "", 'style:parent-style-name="T1"');
    const hidden = ["T1", "T2", "T3", "T4", "T5"].map((name) => span(name, "secret")).join("");
    const { text, warnings } = await read(p(`seen ${hidden}`), { styles });
    expect(text).toBe("seen");
    expect(warnings).toEqual([
      "hidden text was left out (places: 2)",
      "white text was left out (places: 1)",
      "text too small to be read was left out (places: 1)",
      "struck-out text was left out (places: 1)",
    ]);
  });

  it("has tables with their columns, and the notes of a paragraph after it", async () => {
    const cell = (text: string, more = "") => `<table:table-cell ${more}>${p(text)}</table:table-cell>`;
    const covered = "<table:covered-table-cell/>";
    const row = (...cells: readonly string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
    const rows = [
      row(cell("Area", 'table:number-rows-spanned="2"'), cell("Funds", 'table:number-columns-spanned="2"'), covered),
      row(covered, cell("State"), cell("City")),
      row(cell("East"), cell("1200"), cell("")),
      row(cell("West"), cell("900"), cell("120")),
    ];
    const note = `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p("of 2026")}</text:note-body></text:note>`;
    expect(linesOf(await read(`<table:table>${rows.join("")}</table:table>${p(`Fees rise${note}.`)}`))).toEqual([
      "table-row: Area | Funds State | Funds City",
      "table-row: East | 1200 | <- 0",
      "table-row: West | 900 | 120 <- 0",
      "paragraph: Fees rise.",
      "paragraph: of 2026 <- 3",
    ]);
  });

  it("has the title that its style says", async () => {
    const shared =
      '<style:style style:name="Title" style:parent-style-name="Heading"/><style:style style:name="Heading"/>';
    const styles = '<style:style style:name="P1" style:parent-style-name="Title"/>';
    expect((await read(p("Rules of 2026", "P1") + p("Text."), { styles, shared })).facts).toEqual({
      title: "Rules of 2026",
    });
  });

  it("with a password says so", async () => {
    await expect(read(p("x"), { manifest: "<m:encryption-data/>" })).rejects.toThrow(/^it has a password: /);
  });

  it("has formulas on one line, and says that it leaves out charts", async () => {
    const formula = "<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math>";
    const chart = '<draw:object xlink:href="./Object 1"/>';
    const { text, warnings } = await read(
      p(`at most <draw:object>${formula}</draw:object> of it <draw:frame>${chart}</draw:frame>`),
    );
    expect(text).toBe("at most 1/3 of it");
    expect(warnings).toEqual(["an object such as a chart was left out (places: 1)"]);
  });
});

describe("sheets of OpenDocument", () => {
  const cell = (text: string, more = "") => `<table:table-cell ${more}>${p(text)}</table:table-cell>`;
  const number = (value: number, shown: string) => cell(shown, `office:value-type="float" office:value="${value}"`);
  const row = (cells: string, more = "") => `<table:table-row ${more}>${cells}</table:table-row>`;
  const sheet = (inner: string, name = "Fees", more = "") =>
    `<table:table table:name="${name}" ${more}>${inner}</table:table>`;
  const read = async (body: string, parts?: Parameters<typeof odfOf>[2]) =>
    odsReader().read(odfOf("spreadsheet", body, parts));

  it("have rows that are sentences, with numbers as they are shown and the unit of the table", async () => {
    const rows = [row(cell("Unit: RMB")), row(cell("Class") + cell("Fee") + cell("Votes"))];
    const data = row(cell("Council") + number(12000, "12,000.00") + number(10, "10"));
    const result = await read(sheet([...rows, data].join("")));
    expect(linesOf(result)).toEqual([
      "heading: Fees",
      "paragraph: Unit: RMB",
      "table-row: Class: Council; Fee: 12,000.00; Votes: 10 (Unit: RMB).",
    ]);
    expect(result.blocks.map(({ place }) => place?.number)).toEqual([undefined, 1, 3]);
  });

  it("leave out what is hidden, and say so", async () => {
    const columns =
      '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>';
    const head = row(cell("Class") + cell("Fee") + cell("secret"));
    const rows =
      row(cell("A") + number(1, "1")) +
      row(cell("secret"), 'table:visibility="collapse"') +
      row(cell("B") + number(2, "2"));
    const styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>';
    const hidden = sheet(row(cell("secret")), "Hidden", 'table:style-name="ta2"');
    const { text, warnings } = await read(sheet(columns + head + rows) + hidden, { styles });
    expect(text).toBe("Fees\n\nClass: A; Fee: 1.\nClass: B; Fee: 2.");
    expect(warnings).toEqual([
      "text in a hidden column was left out (places: 1)",
      "a hidden row was left out (places: 1)",
      "a hidden sheet was left out (places: 1)",
    ]);
  });

  it("are read in time where a million empty rows and columns are said to follow", async () => {
    const empty = '<table:table-cell table:number-columns-repeated="16384"/>';
    const rows = row(cell("Class") + cell("Fee")) + row(cell("A") + number(1, "1") + empty);
    const body = sheet(
      rows +
        row(empty, 'table:number-rows-repeated="1048576"') +
        row(cell("x"), 'table:number-rows-repeated="999999999"'),
    );
    expect((await read(body)).blocks.length).toBeLessThan(2_000);
  });
});

describe("slides of OpenDocument", () => {
  const frame = (text: string, { y = 0, kind = "" } = {}) =>
    `<draw:frame svg:y="${y}cm" svg:x="1cm" presentation:class="${kind}"><draw:text-box>${p(text)}</draw:text-box></draw:frame>`;
  const read = async (body: string, parts?: Parameters<typeof odfOf>[2]) =>
    odpReader().read(odfOf("presentation", body, parts));

  it("have a title, text from top to bottom, and notes; hidden ones are left out", async () => {
    const styles =
      '<style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>';
    const notes = `<presentation:notes>${frame("Say hello.", { kind: "notes" })}</presentation:notes>`;
    const slides =
      `<draw:page>${frame("Below.", { y: 9 })}${frame("Fees of 2026", { y: 1, kind: "title" })}${frame("Above.", { y: 4 })}${notes}</draw:page>` +
      `<draw:page draw:style-name="dp2">${frame("secret")}</draw:page><draw:page>${frame("没有标题的一页。", { y: 2 })}</draw:page>`;
    const result = await read(slides, { styles });
    expect(linesOf(result)).toEqual([
      "heading: Fees of 2026",
      "paragraph: Above.",
      "paragraph: Below.",
      "heading: Notes",
      "paragraph: Say hello.",
      "heading: 第3页",
      "paragraph: 没有标题的一页。",
    ]);
    expect(result.facts).toEqual({ title: "Fees of 2026" });
    expect(result.warnings).toEqual(["a hidden slide was left out (places: 1)"]);
  });
});

describe("a file of OpenDocument", () => {
  it.each([
    ["text", ".odt"],
    ["spreadsheet", ".ods"],
    ["presentation", ".odp"],
  ])("is known by what it says it is, whatever its name: %s", (kind, ending) => {
    expect(endingFor("a.docx", odfOf(kind, ""))).toBe(ending);
  });
});
