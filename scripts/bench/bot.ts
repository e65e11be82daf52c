/**
 * The bot under load: the real one, in a process of its own, against the Bot API server of the preview in this one, over
 * real HTTP, with what comes in and goes out on the disk at every step. What else the machine does slows it, so each thing
 * is done three times and the best is told; what is lost or doubled is counted over all of them.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../src/config.ts";
import { percentile } from "../evaluation/metrics.ts";
import { readQuestions } from "../evaluation/questions.ts";
import { type RunningBot, withBot } from "./bot-child.ts";
import {
  commandsOneByOne,
  everybodyAtOnce,
  lost,
  millisecondsToAnswer,
  millisecondsToFirstAnswer,
  millisecondsToSign,
  type Streamed,
  stream,
} from "./bot-load.ts";
import type { Conversation } from "./bot-members.ts";
import type { Figure, Part, PartOptions } from "./figures.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";
import { growWordsLibrary } from "./words-app.ts";

const ROUNDS = 3;

const PASSAGES = 1_000;
const STREAM = { perSecond: 500, seconds: 10, members: 1_000 };
/** Not counted: V8 compiles what it sees running often. */
const WARM_UP = { ...STREAM, perSecond: 200, seconds: 3 };
/** The last answer may come 0.2 s after the last question. */
const KEPT_UP = Math.floor((STREAM.perSecond * STREAM.seconds) / (STREAM.seconds + 0.2));

const CROWD = 200;
const IN_A_ROW = 3;
const CORPUS = fileURLToPath(new URL("../../corpus", import.meta.url));
/** The project's own, English and Chinese. */
const QUESTIONS = fileURLToPath(new URL("../../test/evaluation/questions.jsonl", import.meta.url));

export const benchBot: Part = async (options) => [...(await withoutModel(options)), ...(await withModel(options))];

function withoutModel({ random, onProgress }: PartOptions): Promise<Figure[]> {
  return inTemporaryFolder(async (dataDir) => {
    const corpusDir = join(dataDir, "none");
    onProgress(`making a library of ${PASSAGES} passages`);
    const config = loadConfig({ DATA_DIR: dataDir, CORPUS_DIR: corpusDir, EMBEDDER: "minilm" });
    const questions = await growWordsLibrary(config, PASSAGES, random);
    const bot = { dataDir, corpusDir, embedder: "words", members: STREAM.members } as const;
    const warmUp = (running: RunningBot) => stream(running, { ...WARM_UP, questions });
    const commands = (updates: "polling" | "webhook", running: RunningBot) =>
      rounds((round) => {
        onProgress(`commands by ${updates}: round ${round} of ${ROUNDS}`);
        return commandsOneByOne(running);
      });
    const measured = (updates: "polling" | "webhook") =>
      withBot({ ...bot, updates }, async (running) => {
        onProgress(`warming up, by ${updates}`);
        await warmUp(running);
        const streamed = await rounds((round) => {
          onProgress(
            `${STREAM.perSecond} questions a second for ${STREAM.seconds} s by ${updates}: round ${round} of ${ROUNDS}`,
          );
          return stream(running, { ...STREAM, questions });
        });
        return [...commandFigures(updates, await commands(updates, running)), ...streamFigures(updates, streamed)];
      });
    return [...(await measured("polling")), ...(await measured("webhook"))];
  });
}

function commandFigures(updates: string, tries: readonly (readonly number[])[]): Figure[] {
  const best = bestOf(tries, (milliseconds) => percentile(milliseconds, 0.5));
  return [
    { name: `command by ${updates}, p50`, value: percentile(best, 0.5), unit: "ms", bar: { atMost: 5 } },
    { name: `command by ${updates}, p95`, value: percentile(best, 0.95), unit: "ms" },
  ];
}

function streamFigures(updates: string, tries: readonly Streamed[]): Figure[] {
  const { conversation, watch, totalMs } = bestOf(tries, (streamed) => streamed.totalMs);
  const answers = millisecondsToAnswer(conversation);
  const name = (what: string) => `${STREAM.perSecond} questions a second by ${updates}: ${what}`;
  const conversations = tries.map((streamed) => streamed.conversation);
  return [
    { name: name("answered a second"), value: (1_000 * answers.length) / totalMs, unit: "", bar: { atLeast: KEPT_UP } },
    { name: name("longest block"), value: watch.longestBlockMs, unit: "ms", bar: { atMost: 100 } },
    { name: name("answer, p50"), value: percentile(answers, 0.5), unit: "ms" },
    { name: name("answer, p95"), value: percentile(answers, 0.95), unit: "ms" },
    { name: name("processor time a question"), value: watch.cpuMs / conversation.asked.length, unit: "ms" },
    ...deliveryFigures(name, conversations),
  ];
}

