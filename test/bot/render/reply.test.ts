/** Replies as members see them, in both languages; what holds for all of them is in reply-properties.test.ts. */

import { describe, expect, it } from "vitest";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { replyToAnswer, shownCitations } from "../../../src/bot/render/reply.ts";
import type { Reply } from "../../../src/bot/render/reply-messages.ts";
import { detectEntities } from "../../../src/bot-api-server/text/entities.ts";
import { calendarOf } from "../../../src/calendar.ts";
import type { Answer, Citation, Claim } from "../../../src/engine/answering/answer.ts";
import type { Language } from "../../../src/language/language.ts";
import { citationIn, evidenceOf, FEES, PLAN, quotedAnswer } from "./cited.ts";

const AMOUNT = citationIn(FEES, "The fee is 20,000 yuan a year.", 1);
const LATE = citationIn(FEES, "After 30 days they lose the right to vote.", 2);
const SCALE = citationIn(PLAN, "到2025年，产业规模达到1000亿元。", 1);

function repliesTo(answer: Answer, language: Language, hasDocuments = true): readonly Reply[] {
  const proofs = new Map(shownCitations(answer).map(({ mark }) => [mark, "A".repeat(22)]));
  const say = loadWords(calendarOf("UTC"))(language);
  return replyToAnswer(answer, {
    say,
    answer: "B".repeat(22),
    proofs,
    more: true,
    hasDocuments,
    changed: false,
    language,
  });
}

/** As on a phone: quotes with a bar at their side, and the buttons under it. */
function seen(replies: readonly Reply[]): string {
  return replies
    .map(({ text, entities, keyboard }) => {
      const quoted = entities
        .filter(({ type }) => type.endsWith("blockquote"))
        .reduceRight((shown, { offset, length }) => {
          const quote = shown.slice(offset, offset + length).replaceAll(/^/gmu, "▏");
          return shown.slice(0, offset) + quote + shown.slice(offset + length);
        }, text);
      return [quoted, "", ...keyboard.map((row) => row.map((button) => `( ${button.text} )`).join(" "))].join("\n");
    })
    .join("\n---\n");
}

