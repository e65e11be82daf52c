import { describe, expect, it } from "vitest";
import { shownNumber } from "../../../src/documents/office/number-format.ts";
import { sheetReader } from "../../../src/documents/office/sheet.ts";
import { linesOf } from "../../support/blocks.ts";
import { xlsxOf, xlsxRows, zipOf } from "../../support/office-parts.ts";

const read = (sheets: Readonly<Record<string, string>>, parts?: Readonly<Record<string, string>>) =>
  sheetReader().read(xlsxOf(sheets, parts));

describe("the sheet reader", () => {
  it("makes each row a sentence with the names of its columns", async () => {
    const rows = [["Fees of 2026"], ["Member", "Fee", "Note"], ["ABC", 12_000, null], ["DEF", 500.5, "late"]];
    const result = await read({ Fees: xlsxRows(rows) });
    expect(linesOf(result)).toEqual([
      "heading: Fees",
      "paragraph: Fees of 2026",
      "table-row: Member: ABC; Fee: 12000.",
      "table-row: Member: DEF; Fee: 500.5; Note: late.",
    ]);
    expect(result.blocks.map(({ place }) => place?.number)).toEqual([undefined, 1, 3, 4]);
  });

  it("writes rows of Chinese sheets with Chinese signs", async () => {
    const result = await read({
      会费: xlsxRows([
        ["会员", "会费"],
        ["上海光掩模公司", 5_000],
      ]),
    });
    expect(linesOf(result)).toEqual(["heading: 会费", "table-row: 会员：上海光掩模公司；会费：5000。"]);
  });

  it("names columns by both rows of a header, and repeats what several rows share", async () => {
    const rows = [
      ["Region", "Fee", null],
      [null, "2025", "2026"],
      ["East", 1, 2],
      [null, 3, 4],
    ];
    const merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/></mergeCells>';
    expect(linesOf(await read({ S: xlsxRows(rows) + merged })).slice(1)).toEqual([
      "table-row: Region: East; Fee 2025: 1; Fee 2026: 2.",
      "table-row: Region: East; Fee 2025: 3; Fee 2026: 4.",
    ]);
  });

  it("takes years for names of columns", async () => {
    const rows = [
      ["Item", 2025, 2026],
      ["Yield", 0.9, 0.95],
    ];
    expect(linesOf(await read({ S: xlsxRows(rows) })).slice(1)).toEqual([
      "table-row: Item: Yield; 2025: 0.9; 2026: 0.95.",
    ]);
  });

  it("leaves out what is hidden, and says so", async () => {
    const styles =
      '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/></fills>' +
      '<numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts>' +
      '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf numFmtId="200"/></cellXfs>';
    const rows =
      '<row r="1"><c t="str"><v>Member</v></c><c t="str"><v>Fee</v></c></row>' +
      '<row r="2"><c t="str"><v>ABC</v></c><c><v>1</v></c><c t="str"><v>secret</v></c></row>' +
      '<row r="3" hidden="1"><c t="str"><v>secret</v></c></row>' +
      '<row r="4"><c t="str"><v>DEF</v></c><c t="str" s="1"><v>secret</v></c></row>' +
      '<row r="5"><c t="str"><v>GHI</v></c><c s="2"><v>4711</v></c></row>';
    const columns = '<cols><col min="3" max="16384" hidden="1"/></cols>';
    const { text, warnings } = await read(
      {
        Open: `${columns}<sheetData>${rows}</sheetData>`,
        "Secret|hidden": xlsxRows([["secret"]]),
        "More|veryHidden": xlsxRows([["secret"]]),
      },
      { styles },
    );
    expect(text).toBe("Open\n\nMember: ABC; Fee: 1.\nMember: DEF.\nMember: GHI.");
    expect(warnings).toEqual([
      "text in a hidden column was left out (places: 1)",
      "a hidden row was left out (places: 1)",
      "white text was left out (places: 1)",
      "a number that its format hides was left out (places: 1)",
      "a hidden sheet was left out (places: 2)",
    ]);
  });

  it("reads a sheet that claims to be of the largest size", async () => {
    const cells = '<row r="1048576"><c r="XFD1048576" t="str"><v>far away</v></c></row>';
    const merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    const result = await read({ S: `<dimension ref="A1:XFD1048576"/><sheetData>${cells}</sheetData>${merged}` });
    expect(linesOf(result)).toEqual(["heading: S", "table-row: far away."]);
  });

  it("says which formulas have no result", async () => {
    const rows = '<row r="1"><c t="str"><v>Sum</v></c><c><f>A2+A3</f></c></row>';
    const { warnings } = await read({ S: `<sheetData>${rows}</sheetData>` });
    expect(warnings).toEqual([
      "formulas without a stored result were left out (cells: 1): open it in Excel and save it again",
    ]);
  });

  it("refuses a text that is not in the list of texts", async () => {
    const sheet = '<sheetData><row r="1"><c t="s"><v>7</v></c></row></sheetData>';
    await expect(read({ S: sheet }, { sharedStrings: "<si><t>one</t></si>" })).rejects.toThrow(/\(7\) is missing: /);
  });

  it("refuses a ZIP without a workbook", async () => {
    await expect(sheetReader().read(zipOf({ "xl/x.xml": "<x/>" }))).rejects.toThrow(/^no workbook in it: /);
  });
});

