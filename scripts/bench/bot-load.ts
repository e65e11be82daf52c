/** Loads the bot as members do, and times it: one command at a time, a steady stream, everybody at once. */

import { setTimeout as sleep } from "node:timers/promises";
import type { RunningBot } from "./bot-child.ts";
import type { Conversation } from "./bot-members.ts";
import type { BotWatch } from "./bot-messages.ts";

const COMMANDS = 150;
const PAUSE_MS = 3;

/** Milliseconds that each `/help` took, one after the other. */
export async function commandsOneByOne({ members }: RunningBot): Promise<number[]> {
  for (let command = 0; command < COMMANDS; command++) {
    members.say(command, "/help");
    await members.answered();
    await sleep(PAUSE_MS);
  }
  return millisecondsToAnswer(members.take());
}

export interface Stream {
  readonly perSecond: number;
  readonly seconds: number;
  /** Members take turns, so that none asks more often than the limits allow. */
  readonly members: number;
  readonly questions: readonly string[];
}

export interface Streamed {
  readonly conversation: Conversation;
  readonly watch: BotWatch;
  /** Time from the first question to the last answer. */
  readonly totalMs: number;
}

export async function stream({ members, watch }: RunningBot, options: Stream): Promise<Streamed> {
  const { perSecond, seconds, questions } = options;
  await watch();
  const started = performance.now();
  for (let asked = 0; asked < perSecond * seconds; await sleep(1)) {
    const due = Math.min(perSecond * seconds, ((performance.now() - started) / 1_000) * perSecond);
    for (; asked < due; asked++) members.say(asked % options.members, questions[asked % questions.length] ?? "");
  }
  await members.answered();
  const totalMs = performance.now() - started;
  return { conversation: members.take(), watch: await watch(), totalMs };
}

/** All members ask in the same moment, each so many questions in a row. */
export async function everybodyAtOnce(
  { members }: RunningBot,
  { count, inARow, question }: { count: number; inARow: number; question: () => string },
): Promise<Conversation> {
  for (let member = 0; member < count; member++) {
    for (let row = 0; row < inARow; row++) members.say(member, question());
  }
  await members.answered();
  return members.take();
}

export function millisecondsToAnswer({ asked }: Conversation): number[] {
  return asked.flatMap(({ askedAt, answeredAt }) => (answeredAt === null ? [] : [answeredAt - askedAt]));
}

export function millisecondsToSign({ asked }: Conversation): number[] {
  return asked.map(({ askedAt, signAt }) => (signAt === null ? Number.POSITIVE_INFINITY : signAt - askedAt));
}

export function lost({ asked }: Conversation): number {
  return asked.filter(({ answeredAt }) => answeredAt === null).length;
}

/** Time of each member's first question. */
export function millisecondsToFirstAnswer({ asked }: Conversation): number[] {
  const first = new Map<number, number>();
  for (const { member, askedAt, answeredAt } of asked) {
    if (!first.has(member)) first.set(member, (answeredAt ?? Number.POSITIVE_INFINITY) - askedAt);
  }
  return [...first.values()];
}
