import { beforeAll, describe, expect, it } from "vitest";
import { validityAnswers } from "../../../../src/engine/answering/validity/validity-answer.ts";
import { asQuestion, type Question } from "../../../../src/engine/retrieval/question.ts";
import { asker, libraryOf } from "./validity-setting.ts";

describe("a question that calls a document by a short name", () => {
  const measures = (title: string, number: string, day: string, fee: string) =>
    `# ${title}\n\n${number}\n\n第一条 为规范${title.slice(0, 4)}，制定本办法。\n\n第二条 ${fee}\n\n第三条 本办法自${day}起施行。\n`;
  const SHUTTLE = measures("班车管理办法", "材联〔2023〕5号", "2023年5月1日", "班车每日两趟，凭证乘坐。");
  const LOCKER = measures("储物柜使用办法", "沪协〔2024〕5号", "2024年6月1日", "储物柜押金为五十元。");
  const circular = (number: string, title: string, day: string) =>
    `# ${title}\n\nCircular No. ${number}\n\nThis circular takes effect on ${day}.\n`;
  const one = [
    ["班车.md", SHUTTLE],
    ["Circular 4-2024.md", circular("4/2024", "Use of the roof garden", "1 May 2024")],
    ["plan-2021.md", "# Reading plan 2021-2023\n\nThis plan takes effect on 1 March 2021.\n"],
    ["plan-2024.md", "# Swimming plan 2024-2026\n\nThis plan takes effect on 1 March 2024.\n"],
  ] as const;
  const several = [
    ...one,
    ["储物柜.md", LOCKER],
    ["Circular 9-2025.md", circular("9/2025", "Guest rooms", "1 July 2025")],
  ] as const;

  it("means the only one that it can mean", async () => {
    const asking = asker(await libraryOf(one));
    expect(asking("《办法》何时施行？")).toBe("第三条 本办法自2023年5月1日起施行。");
    expect(asking("5号文什么时候生效？")).toBe("第三条 本办法自2023年5月1日起施行。");
    expect(asking("When does the Circular take effect?")).toBe("This circular takes effect on 1 May 2024.");
    expect(asking("When does the 2021 plan take effect?")).toBe("This plan takes effect on 1 March 2021.");
  });

  it("means of several the one that was spoken of, by its name or by its words", async () => {
    const asking = asker(await libraryOf(several));
    const locker = "第三条 本办法自2024年6月1日起施行。";
    expect(asking("《办法》何时施行？", { before: ["储物柜使用办法的文号是多少？"] })).toBe(locker);
    const answered = ["第二条 储物柜押金为五十元。"];
    expect(asking("5号文何时施行？", { before: ["柜子押金多少？"], answered })).toBe(locker);
    const before = ["Who issued the circular on guest rooms?", "And the opening hours?"];
    expect(asking("When does the Circular take effect?", { before })).toBe(
      "This circular takes effect on 1 July 2025.",
    );
  });

  it("means any of several that nobody spoke of: what each says is told, and that they are several", async () => {
    const asking = asker(await libraryOf(several));
    const both = "several | 第三条 本办法自2023年5月1日起施行。 | 第三条 本办法自2024年6月1日起施行。";
    expect(asking("《办法》何时施行？")).toBe(both);
    expect(asking("5号文何时施行？")).toBe(both);
    expect(asking("When does the Circular take effect?")).toBe(
      "several | This circular takes effect on 1 May 2024. | This circular takes effect on 1 July 2025.",
    );
    expect(asking("When does the plan take effect?")).toMatch(/^several \| .*2021\. \| .*2024\.$/u);
  });

  const TRADITIONAL = [
    [
      "plan.md",
      "# 電子元件產業發展行動計劃（2024—2026年）\n\n到2026年，銷售總額達到2.5萬億元。\n\n電子產業發展署\n\n2024年1月22日\n",
    ],
    [
      "notice.md",
      "# 廢油回收安排\n\n通告第18/2024號\n\n2. 本通告自二零二四年十月一日起生效。\n\n漁具商會秘書處\n\n二零二四年九月十二日\n",
    ],
  ] as const;

  it("may be in the other script than the document, and in traditional characters", async () => {
    const asking = asker(await libraryOf([...one, ...TRADITIONAL]));
    for (const plan of ["電子元件行動計劃还有效吗", "電子元件行動計劃還有效嗎", "电子元件行动计划还有效吗"]) {
      expect(asking(plan)).toMatch(/2024—2026年/u);
    }
    expect(asking("廢油回收安排何時生效？")).toBe("2. 本通告自二零二四年十月一日起生效。");
    expect(asking("废油回收安排是谁发的？")).toMatch(/漁具商會秘書處/u);
    expect(asking("通告第18/2024號什麼時候生效")).toBe("2. 本通告自二零二四年十月一日起生效。");
  });

  it("may point to the one that was quoted, by its kind alone", async () => {
    const asking = asker(await libraryOf([...several, ...TRADITIONAL]));
    const before = ["電子元件銷售總額是多少"];
    const answered = ["到2026年，銷售總額達到2.5萬億元。"];
    for (const question of ["那個計劃是哪個部門發的", "那个计划是哪个部门发的"]) {
      expect(asking(question, { before, answered })).toMatch(/^電子產業發展署/u);
    }
  });

  it("may say what kind of document it is where only its number does", async () => {
    const directive =
      "# Energy Use in Laboratories\n\nEXECUTIVE DIRECTIVE 2024-08\n\nSection 1. Hoods are closed.\n\nGiven under my hand this 14th day of August, 2024.\n\nGovernor\n";
    const asking = asker(await libraryOf([...several, ["d.md", directive]]));
    expect(asking("Who issued the directive on energy use in laboratories?")).toBe("Governor");
    expect(asking("When was Directive 2024-08 issued?")).toBe("Given under my hand this 14th day of August, 2024.");
  });

  it("is looked for first where something else is asked of it", async () => {
    const library = await libraryOf(several);
    const answers = validityAnswers(library);
    const mentioned = (text: string, ...before: string[]) =>
      answers
        .mentioned(
          asQuestion(text) as Question,
          { day: "2026-11-22", history: before.map((content) => ({ role: "user", content })) },
          ({ version }) => library.version(version),
        )
        .map(({ path }) => path);
    expect(mentioned("5号文对押金怎么规定？", "储物柜使用办法是谁发布的？")).toEqual(["储物柜.md"]);
    expect(mentioned("5号文对押金怎么规定？")).toEqual([]);
    expect(
      mentioned("What does the Circular say of breakfast?", "When was the circular on guest rooms issued?"),
    ).toEqual(["Circular 9-2025.md"]);
    expect(mentioned("How long may guests stay under the circular?")).toEqual([]);
  });
});

