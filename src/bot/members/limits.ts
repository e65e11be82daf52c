/**
 * Limits how much one member may ask: so many questions within an hour and on a day, one at a time and three waiting.
 * What comes on top is not kept for later; the member is told until when.
 */

import type { Calendar } from "../../calendar.ts";
import type { CountedQuestion, QuestionTimes } from "../../storage/question-times.ts";

export type Entry =
  | { readonly kind: "granted"; readonly slot: Slot }
  | (Refused & { readonly kind: "hour" | "day"; readonly until: Date })
  | (Refused & { readonly kind: "waiting" });

interface Refused {
  /** Number of questions that are let in. */
  readonly questions: number;
  /** They were told less than a minute ago: a hundred questions at once do not get a hundred refusals. */
  readonly told: boolean;
}

/** A question that was let in. */
export interface Slot {
  /** Resolves when this person's earlier questions are done with. */
  readonly turn: Promise<void>;
  /** The question that was answered, to be counted in the transaction that keeps its answer. */
  counted(): CountedQuestion;
  /** The next question of this person may run. Safe to call again. */
  leave(): void;
}

export interface Limits {
  /**
   * @param arrived when the question was sent, by Telegram's clock, which counts whole seconds
   * @throws DocketError `storage`
   */
  enter(person: number, arrived: Date): Promise<Entry>;
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
  times: QuestionTimes,
  options: LimitOptions,
  { clock, calendar }: { readonly clock: () => Date; readonly calendar: Pick<Calendar, "endOfDay"> },
): Limits {
  const { questionsPerHour, questionsPerDay } = options;
  // Questions that came while the bot was off waited for the bot, not for the member's other questions.
  const started = clock();
  const running = questionQueues(clock);
  const refusals = refusalsTold(clock);
  // Distance of Telegram's clock behind ours, as far as can be known: as the quickest question arrived.
  let behindMs = Number.POSITIVE_INFINITY;

  /**
   * Time at which the person may ask again; null for now.
   * @param freedAt when a question does not count any more that was asked at a moment
   */
  const fullUntil = (asked: Date | null, freedAt: (asked: Date) => Date): Date | null => {
    const until = asked === null ? null : freedAt(asked);
    return until !== null && until > clock() ? until : null;
  };

  const decide = (person: number, { ofDay, ofHour, unfinished }: Standing): Entry => {
    const dayUntil = fullUntil(ofDay, calendar.endOfDay);
    const hourUntil = fullUntil(ofHour, (asked) => new Date(asked.getTime() + HOUR_MS));
    // Whoever is over both is told of the one that counts; in a day's last hour that may be either.
    if (dayUntil !== null && (hourUntil === null || dayUntil >= hourUntil)) {
      return { kind: "day", questions: questionsPerDay, until: dayUntil, ...refusals.tell(person) };
    }
    if (hourUntil !== null) {
      return { kind: "hour", questions: questionsPerHour, until: hourUntil, ...refusals.tell(person) };
    }
    if (unfinished >= UNFINISHED) return { kind: "waiting", questions: UNFINISHED, ...refusals.tell(person) };
    refusals.forget(person);
    return { kind: "granted", slot: running.enter(person) };
  };

  return {
    async enter(person, arrived) {
      behindMs = Math.min(behindMs, clock().getTime() - arrived.getTime());
      const doneAfter = new Date(arrived.getTime() + behindMs + 999);
      for (;;) {
        const [now, count] = [clock(), running.countOf(person)];
        const places = [questionsPerDay, questionsPerHour].map((limit) => limit - 1 - count);
        const { askedAt, done } = await times.look({ person, now, places, doneAfter });
        // Another question of theirs began or ended meanwhile; where none did, nothing may come between this and the slot.
        if (running.countOf(person) !== count) continue;
        // A place below the first means that all of the limit runs right now.
        const [ofDay = null, ofHour = null] = askedAt.map((asked, index) => ((places[index] ?? 0) < 0 ? now : asked));
        return decide(person, { ofDay, ofHour, unfinished: arrived < started ? 0 : done + count });
      }
    },
  };
}

/** State of a person when a question of theirs arrives. */
interface Standing {
  /** Time of the question that has to count no more before another one may be; null where none has to. */
  readonly ofDay: Date | null;
  readonly ofHour: Date | null;
  /** Questions that were not done with then, though they may be by now. */
  readonly unfinished: number;
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
