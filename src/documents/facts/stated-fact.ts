/** A fact that a document states of itself in its text, with the words that state it, so that it can be quoted and proven. */

export type StatedKind =
  | "title"
  | "number"
  | "publisher"
  | "published"
  | "adopted"
  | "revised"
  | "effectiveFrom"
  | "effectiveUntil"
  | "supersedes"
  | "amends";

export interface StatedFact {
  readonly kind: StatedKind;
  /** A date as exact as its source, a name, a number, or what another document is called. */
  readonly value: string;
  /** Of `amends`: the clause that is changed, where one is named. */
  readonly clause?: string;
  /** Offsets into the document's text: the line or the sentence that states it. */
  readonly start: number;
  readonly end: number;
  /** Unsure facts change no answer; the secretariat is asked about them. */
  readonly sure: boolean;
}

/** Offsets of a line, and its text with full-width forms and brackets folded, character for character. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
