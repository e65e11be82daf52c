import { describe, expect, it } from "vitest";
import type { Document } from "../../../src/documents/document.ts";
import { readDocument } from "../../../src/documents/read.ts";
import { readers } from "../../../src/documents/readers.ts";
import { createValidityIndex, type ValidityIndexOptions } from "../../../src/library/validity/validity.ts";

/** Files as they come, by path; without any front matter. */
async function standings(files: Readonly<Record<string, string>>, options: Partial<ValidityIndexOptions> = {}) {
  const documents: Document[] = [];
  for (const [path, text] of Object.entries(files)) {
    documents.push(await readDocument({ path, bytes: new TextEncoder().encode(text), readers }));
  }
  const all = createValidityIndex({
    documents,
    textOf: (version) => documents.find((known) => known.version === version) ?? null,
    ...options,
  });
  const find = (path: string): Document => {
    const found = documents.find((known) => known.path === path);
    if (found === undefined) throw new Error(`no document ${path}`);
    return found;
  };
  return {
    of: (path: string, day = "2026-11-22") => all.on({ day })(find(path)),
    questions: all.questions().map(({ by, of }) => [by.path, of.path]),
    problems: all.problems(),
  };
}

const articles = "第一条 为了规范会费管理，制定本办法。\n\n第二条 会费每年缴纳一次，由秘书处收取并开具收据。\n\n";

describe("a text that says what it replaces", () => {
  it("supersedes by number, from the day on which it takes effect", async () => {
    const { of } = await standings({
      "a.md": "# Laboratory access\n\nCircular No. 2/2025\n\nSuzhou, 3 March 2025\n\nThe charge is 1,200 yuan a day.\n",
      "b.md":
        "# Access to the laboratory\n\nCircular No. 5/2026\n\nSuzhou, 20 July 2026\n\nThis circular replaces Circular No. 2/2025 and applies from 1 September 2026.\n",
    });
    expect(of("a.md", "2026-08-31").kind).toBe("unknown");
    expect(of("a.md", "2026-09-01")).toMatchObject({ kind: "superseded", by: { id: "b.md", since: "2026-09-01" } });
    expect(of("b.md", "2026-08-31").kind).toBe("not-yet-in-force");
  });

  it("supersedes by title, and repeals several at once", async () => {
    const { of } = await standings({
      "a.md": "# 联盟会员暂行规定\n\n第一条 会员应当缴纳会费。\n",
      "b.md": "# 会员考核细则\n\n第一条 每年考核一次。\n",
      "c.md":
        "# 联盟会员管理办法\n\n第一条 会员分为两类。\n\n第二条 本办法自2022年7月1日起施行，2016年发布的《联盟会员暂行规定》和《会员考核细则》同时废止。\n",
    });
    for (const path of ["a.md", "b.md"]) {
      expect(of(path)).toMatchObject({ kind: "superseded", by: { id: "c.md", since: "2022-07-01" } });
    }
  });

  it("changes nothing that is not in the library, and is no problem then", async () => {
    const { of, problems } = await standings({
      "c.md": "# 会员管理办法\n\n第一条 本办法自2022年7月1日起施行，《暂行规定》（材联〔2016〕3号）同时废止。\n",
    });
    expect(of("c.md")).toEqual({ kind: "in-force", amendedBy: [] });
    expect(problems).toEqual([]);
  });

  it("amends one clause of the document that it names", async () => {
    const { of } = await standings({
      "charter.md": "# Charter of the Gas Forum\n\n3.1 Fees are due in January.\n\n3.2 The fee is 20,000 yuan.\n",
      "amendment.md":
        "# First Amendment to the Charter\n\nAdopted by the General Assembly on 20 May 2025. In force from 1 January 2026.\n\nClause 3.2 of the Charter is replaced by the following:\n\n3.2 The fee is 25,000 yuan.\n",
    });
    expect(of("charter.md")).toMatchObject({ kind: "in-force", amendedBy: [{ id: "amendment.md" }] });
  });

  it("is asked about where its words are not sure of it", async () => {
    const { of, questions } = await standings({
      "old.md": "# Visitor rules\n\nVisitors sign the book.\n",
      "new.md": "# Access rules\n\nWhere they differ, the practice at the gate supersedes the Visitor rules.\n",
    });
    expect(of("old.md").kind).toBe("unknown");
    expect(questions).toEqual([["new.md", "old.md"]]);
  });
});

