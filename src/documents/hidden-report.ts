/**
 * Counts what a reader leaves out because nobody who looks at the page can see it, and says so in one line each. Hidden
 * text is how orders to a model get into a document.
 */

export interface HiddenReport {
  /** @param reason as the warning gives it, such as `white text` */
  add(reason: string): void;
  /** @param what is in doubt, as the warning gives it: it was not left out */
  note(what: string): void;
  warnings(): readonly string[];
}

export function hiddenReport(): HiddenReport {
  const places = new Map<string, number>();
  const count = (warning: string): void => void places.set(warning, (places.get(warning) ?? 0) + 1);
  return {
    add: (reason) => count(`${reason} was left out`),
    note: count,
    warnings: () => [...places].map(([warning, number]) => `${warning} (places: ${number})`),
  };
}
