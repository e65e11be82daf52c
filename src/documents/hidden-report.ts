/**
 * Counts what a reader leaves out because nobody who looks at the page can see it, and says so in one line each. Hidden
 * text is how orders to a model get into a document.
 */

export interface HiddenReport {
  /** @param reason as the warning gives it, such as `white text` */
  add(reason: string): void;
  warnings(): readonly string[];
}

export function hiddenReport(): HiddenReport {
  const places = new Map<string, number>();
  return {
    add: (reason) => void places.set(reason, (places.get(reason) ?? 0) + 1),
    warnings: () => [...places].map(([reason, count]) => `${reason} was left out (places: ${count})`),
  };
}
