import { beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../../../../src/documents/read.ts";
import { readers } from "../../../../src/documents/readers.ts";
import { validityAnswers } from "../../../../src/engine/answering/validity/validity-answer.ts";
import { validitySentence } from "../../../../src/engine/answering/wording.ts";
import { asQuestion, type Question } from "../../../../src/engine/retrieval/question.ts";
import type { Library, LibraryDocument } from "../../../../src/library/library.ts";
import { createValidityIndex } from "../../../../src/library/validity/validity.ts";
import { STATED_DOCUMENTS } from "../../../support/stated-documents.ts";

/** A library that knows its documents, and finds nothing: these answers need no search. */
async function libraryOf(files: readonly (readonly [path: string, text: string])[]): Promise<Library> {
  const documents = await Promise.all(
    files.map(([path, text]) => readDocument({ path, bytes: new TextEncoder().encode(text), readers })),
  );
  const textOf = (version: string) => documents.find((known) => known.version === version) ?? null;
  const standings = createValidityIndex({ documents, textOf });
  const editions = { isOpen: ({ collection }, maySee) => maySee(collection) } as ReturnType<Library["editions"]>;
  return {
    documents: () => documents as readonly LibraryDocument[],
    document: (id: string) => (documents.find((known) => known.id === id) as LibraryDocument | undefined) ?? null,
    validityIndex: () => standings,
    version: textOf,
    editions: () => editions,
  } as Partial<Library> as Library;
}

interface Asked {
  readonly day?: string;
  /** Questions before, oldest first. */
  readonly before?: readonly string[];
  /** Answers to them. */
  readonly answered?: readonly string[];
  readonly collections?: ReadonlySet<string>;
}

/** Quotes with the documents that they are from, after the standing; null where it is a question like any other. */
function asker(library: Library) {
  const answers = validityAnswers(library);
  return (text: string, { day = "2026-11-22", before = [], answered = [], collections }: Asked = {}): string | null => {
    const question = asQuestion(text) as Question;
    const history = before.flatMap((content, at) => [
      { role: "user", content },
      ...(answered[at] === undefined ? [] : [{ role: "assistant", content: answered[at] }]),
    ]);
    const request = { day, history, ...(collections === undefined ? {} : { collections }) };
    const told = answers.answer(question, request, ({ version }) => library.version(version));
    if (told === null) return null;
    const standing = told.standing === undefined ? [] : [validitySentence(told.standing, question.language)];
    const claims = told.claims.map(({ text: words, citations: [{ quote, start, end, document }] }) => {
      expect(library.version(document.version)?.text.slice(start, end)).toBe(quote);
      return words;
    });
    return [...(told.severalMeant === true ? ["several"] : []), ...standing, ...claims].join(" | ");
  };
}

const FILES = [
  ...STATED_DOCUMENTS.map(
    ({ title, paragraphs }) => [`${title}.md`, [`# ${title}`, ...paragraphs].join("\n\n")] as const,
  ),
  [
    "会员管理办法.md",
    "# 联盟会员管理办法\n\n第一条 会员分为两类。\n\n第六条 会员逾期六个月未缴纳会费的，暂停其会员资格。\n\n第五十六条 本办法由秘书处负责解释，第六条除外。\n",
  ],
  [
    "Circular 3-2023.md",
    "# Use of the clean room\n\nCircular No. 3/2023\n\nShanghai, 2 May 2023\n\nThe clean room is open on Mondays.\n",
  ],
] as const;

describe("a question about a document's life", () => {
  let ask: ReturnType<typeof asker>;
  beforeAll(async () => {
    ask = asker(await libraryOf(FILES));
  });

  it("when it takes effect is answered by the sentence that says so, however it is asked", () => {
    const rule = "第三条 本办法自2023年9月1日起施行，2015年发布的《实验室安全暂行规定》同时废止。";
    for (const question of [
      "实验室安全管理办法何时施行？",
      "《实验室安全管理办法》什么时候开始实施？",
      "请问实验室安全管理办法自何时起生效",
      "实验室安全管理办法的施行日期是什么时候？",
      "材联〔2023〕7号何时生效？",
      "材联[2023]7号什么时候施行",
    ]) {
      expect([question, ask(question)]).toEqual([question, rule]);
    }
    const policy = "This policy shall enter into force on May 2nd, 2023 and remains in force until 30 April 2026.";
    for (const question of [
      "When does the Home Office Policy take effect?",
      "when did the home office policy come into force",
      "What is the effective date of the home office policy?",
      "Since when is the Home Office Policy in force?",
    ]) {
      expect([question, ask(question)]).toEqual([question, policy]);
    }
  });

  it("whose day of effect is that of its issue brings the day of its issue along", () => {
    expect(ask("关于调整会费标准的通知何时施行？")).toBe("本通知自印发之日起施行，有效期三年。 | 2022年3月1日");
    expect(ask("When do the Parking Rules take effect?")).toBe(
      "2. These rules take effect on the date of their publication and are valid for two years. | Published on 10 January 2024",
    );
  });

  it("of a revised act brings its last revision along", () => {
    expect(ask("东湖市促进新材料产业发展条例何时施行？")).toMatch(
      /^第三条 本条例自2016年8月1日起施行。 \| 2021年11月30日 .*修正$/u,
    );
  });

  it("until when, by whom, on what day and under what number are answered by the words that say it", () => {
    expect(ask("How long is the Data Protection Policy valid?")).toBe("Valid until: 14 February 2027");
    expect(ask("关于临时加班补贴的通知什么时候失效？")).toBe("本通知自2024年6月1日起执行，有效期至2024年12月31日。");
    expect(ask("谁发布了信息公开指南？")).toBe("发文机关：东湖市人民政府办公室");
    expect(ask("实验室安全管理办法是谁发布的？")).toContain("集成电路材料联盟");
    expect(ask("Who adopted the Charter of the Gas Forum?")).toMatch(
      /^Adopted by the General Assembly on 14 March 2024/u,
    );
    expect(ask("When was the charter of the Gas Forum adopted?")).toMatch(/14 March 2024/u);
    expect(ask("信息公开指南是哪天发布的？")).toBe("成文日期：2021年9月2日");
    expect(ask("东湖市促进新材料产业发展条例何时修订？")).toContain("2021年11月30日");
    expect(ask("实验室安全管理办法的文号是多少？")).toBe("材联〔2023〕7号");
    expect(ask("What is the number of the home office policy?")).toBe("Document No.: HR-POL-012");
  });

  it("what a number is, is answered by the title of the document that bears it", () => {
    expect(ask("材联〔2023〕7号是什么文件？")).toBe("实验室安全管理办法");
    expect(ask("国发〔2020〕8号是什么文件？")).toBe(null);
    expect(ask("材联〔2023〕7号是关于什么的？")).toBe("实验室安全管理办法");
    expect(ask("What is a clean room?")).toBe(null);
  });

  it("what it replaced, and what replaced it, are answered by the sentence that does it", () => {
    expect(ask("采购管理制度废止了哪些文件？")).toContain("原《采购管理办法》《招标实施细则》");
    expect(ask("What did the Procurement Rules repeal?")).toBe(
      "The Purchasing Guidelines of 2019 are hereby repealed.",
    );
    const sentence = "This circular replaces Circular No. 3/2023 and applies from 1 June 2025.";
    expect(ask("What replaced circular 3/2023?")).toContain(sentence);
    expect(ask("is circular 3/2023 still valid?")).toBe(
      `“Use of the clean room”: superseded by “Use of the clean room” since 1 June 2025. | ${sentence}`,
    );
    expect(ask("is circular 3/2023 still valid?", { day: "2025-05-31" })).toBe(null);
  });

  it("whether it is valid is answered by how it stands, with its own words on that", () => {
    expect(ask("Is the home office policy still in force?")).toBe(
      "“Home Office Policy”: in force from 2 May 2023, expired on 30 April 2026. | This policy shall enter into force on May 2nd, 2023 and remains in force until 30 April 2026.",
    );
    expect(ask("Is the home office policy still in force?", { day: "2025-01-01" })).toMatch(
      /: in force from 2 May 2023\. \|/u,
    );
    expect(ask("档案管理规定还有效吗？")).toBe(
      "《档案管理规定》自2024年1月1日起施行，现行有效。 | 第二条 本规定自二〇二四年一月一日起执行。",
    );
  });

  it("a text that is not there and was repealed is answered by what repealed it", () => {
    const rule = "第三条 本办法自2023年9月1日起施行，2015年发布的《实验室安全暂行规定》同时废止。";
    for (const question of [
      "《实验室安全暂行规定》还有效吗？",
      "实验室安全暂行规定是什么时候废止的？",
      "实验室安全暂行规定被什么取代了？",
    ]) {
      expect([question, ask(question)]).toEqual([question, rule]);
    }
  });

  it("is understood however people ask it", () => {
    const revised = /^2021年11月30日 .*修正$/u;
    expect(ask("东湖市促进新材料产业发展条例最近一次修正是什么时候？")).toMatch(revised);
    expect(ask("东湖市促进新材料产业发展条例什么时候修订过？")).toMatch(revised);
    expect(ask("会员管理办法第六条是如何规定的？", { day: "2025-02-28" })).toMatch(/^第六条/u);
    expect(ask("沪材协[2022]15号是哪个单位发的？")).toContain("上海材料协会秘书处");
    expect(ask("Who approved the travel policy?")).toContain("Approved by the Secretary General.");
    expect(ask("When does the circular on the use of the clean room take effect?")).toContain("1 June 2025");
    expect(ask("By whom was the charter of the gas forum adopted?")).toContain("General Assembly");
    expect(ask("Until when is the home office policy valid?")).toContain("30 April 2026");
    expect(ask("请问关于临时加班补贴的通知的有效期是多久？")).toContain("2024年12月31日");
  });

  it("what an article says is answered by the article, not by what mentions it", () => {
    const sixth = "第六条 会员逾期六个月未缴纳会费的，暂停其会员资格。";
    expect(ask("会员管理办法第六条是什么？", { day: "2025-02-28" })).toBe(sixth);
    // Amended since: what it says now, then what it said.
    expect(ask("会员管理办法第六条是什么？")).toBe(
      `将《会员管理办法》第六条修改为：“会员逾期一年未缴纳会费的，暂停其会员资格。” | ${sixth}`,
    );
    expect(ask("《联盟会员管理办法》第五十六条规定了什么？")).toBe("第五十六条 本办法由秘书处负责解释，第六条除外。");
    expect(ask("What does article 2 of the Procurement Rules say?")).toMatch(
      /^Article 2\. These Rules come into force/u,
    );
  });

  it("what was changed is answered by the words that change it, with the text that they bring", () => {
    expect(ask("What does the First Amendment to the Charter change?")).toBe(
      "Clause 3.2 of the Charter is replaced by the following:\n3.2 The annual fee is 25,000 yuan.",
    );
    expect(ask("联盟会员管理办法修改了什么？")).toContain("第六条修改为");
  });

  it("what changed from one version to the next is answered by each clause as it is and as it was", async () => {
    const rules = (fee: string, day: string) =>
      `# 仪器使用费管理办法\n\n第一条 为规范仪器使用费的收取，制定本办法。\n\n第二条 使用费为每小时${fee}元。\n\n第三条 使用费由秘书处收取并开具收据。\n\n第四条 本办法自${day}起施行。\n`;
    const versions = asker(
      await libraryOf([
        ["仪器使用费管理办法2019.md", rules("一百", "2019年1月1日")],
        ["仪器使用费管理办法2024.md", rules("三百", "2024年1月1日")],
      ]),
    );
    const told =
      "第二条 使用费为每小时三百元。 | 第二条 使用费为每小时一百元。 | 第四条 本办法自2024年1月1日起施行。 | 第四条 本办法自2019年1月1日起施行。";
    for (const question of [
      "仪器使用费管理办法修改了什么？",
      "仪器使用费管理办法有什么变化？",
      "《仪器使用费管理办法》有哪些修改？",
      "新版仪器使用费管理办法和旧版有什么不同？",
      "仪器使用费管理办法哪些条款变了？",
    ]) {
      expect([question, versions(question)]).toEqual([question, told]);
    }
  });

  it("that points back is about the document that was asked about before", () => {
    const before = ["实验室安全管理办法的文号是多少？"];
    expect(ask("它什么时候施行？", { before })).toContain("2023年9月1日");
    expect(ask("谁发布的？", { before })).toContain("集成电路材料联盟");
    expect(ask("When does it take effect?", { before: ["Who issued the home office policy?"] })).toContain(
      "May 2nd, 2023",
    );
  });

  describe("that calls it by a short name", () => {
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

  describe("in everyday Chinese, of acts that are called by short names", () => {
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
      [
        "新的公共自行车管理办法跟老的比改了哪些地方？",
        "每小时收取二元。 | 第三条 单次骑行超过一小时的，每小时收取一元",
      ],
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

  it("is one like any other where no document is clearly meant, or nothing is stated of it", () => {
    for (const question of [
      "会费什么时候开始执行？",
      "When does the new fee take effect?",
      "Who approved the new member?",
      "When was the clean room built?",
      "第三条说什么？",
      "What is the fee?",
      "理事会会议纪要何时生效？",
      "档案管理规定的文号是多少？",
      "什么时候开会？",
      "谁发布的？",
    ]) {
      expect([question, ask(question)]).toEqual([question, null]);
    }
  });

  it("tells nothing of documents that the asker may not see, whoever asked before", () => {
    const question = "实验室安全管理办法何时施行？";
    const all = ask(question);
    expect(all).not.toBe(null);
    expect(ask(question, { collections: new Set(["board"]) })).toBe(null);
    expect(ask(question)).toBe(all);
  });

  it("is answered from the documents that are there now", async () => {
    const before = await libraryOf([]);
    const after = await libraryOf(FILES);
    let now = before;
    const moving = new Proxy(before, { get: (_, name: keyof Library) => now[name] });
    const asking = asker(moving);
    expect(asking("实验室安全管理办法何时施行？")).toBe(null);
    now = after;
    expect(asking("实验室安全管理办法何时施行？")).not.toBe(null);
  });
});
