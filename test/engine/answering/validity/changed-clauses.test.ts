import { describe, expect, it } from "vitest";
import { readDocument } from "../../../../src/documents/read.ts";
import { readers } from "../../../../src/documents/readers.ts";
import { changedClauses } from "../../../../src/engine/answering/validity/tell-changes.ts";

const read = (text: string, path = "a.md") => readDocument({ path, bytes: new TextEncoder().encode(text), readers });

/** `was -> is` of each change; `+ is` where it is new, `- was` where it is gone. */
async function changes(before: string, after: string, path?: string): Promise<string[] | null> {
  const [old, now] = [await read(before, path), await read(after, path)];
  const found = changedClauses(old, now);
  if (found === null) return null;
  return found.map((change) => {
    const was = change.before === null ? null : old.text.slice(change.before.start, change.before.end);
    const is = change.after === null ? null : now.text.slice(change.after.start, change.after.end);
    return was === null ? `+ ${is}` : is === null ? `- ${was}` : `${was} -> ${is}`;
  });
}

const RULES = [
  "第一条 为规范会费的收取和使用，根据联盟章程，制定本办法。",
  "第二条 正式会员的会费标准为每年一万元。",
  "第三条 会费应当在每年三月三十一日前缴纳。",
  "第四条 逾期一年未缴纳会费的，暂停其表决权。",
];
const act = (articles: readonly string[]) => ["# 会费管理办法", ...articles].join("\n\n");

describe("what changed between two versions", () => {
  it("is each clause as it was and as it is, and nothing that reads as before", async () => {
    const now = RULES.with(1, "第二条 正式会员的会费标准为每年两万五千元。");
    expect(await changes(act(RULES), act(now))).toEqual([`${RULES[1]} -> ${now[1]}`]);
  });

  it("names a clause that is new and one that is gone, and is not misled by the numbers that move", async () => {
    const now = [
      ...RULES.slice(0, 1),
      "第二条 会员可以申请减免，由理事会审议决定。",
      "第三条 正式会员的会费标准为每年一万元。",
      "第四条 会费应当在每年一月三十一日前缴纳。",
    ];
    expect(await changes(act(RULES), act(now))).toEqual([`+ ${now[1]}`, `${RULES[2]} -> ${now[3]}`, `- ${RULES[3]}`]);
  });

  it("leaves out the days under a title, and finds articles in lines of plain text too", async () => {
    const head = "东湖市会费条例\n\n2007年8月30日东湖市人大常委会第九次会议通过\n\n";
    const revised = `${head}2022年6月24日东湖市人大常委会第五次会议修正\n\n`;
    const lines = (articles: readonly string[]) => articles.join("\n\n");
    const now = RULES.with(3, "第四条 逾期六个月未缴纳会费的，暂停其表决权。");
    expect(await changes(head + lines(RULES), revised + lines(now), "a.txt")).toEqual([`${RULES[3]} -> ${now[3]}`]);
  });

  it("of a long clause shows the sentences that differ", async () => {
    const long = (days: string) =>
      `# Travel policy\n\nJourneys are approved by the head of the office before they are booked, and the approval is kept with the claim for five years. Claims must be filed within ${days} days after the journey. Receipts are attached to each claim, and a claim without receipts is paid only where the head of the office confirms it in writing and says why.\n`;
    expect(await changes(long("60"), long("30"))).toEqual([
      "Claims must be filed within 60 days after the journey. -> Claims must be filed within 30 days after the journey.",
    ]);
  });

  it("is not told of two texts that share too little to be versions of one", async () => {
    expect(
      await changes(act(RULES), "# House rules\n\nThe hall closes at six.\n\nNobody enters without a helmet.\n"),
    ).toBe(null);
  });
});