function withModel({ onProgress }: PartOptions): Promise<Figure[]> {
  return inTemporaryFolder((dataDir) => {
    const questions = readQuestions(QUESTIONS).map(({ question }) => question);
    let asked = 0;
    // Each with words of its own in front, since what was just asked would not be embedded again.
    const question = () => `(${++asked}) ${questions[asked % questions.length] ?? ""}`;
    onProgress("reading the documents that ship");
    const bot = { dataDir, corpusDir: CORPUS, embedder: "minilm", updates: "polling", members: CROWD } as const;
    return withBot(bot, async (running) => {
      const crowd = (inARow: number) =>
        rounds((round) => {
          onProgress(`${CROWD} members at once, ${inARow} questions each: round ${round} of ${ROUNDS}`);
          return everybodyAtOnce(running, { count: CROWD, inARow, question });
        });
      await everybodyAtOnce(running, { count: CROWD, inARow: 1, question });
      const [once, inARow] = [await crowd(1), await crowd(IN_A_ROW)];
      return [...crowdFigures(once), ...fairnessFigures(inARow)];
    });
  });
}

function crowdFigures(tries: readonly Conversation[]): Figure[] {
  const best = bestOf(tries, (conversation) => percentile(millisecondsToSign(conversation), 0.95));
  const signs = millisecondsToSign(best);
  const name = (what: string) => `${CROWD} members at once: ${what}`;
  return [
    { name: name("first sign of life, p50"), value: percentile(signs, 0.5), unit: "ms" },
    { name: name("first sign of life, p95"), value: percentile(signs, 0.95), unit: "ms", bar: { atMost: 1_000 } },
    { name: name("answer, p50"), value: percentile(millisecondsToAnswer(best), 0.5), unit: "ms" },
    { name: name("all answered after"), value: Math.max(...millisecondsToAnswer(best)), unit: "ms" },
    ...deliveryFigures(name, tries),
  ];
}

/** Where the first answer of each comes before the second of any, the last of them comes after a third of the time. */
const FAIR_SHARE = 50;

function fairnessFigures(tries: readonly Conversation[]): Figure[] {
  const best = bestOf(tries, (conversation) => Math.max(...millisecondsToAnswer(conversation)));
  const first = millisecondsToFirstAnswer(best);
  const lastFirst = Math.max(...first);
  const all = Math.max(...millisecondsToAnswer(best));
  const name = (what: string) => `${CROWD} members at once, ${IN_A_ROW} questions each: ${what}`;
  return [
    { name: name("all answered after"), value: all, unit: "ms" },
    {
      name: name("last first answer, of that time"),
      value: (100 * lastFirst) / all,
      unit: "%",
      bar: { atMost: FAIR_SHARE },
    },
    { name: name("last first answer against the median"), value: lastFirst / percentile(first, 0.5), unit: "times" },
    ...deliveryFigures(name, tries),
  ];
}

function deliveryFigures(name: (what: string) => string, tries: readonly Conversation[]): Figure[] {
  const sum = (count: (conversation: Conversation) => number): number =>
    tries.reduce((total, conversation) => total + count(conversation), 0);
  return [
    { name: name("lost"), value: sum(lost), unit: "", bar: { atMost: 0 } },
    { name: name("answered twice"), value: sum(({ doubles }) => doubles), unit: "", bar: { atMost: 0 } },
  ];
}

async function rounds<Result>(run: (round: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let round = 1; round <= ROUNDS; round++) results.push(await run(round));
  return results;
}

/** The one with the lowest number. */
function bestOf<Try>(tries: readonly Try[], numberOf: (one: Try) => number): Try {
  const [best] = tries.toSorted((one, other) => numberOf(one) - numberOf(other));
  if (best === undefined) throw new RangeError("nothing was tried");
  return best;
}
