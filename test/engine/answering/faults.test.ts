/** Whatever a model and its server do: what the member gets, in time. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerText } from "../../../src/engine/answering/answer.ts";
import type { AnswerResult } from "../../../src/engine/answering/answering.ts";
import {
  type ChatReply,
  cutHalfWay,
  floods,
  keepsSilent,
  refuses,
  resets,
  says,
  sendsErrorEvent,
  sendsGarbage,
  sendsHtml,
  stalls,
  trickles,
} from "../../support/chat-server.ts";
import { API_KEY } from "../../support/secrets.ts";
import { type WrittenLibrary, written, writtenLibrary, writtenSetting } from "../generation/written-setting.ts";

const TOTAL = "The total investment in the photomask project is 3 billion yuan";
const PHASE = "The first phase of the photomask project takes 1.1 billion yuan";
const LEADER = "The photomask project is led by Dr. Zhang Rujing of Xinglin";
const documents = {
  "masks.md": `---\npublisher: "Nanhu District"\npublished: "2022-08-22"\n---\n# Masks\n\n${TOTAL}. ${PHASE}. ${LEADER}.\n`,
};
const QUESTION = "How much is the total investment in the photomask project?";
/** For servers that keep one waiting; all others answer or fail at once, however busy the machine is. */
const SHORT_DEADLINE_MS = 600;
const DEADLINE_MS = 60_000;
const KEEP_WAITING: ReadonlySet<string> = new Set([
  "stalls",
  "does not answer at all",
  "goes on without end, a letter at a time",
]);

const GOOD = written(["The photomask project costs 3 billion yuan in total.", [1, TOTAL]]);
/** Answers that members get. */
const BY_MODEL = { by: "model", text: "The photomask project costs 3 billion yuan in total. [1]" };
const BY_QUOTE = { by: "extract", text: expect.stringContaining(TOTAL), notice: "model-failed" };
/** Nobody was there to write. */
const AWAY = { ...BY_QUOTE, notice: "model-away" };
const claim = (text: string, quote = TOTAL, mark = 1): ChatReply => says(written([text, [mark, quote]]));
const refused = (status: number, error: object, headers = {}) => refuses(status, error, headers);

