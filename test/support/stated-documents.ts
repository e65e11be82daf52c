/**
 * Documents as offices write them, without any metadata, and what each states of itself: for the reader of facts. Each is a
 * title and paragraphs, so that a test may write it in any format.
 */

import type { StatedKind } from "../../src/documents/facts/facts-in-text.ts";
import { STATED_IN_CHINESE } from "./stated-in-chinese.ts";
import { STATED_IN_ENGLISH } from "./stated-in-english.ts";

export interface StatedDocument {
  readonly name: string;
  readonly title: string;
  /** Lines below the title. */
  readonly paragraphs: readonly string[];
  /** All sure facts but the title; of a kind that is not named there must be none. */
  readonly facts: Readonly<Partial<Record<StatedKind, string | readonly string[]>>>;
}

export const STATED_DOCUMENTS: readonly StatedDocument[] = [...STATED_IN_CHINESE, ...STATED_IN_ENGLISH];
