/**
 * Membership in the members' group. Telegram is asked once in five minutes for each person at most; what it reports of
 * its own accord (somebody joined, left, was banned) holds at once. Where it cannot be asked, nobody belongs.
 */

export interface Group {
  /** @throws whatever asking Telegram throws */
  has(person: number): Promise<boolean>;
  /** Telegram said so by itself. */
  changed(person: number, belongs: boolean): void;
}

/** The longest that somebody who left is still let in, should Telegram's report of it be lost. */
const BELIEVED_MS = 5 * 60_000;
/** A no is asked again sooner: somebody who was just let into the group tries at once. */
const DISBELIEVED_MS = 30_000;
/** People remembered: memory stays bounded however many strangers write. */
const CAPACITY = 10_000;

interface Belief {
  readonly belongs: boolean;
  readonly at: number;
}

export function createGroup(ask: (person: number) => Promise<boolean>, clock: () => Date): Group {
  const beliefs = new Map<number, Belief>();
  const asking = new Map<number, Promise<boolean>>();

  const remember = (person: number, belongs: boolean, at = clock().getTime()): void => {
    beliefs.delete(person);
    beliefs.set(person, { belongs, at });
    const [oldest] = beliefs.keys();
    if (beliefs.size > CAPACITY && oldest !== undefined) beliefs.delete(oldest);
  };

  const askTelegram = async (person: number): Promise<boolean> => {
    const before = beliefs.get(person);
    const askedAt = clock().getTime();
    const belongs = await ask(person);
    const now = beliefs.get(person);
    // A report of Telegram's meanwhile is newer than its answer.
    if (now !== undefined && now !== before) return now.belongs;
    remember(person, belongs, askedAt);
    return belongs;
  };

  return {
    async has(person) {
      const belief = beliefs.get(person);
      // Either way: a clock that is set back must not make a belief last.
      const age = belief === undefined ? Number.POSITIVE_INFINITY : Math.abs(clock().getTime() - belief.at);
      if (belief !== undefined && age < (belief.belongs ? BELIEVED_MS : DISBELIEVED_MS)) return belief.belongs;
      const running = asking.get(person) ?? askTelegram(person).finally(() => asking.delete(person));
      asking.set(person, running);
      return running;
    },
    changed: (person, belongs) => remember(person, belongs),
  };
}
