/** Answers that a model writes, as members get them: from which text, in which language, and what is left out. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerText, citationsOf } from "../../../src/engine/answering/answer.ts";
import type { AnswerResult, ProgressStage } from "../../../src/engine/answering/answering.ts";
import { type ChatBody, keepsSilent, refuses, says } from "../../support/chat-server.ts";
import { datedCorpus } from "../answering/dated-corpus.ts";
import { smallGloss, type WrittenLibrary, written, writtenLibrary, writtenSetting } from "./written-setting.ts";

const closing: (() => void)[] = [];
const whenDone = (close: () => void): void => {
  closing.push(close);
};
const glossary = new Map([["会费", ["membership fee"]]]);
const gloss = smallGloss({
  ...{ 正式会员: "full member", 年费: "annual fee", 会员单位: "member", 每年: "every year", 可以: "may" },
  ...{ 申请: "apply", 培训: "training", 补贴: "subsidy" },
});
let library: WrittenLibrary;

beforeAll(async () => {
  library = await writtenLibrary(whenDone, { documents: Object.fromEntries(datedCorpus()), gloss });
});

afterAll(() => {
  for (const close of closing.toReversed()) close();
});

const text = ({ answer }: AnswerResult): string =>
  answer.kind === "answered" ? answerText(answer.claims) : answer.kind;

/** The number of the passage that has these words. */
function markOf({ messages }: ChatBody, words: string): number {
  const passages = [...(messages[1]?.content ?? "").matchAll(/passage (\d+)\n([\s\S]*?)=== \w+ end of passage/gu)];
  return Number(passages.find(([, , passage]) => passage?.includes(words))?.[1]);
}

/** Sentences with the words that they rest on, wherever those stand. */
const answers = (...claims: readonly (readonly [string, string])[]) =>
  says((body) => written(...claims.map(([claim, quote]) => [claim, [markOf(body, quote), quote]] as const)));

const FEE_2022 = "The annual membership fee of a full member is 20,000 yuan";
const FEE_2024 = "The annual membership fee of a full member is 30,000 yuan";
const QUESTION = "How much is the annual membership fee of a full member?";

describe("an answer by a model", () => {
  it("cites the words that it rests on, at their place in the document", async () => {
    const { ask } = await writtenSetting(library, {
      replies: [answers(["Full members pay 30,000 yuan a year as their fee.", FEE_2024])],
    });
    const result = await ask(QUESTION);
    expect(text(result)).toBe("Full members pay 30,000 yuan a year as their fee. [1]");
    const citations = result.answer.kind === "answered" ? citationsOf(result.answer.claims) : [];
    expect(citations).toMatchObject([{ quote: `${FEE_2024}.`, section: ["1 Amount"], standing: { kind: "in-force" } }]);
    for (const { document, start, end } of citations) {
      expect(library.library.version(document.version)?.text.slice(start, end)).toBe(`${FEE_2024}.`);
    }
    expect(result).not.toHaveProperty("notice");
  });

  it("puts text in force first, and says of older text that it is older, whatever the model said", async () => {
    const replies = [
      answers(
        ["The fee of a full member is 20,000 yuan.", FEE_2022],
        ["The fee of a full member is 30,000 yuan.", FEE_2024],
      ),
    ];
    const { ask } = await writtenSetting(library, { replies });
    expect(text(await ask(QUESTION))).toBe(
      "The fee of a full member is 30,000 yuan. [1] The fee of a full member is 20,000 yuan. " +
        "(superseded by “Membership fees 2024” since 1 January 2024) [2]",
    );
  });

  it("quotes documents that disagree side by side", async () => {
    const replies = [
      answers(
        [
          "According to the house rules the meeting hall closes at eight o'clock.",
          "The meeting hall closes at eight o'clock.",
        ],
        [
          "According to the document on the meeting hall it closes at six o'clock.",
          "The meeting hall closes at six o'clock.",
        ],
      ),
    ];
    const { ask } = await writtenSetting(library, { replies });
    const result = await ask("When does the meeting hall close?");
    const titles =
      result.answer.kind === "answered" ? citationsOf(result.answer.claims).map(({ document }) => document.title) : [];
    expect(titles).toEqual(["House rules", "Meeting hall"]);
  });

  it("never blends what only one of them says", async () => {
    const blended = says((body) => {
      const six = "The meeting hall closes at six o'clock.";
      return written(["The meeting hall closes at seven o'clock.", [markOf(body, six), six]]);
    });
    const { ask } = await writtenSetting(library, { replies: [blended] });
    expect(await ask("When does the meeting hall close?")).toMatchObject({
      answer: { by: "extract" },
      notice: "model-failed",
    });
  });

  it("is in the asker's language, its quotes in the document's", async () => {
    const setting = await writtenSetting(library, {
      glossary,
      replies: [answers(["正式会员的年费为3万元。", FEE_2024])],
    });
    const result = await setting.ask("正式会员的年费是多少？");
    expect(text(result)).toBe("正式会员的年费为3万元。[1]");
    expect(result.answer).toMatchObject({ claims: [{ citations: [{ quote: `${FEE_2024}.` }] }] });
    setting.server.answerWith(
      answers([
        "Each member may apply for a training subsidy of 80,000 yuan a year.",
        "每家会员单位每年可以申请培训补贴八万元",
      ]),
    );
    expect(text(await setting.ask("How much training subsidy 培训补贴 may a member apply for each year?"))).toBe(
      "Each member may apply for a training subsidy of 80,000 yuan a year. [1]",
    );
  });

  it("has the quote in place of what cannot be proven, keeps the rest, and tells what was dropped and why", async () => {
    const replies = [
      answers(
        ["The fee of a full member is 30,000 yuan.", FEE_2024],
        ["Students pay 40 yuan.", "Students of member universities pay nothing."],
      ),
    ];
    const { ask, server } = await writtenSetting(library, { replies });
    const result = await ask(QUESTION);
    expect(text(result)).toBe(
      "The fee of a full member is 30,000 yuan. [1] Students of member universities pay nothing. [2]",
    );
    const claims = result.answer.kind === "answered" ? result.answer.claims : [];
    expect(claims.map(({ written: isWritten }) => isWritten)).toEqual([true, undefined]);
    expect(result.dropped).toEqual([expect.objectContaining({ text: "Students pay 40 yuan.", reason: "figure" })]);
    expect(server.requests).toHaveLength(1);
  });

  it("is tried once more when what answers was dropped, and the model hears why", async () => {
    const replies = [
      answers(
        ["The fee of a full member is 31,000 yuan.", FEE_2024],
        ["Students pay nothing.", "Students of member universities pay nothing."],
      ),
      answers(["The fee of a full member is 30,000 yuan.", FEE_2024]),
    ];
    const { ask, server } = await writtenSetting(library, { replies });
    expect(text(await ask(QUESTION))).toBe("The fee of a full member is 30,000 yuan. [1]");
    const [, , wrote, faults] = server.requests[1]?.body.messages ?? [];
    expect(wrote).toMatchObject({ role: "assistant", content: expect.stringContaining("31,000") });
    expect(faults?.content).toContain(
      '"The fee of a full member is 31,000 yuan.": this figure is not in the copied words',
    );
  });

  it("reads fewer passages when the model cannot read so many, the lowest left out", async () => {
    const replies = [
      refuses(400, { message: "maximum context length" }),
      answers(["The fee is 30,000 yuan.", FEE_2024]),
    ];
    const { ask, server } = await writtenSetting(library, { replies });
    const stages: ProgressStage[] = [];
    expect(text(await ask(QUESTION, { onStage: (stage) => stages.push(stage) }))).toBe("The fee is 30,000 yuan. [1]");
    expect(server.requests).toHaveLength(2);
    expect(stages).toEqual([
      { kind: "searching" },
      { kind: "reading", passages: 10 },
      { kind: "reading", passages: 5 },
      { kind: "writing" },
      { kind: "checking" },
    ]);
  });

  it("is not asked for where nothing was found", async () => {
    const { ask, server } = await writtenSetting(library, { replies: [says("")] });
    expect(await ask("Zeppelin?", { collections: new Set() })).toMatchObject({
      answer: { kind: "not-found", nearest: [] },
    });
    expect(await ask("?!")).toMatchObject({ answer: { kind: "refused" } });
    expect(server.requests).toHaveLength(0);
  });
});

