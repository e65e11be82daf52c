import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ReadResult } from "../../../src/documents/document.ts";
import { plainReader } from "../../../src/documents/plain/plain.ts";

function read(text: string): Promise<ReadResult> {
  return plainReader().read(new TextEncoder().encode(text));
}

/** `kind: text` of each block, with `<- n` where block n introduces it. */
async function outline(text: string): Promise<string[]> {
  const result = await read(text);
  return result.blocks.map(({ kind, start, end, leadIn }) => {
    const lead = leadIn === null ? "" : ` <- ${leadIn}`;
    return `${kind}: ${result.text.slice(start, end)}${lead}`;
  });
}

const WRAPPED = `This agreement was made on the first of January between the parties that are
named below, and sets out what each of them shall do in order to keep the
alliance running for the years to come. It ends in 2025.

  1. The members shall pay their fees in advance, and shall do so by bank
     transfer to the account of the secretariat.
  2. Short one.

The last paragraph begins here and is wrapped as well, at the width of others.
Secretariats may add to it, as long as nobody else that is named above objects.
   A paragraph that begins with an indent is one of its own, also where nobody
left a blank line.
`;

describe("the plain text reader", () => {
  it("puts wrapped lines together", async () => {
    expect(await outline(WRAPPED)).toEqual([
      "paragraph: This agreement was made on the first of January between the parties that are named below, and sets out what each of them shall do in order to keep the alliance running for the years to come. It ends in 2025.",
      "list-item: 1. The members shall pay their fees in advance, and shall do so by bank transfer to the account of the secretariat.",
      "list-item: 2. Short one.",
      "paragraph: The last paragraph begins here and is wrapped as well, at the width of others. Secretariats may add to it, as long as nobody else that is named above objects.",
      "paragraph: A paragraph that begins with an indent is one of its own, also where nobody left a blank line.",
    ]);
  });

  it("puts wrapped Chinese together without a space", async () => {
    const wrapped =
      "集成电路材料产业技术创新联盟是由国内从事集成电路材料研发生产的企业、高\n校和科研院所共同发起成立的产业技术创新组织，联盟的宗旨是推动集成电路材\n料产业的发展。\n";
    expect(await outline(wrapped)).toEqual([`paragraph: ${wrapped.replaceAll("\n", "")}`]);
  });

  it.each([
    [
      "in a title",
      "工业和信息化部关于印发《基础电子元器件产业\n发展行动计划（2021—2023年）》的通知",
      "工业和信息化部关于印发《基础电子元器件产业发展行动计划（2021—2023年）》的通知",
    ],
    ["in a quotation", "会议强调要坚持“创新驱\n动、融合发展”的方针", "会议强调要坚持“创新驱动、融合发展”的方针"],
    ["before a comma", "各会员单位\n，请按时参加。", "各会员单位，请按时参加。"],
    [
      "once, in a short notice",
      "通知\n\n    现将《会费管理办法》印发给你们，自二〇二二年一月一日起施行，请各单位结合实\n际，认真贯彻落实。",
      "现将《会费管理办法》印发给你们，自二〇二二年一月一日起施行，请各单位结合实际，认真贯彻落实。",
    ],
    [
      "at a narrow width",
      "本联盟由集成电路材料企业、\n高校和研究院所自愿组成，是\n非营利性组织，会员大会每年\n召开一次，由理事长召集，秘\n书处负责会务。",
      "本联盟由集成电路材料企业、高校和研究院所自愿组成，是非营利性组织，会员大会每年召开一次，由理事长召集，秘书处负责会务。",
    ],
  ])("puts Chinese together that was broken by hand %s", async (_, file, paragraph) => {
    expect(await outline(file)).toContainEqual(expect.stringContaining(paragraph));
  });

  it("leaves names, signatures and lists in Chinese on their lines", async () => {
    const names = "上海硅材料股份有限公司\n宁波江丰电子材料公司\n江苏南大光电材料公司\n浙江金瑞泓科技公司";
    expect((await outline(names)).length).toBe(4);
    const signed = `    ${"各单位要结合实际，认真贯彻落实本办法，".repeat(2)}并于年底以前\n报送情况。\n\n${" ".repeat(40)}工业和信息化部\n${" ".repeat(40)}2021年1月15日`;
    expect((await outline(signed)).slice(-2)).toEqual(["paragraph: 工业和信息化部", "paragraph: 2021年1月15日"]);
  });

  it("takes each line for a paragraph where nothing was wrapped", async () => {
    const long = "The members of the alliance shall pay their fees by the end of March of each year. ".repeat(3).trim();
    expect(await outline(`To all members:\n${long}\n${long}\nTel: 100`)).toEqual(
      ["To all members:", long, long, "Tel: 100"].map((text) => `paragraph: ${text}`),
    );
  });

  it("keeps addresses and verses in lines, also between wrapped paragraphs", async () => {
    const blocks = await outline(`${WRAPPED}\nThe Secretariat\n1 Main Street\nBeijing\n`);
    expect(blocks.slice(-3)).toEqual(["paragraph: The Secretariat", "paragraph: 1 Main Street", "paragraph: Beijing"]);
  });

  it("makes headings only of what is evident", async () => {
    const { text, blocks } = await read(
      "GENERAL TERMS OF USE\n\nShort line\n\nChapter 2 Fees\n\n2.1 Scope\n\nOverview\n--------\nText here.\n\nISO 9001 was met.\n\nIV. Key tasks\n\nI. Newton wrote it.\n",
    );
    const sections = blocks.map(({ kind, start, end, section }) => [kind, text.slice(start, end), section.length]);
    expect(sections).toEqual([
      ["heading", "GENERAL TERMS OF USE", 1],
      ["paragraph", "Short line", 1],
      ["heading", "Chapter 2 Fees", 1],
      ["heading", "2.1 Scope", 2],
      ["heading", "Overview", 2],
      ["paragraph", "Text here.", 2],
      ["paragraph", "ISO 9001 was met.", 2],
      ["heading", "IV. Key tasks", 3],
      ["list-item", "I. Newton wrote it.", 3],
    ]);
  });

  it("reads the form of Chinese rules: chapters, sections, articles and conditions", async () => {
    const { text, blocks, facts } = await read(
      "会员管理办法\n第一章 总则\n第一条 本办法适用于全体会员。\n第二条 会员应当履行下列义务：\n（一）遵守章程；\n（二）缴纳会费。\n第二章 会费\n一、缴费时间\n每年三月底前。\n",
    );
    expect(facts.title).toBe("会员管理办法");
    expect(
      blocks.map(({ kind, start, end, section, leadIn }) => [kind, text.slice(start, end), section.join("/"), leadIn]),
    ).toEqual([
      ["paragraph", "会员管理办法", "", null],
      ["heading", "第一章 总则", "第一章 总则", null],
      ["paragraph", "第一条 本办法适用于全体会员。", "第一章 总则", null],
      ["paragraph", "第二条 会员应当履行下列义务：", "第一章 总则", null],
      ["list-item", "（一）遵守章程；", "第一章 总则", 3],
      ["list-item", "（二）缴纳会费。", "第一章 总则", 3],
      ["heading", "第二章 会费", "第二章 会费", null],
      ["heading", "一、缴费时间", "第二章 会费/一、缴费时间", null],
      ["paragraph", "每年三月底前。", "第二章 会费/一、缴费时间", null],
    ]);
  });

  it("drops bullets, keeps numbers, and ties items to what introduces them", async () => {
    expect(
      await outline(
        "The plan has two parts:\n- one\n  a) inner\n  b) inner\n- two\n\nSomething else.\n\n1) first\n2) second\n",
      ),
    ).toEqual([
      "paragraph: The plan has two parts:",
      "list-item: one <- 0",
      "list-item: a) inner <- 1",
      "list-item: b) inner <- 1",
      "list-item: two <- 0",
      "paragraph: Something else.",
      "list-item: 1) first",
      "list-item: 2) second",
    ]);
  });

  it("lets a list go on after the paragraphs that explain an item", async () => {
    const blocks = await outline(
      "In addition there are three measures:\n\n——Plan.\n\nIt is explained.\n\n——Support.\n\nAlso this.\n\n-Exchange.\n",
    );
    expect(blocks.filter((block) => block.startsWith("list-item"))).toEqual([
      "list-item: Plan. <- 0",
      "list-item: Support. <- 0",
      "list-item: Exchange. <- 0",
    ]);
  });

  it("begins every list anew below a heading", async () => {
    const blocks = await outline("The measures are:\n- one\n\nCHAPTER TWO OF IT\n\n- two\n");
    expect(blocks).toEqual([
      "paragraph: The measures are:",
      "list-item: one <- 0",
      "heading: CHAPTER TWO OF IT",
      "list-item: two",
    ]);
  });

  it("takes a dash for a bullet only in company, and a number with a fraction for none", async () => {
    expect(
      await outline("A speech was held.\n\n——Zhang San\n\n3.5 percent was reached\n\n-5 degrees were measured\n"),
    ).toEqual([
      "paragraph: A speech was held.",
      "paragraph: ——Zhang San",
      "paragraph: 3.5 percent was reached",
      "paragraph: -5 degrees were measured",
    ]);
  });

  it("has the first line as title if it reads like one", async () => {
    expect((await read("Notice on fees\n\nPay now.")).facts).toEqual({ title: "Notice on fees" });
    expect((await read("Contact us       中文\n\nNotice on fees\n\nPay now.")).facts).toEqual({
      title: "Notice on fees",
    });
    for (const text of [
      "Pay now.\nThe end.",
      "To all members:\nPay.",
      "- an item",
      `${"long ".repeat(40)}\nx`,
      "--- 100 ---",
    ]) {
      expect((await read(text)).facts).toEqual({});
    }
  });

  it("drops dividers and gaps", async () => {
    expect((await read("one  \t two\n\n-----\n\n* * *\n\n\n\nthree")).text).toBe("one two\n\nthree");
  });

  const seeds = new URL("../../../../shared/seeds/", import.meta.url);
  it.skipIf(!existsSync(seeds))(
    "reads an action plan saved from the web (skipped without the sample pages)",
    async () => {
      const { text, blocks } = await plainReader().read(readFileSync(new URL("002_43df354f9e8e58c2.txt", seeds)));
      const introduced = blocks.filter(
        ({ leadIn }) =>
          leadIn !== null && text.startsWith("In addition, the Action Plan puts forward four", blocks[leadIn]?.start),
      );
      expect(introduced.map(({ start, end }) => text.slice(start, end))).toEqual([
        "Strengthen industry overall planning and coordination.",
        "Increase policy support.",
        "Optimize the environment for industrial development.",
        "Deepen international exchanges and cooperation.",
      ]);
    },
  );
});
