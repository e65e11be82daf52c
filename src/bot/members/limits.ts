/**
 * How much one member may ask: so many questions within an hour and on a day, one at a time and three waiting. What comes
 * on top is not kept for later; the member is told until when.
 */

import { type Calendar, LONGEST_DAY_MS } from "../../calendar.ts";
import type { Database } from "../../storage/database.ts";

export type Entry =
  | { readonly kind: "granted"; readonly slot: Slot }
  | (Refused & { readonly kind: "hour" | "day"; readonly until: Date })
  | (Refused & { readonly kind: "waiting" });

interface Refused {
  /** How many are let in. */
  readonly questions: number;
  /** They were told less than a minute ago: a hundred questions at once do not get a hundred refusals. */
  readonly told: boolean;
}

export interface CountedQuestion {
  readonly person: number;
  readonly askedAt: Date;
  readonly doneAt: Date;
}

/** A question that was let in. */
export interface Slot {
  /** Resolves when this person's earlier questions are done with. */
  readonly turn: Promise<void>;
  /** Of the question that was answered, to be counted in the transaction that keeps its answer. */
  counted(): CountedQuestion;
  /** The next question of this person may run. Safe to call again. */
  leave(): void;
}

export interface Limits {
  /** @param arrived when the question was sent, by Telegram's clock, which counts whole seconds */
  enter(person: number, arrived: Date): Entry;
}

export interface LimitOptions {
  readonly questionsPerHour: number;
  readonly questionsPerDay: number;
}

const HOUR_MS = 3_600_000;
/** One that runs and three that wait. */
const UNFINISHED = 4;
const TOLD_FOR_MS = 60_000;
/** People remembered as told. */
const CAPACITY = 10_000;

export function createLimits(
  database: Database,
  options: LimitOptions,
  { clock, calendar }: { readonly clock: () => Date; readonly calendar: Pick<Calendar, "endOfDay"> },
): Limits {
  const { questionsPerHour, questionsPerDay } = options;
  // Questions that came while the bot was off waited for the bot, not for the member's other questions.
  const started = clock();
  const running = questionQueues(clock);
  const refusals = refusalsTold(clock);
  // How far Telegram's clock is behind ours, as far as can be known: as the quickest question arrived.
  let behindMs = Number.POSITIVE_INFINITY;

  /**
   * When the person may ask again; null for now.
   * @param freedAt when a question does not count any more that was asked at a moment
   */
  const fullUntil = (person: number, limit: number, freedAt: (asked: Date) => Date): Date | null => {
    const now = clock();
    const offset = limit - 1 - running.countOf(person);
    // All of the limit runs right now.
    if (offset < 0) return freedAt(now);
    const row = database
      .prepare(
        `SELECT asked_at FROM questions_asked WHERE person = ? AND asked_at <= ? ORDER BY asked_at DESC LIMIT 1 OFFSET ?`,
      )
      // What will have been asked tomorrow is from before the clock was set back.
      .get(person, now.getTime(), offset);
    const until = row === undefined ? now : freedAt(new Date(Number(row.asked_at)));
    return until > now ? until : null;
  };

  /** Questions that were not done with when this one arrived, though they may be by now. */
  const unfinishedAt = (person: number, arrived: Date): number => {
    behindMs = Math.min(behindMs, clock().getTime() - arrived.getTime());
    const endOfSecond = arrived.getTime() + behindMs + 999;
    const done = database
      .prepare("SELECT count(*) AS n FROM questions_asked WHERE person = ? AND done_at > ? AND done_at <= ?")
      .get(person, endOfSecond, clock().getTime());
    return Number(done?.n) + running.countOf(person);
  };

  return {
    enter(person, arrived) {
      const ofDay = fullUntil(person, questionsPerDay, calendar.endOfDay);
      const ofHour = fullUntil(person, questionsPerHour, (asked) => new Date(asked.getTime() + HOUR_MS));
      // Whoever is over both is told of the one that counts; in a day's last hour that may be either.
      if (ofDay !== null && (ofHour === null || ofDay >= ofHour)) {
        return { kind: "day", questions: questionsPerDay, until: ofDay, ...refusals.tell(person) };
      }
      if (ofHour !== null)
        return { kind: "hour", questions: questionsPerHour, until: ofHour, ...refusals.tell(person) };
      if (arrived >= started && unfinishedAt(person, arrived) >= UNFINISHED) {
        return { kind: "waiting", questions: UNFINISHED, ...refusals.tell(person) };
      }
      refusals.forget(person);
      return { kind: "granted", slot: running.enter(person) };
    },
  };
}

/** Questions of each person that run or wait, one after the other. */
interface QuestionQueues {
  countOf(person: number): number;
  enter(person: number): Slot;
}

function questionQueues(clock: () => Date): QuestionQueues {
  const running = new Map<number, { count: number; last: Promise<void> }>();
  return {
    countOf: (person) => running.get(person)?.count ?? 0,
    enter(person) {
      const askedAt = clock();
      const queue = running.get(person) ?? { count: 0, last: Promise.resolve() };
      const { promise, resolve } = Promise.withResolvers<void>();
      const turn = queue.last;
      queue.count += 1;
      queue.last = turn.then(() => promise);
      running.set(person, queue);
      let left = false;
      return {
        turn,
        counted: () => ({ person, askedAt, doneAt: clock() }),
        leave() {
          if (left) return;
          left = true;
          queue.count -= 1;
          if (queue.count === 0) running.delete(person);
          resolve();
        },
      };
    },
  };
}

/** Runs in the caller's transaction. */
export function countQuestion(database: Database, { person, askedAt, doneAt }: CountedQuestion): void {
  database
    .prepare("DELETE FROM questions_asked WHERE person = ? AND asked_at < ?")
    .run(person, doneAt.getTime() - LONGEST_DAY_MS);
  database
    .prepare("INSERT INTO questions_asked (person, asked_at, done_at) VALUES (?, ?, ?)")
    .run(person, askedAt.getTime(), doneAt.getTime());
}

interface RefusalsTold {
  /** Counts a refusal as told; also says whether one was told just before. */
  tell(person: number): { readonly told: boolean };
  forget(person: number): void;
}

function refusalsTold(clock: () => Date): RefusalsTold {
  const told = new Map<number, number>();
  return {
    tell(person) {
      const now = clock().getTime();
      const before = told.get(person);
      if (before !== undefined && Math.abs(now - before) < TOLD_FOR_MS) return { told: true };
      if (told.size >= CAPACITY) told.clear();
      told.set(person, now);
      return { told: false };
    },
    forget: (person) => void told.delete(person),
  };
}
