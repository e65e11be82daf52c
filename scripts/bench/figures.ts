/** Results of a benchmark: named numbers with their units, and for some a bar that the product promises to hold. */

/** `MB` is a million bytes; "" counts things. */
export type Unit = "ms" | "s" | "MB" | "times" | "%" | "a second" | "";

/** A number that is promised: so much at most, or so much at least. */
export type Bar = { readonly atMost: number } | { readonly atLeast: number };

export interface Figure {
  readonly name: string;
  /** Null where it cannot be measured: what it would compare with does not run at this size. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly bar?: Bar;
}

export interface PartReport {
  readonly part: string;
  /** Time that the part ran. */
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

/** A part of the benchmark. It leaves nothing behind. */
export type Part = (options: PartOptions) => Promise<Figure[]>;

export interface PartOptions {
  /** Library sizes to measure at, for the parts that measure at several. */
  readonly passages: readonly number[];
  /** Numbers from 0 up to 1, the same in every run. */
  readonly random: () => number;
  /** Progress, for a person who waits. */
  readonly onProgress: (doing: string) => void;
}

/** Null where nothing is promised, or nothing was measured. */
export function isMet({ value, bar }: Figure): boolean | null {
  if (bar === undefined || value === null) return null;
  return "atMost" in bar ? value <= bar.atMost : value >= bar.atLeast;
}