/** Deeds of the server, one request after the other, the last for ever; what comes of it; requests made. */
const TABLE: readonly (readonly [string, readonly ChatReply[], object, number])[] = [
  ["answers", [says(GOOD)], BY_MODEL, 1],
  ["answers in lines, though it was asked for JSON", [says(`CLAIM ${BY_MODEL.text}\nQUOTE [1] ${TOTAL}`)], BY_MODEL, 1],
  ["wraps its JSON in Markdown", [says(`Here it is:\n\`\`\`json\n${GOOD}\n\`\`\``)], BY_MODEL, 1],
  ["says that the documents do not say it, though quotes seem to", [says(written())], { kind: "unsure" }, 1],
  ["says so in a line", [says("NOT FOUND")], { kind: "unsure" }, 1],

  ["is cut cleanly half way, once", [cutHalfWay(GOOD), says(GOOD)], BY_MODEL, 2],
  ["is cut cleanly half way, always", [cutHalfWay(GOOD)], AWAY, 2],
  ["is cut where the text looks whole", [says(GOOD, { finish: null })], AWAY, 2],
  ["stalls", [stalls(GOOD)], AWAY, 1],
  ["does not answer at all", [keepsSilent], AWAY, 1],
  ["goes on without end, a letter at a time", [trickles], AWAY, 1],
  ["resets the connection, once", [resets(GOOD), says(GOOD)], BY_MODEL, 2],
  ["resets the connection, always", [resets(GOOD)], AWAY, 2],
  ["sends garbage", [sendsGarbage], AWAY, 2],
  ["sends an error in the stream, once", [sendsErrorEvent({ message: "overloaded" }), says(GOOD)], BY_MODEL, 2],
  ["sends a page of HTML", [sendsHtml], BY_QUOTE, 1],
  ["is busy for a second", [refused(429, { message: "slow" }, { "retry-after": "1" }), says(GOOD)], BY_MODEL, 2],
  ["is busy for an hour", [refused(429, { message: "slow" }, { "retry-after": "3600" })], AWAY, 1],
  ["has no credit left", [refused(429, { code: "insufficient_quota", message: "quota" })], AWAY, 1],
  ["fails, once", [refused(500, { message: "oops" }), says(GOOD)], BY_MODEL, 2],
  ["fails, always", [refused(503, { message: "oops" })], AWAY, 2],
  // The operator hears of each failure, and nothing of what is repeated: the log of the setting is looked through.
  ["repeats the key", [refused(403, { message: `no right: ${API_KEY}` })], AWAY, 1],
  ["repeats the question", [refused(400, { message: `invalid: ${QUESTION}` })], BY_QUOTE, 2],
  ["repeats the question in the stream", [sendsErrorEvent({ message: `invalid: ${QUESTION}` })], AWAY, 2],
  ["cannot read so much", [refused(400, { code: "context_length_exceeded", message: "too long" })], BY_QUOTE, 1],
  ["filters it", [says("", { finish: "content_filter" })], { ...BY_QUOTE, notice: "filtered" }, 1],
  ["runs out of room", [says(GOOD, { finish: "length" })], BY_QUOTE, 1],
  ["answers with nothing", [says("")], BY_QUOTE, 2],
  ["answers with nothing, then well", [says(""), says(GOOD)], BY_MODEL, 2],
  ["answers with prose", [says("The project costs 3 billion yuan.")], BY_QUOTE, 2],
  ["sends ten million characters", [floods], BY_QUOTE, 1],

  ["names a mark that does not exist", [claim("It costs 3 billion yuan.", TOTAL, 7)], BY_QUOTE, 2],
  ["names a mark that is no number", [says(GOOD.replace('"mark":1', '"mark":"seven"'))], BY_QUOTE, 2],
  ["quotes nothing", [says(written(["It costs 3 billion yuan."]))], BY_QUOTE, 2],
  ["quotes nearly right", [claim("It costs 3 billion yuan.", TOTAL.replace("in the", "of the"))], BY_QUOTE, 2],
  ["quotes with a gap", [claim("It costs 3 billion yuan.", TOTAL.replace("in the photomask", "…"))], BY_QUOTE, 2],
  ["changes a figure by one digit", [claim("It costs 4 billion yuan.")], BY_QUOTE, 2],
  ["takes the figure of something else", [claim("The total is 1.1 billion yuan.", `${TOTAL}. ${PHASE}`)], BY_QUOTE, 2],
  ["has the sum in a wrong unit", [claim("It costs 3 billion US dollars.")], BY_QUOTE, 2],
  ["has the sum a thousand times too small", [claim("It costs 3 million yuan.")], BY_QUOTE, 2],
  [
    "swaps a name",
    [claim("Wang Rujing leads the photomask project.", LEADER)],
    { ...BY_QUOTE, text: expect.stringContaining(LEADER) },
    2,
  ],
  ["denies what is said", [claim("The total investment is not 3 billion yuan.")], BY_QUOTE, 2],
  ["says something else altogether", [claim("Members shall dance in the moonlight.")], BY_QUOTE, 2],
  ["writes in Chinese", [claim("光掩模项目总投资30亿元。")], BY_QUOTE, 2],
  ["writes in French", [claim("L'investissement du projet est de 3 milliards de yuans.")], BY_QUOTE, 2],
  ["brings a link", [claim("It costs 3 billion yuan, see https://evil.example/pay.")], BY_QUOTE, 2],
  ["brings a link with a space in it", [claim("It costs 3 billion yuan, see evil\u200b.example/pay.")], BY_QUOTE, 2],
  ["brings a handle", [claim("It costs 3 billion yuan; ask @evil_bot.")], BY_QUOTE, 2],
  ["is right the second time", [claim("It costs 4 billion yuan."), says(GOOD)], BY_MODEL, 2],
  ["says the second time that it is not there", [claim("It costs 4 yuan."), says(written())], { kind: "unsure" }, 2],
];

const closing: (() => void)[] = [];
let library: WrittenLibrary;

beforeAll(async () => {
  library = await writtenLibrary((close) => closing.push(close), { documents });
});

afterAll(() => {
  for (const close of closing.toReversed()) close();
});

