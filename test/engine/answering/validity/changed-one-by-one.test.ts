import { beforeAll, describe, expect, it } from "vitest";
import { asker, libraryOf } from "./validity-setting.ts";

const SENT_IN_2019 = [
  ...["关于印发《临江大学公务接待管理办法》的通知", "临大校发〔2019〕44号", "各学院：", "现印发给你们，请认真执行。"],
  ...["临江大学", "2019年6月17日", "第一条 为规范学校公务接待工作，制定本办法。"],
  ...["第二条 在校内食堂用餐的，每人每餐不超过60元。", "第三条 本办法自发文之日起施行。"],
].join("\n\n");
const SENT_IN_2025 = [
  ...["关于印发《临江大学公务接待管理办法（2025年修订）》的通知", "临大校发〔2025〕9号", "各学院："],
  "现予印发，请遵照执行。2019年6月17日印发的《临江大学公务接待管理办法》（临大校发〔2019〕44号）同时废止。",
  ...["临江大学", "2025年3月28日", "第一条 为规范学校公务接待工作，制定本办法。"],
  ...["第二条 在校内食堂用餐的，每人每餐不超过80元。", "第三条 本办法自2025年4月10日起施行。"],
].join("\n\n");
const ACT = [
  ...["青川省数字经济促进条例", "（2021年3月26日青川省第十三届人民代表大会常务委员会第二十八次会议通过）"],
  ...["第一条 为了促进数字经济发展，制定本条例。", "第十二条 数据交易场所应当在十五日内备案。"],
  ...["第二十条 数据经纪人实行资格认定制度。", "第三十一条 本条例自2021年7月1日起施行。"],
].join("\n\n");
const DECISION = [
  ...[
    "关于修改《青川省数字经济促进条例》的决定",
    "（2025年7月25日青川省第十四届人民代表大会常务委员会第十九次会议通过）",
  ],
  ...[
    "会议决定对《青川省数字经济促进条例》作如下修改：",
    "一、将第十二条修改为：“数据交易场所应当在五个工作日内备案。”",
  ],
  ...["二、删去第二十条。", "本决定自2025年10月1日起施行。"],
].join("\n\n");
const FEES = [
  ...["关于调整会费标准的通知", "光材协字〔2025〕第31号", "各会员单位："],
  "原《关于核定会费标准的通知》（光材协字〔2020〕第12号）即行废止。",
  ...["光电材料行业协会秘书处", "2025年11月21日"],
].join("\n\n");
const POINTS = [
  ...["東海中心貴重儀器借用要點", "中華民國113年9月12日中心會議修正", "一、借用費用每小時一千二百元。"],
  "二、本要點自中華民國113年10月1日起實施。",
].join("\n\n");
const GUIDANCE = [
  ...[
    "# Guidance Note GN-22: Mobile cranes near the water's edge",
    "Published by the Safety Directorate on 30 April 2024",
  ],
  "This guidance applies from 15 May 2024. Unless renewed it lapses on 30 June 2026.",
].join("\n\n");
const schedule = (version: string, day: string, days: number) =>
  [
    ...[`# Records Retention Schedule (v${version})`, `Approved by the Governance Board on ${day}.`],
    `- CCTV footage is kept for ${days} days.\n- Visitor logs are kept for one year.\n- Invoices are kept for ten years.`,
  ].join("\n\n");

const CHARTER = [
  ...["# 海棠市行业商会章程", "（2020年9月5日第三届会员代表大会第一次会议通过）", "第八条 会员每年缴纳会费3000元。"],
  ...["第二十二条 商会设名誉会长若干名。", "第三十条 本章程自通过之日起生效。"],
].join("\n\n");
const AMENDMENT = [
  ...[
    "# 海棠市行业商会章程修正案",
    "（2026年4月18日第四届会员代表大会第一次会议通过）",
    "海棠市行业商会章程修改如下：",
  ],
  ...["一、第八条修改为：“会员每年缴纳会费5000元。”", "二、删除第二十二条。", "本修正案自通过之日起生效。"],
].join("\n\n");

