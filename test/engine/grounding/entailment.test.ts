/** Written sentences before a judge: one that is honest, one that says yes to all, and those that cannot be asked. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerText, claimsOf } from "../../../src/engine/answering/answer.ts";
import type { AnswerResult } from "../../../src/engine/answering/answering.ts";
import { readVerdicts, type Verdict } from "../../../src/engine/grounding/entailment.ts";
import { type ChatBody, type ChatReply, cutHalfWay, keepsSilent, refuses, says } from "../../support/chat-server.ts";
import { type WrittenLibrary, written, writtenLibrary, writtenSetting } from "../generation/written-setting.ts";

const FEE = "The annual membership fee of a full member is 30,000 yuan.";
const REFUND = "Fees that were paid are not refunded.";
const QUESTION = "What is the annual membership fee of a full member, and are fees refunded?";
/** In words of its own, and nearly in the document's. */
const FREELY = "Full membership costs 30,000 yuan a year.";
const NEARLY = "Fees that were paid are not refunded.";

const closing: (() => void)[] = [];
let library: WrittenLibrary;

beforeAll(async () => {
  const documents = { "fees.md": `# Membership fees\n\n${FEE} ${REFUND}\n` };
  library = await writtenLibrary((close) => closing.push(close), { documents });
});

afterAll(() => {
  for (const close of closing.toReversed()) close();
});

const WRITTEN = says(written([FREELY, [1, FEE]], [NEARLY, [1, REFUND]]));

const judged = (...verdicts: readonly Verdict[]) =>
  says(JSON.stringify({ verdicts: verdicts.map((verdict, index) => ({ sentence: index + 1, verdict })) }));

const told = ({ answer }: AnswerResult) => (answer.kind === "answered" ? answerText(answer.claims) : answer.kind);
const isWritten = ({ answer }: AnswerResult) =>
  answer.kind === "answered" ? answer.claims.map((claim) => claim.written === true) : [];

async function answerJudged(...verdicts: readonly ChatReply[]) {
  const setting = await writtenSetting(library, { replies: [WRITTEN], verdicts, deadlineMs: 1_500 });
  return { ...setting, result: await setting.ask(QUESTION) };
}

