/** Tables of Word and PowerPoint: each value stands in the place of its name, and a form has no head. */

import { describe, expect, it } from "vitest";
import { docxReader } from "../../../src/documents/office/docx.ts";
import { slidesReader } from "../../../src/documents/office/slides.ts";
import { linesOf } from "../../support/blocks.ts";
import { docxOf, docxParagraph, pptxOf } from "../../support/office-parts.ts";

interface Cell {
  readonly text: string;
  readonly columns?: number;
  /** "restart" begins a cell over several rows, "" goes on from above. */
  readonly merge?: "restart" | "";
  readonly bold?: boolean;
}
type Row = readonly (string | Cell)[];

function wordTable(...rows: readonly Row[]): string {
  const xml = rows.map((row) => {
    const cells = row.map((each) => {
      const { text, columns = 1, merge, bold = false } = typeof each === "string" ? { text: each } : each;
      const down = merge === undefined ? "" : `<w:vMerge${merge === "" ? "" : ` w:val="${merge}"`}/>`;
      const run = { run: bold ? "<w:b/>" : "" };
      return `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/>${down}</w:tcPr>${docxParagraph(text, run)}</w:tc>`;
    });
    return `<w:tr>${cells.join("")}</w:tr>`;
  });
  return `<w:tbl>${xml.join("")}</w:tbl>`;
}

const readWord = async (body: string) => linesOf(await docxReader().read(docxOf(body)));

describe("a table of Word", () => {
  it("is a form where its first value goes over several columns, which no name of a column does", async () => {
    const wide = (text: string) => ({ text, columns: 3 });
    const form = wordTable(
      ["会议名称", wide("第三届理事会第五次会议")],
      ["时间", "2024年5月14日14:00", "地点", "联盟会议室"],
      ["主持人", "李建国", "记录人", "陈晓红"],
      ["出席人员", wide("张伟、刘洋、赵敏")],
    );
    expect(await readWord(form)).toEqual([
      "table-row: 会议名称：第三届理事会第五次会议。",
      "table-row: 时间：2024年5月14日14:00；地点：联盟会议室。 <- 0",
      "table-row: 主持人：李建国；记录人：陈晓红。 <- 0",
      "table-row: 出席人员：张伟、刘洋、赵敏。 <- 0",
    ]);
  });

  it("names its columns by both rows of its head, and keeps empty cells in their place", async () => {
    const table = wordTable(
      [
        { text: "Area", merge: "restart" },
        { text: "Funds", columns: 2 },
      ],
      [{ text: "", merge: "" }, "State", "City"],
      [{ text: "East", merge: "restart" }, "1200", ""],
      [{ text: "", merge: "" }, "900", "120"],
      [{ text: "Total", columns: 2 }, "120"],
    );
    expect(await readWord(table)).toEqual([
      "table-row: Area | Funds State | Funds City",
      "table-row: East | 1200 | <- 0",
      "table-row: East | 900 | 120 <- 0",
      "table-row: Total | | 120 <- 0",
    ]);
  });

  it("has a head of one row where values stand below a wide cell", async () => {
    const table = wordTable(
      [{ text: "Costs", columns: 2 }, "Note"],
      ["Material", "30 yuan", ""],
      ["Work", "40 yuan", "net"],
    );
    expect(await readWord(table)).toEqual([
      "table-row: Costs | Costs | Note",
      "table-row: Material | 30 yuan | <- 0",
      "table-row: Work | 40 yuan | net <- 0",
    ]);
  });

  it("may be a form, in which nothing is a name of a column", async () => {
    const table = wordTable(
      ["单位名称", "申科半导体材料公司", "信用代码", "91310000MA1FL00000"],
      ["法定代表人", "李卫东", "注册资本", "5000万元"],
      ["地址", { text: "上海市浦东新区", columns: 3 }],
    );
    expect(await readWord(table)).toEqual([
      "table-row: 单位名称：申科半导体材料公司；信用代码：91310000MA1FL00000。",
      "table-row: 法定代表人：李卫东；注册资本：5000万元。 <- 0",
      "table-row: 地址：上海市浦东新区。 <- 0",
    ]);
  });

  it("belongs to its introduction, with the line of its unit between them", async () => {
    const text = docxParagraph("The fees are as follows:") + docxParagraph("Unit: RMB");
    expect(await readWord(text + wordTable(["Class", "Fee", "Votes"], ["Council", "100", "10"]))).toEqual([
      "paragraph: The fees are as follows:",
      "paragraph: Unit: RMB <- 0",
      "table-row: Class | Fee | Votes <- 0",
      "table-row: Council | 100 | 10 <- 2",
    ]);
  });

  it("has its title and its notes as text", async () => {
    const table = wordTable(
      [{ text: "Fees of 2026", columns: 3 }],
      ["Class", "Fee", "Votes"],
      ["Council", "100", "10"],
      [{ text: "Note: paid in March.", columns: 3 }],
    );
    expect(await readWord(table)).toEqual([
      "paragraph: Fees of 2026",
      "table-row: Class | Fee | Votes",
      "table-row: Council | 100 | 10 <- 1",
      "paragraph: Note: paid in March.",
    ]);
  });

  it("of two columns of words has the head that is set in bold", async () => {
    const bold = (text: string): Cell => ({ text, bold: true });
    expect(await readWord(wordTable([bold("Name"), bold("Role")], ["Li", "chair"], ["Wang", "member"]))).toEqual([
      "table-row: Name | Role",
      "table-row: Li | chair <- 0",
      "table-row: Wang | member <- 0",
    ]);
  });
});

describe("a table of a slide", () => {
  it("has merged cells in their columns", async () => {
    const cell = (text: string, span = "") =>
      `<a:tc${span}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
    const rows = [
      `${cell("Area", ' rowSpan="2"')}${cell("Funds", ' gridSpan="2"')}${cell("", ' hMerge="1"')}`,
      `${cell("", ' vMerge="1"')}${cell("State")}${cell("City")}`,
      `${cell("East")}${cell("")}${cell("120")}`,
    ];
    const table = `<a:tbl><a:tblPr firstRow="1"/>${rows.map((row) => `<a:tr>${row}</a:tr>`).join("")}</a:tbl>`;
    const frame = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr/><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData>${table}</a:graphicData></a:graphic></p:graphicFrame>`;
    expect(linesOf(await slidesReader().read(pptxOf([frame]))).slice(1)).toEqual([
      "table-row: Area | Funds State | Funds City",
      "table-row: East | | 120 <- 1",
    ]);
  });
});
