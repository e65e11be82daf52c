/**
 * Store of what calls of the language model may cost, whichever database keeps it. A call is compared with the limits and
 * put down in one transaction, so that questions on several threads or machines cannot spend together what each alone was
 * allowed.
 */

export interface Spending {
  readonly tokens: number;
  /** Cost in millionths of the currency, whole. */
  readonly cost: number;
}

/** The most that a call may come to. */
export interface WantedCall extends Spending {
  /** Day where the organisation is, such as `2026-11-22`. */
  readonly day: string;
  /** Null at the command line. */
  readonly person: number | null;
}

/** Limits of one day; the call that is wanted counts. */
export interface SpendingLimits {
  readonly tokens: number;
  readonly tokensOfPerson: number;
  /** Null for no limit. */
  readonly cost: number | null;
}

/** Numbers begin anew with a day. */
interface ReservedCall {
  readonly id: number;
  readonly day: string;
}

export interface ModelCalls {
  /**
   * Puts a call down, and forgets all of earlier days.
   * @returns null where it would be over a limit: nothing of it is stored then
   */
  reserve(wanted: WantedCall, limits: SpendingLimits): Promise<ReservedCall | null>;
  /** From now on the call counts for what it came to; the first time, and while its day is kept. */
  settle(reserved: ReservedCall, spent: Spending): Promise<void>;
  /** Spending of everybody on a day. */
  spentOn(day: string): Promise<Spending>;
}
