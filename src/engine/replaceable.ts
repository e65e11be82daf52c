/** Something in use that another one takes the place of: calls under way end with the one that they began with. */

export interface Replaceable<Value> {
  current(): Value;
  /** @param work is given what is current when it begins, which stays open until it ends */
  use<Result>(work: (value: Value) => Promise<Result>): Promise<Result>;
  replace(next: Value): void;
  close(): Promise<void>;
}

interface InUse<Value> {
  readonly value: Value;
  running: number;
  isLeft: boolean;
}

export function replaceable<Value>(first: Value, close: (value: Value) => Promise<void>): Replaceable<Value> {
  const inUse = (value: Value): InUse<Value> => ({ value, running: 0, isLeft: false });
  let current = inUse(first);
  return {
    current: () => current.value,
    async use(work) {
      const one = current;
      one.running += 1;
      try {
        return await work(one.value);
      } finally {
        one.running -= 1;
        if (one.isLeft && one.running === 0) void close(one.value);
      }
    },
    replace(next) {
      const before = current;
      current = inUse(next);
      before.isLeft = true;
      if (before.running === 0) void close(before.value);
    },
    close: () => close(current.value),
  };
}
