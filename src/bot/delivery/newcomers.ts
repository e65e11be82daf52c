/** What comes while the remainder of the process before is not known yet waits behind that remainder. */

export interface Newcomers<Item> {
  hear(items: readonly Item[]): void;
  /** From now on what is heard of is taken at once. @param left what was left, in order */
  open(left: readonly Item[]): void;
}

/** @param keyOf by which an item that is among the remainder as well is not taken twice */
export function newcomers<Item>(keyOf: (item: Item) => number, take: (item: Item) => void): Newcomers<Item> {
  let early: Item[] | null = [];
  return {
    hear(items) {
      if (early === null) items.forEach(take);
      else early.push(...items);
    },
    open(left) {
      const known = new Set(left.map(keyOf));
      const others = (early ?? []).filter((item) => !known.has(keyOf(item)));
      early = null;
      for (const item of [...left, ...others]) take(item);
    },
  };
}
