/** Answers on each day, with the embedded model: rules that follow each other, in both languages. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerText, citationsOf } from "../../../src/engine/answering/answer.ts";
import type { AnswerRequest } from "../../../src/engine/answering/answering.ts";
import { validitySentence, validityText } from "../../../src/engine/answering/wording.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";
import { datedCorpus } from "./dated-corpus.ts";

const DAYS = ["2022-06-01", "2024-06-01", "2025-05-25", "2026-11-22", "2027-06-01"] as const;

describe("an answer on a day", () => {
  let engine: Engine;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ engine, close } = await engineWith(datedCorpus()));
  });
  afterAll(() => close());

  /** The answer, and how each of its sources stands. */
  const ask = async (question: string, view: Omit<AnswerRequest, "question">): Promise<string> => {
    const { answer, question: understood } = await engine.answer({ question, ...view });
    if (answer.kind !== "answered") return answer.kind;
    const sources = citationsOf(answer.claims).map(({ mark, document, standing }) =>
      [`[${mark}] ${document.title}`, validityText(standing, understood?.language ?? "en")]
        .filter((part) => part !== null)
        .join(", "),
    );
    return [answerText(answer.claims), ...sources].join(" | ");
  };
  const onEachDay = (question: string): Promise<string[]> =>
    Promise.all(DAYS.map((day) => ask(question, { day, publishedBy: day })));

  it("is the rule's, then its successor's", async () => {
    const before =
      "The annual membership fee of a full member is 20,000 yuan. [1] | [1] Membership fees 2022, in force";
    const after = "The annual membership fee of a full member is 30,000 yuan. [1] | [1] Membership fees 2024, in force";
    expect(await onEachDay("How much is the annual membership fee of a full member?")).toEqual([
      ...[before, after, after, after, after],
    ]);
  });

  it("is the amended clause's until the amendment takes effect", async () => {
    const amended = "The membership fee is paid by 30 June of each year. [1] | [1] Notice on payment, in force";
    const before = "The membership fee is paid by 30 April of each year. [1] | [1] Membership fees 2024, in force";
    expect(await onEachDay("By when is the membership fee paid?")).toEqual([
      "The membership fee is paid by 31 March of each year. [1] | [1] Membership fees 2022, in force",
      ...[before, before, amended, amended],
    ]);
  });

  /** Words before the quote where it was asked whether a document holds; else what kind of answer it is. */
  const standing = async (question: string, day = "2026-11-22"): Promise<string | null> => {
    const { answer, question: understood } = await engine.answer({ question, day });
    if (answer.kind !== "answered" || answer.standing === undefined) return answer.kind;
    return validitySentence(answer.standing, understood?.language ?? "en");
  };

  it("says of a document whether it holds, where that is asked", async () => {
    expect(await Promise.all(DAYS.map((day) => standing("Is the sales plan still in force?", day)))).toEqual([
      "“Sales plan”: in force from 2021.",
      ...new Array(4).fill("“Sales plan”: in force from 2021, expired on 31 December 2023."),
    ]);
    expect(await standing("Are the membership fees of 2022 still valid?")).toBe(
      "“Membership fees 2022”: in force from 1 February 2022, superseded by “Membership fees 2024” since 1 January 2024.",
    );
    expect(await standing("When does the laboratory plan take effect?")).toBe(
      "“Laboratory plan”: not in force until 1 March 2027.",
    );
    expect(await standing("产能计划现在还有效吗？")).toBe("《产能计划》自2021年起施行，已于2023年12月31日到期。");
    expect(await standing("《培训补贴办法》有没有废止？")).toBe(
      "《培训补贴办法》自2022年3月1日起施行，已于2024年1月1日被《培训补贴管理办法》取代。",
    );
  });

  it("is a quote as ever where nothing is known of how the document stands", async () => {
    const { answer } = await engine.answer({ question: "Is the meeting hall still in force?", day: "2026-11-22" });
    expect(answer.kind === "answered" ? answer.standing : null).toBeFalsy();
  });

  it("is an expired plan's where nothing in force says it, and says so", async () => {
    const sales = "The members aim at sales of 2,100 million yuan of photoresist. [1] | [1] Sales plan, ";
    const expired = `${sales}expired on 31 December 2023`;
    expect(await onEachDay("What sales of photoresist do the members aim at?")).toEqual([
      `${sales}in force`,
      ...[expired, expired, expired, expired],
    ]);
  });

  it("is a future plan's once it is published, and says that it is not in force", async () => {
    const loan =
      "The shared laboratory lends its electron microscope to members for ten days. [1] | [1] Laboratory plan, ";
    expect(await onEachDay("For how long does the shared laboratory lend its electron microscope?")).toEqual([
      ...["not-found", "not-found", "not-found"],
      `${loan}not in force until 1 March 2027`,
      `${loan}in force`,
    ]);
  });

  it("is a superseded rule's where its successor does not say it, and says by what it was superseded", async () => {
    expect(await ask("Who decides complaints about a refused subsidy?", { day: "2026-11-22" })).toBe(
      "Complaints about a refused subsidy are decided by the complaints board within 20 working days. [1] | " +
        "[1] Equipment subsidy rules, superseded by “Support for purchases” since April 2024",
    );
  });

  it("has the successor first where only the superseded rule uses the words of the question", async () => {
    const rate = "What is the subsidy rate for domestic etching equipment?";
    expect(await ask(rate, { day: "2026-11-22" })).toBe(
      "Companies that buy etchers made in China receive support at 30 percent of what they paid. [1] " +
        "The subsidy for domestic etching equipment is 20 percent of the purchase price. [2] | " +
        "[1] Support for purchases, in force | " +
        "[2] Equipment subsidy rules, superseded by “Support for purchases” since April 2024",
    );
  });

  it("is told in Chinese as well", async () => {
    const since2024 = "第二条 培训补贴的申请截止日期为每年十月一日。[1] | [1] 培训补贴管理办法, 现行有效";
    const since2025 = "培训补贴的申请截止日期改为每年十一月十五日。[1] | [1] 关于申请截止日期的通知";
    expect(await onEachDay("培训补贴的申请截止日期是哪一天？")).toEqual([
      "第二条 培训补贴的申请截止日期为每年九月一日。[1] | [1] 培训补贴办法, 现行有效",
      ...[since2024, since2025, since2025, since2025],
    ]);
    const capacity = "靶材的年产能目标为三千吨。[1] | [1] 产能计划, ";
    const expired = `${capacity}已于2023年12月31日到期`;
    expect(await onEachDay("靶材的年产能目标是多少？")).toEqual([
      `${capacity}现行有效`,
      ...[expired, expired, expired, expired],
    ]);
    const price = "联盟在上海举办硅片展会，展位费为每平方米六百元。[1] | [1] 展会计划, ";
    expect((await onEachDay("硅片展会的展位费是多少？")).slice(2)).toEqual([
      "not-found",
      `${price}尚未生效，自2027年3月1日起施行`,
      `${price}现行有效`,
    ]);
  });

  it("is the old text's where the asker may not see the new one, which is not named", async () => {
    const [rules, both] = [new Set(["rules"]), new Set(["rules", "notices"])];
    const question = "By when is the membership fee paid?";
    expect(await ask(question, { day: "2026-11-22", collections: rules })).toBe(
      "The membership fee is paid by 30 April of each year. [1] | [1] Membership fees 2024, amended since 1 June 2025",
    );
    expect(await ask(question, { day: "2026-11-22", collections: both })).toContain("Notice on payment");
  });

  it("is quoted from the new version where both have the same words", async () => {
    const question = "What do students of member universities pay?";
    const words = "Students of member universities pay nothing. [1] | [1] Membership fees";
    expect(await ask(question, { day: "2026-11-22" })).toBe(`${words} 2024, in force`);
    expect(await ask(question, { day: "2022-06-01" })).toBe(`${words} 2022, in force`);
  });

  it("hides neither of two rules in force that disagree", async () => {
    expect(await ask("When does the meeting hall close?", { day: "2026-11-22" })).toBe(
      "The meeting hall closes at six o'clock. [1] The meeting hall closes at eight o'clock. [2] | [1] Meeting hall | [2] House rules",
    );
  });
});