describe("a question in everyday Chinese, of acts that are called by short names", () => {
  const bikes = (fee: string, day: string, end: string, issued: string) =>
    [
      `青政规〔${day.slice(0, 4)}〕3号`,
      "第一条 为了规范公共自行车的运营和使用，制定本办法。",
      "第二条 本市公共自行车的规划、建设、运营和使用，适用本办法。",
      `第三条 单次骑行超过一小时的，每小时收取${fee}元。`,
      "第四条 市交通运输主管部门负责公共自行车的监督管理工作。",
      `第五条 本办法自${day}起施行。${end}`,
      "青山市人民政府",
      issued,
    ] as const;
  const page = (title: string, paragraphs: readonly string[]) =>
    `<html><head><title>${title}</title></head><body><h1>${title}</h1>${paragraphs.map((one) => `<p>${one}</p>`).join("")}</body></html>`;
  const text = (title: string, paragraphs: readonly string[]) => [`# ${title}`, ...paragraphs].join("\n\n");
  const repeal = "2016年3月20日市人民政府公布的《青山市公共自行车管理办法》同时废止。";
  const trees = [
    "2019年9月27日白水县第十六届人民代表大会常务委员会第二十二次会议通过",
    "2023年11月30日白水县第十八届人民代表大会常务委员会第十次会议修正",
    "第一条 为了加强古树名木的保护，制定本条例。",
    "第二条 古树，是指树龄在一百年以上的树木。",
    "第三条 违反本条例的，处二千元以上二万元以下罚款。",
    "第四条 本条例自2020年1月1日起施行。",
  ];
  const funds = [
    "南商发〔2021〕18号",
    "各乡镇人民政府：",
    "现将《南岭县农村电商扶持资金管理细则》印发给你们。",
    "第一条 为规范农村电商扶持资金的使用，制定本细则。",
    "第二条 本细则自印发之日起施行，有效期三年。",
    "南岭县商务局",
    "2021年6月9日",
  ];
  const flats = [
    "云台区发展和改革局令第4号",
    "第一条 为规范物业服务收费行为，制定本规定。",
    "第二条 本规定自2024年3月1日起施行，2018年1月5日发布的《云台区住宅物业收费暂行办法》同时废止。",
    "云台区发展和改革局",
    "2024年1月15日",
  ];
  let asking: ReturnType<typeof asker>;
  beforeAll(async () => {
    asking = asker(
      await libraryOf([
        ["old.md", text("青山市公共自行车管理办法", bikes("一", "2016年5月1日", "", "2016年3月20日"))],
        [
          "new.html",
          page("青山市公共自行车管理办法（2022年修订）", bikes("二", "2022年7月1日", repeal, "2022年5月18日")),
        ],
        ["trees.html", page("白水县古树名木保护条例", trees)],
        ["funds.md", text("关于印发《南岭县农村电商扶持资金管理细则》的通知", funds)],
        ["flats.md", text("云台区物业服务收费规定", flats)],
      ]),
    );
  });

  it.each([
    ["公共自行车的办法是啥时候开始算数的？", "2022年7月1日"],
    ["青山市公共自行车管理办法几几年开始实行的", "2022年7月1日"],
    ["公共自行车管理办法被废止了没有？", "2022年修订）》自2022年7月1日起施行，现行有效"],
    ["2016年的公共自行车管理办法还能用吗？", "已于2022年7月1日被"],
    ["新的公共自行车管理办法跟老的比改了哪些地方？", "每小时收取二元。 | 第三条 单次骑行超过一小时的，每小时收取一元"],
    ["公共自行车管理办法新旧版有什么区别", "每小时收取二元"],
    ["古树名木保护条例最后一次改是什么时候", "2023年11月30日"],
    ["古树条例哪天通过的呀？", "2019年9月27日"],
    ["保护古树的条例是谁定的？", "常务委员会第二十二次会议通过"],
    ["白水县古树名木保护条例第三条怎么讲的", "第三条 违反本条例的"],
    ["古树名木保护条例里第二条写了啥", "树龄在一百年以上"],
    ["古树那个条例现在还作数吗", "现行有效"],
    ["农村电商扶持资金细则还管用吗", "已于2024年6月8日到期"],
    ["电商扶持资金那个细则管到什么时候？", "有效期三年"],
    ["南商发〔2021〕18号是哪个单位下发的？", "南岭县商务局"],
    ["《细则》的有效期有多长？", "有效期三年"],
    ["云台区物业收费规定什么时候开始执行的？", "2024年3月1日"],
    ["物业费的规定啥时候开始管用？", "2024年3月1日"],
    ["物业服务收费规定是几号令？", "令第4号"],
    ["住宅物业收费暂行办法还有效不？", "同时废止"],
  ])("%s", (question, words) => expect(asking(question)).toContain(words));

  it("is one like any other where the short name is nobody's", () => {
    expect(asking("停车条例啥时候施行？")).toBe(null);
    expect(asking("自行车啥时候能用？")).toBe(null);
  });
});
