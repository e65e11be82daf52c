/** Two versions of a work, without any metadata, with the embedded model: the one in force answers, the other only with its standing. */

import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { citationsOf, claimsOf } from "../../../src/engine/answering/answer.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

interface Work {
  readonly old: readonly [path: string, text: string];
  readonly now: readonly [path: string, text: string];
  readonly questions: readonly string[];
}

/** Of each version only what differs is given: the rest is the same in both. */
function versions(text: (value: (old: string, now: string) => string) => string) {
  return [text((old) => old), text((_, now) => now)] as const;
}

const [feesOld, feesNow] = versions(
  (is) => `# 联盟会费管理办法

第一条 为规范会费的收取和使用，根据联盟章程，制定本办法。

第二条 正式会员的会费标准为每年${is("一万", "两万五千")}元，准会员的会费标准为每年${is("三千", "八千")}元。

第三条 会费应当在每年${is("三月", "一月")}三十一日前缴纳。

第四条 逾期${is("一年", "六个月")}未缴纳会费的，暂停其表决权。

第五条 本办法自${is("2018年1月1日", "2024年5月1日")}起施行。
`,
);
const [lawOld, lawNow] = versions(
  (is) => `# 东湖市安全生产条例

2007年8月30日 东湖市第十届人民代表大会常务委员会第九次会议通过
${is("", "\n2022年6月24日 东湖市第十三届人民代表大会常务委员会第五次会议修正\n")}
第一条 为了加强安全生产工作，制定本条例。

第二条 生产经营单位未设置安全警示标志的，处${is("一万元以上五万元", "五万元以上二十万元")}以下的罚款。

第三条 从业人员超过${is("三百", "一百")}人的单位，应当设置安全生产管理机构。

第四条 生产安全事故应当在${is("两小时", "一小时")}内向主管部门报告。

第五条 安全生产许可证的审查期限为${is("四十五", "二十")}个工作日。

第六条 本条例自2008年1月1日起施行。
`,
);
const [travelOld, travelNow] = versions(
  (is) => `# Travel and Expense Policy

Version ${is("2", "3")}, valid from ${is("1 July 2021", "1 July 2025")}. Approved by the Secretary General.

Hotels in Shanghai are reimbursed up to ${is("600", "800")} yuan per night.

Claims must be filed within ${is("60", "30")} days after the journey.

The daily allowance for meals is ${is("100", "150")} yuan in China.

Flights must be booked at least ${is("seven", "fourteen")} days before departure.
`,
);
const [labOld, labNow] = versions(
  (is) => `# Laboratory rules

Members may use the shared laboratory on weekdays between ${is("9:00 and 17:00", "8:00 and 20:00")}.

Bookings of the laboratory are made at least ${is("five", "three")} working days ahead.

The charge for the laboratory is ${is("1,200", "1,500")} yuan a day.

A safety instruction for the laboratory is valid for ${is("one year", "two years")}.
`,
);
const [meetOld, meetNow] = versions(
  (is) => `# 理事会议事规则${is("", "（2023年修订）")}

第一条 理事会由${is("七", "九")}名理事组成，每届任期${is("四", "三")}年。

第二条 理事会会议每年至少召开${is("两", "四")}次。

第三条 理事会决议须经出席理事${is("二分之一", "三分之二")}以上同意方为有效。

第四条 本规则自${is("2019年3月1日", "2023年9月1日")}起施行。
`,
);

const WORKS: readonly Work[] = [
  {
    old: ["制度/会费管理办法-旧.md", feesOld],
    now: ["制度/会费管理办法.md", feesNow],
    questions: [
      "正式会员的会费标准是多少？",
      "准会员每年交多少会费？",
      "会费应当在什么时候前缴纳？",
      "逾期多久未缴纳会费会暂停表决权？",
    ],
  },
  {
    old: ["法规/安全生产条例(2007-08-30).md", lawOld],
    now: ["法规/安全生产条例(2022-06-24).md", lawNow],
    questions: [
      "未设置安全警示标志的罚款是多少？",
      "从业人员超过多少人的单位应当设置安全生产管理机构？",
      "生产安全事故应当在多长时间内报告？",
      "安全生产许可证的审查期限是多少个工作日？",
    ],
  },
  {
    old: ["Travel policy 2021.md", travelOld],
    now: ["Travel policy.md", travelNow],
    questions: [
      "How much is reimbursed for hotels in Shanghai per night?",
      "Within how many days must claims be filed?",
      "How high is the daily allowance for meals?",
      "How many days before departure must flights be booked?",
    ],
  },
  {
    old: ["rules/Laboratory rules 2023-03-01.md", labOld],
    now: ["rules/Laboratory rules 2026-02-15.md", labNow],
    questions: [
      "When may members use the shared laboratory?",
      "How many working days ahead are laboratory bookings made?",
      "What is the charge for the laboratory?",
      "How long is the safety instruction for the laboratory valid?",
    ],
  },
  {
    old: ["制度/理事会议事规则.md", meetOld],
    now: ["制度/理事会议事规则2023.md", meetNow],
    questions: [
      "理事会由几名理事组成？",
      "理事会会议每年至少召开几次？",
      "理事会决议须经多少理事同意方为有效？",
      "理事每届任期几年？",
    ],
  },
];