describe("a written sentence", () => {
  it("is judged in one call with the others, from its quoted sentences alone, at temperature 0", async () => {
    const { judging, result } = await answerJudged(judged("entailed", "entailed"));
    expect(told(result)).toBe(`${FREELY} [1] ${NEARLY} [2]`);
    expect(isWritten(result)).toEqual([true, true]);
    expect(judging.requests).toHaveLength(1);
    const body: Partial<ChatBody> = judging.requests[0]?.body ?? {};
    expect(body).toMatchObject({ temperature: 0, response_format: { type: "json_schema" } });
    const data = body.messages?.[1]?.content ?? "";
    for (const part of [FREELY, FEE, NEARLY, REFUND]) expect(data).toContain(part);
    // Neither the question nor the document's title.
    expect(JSON.stringify(body.messages)).not.toContain(QUESTION);
    expect(data).not.toContain("Membership fees");
  });

  it.each(["contradicted", "not-said"] as const)("gives its place to its quote where it is %s", async (verdict) => {
    const { result } = await answerJudged(judged(verdict, "entailed"));
    expect(told(result)).toBe(`${FEE} [1] ${NEARLY} [2]`);
    expect(isWritten(result)).toEqual([false, true]);
    expect(result.dropped).toEqual([expect.objectContaining({ text: FREELY, reason: verdict })]);
  });

  it.each([
    ["answers oddly", [says("I think so.")]],
    ["judges only some", [judged("entailed")]],
    [
      "judges one twice",
      [says('{"verdicts":[{"sentence":1,"verdict":"entailed"},{"sentence":1,"verdict":"entailed"}]}')],
    ],
    ["brings more than was asked", [says('{"verdicts":[],"note":"all fine"}')]],
    ["fails", [refuses(500, { message: "oops" })]],
    ["is cut", [cutHalfWay('{"verdicts":[{"sentence":1,"verdict":"entailed"},{"sentence":2,"verdict":"entailed"}]}')]],
    ["does not answer in time", [keepsSilent]],
  ] as const)("is sent as written only if it is nearly its quote, where the judge %s", async (_, verdicts) => {
    const { result, failures } = await answerJudged(...verdicts);
    expect(told(result)).toBe(`${FEE} [1] ${NEARLY} [2]`);
    expect(isWritten(result)).toEqual([false, true]);
    expect(failures.join()).toContain("written sentences were not judged");
    expect(result).not.toHaveProperty("notice");
  });

  it("is not judged where the budget is spent by the writing", async () => {
    const setting = await writtenSetting(library, {
      ...{ replies: [WRITTEN], verdicts: [judged("entailed", "entailed")] },
      limits: { tokensPerMemberPerDay: 9_000 },
    });
    const reply = says(written([FREELY, [1, FEE]]), { usage: { prompt_tokens: 7_000, completion_tokens: 1_000 } });
    setting.server.answerWith(reply);
    expect(told(await setting.ask(QUESTION, { asker: 1 }))).toBe(`${FEE} [1]`);
    expect(setting.judging.requests).toHaveLength(0);
  });

  it("is quoted by all of its sentences where none is entailed, and the reader is told", async () => {
    const { result } = await answerJudged(judged("not-said", "not-said"));
    expect(told(result)).toBe(`${FEE} [1] ${REFUND} [2]`);
    expect(result).toMatchObject({ answer: { by: "extract" }, notice: "model-failed" });
  });

  it("is said once", async () => {
    const replies = [says(written([NEARLY, [1, REFUND]], ["Fees that were paid are not refunded!", [1, REFUND]]))];
    const { ask } = await writtenSetting(library, { replies });
    const result = await ask(QUESTION);
    expect(told(result)).toBe(`${NEARLY} [1]`);
    expect(result.dropped).toMatchObject([{ reason: "repeated" }]);
  });

  it("says its rule, and no yes or no before it", async () => {
    const { ask, server } = await writtenSetting(library, {
      replies: [says(written(["No, fees that were paid are not refunded.", [1, REFUND]]))],
    });
    expect(told(await ask(QUESTION))).toBe(`${NEARLY} [1]`);
    server.answerWith(says(written(["Yes.", [1, REFUND]])));
    expect(told(await ask(QUESTION))).toBe(`${REFUND} [1]`);
  });

  it("is held against the whole sentence that a quote was cut from", async () => {
    const { ask } = await writtenSetting(library, {
      replies: [says(written(["Fees that were paid are refunded.", [1, "Fees that were paid are"]]))],
    });
    expect(told(await ask(QUESTION))).toBe(`${REFUND} [1]`);
  });
});

describe("a model that finds nothing, where the quotes answer", () => {
  it.each([
    ["an empty list", says(written())],
    ["NOT FOUND", says("NOT FOUND")],
    ["a refusal", says("", { finish: "content_filter" })],
    ["a refusal in words", says("I'm sorry, but I cannot help with that.")],
  ])("is not believed: the quotes are shown (%s)", async (_, reply) => {
    const { ask } = await writtenSetting(library, { replies: [reply] });
    for (let round = 0; round < 20; round++) {
      const result = await ask(QUESTION);
      expect(["answered", "unsure"]).toContain(result.answer.kind);
      expect(answerText(claimsOf(result.answer))).toContain("30,000 yuan");
    }
  });
});

describe("verdicts", () => {
  it("are read from JSON and from lines, and from nothing else", () => {
    expect(
      readVerdicts('{"verdicts":[{"sentence":2,"verdict":"not-said"},{"sentence":1,"verdict":"entailed"}]}', 2),
    ).toEqual(["entailed", "not-said"]);
    expect(readVerdicts("1 ENTAILED\n2. NOT SAID", 2)).toEqual(["entailed", "not-said"]);
    for (const odd of [
      "",
      "yes",
      "1 ENTAILED",
      "1 MAYBE\n2 ENTAILED",
      '{"verdicts":"entailed"}',
      '{"verdicts":[]} ok',
    ]) {
      expect(readVerdicts(odd, 2)).toBeNull();
    }
  });
});