describe("a number of a sheet", () => {
  it.each([
    [12_000, "#,##0", "12,000"],
    [1_234.5, '"¥"#,##0.00', "¥1,234.50"],
    [1_234.5, "[$¥-804]#,##0.00", "¥1,234.50"],
    [0.155, "0.0%", "15.5%"],
    [-3, "#,##0;(#,##0)", "(3)"],
    [-3, "#,##0_ ;[Red]-#,##0 ", "-3"],
    [500, '0"元"', "500元"],
    [1_234_567, '#,##0.0,,"M"', "1.2M"],
    [0.1 + 0.2, "General", "0.3"],
    [12_345, "0.00E+00", "1.23E+04"],
    [0.000_012_3, "0.00E+00", "1.23E-05"],
    [7, "000", "007"],
    [123, "00000", "00123"],
    [2_155_551_234, "000-0000-0000", "021-5555-1234"],
    [110_105_199_001_011, "0", "110105199001011"],
    [123_456_789_012, "General", "123456789012"],
    [1_234_567_890.125, "General", "1234567890.125"],
    [12_345.678, '0!.0,"万"', "1.2万"],
    [123_456_789, '[>=100000000]0.00,,"百万";[>=10000]0.0,"千";0', "123.46百万"],
    [12_345, '[>=100000000]0.00,,"百万";[>=10000]0.0,"千";0', "12.3千"],
    [12, '[>=100000000]0.00,,"百万";[>=10000]0.0,"千";0', "12"],
    [1 / 3, "# ?/?", "1/3"],
    [2.25, "# ?/?", "2 1/4"],
    [0.5, "#.00", ".50"],
    [0.123, "0.0‰", "123.0‰"],
    [46_112, "yyyy/m/d", "2026/3/31"],
    [46_112, 'yyyy"年"m"月"d"日"', "2026年3月31日"],
    [46_112, "[$-409]mmmm yyyy", "March 2026"],
    [46_112, "d-mmm-yy", "31-Mar-26"],
    [46_112, "yyyy.m.d", "2026.3.31"],
    [46_112, "mmm d, yyyy", "Mar 31, 2026"],
    [46_112, "dd/mm/yyyy", "31/03/2026"],
    [46_112, "yyyy-mm-dd dddd", "2026-03-31 Tuesday"],
    [0.604_166_67, "h:mm AM/PM", "2:30 PM"],
    [46_112.604_166_67, "yyyy-mm-dd hh:mm", "2026-03-31 14:30"],
    [0.604_166_67, "h:mm", "14:30"],
    [1.5, "[h]:mm", "36:00"],
    [5, "@", "5"],
    [1.005, "0.00", "1.01"],
    [-0.001, "0.0", "0.0"],
    [1.5, "0.0##", "1.5"],
  ])("%d in the format %s is %s", (value, format, shown) => {
    expect(shownNumber(value, format).text).toBe(shown);
  });

  it("counts days from 1904 where the file does", () => {
    expect(shownNumber(46_112 - 1_462, "yyyy-mm-dd", true).text).toBe("2026-03-31");
  });

  it("shows nothing in a format that shows nothing", () => {
    expect(shownNumber(7, ";;;")).toEqual({ text: "", visible: false });
  });
});
