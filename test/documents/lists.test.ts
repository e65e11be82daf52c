/** What an introduction introduces belongs to it, however the items are marked, in every format that has paragraphs. */

import { describe, expect, it } from "vitest";
import { markdownReader } from "../../src/documents/markdown/markdown.ts";
import { docxReader } from "../../src/documents/office/docx.ts";
import { plainReader } from "../../src/documents/plain/plain.ts";
import { htmlReader } from "../../src/documents/web/html.ts";
import { linesOf } from "../support/blocks.ts";
import { docxOf, docxParagraph } from "../support/office-parts.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

const READERS: Readonly<Record<string, (paragraphs: readonly string[]) => Promise<readonly string[]>>> = {
  md: async (paragraphs) => linesOf(await markdownReader().read(bytes(paragraphs.join("\n\n")))),
  txt: async (paragraphs) => linesOf(await plainReader().read(bytes(paragraphs.join("\n\n")))),
  docx: async (paragraphs) =>
    linesOf(await docxReader().read(docxOf(paragraphs.map((each) => docxParagraph(each)).join("")))),
  html: async (paragraphs) =>
    linesOf(await htmlReader().read(bytes(paragraphs.map((each) => `<p>${each}</p>`).join("\n")))),
};

const INTRODUCTION = "Whoever wants to become a member of the alliance needs the following:";
const AFTER = "The secretariat decides on the application within fifteen working days, and tells the applicant.";

describe.each(Object.keys(READERS))("items in %s", (format) => {
  const read = (paragraphs: readonly string[]) => READERS[format]?.(paragraphs) ?? Promise.resolve([]);

  it.each([
    ["（一）营业执照；", "（二）申请表。"],
    ["(一) 营业执照；", "(二) 申请表。"],
    ["1）a licence;", "2）a form."],
    ["1) a licence;", "2) a form."],
    ["（1）营业执照；", "（2）申请表。"],
    ["① a licence;", "② a form."],
    ["⑴ a licence;", "⑵ a form."],
    ["(a) a licence;", "(b) a form."],
    ["(A) a licence;", "(B) a form."],
    ["a. a licence;", "b. a form."],
    ["(i) a licence;", "(ii) a form."],
    ["Step 1: hand in a licence.", "Step 2: hand in a form."],
    ["第一步，提交营业执照。", "第二步，提交申请表。"],
    ["步骤一：提交营业执照。", "步骤二：提交申请表。"],
    ["第一，营业执照。", "第二，申请表。"],
    ["☐ a licence", "☐ a form"],
    ["a licence of the company", "a form of the alliance"],
    ["遵守联盟章程；", "按时缴纳会费。"],
  ])("belong to their introduction: %s", async (first, second) => {
    expect(await read(["Rules", INTRODUCTION, first, second, AFTER])).toEqual([
      expect.stringMatching(/: Rules$/u),
      `paragraph: ${INTRODUCTION}`,
      `list-item: ${first} <- 1`,
      `list-item: ${second} <- 1`,
      `paragraph: ${AFTER}`,
    ]);
  });

  it("do not take running text for items", async () => {
    const text = "It is to be noted here:";
    const sentence = "Nobody may enter the clean room without a coat, a cap and shoes of the laboratory.";
    expect(await read(["Rules", text, sentence])).toEqual([
      expect.stringMatching(/: Rules$/u),
      `paragraph: ${text}`,
      `paragraph: ${sentence}`,
    ]);
  });
});

describe.each(Object.keys(READERS))("one short line in %s", (format) => {
  it("may be the title of what follows it", async () => {
    const lines = (await READERS[format]?.(["Rules", INTRODUCTION, "Before you begin", AFTER])) ?? [];
    expect(lines.slice(2)).toEqual(["paragraph: Before you begin", `paragraph: ${AFTER}`]);
  });
});

describe("numbered steps", () => {
  const steps = ["1. Register online.", "2. Hand in the form.", "3. Wait for the visit."];

  it("belong to the heading that they stand under", async () => {
    const expected = ["heading: How to apply", ...steps.map((step) => `list-item: ${step} <- 0`)];
    expect(linesOf(await markdownReader().read(bytes(`# How to apply\n\n${steps.join("\n")}`)))).toEqual(expected);
    expect(linesOf(await plainReader().read(bytes(`How to apply\n============\n\n${steps.join("\n")}`)))).toEqual(
      expected,
    );
    const heading = docxParagraph("How to apply", { properties: '<w:outlineLvl w:val="0"/>' });
    const body = heading + steps.map((step) => docxParagraph(step)).join("");
    expect(linesOf(await docxReader().read(docxOf(body)))).toEqual(expected);
  });

  it("are clauses of their own where they are long", async () => {
    const clause = `1. ${"The member pays the fee of the year before the end of March. ".repeat(3)}`.trim();
    expect(linesOf(await markdownReader().read(bytes(`# Fees\n\n${clause}`)))).toEqual([
      "heading: Fees",
      `list-item: ${clause}`,
    ]);
  });
});

describe("lists of Markdown", () => {
  const read = async (text: string) => linesOf(await markdownReader().read(bytes(text)));

  it("may be the lines of one paragraph", async () => {
    expect(await read("会员有下列权利：\n（一）选举权；\n（二）表决权。")).toEqual([
      "paragraph: 会员有下列权利：",
      "list-item: （一）选举权； <- 0",
      "list-item: （二）表决权。 <- 0",
    ]);
  });

  it("end where the number of the item that introduces them goes on", async () => {
    expect(
      await read("二、有下列情形之一的，应当转诊：\n1. 病情危重；\n2. 诊断不明。\n\n三、流程由办公室规定。"),
    ).toEqual([
      "list-item: 二、有下列情形之一的，应当转诊：",
      "list-item: 1. 病情危重； <- 0",
      "list-item: 2. 诊断不明。 <- 0",
      "list-item: 三、流程由办公室规定。",
    ]);
  });

  it("have a table tied to what introduces it, with the line of its unit between them", async () => {
    expect(await read("The fees are:\n\nUnit: RMB\n\n| Class | Fee |\n|---|---|\n| Council | 100 |")).toEqual([
      "paragraph: The fees are:",
      "paragraph: Unit: RMB <- 0",
      "table-row: Class | Fee <- 0",
      "table-row: Council | 100 <- 2",
    ]);
  });

  it("do not begin with a number of the text", async () => {
    expect(await read("It was developed in 1895, and again in 190\n2. This method was common.")).toHaveLength(1);
  });

  it("leave the lines of a wrapped paragraph together", async () => {
    expect(await read("The alliance has\nthree kinds of members:\ncouncil, directors\nand others.")).toHaveLength(1);
  });
});
