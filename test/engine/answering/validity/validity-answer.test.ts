import { beforeAll, describe, expect, it } from "vitest";
import type { Library } from "../../../../src/library/library.ts";
import { asker, FILES, libraryOf } from "./validity-setting.ts";

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