describe("an answer", () => {
  it("quoted: the claims, where each is from, a button for each mark", () => {
    expect(seen(repliesTo(quotedAnswer(AMOUNT, LATE), "en"))).toMatchInlineSnapshot(`
      "The fee is 20,000 yuan a year. [1]
      After 30 days they lose the right to vote. [2]

      Membership fees · 2024-05-01 · in force
      [1] Amounts
      [2] Late payment

      ( [1] ) ( [2] ) ( More ) ( 👍 ) ( 👎 )"
    `);
  });

  it.each([
    ["en", "120 of 500 documents read so far"],
    ["zh", "目前已读完 500 份文件中的 120 份"],
    ["zh-Hant", "目前已讀完 500 份文件中的 120 份"],
  ] as const)("says in %s how much of the folder it rests on, and so does a refusal", (locale, words) => {
    const say = loadWords(calendarOf("UTC"))(locale);
    const options = { say, answer: "B".repeat(22), proofs: new Map(), more: false, hasDocuments: true, changed: false };
    const told = { ...options, language: "en" as const, firstRead: { read: 120, total: 500 } };
    for (const answer of [quotedAnswer(AMOUNT), { kind: "not-found", nearest: [] } as const]) {
      expect(seen(replyToAnswer(answer, told))).toContain(words);
    }
  });

  it("quoted, in Chinese", () => {
    expect(seen(repliesTo(quotedAnswer(SCALE), "zh"))).toMatchInlineSnapshot(`
      "到2025年，产业规模达到1000亿元。[1]

      [1] 光刻材料行动计划 › 总体要求 · 2021-01-29 · 现行有效

      ( [1] ) ( 更多 ) ( 👍 ) ( 👎 )"
    `);
  });

  it("to whether a document holds: first that, with the mark that leads to its dates", () => {
    const told: Answer = {
      ...{ kind: "answered", by: "extract", claims: [{ text: SCALE.quote, citations: [SCALE] }] },
      standing: { document: SCALE.document, standing: { kind: "expired", on: "2025-12-31" } },
    };
    const [reply] = repliesTo(told, "zh");
    expect(reply?.text).toMatch(/^《光刻材料行动计划》自2021年起施行，已于2025年12月31日到期。\[1\]\n\n到2025年/u);
    expect(reply?.entities[0]).toMatchObject({ type: "bold", offset: 0 });
    expect(repliesTo(told, "en")[0]?.text).toMatch(
      /^“光刻材料行动计划”: in force from 2021, expired on 31 December 2025\. \[1\]\n\n/u,
    );
  });

  it("written by a model: each sentence is marked, and stands above the folded words that it rests on", () => {
    const answer: Answer = {
      ...{ kind: "answered", by: "model" },
      claims: [
        { text: "Members pay 20,000 yuan a year.", written: true, citations: [AMOUNT] },
        { text: "Who is late loses the vote.", written: true, citations: [LATE, AMOUNT] },
      ],
    };
    expect(seen(repliesTo(answer, "en"))).toMatchInlineSnapshot(`
      "✎ Members pay 20,000 yuan a year. [1]
      ▏The fee is 20,000 yuan a year.

      ✎ Who is late loses the vote. [1][2]
      ▏The fee is 20,000 yuan a year.
      ▏After 30 days they lose the right to vote.

      Membership fees · 2024-05-01 · in force
      [1] Amounts
      [2] Late payment

      ✎ marks my own wording; under it stand the words of the documents that it rests on.

      ( [1] ) ( [2] ) ( More ) ( 👍 ) ( 👎 )"
    `);
  });

  it("from a document that no longer holds warns of it", () => {
    const expired: Citation = { ...SCALE, standing: { kind: "expired", on: "2025-12-31" } };
    expect(seen(repliesTo(quotedAnswer(expired), "zh"))).toMatchInlineSnapshot(`
      "到2025年，产业规模达到1000亿元。[1]

      [1] 光刻材料行动计划 › 总体要求 · 2021-01-29 · ⚠️ 已于2025年12月31日到期

      ( [1] ) ( 更多 ) ( 👍 ) ( 👎 )"
    `);
  });

  it("names a place once, for all the marks that are from it", () => {
    const due = citationIn(FEES, "It is due on 31 March.", 2);
    expect(seen(repliesTo(quotedAnswer(AMOUNT, due), "en"))).toContain("[1][2] Membership fees › Amounts · ");
  });

  it("names a document once, for all the places in it", () => {
    const [text = ""] = repliesTo(quotedAnswer(AMOUNT, LATE, { ...SCALE, mark: 3 }), "en").map((reply) => reply.text);
    expect(text.slice(text.indexOf("\n\n") + 2)).toBe(
      "Membership fees · 2024-05-01 · in force\n[1] Amounts\n[2] Late payment\n" +
        "[3] 光刻材料行动计划 › 总体要求 · 2021-01-29 · in force\n\nQuoted as it stands in the documents, untranslated.",
    );
  });

  it("names a document again where other words of it stand otherwise", () => {
    const expired: Citation = { ...LATE, standing: { kind: "expired", on: "2025-12-31" } };
    expect(repliesTo(quotedAnswer(AMOUNT, expired), "en")[0]?.text).toContain(
      "[1] Membership fees › Amounts · 2024-05-01 · in force\n" +
        "[2] Membership fees › Late payment · 2024-05-01 · ⚠️ expired on 31 December 2025",
    );
  });

  it("quoted in another language begins with what of it can be said in the asker's", () => {
    const [english = "", chinese = ""] = [
      repliesTo(quotedAnswer(SCALE), "en"),
      repliesTo(quotedAnswer(AMOUNT, LATE), "zh"),
    ].map(([first]) => first?.text);
    expect(english).toMatch(/^In short: 2025; 100 billion yuan\.\n\n到2025年/u);
    expect(chinese).toMatch(/^要点：2万元\n\nThe fee is 20,000 yuan a year\./u);
    const council = citationIn(FEES, "The council may waive this.");
    expect(repliesTo(quotedAnswer(council), "zh")[0]?.text).toMatch(/^文件原文如下：\n\nThe council/u);
    expect(repliesTo(quotedAnswer(AMOUNT, SCALE), "zh")[0]?.text).toMatch(/^The fee/u);
  });

  it("quoted in another language than the question's says so; one that a model wrote is in the asker's", () => {
    expect(repliesTo(quotedAnswer(SCALE), "en")[0]?.text).toMatch(
      /\n\nQuoted as it stands in the documents, untranslated\.$/u,
    );
    const only: Citation = { ...SCALE, onlyInOriginal: true };
    expect(repliesTo(quotedAnswer(only), "en")[0]?.text).toMatch(
      /\n\nOnly this edition says it for sure, so it is quoted as it stands there\.$/u,
    );
    const nearest = [evidenceOf(AMOUNT)];
    expect(repliesTo({ kind: "not-found", nearest }, "zh")[0]?.text).toMatch(/\n\n以上为文件原文，未经翻译。$/u);
    const claim: Claim = { text: "The scale is 100 billion yuan by 2025.", written: true, citations: [SCALE] };
    expect(repliesTo({ kind: "answered", by: "model", claims: [claim] }, "en")[0]?.text).not.toContain("untranslated");
  });

  it("shows the items of an introduction as such, and nothing else", () => {
    const claim = (text: string, citation: Citation) => ({ text, citations: [citation] as const });
    const one = (mark: number): Citation => ({ ...AMOUNT, mark });
    const answer: Answer = {
      ...{ kind: "answered", by: "extract" },
      claims: [
        claim("These may vote:", one(1)),
        claim("Members may.", one(2)),
        claim("2. Guests may.", one(3)),
        claim("Editor's note: guests may not.", one(4)),
        claim("Late ones may not.", { ...LATE, mark: 5 }),
      ],
    };
    expect(repliesTo(answer, "en")[0]?.text).toMatch(
      /^These may vote: \[1\]\n• Members may\. \[2\]\n2\. Guests may\. \[3\]\nEditor's note: guests may not\. \[4\]\nLate ones may not\. \[5\]\n/u,
    );
  });

  it("that is a list keeps its lines", () => {
    const list = { ...AMOUNT, mark: 1 };
    const text = "The plan has two parts:\n• One.\n• Two.";
    const answer: Answer = {
      kind: "answered",
      by: "extract",
      claims: [
        { text, citations: [list] },
        { text: LATE.quote, citations: [LATE] },
      ],
    };
    expect(repliesTo(answer, "en")[0]?.text).toMatch(
      /^The plan has two parts:\n• One\.\n• Two\. \[1\]\nAfter 30 days/u,
    );
  });

  it("too long for one message goes on in the next, after a sentence, with the buttons under the last", () => {
    const text = "This sentence is said again and again. ".repeat(150).trim();
    const answer: Answer = { kind: "answered", by: "extract", claims: [{ text, citations: [AMOUNT] }] };
    const replies = repliesTo(answer, "en");
    expect(replies).toHaveLength(2);
    expect(replies[0]?.text).toMatch(/again\.$/u);
    expect(replies[0]?.keyboard).toEqual([]);
    expect(replies[1]?.text).toMatch(/^This sentence[^[]* again\. \[1\]\n/u);
  });
});

describe("no answer", () => {
  it("says what the question names and no document does, as plain words", () => {
    const say = loadWords(calendarOf("UTC"));
    const said = (language: Language, unmentioned: readonly string[]) => {
      const options = { say: say(language), proofs: new Map<number, string>(), more: false, changed: false, language };
      const [reply] = replyToAnswer(
        { kind: "unsure", by: "extract", claims: [{ text: AMOUNT.quote, citations: [AMOUNT] }] },
        { ...options, answer: "B".repeat(22), hasDocuments: true, unmentioned },
      );
      return reply?.text.split("\n")[0];
    };
    expect(said("en", ["Suzhou", "2030"])).toBe(
      "The documents do not mention “Suzhou”, “2030”, so I am not sure that this answers it; the nearest sentences are:",
    );
    expect(said("zh", ["苏州", "2030年"])).toBe(
      "文件中没有提到“苏州”、“2030年”，我不确定以下内容是否回答了您的问题，最接近的句子如下：",
    );
    expect(detectEntities(said("en", ["@everyone", "x.example"]) ?? "")).toEqual([]);
    expect(said("en", ["Suzhou ".repeat(200)])?.length).toBeLessThan(340);
  });

  it("shows the nearest passages folded", () => {
    const nearest = [evidenceOf(citationIn(FEES, FEES.text.slice(FEES.text.indexOf("After 30"))))];
    expect(seen(repliesTo({ kind: "not-found", nearest }, "en"))).toMatchInlineSnapshot(`
      "I did not find an answer in the documents.

      [1] Membership fees › Late payment · 2024-05-01 · in force
      ▏After 30 days they lose the right to vote. The council may waive this. Ask fees@alliance⁠.example⁠.com.
      ▏Whoever pays later has the right again from the next day.

      ( [1] ) ( More )
      ( Ask the secretariat )"
    `);
  });

  it("in Chinese", () => {
    const answer: Answer = { kind: "not-found", nearest: [evidenceOf(SCALE)] };
    expect(seen(repliesTo(answer, "zh"))).toMatchInlineSnapshot(`
      "我在文件中没有找到答案。

      [1] 光刻材料行动计划 › 总体要求 · 2021-01-29 · 现行有效
      ▏到2025年，产业规模达到1000亿元。

      ( [1] ) ( 更多 )
      ( 转给秘书处 )"
    `);
  });

  it("that is not sure shows the nearest sentences as such, with the way to a person", () => {
    const answer: Answer = {
      kind: "unsure",
      by: "extract",
      claims: [{ text: LATE.quote, citations: [{ ...LATE, mark: 1 }] }],
    };
    const said = seen(repliesTo(answer, "en"));
    expect(said).toMatch(/^I am not sure that this answers it; the nearest sentences are:\n\nAfter 30 days/u);
    expect(said).toContain("Ask the secretariat");
  });

  it("without any documents says that there are none", () => {
    expect(repliesTo({ kind: "not-found", nearest: [] }, "en", false)[0]?.text).toBe(
      "There are no documents to ask yet.",
    );
  });
});
