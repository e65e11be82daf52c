/** Values of a sheet: no value is read under a name that is not its own. */

import { describe, expect, it } from "vitest";
import { csvReader } from "../../../src/documents/office/csv.ts";
import { sheetReader } from "../../../src/documents/office/sheet.ts";
import { linesOf } from "../../support/blocks.ts";
import { xlsxOf, xlsxRows } from "../../support/office-parts.ts";

/** As lines of a CSV file. */
const read = async (...rows: readonly string[]) =>
  linesOf(await csvReader().read(new TextEncoder().encode(rows.join("\n"))));

describe("a form", () => {
  it("has a label and a value in each row", async () => {
    expect(await read("项目名称,提纯项目", "承担单位,联合化学有限公司", "总投资,2.3亿元", "负责人,郑海峰")).toEqual([
      "table-row: 项目名称：提纯项目。",
      "table-row: 承担单位：联合化学有限公司。 <- 0",
      "table-row: 总投资：2.3亿元。 <- 0",
      "table-row: 负责人：郑海峰。 <- 0",
    ]);
  });

  it("may have two pairs in a row, under a title", async () => {
    const rows = ["Registration,,,", "Applicant,ACME Ltd,Contact,Ms Li", "Phone,021-5555123,E-mail,li@acme.com"];
    expect(await read(...rows, "Address,12 Main Street,Founded,2009-06-01")).toEqual([
      "paragraph: Registration",
      "table-row: Applicant: ACME Ltd; Contact: Ms Li.",
      "table-row: Phone: 021-5555123; E-mail: li@acme.com. <- 1",
      "table-row: Address: 12 Main Street; Founded: 2009-06-01. <- 1",
    ]);
  });

  it("keeps the fields that nobody filled in apart from their neighbours", async () => {
    const rows = [
      "法定代表人,李卫东,注册资本,5000万元",
      "联系人,,联系电话,021-55551234",
      "成立日期,2009年6月,员工人数,386人",
    ];
    expect((await read("单位名称,申科半导体材料公司,信用代码,91310000MA1FL00000", ...rows))[2]).toBe(
      "table-row: 联系人；联系电话：021-55551234。 <- 0",
    );
  });

  it("knows labels by the units in them", async () => {
    expect(await read("协会,半导体协会", "会员数（家）,320", "会费（元）,12000", "理事（人）,40")).toContain(
      "table-row: 会员数（家）：320。 <- 0",
    );
  });

  it("may have an amount in one of its rows", async () => {
    expect(await read("申请人,孙悦,部门,研发部", "申请日期,2026-05-06,金额,8600", "事由,参加展会,,")).toEqual([
      "table-row: 申请人：孙悦；部门：研发部。",
      "table-row: 申请日期：2026-05-06；金额：8600。 <- 0",
      "table-row: 事由：参加展会。 <- 0",
    ]);
  });

  it("is no table where only words stand in two columns", async () => {
    expect(await read("姓名,张三", "职务,会长", "地区,上海")).toEqual([
      "table-row: 姓名：张三。",
      "table-row: 职务：会长。 <- 0",
      "table-row: 地区：上海。 <- 0",
    ]);
  });
});

