/** Lines that are left out of crawled pages and lines that are not, on pages in the shapes that crawlers bring home. */

import { describe, expect, it } from "vitest";
import { plainReader } from "../../../src/documents/plain/plain.ts";
import { chromeOf, menuEntries } from "../../../src/documents/web/chrome.ts";
import { chromeKindOf, toolsInside } from "../../../src/documents/web/chrome-forms.ts";
import { processorTime } from "../../support/processor-time.ts";
import { PLAIN_TEXTS, TEXTS } from "./web-pages.ts";

const read = (text: string) => plainReader().read(new TextEncoder().encode(text));
const chromeIn = (lines: readonly string[]) => chromeOf(lines.map((text) => ({ text, linked: 0 })));

describe("the text of a crawled page", () => {
  it.each(TEXTS)("is read without the site around it: $name", async ({ text, keeps, leaves, facts }) => {
    const result = await read(text);
    expect(keeps.filter((fact) => !result.text.includes(fact))).toEqual([]);
    expect(leaves.filter((chrome) => result.text.includes(chrome))).toEqual([]);
    expect(result.facts).toMatchObject(facts);
    expect(result.warnings).toEqual([expect.stringMatching(/^read as a crawled web page, .*\(lines: \d+\)$/)]);
  });

  it.each(PLAIN_TEXTS)("is not found where there is none: $name", async ({ text }) => {
    const result = await read(text);
    const words = text.split(/\s+/).filter((word) => word !== "");
    expect(words.filter((word) => !result.text.includes(word))).toEqual([]);
    expect(result.warnings).toEqual([]);
  });
});

describe("chrome", () => {
  it.each([
    ...["Contact us at the secretariat office before 31 March.", "Share this notice with your staff.", "Next steps"],
    ...["You may also like to read section 4 of the plan.", "Comments on the draft", "Print two copies and sign both."],
    ...[
      "Home appliances > 5 kW need a permit.",
      "Views of the members on the draft",
      "The site uses steel from Anshan.",
    ],
    ...[
      "Related party transactions",
      "Previous work experience of five years is needed.",
      "Posts and telecommunications",
    ],
    ...[
      "More than 60 percent of the country",
      "Top news agencies were invited.",
      "Other productsof the kind",
      "Copyright law",
    ],
    ...[
      "首页应当公布联系方式。",
      "分享到其他平台的应当保留出处。",
      "上一篇报告发布后三十日内提交。",
      "浏览次数应当每月统计。",
    ],
    ...[
      "相关链接的维护由秘书处负责。",
      "打印费用由会员承担。",
      "评论须经审核。",
      "最新公告栏的设置要求",
      "关闭窗口之前请保存。",
    ],
    ...["责任编辑：李敏", "来源：新华社", "Release date: 2022-08-22 09:01", "Tel: 13126561039", "附件：1.申报书.docx"],
  ])("is never seen in a line of text: %s", (line) => {
    const kind = chromeKindOf(line);
    expect(kind === undefined || kind === "edge").toBe(true);
    const text = "This is the running text before and after the line, and it is long enough to be known as such.";
    expect([...chromeIn([text, line, text]).lines]).toEqual([]);
  });

  it("knows menus by their entries, in one line or in many", () => {
    const { isBar, isEntry } = menuEntries();
    for (const bar of [
      "Contact Us       中文",
      "Home | Imprint | Privacy Policy",
      "首页 新闻 联系我们",
      "Home    Collections    Visit    Friends    中文",
      "EN / 中文",
    ]) {
      expect([bar, isBar(bar)]).toEqual([bar, true]);
    }
    for (const text of [
      "Copper  99.99 %",
      "Beijing / Shanghai / Wuhan",
      "会议 时间 地点",
      "News from the board. Contact us now",
    ]) {
      expect([text, isBar(text)]).toEqual([text, false]);
    }
    expect(isEntry("【打印本页】")).toBe(true);
    expect(isEntry("Contact details")).toBe(false);
  });

  it("lets the text go on after a box of links inside of it", () => {
    const long = "The plan names seven tasks for the industry, and a sum of money for each of the seven tasks.";
    const { lines } = chromeIn([long, "Related Articles", "Gold falls", "Oil rises", long, long]);
    expect([...lines].toSorted()).toEqual([1, 2, 3]);
  });

  it("ends the text where visitors have their say", () => {
    const long = "The plan names seven tasks for the industry, and a sum of money for each of the seven tasks.";
    expect(chromeIn([long, "Leave a Reply", "Name *", long]).lines).toEqual(new Set([1, 2, 3]));
    expect(chromeIn(["Leave a Reply", long, long]).lines).toEqual(new Set([0]));
  });

  it("leaves out tools in a line of facts, and nothing in a sentence", () => {
    const cut = (line: string) => toolsInside(line).map(({ start, end }) => line.slice(start, end));
    expect(cut("发布时间：2022-08-22 浏览次数：128次 字体：[大 中 小] 【打印本页】")).toEqual([
      "浏览次数：128次",
      "字体：[大 中 小]",
      "【打印本页】",
    ]);
    expect(cut("Published on 2019/07/04 | Views: 532 | Print")).toEqual(["Views: 532", "Print"]);
    expect(cut("每页的浏览次数：128次，应当公布。")).toEqual([]);
  });

  it("takes no longer for lines that are made to be slow", () => {
    const tookMs = processorTime();
    for (const part of ["大 ", "Home > ", "1 2 3 ", "share on via ", "关闭|", "微信、", "we cookies ", "| "]) {
      chromeIn(Array.from({ length: 200 }, () => `${part.repeat(380 / part.length)}x`));
    }
    expect(tookMs()).toBeLessThan(2_000);
  });
});