describe("of two versions of a work, without metadata", () => {
  let engine: Engine;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ engine, close } = await engineWith(WORKS.flatMap(({ old, now }) => [old, now])));
  });
  afterAll(() => close());

  it("the one in force is quoted first, and the other only with its standing", { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const { old, now, questions } of WORKS) {
      for (const question of questions) {
        const { answer } = await engine.answer({ question, day: "2026-11-22" });
        const [first, ...others] = citationsOf(claimsOf(answer));
        const silent = others.filter(
          ({ document, standing }) => document.path === old[0] && standing.kind !== "superseded",
        );
        if (first?.document.path !== now[0] || silent.length > 0)
          wrong.push(`${question} ${answer.kind} ${first?.quote}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("on a day before the change the old one answers", async () => {
    const request = { question: "正式会员的会费标准是多少？", day: "2020-06-01", publishedBy: "2020-06-01" };
    const [first] = citationsOf(claimsOf((await engine.answer(request)).answer));
    expect(first?.document.path).toBe("制度/会费管理办法-旧.md");
    expect(first?.standing.kind).toBe("in-force");
  });
});

const NUMBERED = [
  [
    "circulars/microscope 2024.md",
    "# Use of the microscope\n\nCircular No. 3/2024\n\nSuzhou, 2 May 2024\n\nThe charge for the microscope is 700 yuan a day.\n\nThe Secretariat\n",
  ],
  [
    "circulars/microscope 2026.md",
    "# Use of the microscope\n\nCircular No. 8/2026\n\nSuzhou, 2 May 2026\n\nThis circular replaces Circular No. 3/2024.\n\nThe charge for the microscope is 900 yuan a day.\n\nThe Secretariat\n",
  ],
  [
    "通知/培训补贴2022.md",
    "# 关于培训补贴的通知\n\n材联〔2022〕5号\n\n各会员单位每年可以申请培训补贴五万元。\n\n集成电路材料联盟\n\n2022年3月1日\n",
  ],
  [
    "通知/实习补贴2023.md",
    "# 关于实习补贴的通知\n\n材联〔2023〕9号\n\n各会员单位每年可以申请实习补贴两万元。\n\n集成电路材料联盟\n\n2023年3月1日\n",
  ],
] as const;

describe("a question that names a document by its number", () => {
  it("is answered from that document, also where it holds no more", { timeout: 120_000 }, async () => {
    const { engine, close } = await engineWith([...NUMBERED, ...WORKS.flatMap(({ old, now }) => [old, now])]);
    const first = async (question: string) => {
      const { answer } = await engine.answer({ question, day: "2026-11-22" });
      const [citation] = citationsOf(claimsOf(answer));
      return [citation?.document.path, citation?.standing.kind];
    };
    const [old, now] = ["circulars/microscope 2024.md", "circulars/microscope 2026.md"];
    expect(await first("What is the charge for the microscope under Circular No. 3/2024?")).toEqual([
      old,
      "superseded",
    ]);
    expect((await first("What is the charge for the microscope under circular 8/2026?"))[0]).toBe(now);
    expect((await first("What is the charge for the microscope?"))[0]).toBe(now);
    expect((await first("材联〔2022〕5号规定每年可以申请多少补贴？"))[0]).toBe("通知/培训补贴2022.md");
    expect((await first("材联[2023]9号规定每年可以申请多少补贴？"))[0]).toBe("通知/实习补贴2023.md");
    expect((await first("9号文规定可以申请多少补贴？"))[0]).toBe("通知/实习补贴2023.md");
    await close();
  });
});

describe("a question that names a document by its title or its year", () => {
  it("is answered from that document", { timeout: 120_000 }, async () => {
    const plan = (years: string, tons: string, count: string) =>
      `# Development Plan ${years}\n\nThe target for output is ${tons} tons a year.\n\n${count} laboratories are built.\n`;
    const ofYears = (years: string, tons: string, count: string) =>
      `# 材料发展规划（${years}年）\n\n产量目标为每年${tons}吨。\n\n建设${count}个实验室。\n`;
    const [fees] = WORKS;
    const { engine, close } = await engineWith([
      ["plans/a.md", plan("2021-2023", "200", "Two")],
      ["plans/b.md", plan("2024-2026", "500", "Three")],
      ["规划/一.md", ofYears("2021—2023", "二百", "两")],
      ["规划/二.md", ofYears("2024—2026", "五百", "三")],
      ...(fees === undefined ? [] : [fees.now]),
    ]);
    const first = async (question: string) => {
      const { answer } = await engine.answer({ question, day: "2026-11-22" });
      return citationsOf(claimsOf(answer))[0]?.document.path;
    };
    expect(await first("What is the target for output in the 2021 plan?")).toBe("plans/a.md");
    expect(await first("What is the target for output in the 2025 plan?")).toBe("plans/b.md");
    expect(await first("2022年规划的产量目标是多少？")).toBe("规划/一.md");
    expect(await first("2024年的规划要建几个实验室？")).toBe("规划/二.md");
    expect(await first("《办法》规定准会员每年交多少会费？")).toBe("制度/会费管理办法.md");
    await close();
  });
});

describe("the README's example of a day that is past", () => {
  it("is answered", { timeout: 120_000 }, async () => {
    const briefs = readdirSync("corpus").map((name) => [name, readFileSync(`corpus/${name}`, "utf8")] as const);
    const { engine, close } = await engineWith(briefs);
    const question = "What is the target for sales?";
    expect(readFileSync("README.md", "utf8")).toContain(`--as-of 2022-06-01 "${question}"`);
    const { answer } = await engine.answer({ question, day: "2022-06-01", publishedBy: "2022-06-01" });
    await close();
    expect(answer.kind).toBe("answered");
    expect(citationsOf(claimsOf(answer))[0]).toMatchObject({ standing: { kind: "in-force" } });
    expect(claimsOf(answer)[0]?.text).toContain("2.100 billion yuan");
  });
});