describe("a table", () => {
  it("may follow another one, with or without an empty row and a title", async () => {
    const fees = ["Fees,,", "Class,Fee,Votes", "Council,100,10", "Director,50,5"];
    const courses = ["Courses,,", "Course,Price,Days", "Safety,1200,2", "Basics,1800,3"];
    const expected = [
      "heading: Fees",
      "table-row: Class: Council; Fee: 100; Votes: 10.",
      "table-row: Class: Director; Fee: 50; Votes: 5.",
      "heading: Courses",
      "table-row: Course: Safety; Price: 1200; Days: 2.",
      "table-row: Course: Basics; Price: 1800; Days: 3.",
    ];
    expect(await read(...fees, ",,", ...courses)).toEqual(expected);
    expect(await read(...fees, ...courses)).toEqual(expected);
    expect((await read(...fees, ",,", ...courses.slice(1))).filter((line) => line.includes("Safety"))).toEqual([
      "table-row: Course: Safety; Price: 1200; Days: 2.",
    ]);
  });

  it("may stand beside another one", async () => {
    expect(
      await read("Fees,,,Contacts,", "Class,Fee,,Name,Phone", "A,100,,Li,021-55551234", "B,50,,Wang,021-55555678"),
    ).toEqual([
      "heading: Fees",
      "table-row: Class: A; Fee: 100.",
      "table-row: Class: B; Fee: 50.",
      "heading: Contacts",
      "table-row: Name: Li; Phone: 021-55551234.",
      "table-row: Name: Wang; Phone: 021-55555678.",
    ]);
  });

  it("goes on below an empty row", async () => {
    expect(await read("No,Company,City", "1,A,Shanghai", ",,", "2,B,Beijing")).toEqual([
      "table-row: No: 1; Company: A; City: Shanghai.",
      "table-row: No: 2; Company: B; City: Beijing.",
    ]);
  });

  it("without a head has no names", async () => {
    expect(await read("张三,会长,13800000000", "李四,理事,13900000000")).toEqual([
      "table-row: 张三；会长；13800000000。",
      "table-row: 李四；理事；13900000000。",
    ]);
    expect(await read("Anna Weiss,Head,ext. 201", "Ben Ito,Accounts,ext. 214", "Eva Diaz,Help,ext. 220")).toContain(
      "table-row: Anna Weiss; Head; ext. 201.",
    );
    expect(await read("A,council,Shanghai", "B,council,Beijing", "C,director,Shanghai")).toContain(
      "table-row: A; council; Shanghai.",
    );
  });

  it("has the names of both rows of its head where no cells are merged", async () => {
    expect(await read("地区,项目,专项资金,,", ",,中央,省级,市级", "嘉兴,光掩模,1200,800,350")).toEqual([
      "table-row: 地区：嘉兴；项目：光掩模；专项资金 中央：1200；专项资金 省级：800；专项资金 市级：350。",
    ]);
  });

  it("ends before its notes, which are no values", async () => {
    expect(await read("Class,Fee,Votes", "Council,100,10", "Note: paid in March.,,")).toEqual([
      "table-row: Class: Council; Fee: 100; Votes: 10.",
      "paragraph: Note: paid in March.",
    ]);
  });

  it("leaves a line of one cell between its rows without a name", async () => {
    expect(await read("Item,Unit,Price", "Materials,,", "Resist,kg,100", "Services,,", "Test,hour,20")).toContain(
      "table-row: Services.",
    );
  });

  it("does not read a head that is printed again as a row", async () => {
    expect(await read("No,Company,Fee", "1,A,10", "No,Company,Fee", "2,B,20")).toEqual([
      "table-row: No: 1; Company: A; Fee: 10.",
      "table-row: No: 2; Company: B; Fee: 20.",
    ]);
  });

  it("has the head that a filter stands on, or that is set in bold", async () => {
    const rows = xlsxRows([
      ["Name", "Role"],
      ["Li", "chair"],
      ["Wang", "member"],
    ]);
    const expected = ["heading: S", "table-row: Name: Li; Role: chair.", "table-row: Name: Wang; Role: member."];
    const filtered = xlsxOf({ S: `${rows}<autoFilter ref="A1:B3"/>` });
    expect(linesOf(await sheetReader().read(filtered))).toEqual(expected);
    const styles = "<fonts><font/><font><b/></font></fonts><cellXfs><xf/><xf fontId='1'/></cellXfs>";
    const bold = rows.replace('<c r="A1"', '<c s="1" r="A1"').replace('<c r="B1"', '<c s="1" r="B1"');
    expect(linesOf(await sheetReader().read(xlsxOf({ S: bold }, { styles })))).toEqual(expected);
  });
});

describe("what may be one thing or another", () => {
  it("has no names: two rows of four columns", async () => {
    expect(await read("项目名称,提纯项目,负责人,郑海峰", "总投资,2.3亿元,起止时间,2021-2023")).toEqual([
      "table-row: 项目名称；提纯项目；负责人；郑海峰。",
      "table-row: 总投资；2.3亿元；起止时间；2021-2023。",
    ]);
  });

  it("has no head where the first row ends as those below it do", async () => {
    expect(await read("申科有限公司,张三,上海", "华芯有限公司,李四,嘉兴", "联合有限公司,王五,宁波")).toContain(
      "table-row: 申科有限公司；张三；上海。",
    );
  });

  it("has no name for a total that stands under the numbers of the rows", async () => {
    expect((await read("序号,项目,标准", "1,会议费,550", "2,住宿费,400", "合计,,950")).at(-1)).toBe(
      "table-row: 合计；标准：950。",
    );
  });
});

describe("the unit of a table", () => {
  it.each([
    ["单位：万元", "（单位：万元）"],
    ["（单位：元/吨）", "（单位：元/吨）"],
    ["金额单位：人民币万元", "（金额单位：人民币万元）"],
    ["2021年资金安排表（单位：万元）", "（单位：万元）"],
    ["单位：人、万元", "（单位：人、万元）"],
  ])("belongs to each of its rows: %s", async (line, shown) => {
    expect((await read(`${line},,`, "地区,资金,人数", "嘉兴,1200,3")).at(-1)).toBe(
      `table-row: 地区：嘉兴；资金：1200；人数：3${shown}。`,
    );
  });

  it.each(["Amounts in USD thousand", "(in thousands)", "Unit: RMB million", "RMB million", "In millions of euros"])(
    "is known in English: %s",
    async (line) => {
      const shown = line.replaceAll(/[()]/gu, "");
      expect((await read(`"${line}",,`, "Item,2020,2021", "Sales,100,120")).at(-1)).toBe(
        `table-row: Item: Sales; 2020: 100; 2021: 120 (${shown}).`,
      );
    },
  );

  it.each(["编制单位：联盟秘书处", "In total there are 5 members", "单位名称：申科"])(
    "is none in what only looks like it: %s",
    async (line) => {
      expect((await read(`${line},,`, "地区,资金,人数", "嘉兴,1200,3")).at(-1)).toBe(
        "table-row: 地区：嘉兴；资金：1200；人数：3。",
      );
    },
  );
});

describe("a sheet that means harm", () => {
  it("is read in time: thousands of small tables, thousands of gaps", async () => {
    const rows = Array.from(
      { length: 12_000 },
      (_, index) => ["Title,,", "Item,2020,2021", "Sales,1,2", ",,"][index % 4] ?? "",
    );
    expect(await read(...rows)).toHaveLength(6_000);
    const sparse = Array.from({ length: 12_000 }, (_, index) => (index % 2 === 0 ? "A,1,2" : ",,"));
    expect(await read("Item,2020,2021", ...sparse)).toHaveLength(6_000);
  });
});
