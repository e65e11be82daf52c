/**
 * Store of when members asked and were answered, for the limits, whichever database keeps it. A question is counted in the
 * transaction that keeps its answer, so that none counts that was lost.
 */

/** A question that was answered. */
export interface CountedQuestion {
  readonly person: number;
  readonly askedAt: Date;
  readonly doneAt: Date;
}

interface TimesWanted {
  readonly person: number;
  /** What was asked later does not count: it is from before the clock was set back. */
  readonly now: Date;
  /** Places among the person's questions, 0 is the last one; a place below 0 has none. */
  readonly places: readonly number[];
  readonly doneAfter: Date;
}

interface TimesFound {
  /** Times at which the question of each place was asked; null where there is none. */
  readonly askedAt: readonly (Date | null)[];
  /** Number of those that were done with after the moment, and not later than now. */
  readonly done: number;
}

export interface QuestionTimes {
  look(wanted: TimesWanted): Promise<TimesFound>;
}