describe("versions of one title", () => {
  it("supersede each other in the order of their days, those of the files' names too", async () => {
    const { of, questions } = await standings({
      "会费办法(2019-03-01).md": `# 会费办法\n\n${articles}第三条 会费为一万元。\n`,
      "会费办法(2021-05-01).md": `# 会费办法\n\n${articles}第三条 会费为两万元。\n`,
      "会费办法(2024-08-01).md": `# 会费办法\n\n${articles}第三条 会费为三万元。\n`,
    });
    expect(of("会费办法(2019-03-01).md")).toMatchObject({
      ...{ kind: "superseded", earlierVersion: true, by: { id: "会费办法(2021-05-01).md", since: "2021-05-01" } },
    });
    expect(of("会费办法(2021-05-01).md", "2023-01-01").kind).toBe("unknown");
    expect(of("会费办法(2021-05-01).md")).toMatchObject({ kind: "superseded" });
    expect(of("会费办法(2024-08-01).md").kind).toBe("unknown");
    expect(questions).toEqual([]);
  });

  it("of an act hold from its revision, whatever it says of its first effect", async () => {
    const act = (head: string, fine: string) =>
      `# 反垄断条例\n\n${head}\n\n第一条 为了预防垄断，制定本条例。\n\n第二条 罚款不超过${fine}万元，由市场监督管理部门决定。\n\n第三条 本条例自2008年8月1日起施行。\n`;
    const first = "2007年8月30日 东湖市人民代表大会常务委员会第二十九次会议通过";
    const { of } = await standings({
      "old.md": act(first, "五十"),
      "new.md": act(`${first}\n\n2022年6月24日 东湖市人民代表大会常务委员会第三十五次会议修正`, "三百"),
    });
    expect(of("old.md", "2010-01-01")).toEqual({ kind: "in-force", amendedBy: [] });
    expect(of("new.md", "2010-01-01")).toEqual({ kind: "not-yet-in-force", from: "2022-06-24" });
    expect(of("old.md")).toMatchObject({ kind: "superseded", by: { id: "new.md", since: "2022-06-24" } });
    expect(of("new.md")).toEqual({ kind: "in-force", amendedBy: [] });
  });

  it("are told by v2, 修订 and a year in brackets", async () => {
    const { of } = await standings({
      "a.md": `# 差旅费管理办法\n\n${articles}第三条 每天三百元。本办法自2020年1月1日起施行。\n`,
      "b.md": `# 差旅费管理办法（2023年修订）\n\n${articles}第三条 每天五百元。本办法自2023年3月1日起施行。\n`,
      "c.md":
        "# Travel Policy\n\nEffective date: 1 March 2021\n\nClaims are filed within 30 days. Hotels cost 500 yuan.\n",
      "d.md":
        "# Travel Policy v2\n\nEffective date: 1 March 2024\n\nClaims are filed within 30 days. Hotels cost 700 yuan.\n",
    });
    expect(of("a.md")).toMatchObject({ kind: "superseded", by: { id: "b.md" } });
    expect(of("c.md")).toMatchObject({ kind: "superseded", by: { id: "d.md", since: "2024-03-01" } });
  });

  it("are both named, and asked about, where nothing dates them", async () => {
    const text = (fee: number) =>
      `# Fee rules\n\nFees are paid in January to the treasurer.\n\nThe fee is ${fee} yuan.\n`;
    const { of, questions } = await standings({ "fees.md": text(100), "fees-new.md": text(200) });
    expect(of("fees.md")).toMatchObject({ kind: "one-of-versions", others: [{ id: "fees-new.md" }] });
    expect(of("fees-new.md")).toMatchObject({ kind: "one-of-versions", others: [{ id: "fees.md" }] });
    expect(questions).toHaveLength(1);
  });

  it("with a year in their names alone are asked about, and nothing changes until it is decided", async () => {
    const files = {
      "Charter 2024.md": "# Charter 2024\n\n1 The seat is Suzhou.\n\n2 The fee of members is 100 yuan a year.\n",
      "Charter 2026.md": "# Charter 2026\n\n1 The seat is Suzhou.\n\n2 The fee of members is 200 yuan a year.\n",
    };
    const { of, questions } = await standings(files);
    expect(questions).toEqual([["Charter 2026.md", "Charter 2024.md"]]);
    expect(of("Charter 2024.md").kind).toBe("one-of-versions");
    const by = { by: "Charter 2026.md", of: "Charter 2024.md" };
    const yes = await standings(files, { decisions: [{ ...by, holds: true }] });
    expect(yes.questions).toEqual([]);
    expect(yes.of("Charter 2024.md")).toMatchObject({ kind: "superseded", by: { id: "Charter 2026.md" } });
    const no = await standings(files, { decisions: [{ ...by, holds: false }] });
    expect(no.questions).toEqual([]);
    expect(no.of("Charter 2024.md").kind).toBe("unknown");
  });

  it("are not what comes anew each year, nor translations, nor one text in two formats, nor two texts of one name", async () => {
    const { of, questions } = await standings({
      "minutes/2025.md": "# Board minutes 2025-03-01\n\nThe board met in Suzhou and approved the accounts.\n",
      "minutes/2026.md": "# Board minutes 2026-03-01\n\nThe board met in Suzhou and approved the accounts.\n",
      "plan-a.md":
        "# Development Plan 2021-2023\n\nThe target for output is 200 tons a year.\n\nTwo laboratories are built.\n",
      "plan-b.md":
        "# Development Plan 2024-2026\n\nThe target for output is 500 tons a year.\n\nThree laboratories are built.\n",
      "rules.md": "# Parking rules\n\nEffective date: 1 March 2021\n\nCars park on level 2.\n",
      "rules.zh.md": "# Parking rules\n\n实施日期：2023年3月1日\n\n车辆停在二层，访客除外，夜间不得停车。\n",
      "safety.md": "# Safety\n\nGloves are worn.\n\nGoggles are worn in the laboratory at all times.\n",
      "safety.txt": "Safety\n\nGloves are worn.\n\nGoggles are worn in the laboratory at all times.\n",
      "hall.md": "# House rules\n\nThe hall closes at six o'clock in the evening.\n",
      "site.md": "# House rules\n\nNobody enters without a helmet, boots or an escort.\n",
    });
    for (const path of ["minutes/2025.md", "minutes/2026.md", "safety.md", "safety.txt", "hall.md", "site.md"]) {
      expect([path, of(path).kind]).toEqual([path, "unknown"]);
    }
    expect(of("rules.md").kind).toBe("in-force");
    expect(of("plan-a.md").kind).toBe("expired");
    expect(questions).toEqual([]);
  });
});