describe("a follow-up", () => {
  const history = [
    { role: "user", content: "How much is the annual membership fee of a full member?" },
    { role: "assistant", content: "30,000 yuan." },
  ];
  const paid = answers(["It is paid by 30 June of each year.", "The membership fee is paid by 30 June of each year."]);

  it("is made to stand alone, and asked so", async () => {
    const { ask, server } = await writtenSetting(library, {
      replies: [says("By when is the membership fee paid?"), paid],
    });
    const result = await ask("And by when is it paid?", { history });
    expect(result.question?.text).toBe("By when is the membership fee paid?");
    expect(text(result)).toBe("It is paid by 30 June of each year. [1]");
    expect(server.requests[0]?.body.messages[1]?.content).toContain("Member: How much is the annual membership fee");
    expect(server.requests[0]?.body).not.toHaveProperty("response_format");
  });

  it("is understood without the model where that fails", async () => {
    for (const fault of [
      says("What is the weather like?"),
      refuses(400, { message: "no" }),
      says("", { finish: "content_filter" }),
    ]) {
      const { ask } = await writtenSetting(library, { replies: [fault, paid] });
      const result = await ask("And by when is it paid?", { history });
      expect(result.question?.text).toBe("And by when is it paid?");
      expect(text(result)).toBe("It is paid by 30 June of each year. [1]");
    }
  });
});

describe("what a model may cost", () => {
  const fee = answers(["The fee of a full member is 30,000 yuan.", FEE_2024]);

  it("is put down before each call; when it is spent, answers are quotes, and the member is told", async () => {
    const { ask, server, budget } = await writtenSetting(library, {
      replies: [fee],
      limits: { tokensPerMemberPerDay: 10_000 },
    });
    const results = await Promise.all(Array.from({ length: 10 }, () => ask(QUESTION, { asker: 1 })));
    const notices = results.map(({ notice }) => notice);
    // About 8,500 are put down for a call, and about 2,300 of them are used.
    expect(notices.filter((notice) => notice === undefined)).toHaveLength(1);
    expect(notices.filter((notice) => notice === "budget")).toHaveLength(9);
    expect(server.requests).toHaveLength(1);
    expect((await budget.today()).tokens).toBeLessThan(5_000);
    expect(await ask(QUESTION, { asker: 2 })).not.toHaveProperty("notice");
    for (const result of results) expect(text(result)).toContain("30,000 yuan");
  });
});

describe("whoever gives up", () => {
  it("ends the call to the model at once", async () => {
    const { ask, server } = await writtenSetting(library, { replies: [keepsSilent] });
    const stop = new AbortController();
    const asking = ask(QUESTION, {
      signal: stop.signal,
    });
    await expect.poll(() => server.requests).toHaveLength(1);
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: "cancelled" });
    expect(server.requests).toHaveLength(1);
  });
});