describe("of documents that tell of other versions and clauses", () => {
  let asking: ReturnType<typeof asker>;
  beforeAll(async () => {
    const files = [
      ...([
        ["章程.md", CHARTER],
        ["修正案.md", AMENDMENT],
      ] as const),
      ...([
        ["接待.txt", SENT_IN_2019],
        ["接待新.txt", SENT_IN_2025],
        ["条例.txt", ACT],
        ["决定.txt", DECISION],
      ] as const),
      ...([
        ["会费.txt", FEES],
        ["要點.txt", POINTS],
        ["cranes.md", GUIDANCE],
      ] as const),
      ...([
        ["v2.md", schedule("2", "14 February 2022", 30)],
        ["v3.md", schedule("3", "3 June 2025", 14)],
      ] as const),
    ];
    asking = asker(await libraryOf(files));
  });

  it("a rule that a notice sends round has versions, and what changed between them is told by clauses", () => {
    expect(asking("公务接待管理办法从哪天开始执行？")).toBe("第三条 本办法自2025年4月10日起施行。");
    const changed = asking("公务接待管理办法新旧版本有什么不同？");
    expect(changed).toContain("每人每餐不超过80元");
    expect(changed).toContain("每人每餐不超过60元");
    expect(changed).not.toContain("为规范学校公务接待工作");
  });

  it("the old one is asked for as such", () => {
    expect(asking("旧的公务接待办法还有效吗？")).toMatch(/取代.*同时废止/u);
    expect(asking("临大校发〔2025〕9号是哪天印发的？")).toBe("2025年3月28日");
  });

  it("an article that a list amends is quoted with that item alone", () => {
    const [amending, article] = [
      "一、将第十二条修改为：“数据交易场所应当在五个工作日内备案。”",
      "第十二条 数据交易场所应当在十五日内备案。",
    ];
    expect(asking("数字经济促进条例第十二条说什么？")).toBe(`${amending} | ${article}`);
    expect(asking("数字经济促进条例第二十条还有效吗？")).toBe(
      "二、删去第二十条。 | 第二十条 数据经纪人实行资格认定制度。",
    );
    expect(asking("关于修改数字经济促进条例的决定什么时候生效？")).toBe("本决定自2025年10月1日起施行。");
  });

  it("an amendment is no later version of the charter, and the charter is called by its kind", () => {
    const [amending, article] = ["一、第八条修改为：“会员每年缴纳会费5000元。”", "第八条 会员每年缴纳会费3000元。"];
    expect(asking("商会章程第八条现在怎么规定？")).toBe(`${amending} | ${article}`);
    expect(asking("章程第二十二条还有效吗？")).toContain("删除第二十二条");
    expect(asking("章程修正案从什么时候起生效？")).toMatch(/通过之日起生效。.*2026年4月18日/u);
  });

  it("a text that is not there is known by the number behind its title", () => {
    expect(asking("光材协字〔2020〕第12号还有效吗？")).toContain("即行废止");
  });

  it("a count of the Republic's years is told in the words of the text", () => {
    expect(asking("貴重儀器借用要點什麼時候開始實施？")).toBe("二、本要點自中華民國113年10月1日起實施。");
    expect(asking("貴重儀器借用要點最近何時修正？")).toContain("113年9月12日");
  });

  it("guidance that lapsed unless it was renewed has expired", () => {
    expect(asking("Is the guidance on mobile cranes still in force?")).toMatch(/expired.*lapses on 30 June 2026/u);
    expect(asking("When does the guidance note on mobile cranes lapse?")).toContain("30 June 2026");
  });

  it("versions that are counted are versions, also of a schedule", () => {
    const changed = asking("What is different between the old and new Records Retention Schedule?");
    expect(changed).toContain("14 days");
    expect(changed).toContain("30 days");
    expect(changed).not.toContain("Visitor logs");
  });
});