describe("a notice that sends a text round", () => {
  const rule = (count: number, from: string) =>
    [
      ...[
        "第一条 为了规范会费管理，维护会员权益，制定本办法。",
        `第二条 会费每年缴纳${count}次，由秘书处收取并开具收据。`,
      ],
      ...["第三条 逾期三个月未缴纳的，由秘书处书面催缴。", `第四条 本办法自${from}起施行。`],
    ].join("\n\n");
  const notice = (day: string, text: string) =>
    `# 关于印发《会费管理办法》的通知\n\n各会员单位：\n\n现将《会费管理办法》印发给你们。\n\n东湖协会\n\n${day}\n\n${text}\n`;

  it("replaces the one that sent an earlier version round", async () => {
    const { of } = await standings({
      "a.md": notice("2019年6月17日", rule(1, "2019年7月1日")),
      "b.md": notice("2025年3月28日", rule(2, "2025年4月10日")),
    });
    expect(of("a.md")).toMatchObject({ kind: "superseded", by: { id: "b.md" } });
  });

  it("is no other version of the text alone, and replaces an older text", async () => {
    const { of } = await standings({
      "办法.md": `# 会费管理办法\n\n${rule(2, "2025年4月10日")}\n`,
      "通知.md": notice("2025年3月28日", rule(2, "2025年4月10日")),
    });
    expect([of("办法.md").kind, of("通知.md").kind]).toEqual(["in-force", "in-force"]);
    const older = await standings({
      "办法.md": `# 会费管理办法\n\n${rule(2, "2019年7月1日")}\n`,
      "通知.md": notice("2025年3月28日", rule(2, "2025年4月10日")),
    });
    expect(older.of("办法.md")).toMatchObject({ kind: "superseded", by: { id: "通知.md" } });
  });
});