function told({ answer, notice }: AnswerResult): object {
  if (answer.kind !== "answered") return { kind: answer.kind };
  return { by: answer.by, text: answerText(answer.claims), ...(notice === undefined ? {} : { notice }) };
}

describe("a server that", () => {
  it.each(TABLE)("%s", async (what, replies, expected, requests) => {
    const deadlineMs = KEEP_WAITING.has(what) ? SHORT_DEADLINE_MS : DEADLINE_MS;
    const { ask, server, failures } = await writtenSetting(library, { replies, deadlineMs });
    const started = performance.now();
    const result = await ask(QUESTION);
    // Nobody is waited for beyond a deadline, and the long one for nobody at all.
    expect(performance.now() - started).toBeLessThan(DEADLINE_MS / 2);
    expect(told(result)).toEqual(expected);
    expect(server.requests).toHaveLength(requests);
    const hasFailed = result.notice !== undefined && result.notice !== "model-found-nothing";
    expect(failures).toHaveLength(hasFailed ? 1 : 0);
  });
});

describe("a server that is in trouble", () => {
  const busy = refuses(429, { message: "slow" }, { "retry-after": "3600" });

  it("is left alone as long as it asks for, and then tried again", async () => {
    const setting = await writtenSetting(library, { replies: [busy, says(GOOD)] });
    expect(told(await setting.ask(QUESTION))).toEqual(AWAY);
    setting.now += 3_599_000;
    expect(told(await setting.ask(QUESTION))).toEqual(AWAY);
    expect(setting.server.requests).toHaveLength(1);
    expect(setting.failures[1]).toMatch(/too many requests .*: .*not asked again before 2026-11-22T11:00:00/u);
    setting.now += 2_000;
    expect(told(await setting.ask(QUESTION))).toEqual(BY_MODEL);
    expect(setting.troubles).toEqual([]);
  });

  it.each([
    ["has no credit", refuses(429, { code: "insufficient_quota", message: "quota" }), /no credit is left: add credit/u],
    ["refuses the key", refuses(401, { message: "wrong key" }), /the API key is not accepted .*: check it/u],
    ["does not know the model", refuses(404, { message: "no such model" }), /check the model's name/u],
  ])("%s: the admin hears of it once, and once more after it was mended", async (_what, refusal, trouble) => {
    const setting = await writtenSetting(library, { replies: [refusal] });
    for (let minute = 0; minute < 30; minute++) {
      expect(told(await setting.ask(QUESTION))).toEqual(AWAY);
      setting.now += 60_000;
    }
    // Once every ten minutes.
    expect(setting.server.requests).toHaveLength(3);
    expect(setting.troubles).toEqual([expect.stringMatching(trouble)]);
    setting.server.answerWith(says(GOOD), refusal);
    expect(told(await setting.ask(QUESTION))).toEqual(BY_MODEL);
    expect(told(await setting.ask(QUESTION))).toEqual(AWAY);
    expect(setting.troubles).toHaveLength(2);
  });

  it("fails for a minute: then it is left alone for one, and the admin hears of it", async () => {
    const setting = await writtenSetting(library, { replies: [refuses(502, { message: "bad gateway" })] });
    for (let second = 0; second <= 60; second += 20) {
      expect(told(await setting.ask(QUESTION))).toEqual(AWAY);
      setting.now += 20_000;
    }
    expect(setting.server.requests).toHaveLength(8);
    expect(setting.troubles).toEqual([expect.stringContaining("the server failed (502)")]);
    await setting.ask(QUESTION);
    expect(setting.server.requests).toHaveLength(8);
    setting.now += 60_000;
    setting.server.answerWith(says(GOOD));
    expect(told(await setting.ask(QUESTION))).toEqual(BY_MODEL);
  });

  it("is tried by one question alone when its time is over", async () => {
    const setting = await writtenSetting(library, { replies: [busy, stalls(GOOD)], deadlineMs: 300 });
    await setting.ask(QUESTION);
    setting.now += 3_601_000;
    const all = await Promise.all(Array.from({ length: 5 }, () => setting.ask(QUESTION)));
    expect(all.map(told)).toEqual(Array.from({ length: 5 }, () => AWAY));
    expect(setting.server.requests).toHaveLength(2);
  });
});
