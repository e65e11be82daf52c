/** What is said where there is no sure answer. Pure. */

import { namesText } from "../../engine/engine.ts";
import type { Say } from "../i18n/words.ts";
import { beginningOf } from "./reply-cut.ts";
import { linkless } from "./reply-linkless.ts";
import type { Block } from "./reply-messages.ts";
import { plain } from "./reply-text.ts";

export interface Doubt {
  readonly say: Say;
  /** Documents were looked through; false where there are none yet. */
  readonly hasDocuments: boolean;
  /** How far the reading of them is; null, absent: none are being read. */
  readonly reading?: { readonly stage: string; readonly done: number; readonly total: number } | null;
  /** What the question names and no document does; none where it is not known. */
  readonly unmentioned?: readonly string[] | undefined;
}

/** Of what a question names. */
const NAMES_CODE_POINTS = 200;

export function notFoundText({ say, hasDocuments, reading = null }: Doubt): string {
  if (!hasDocuments && reading !== null) {
    const { stage, done, total } = reading;
    return say("answer-still-reading", { stage, done, total });
  }
  return say(hasDocuments ? "answer-not-found" : "answer-no-documents");
}

/** Claims nothing; what the question names and no document does is told. */
export function unsureText({ say, unmentioned = [] }: Doubt): string {
  if (unmentioned.length > 0) {
    const names = beginningOf(linkless(namesText(unmentioned, say.locale)), NAMES_CODE_POINTS);
    return say("answer-unmentioned", { names });
  }
  return say("answer-unsure");
}

/** Of several questions in one message those without an answer: said, or the answer would hide them. */
export function openBlocks(open: readonly string[] = [], say: Say): Block[] {
  return open.map((question) => {
    const asked = beginningOf(linkless(question), NAMES_CODE_POINTS);
    return { content: plain(say("answer-open", { question: asked })), before: "\n\n" };
  });
}
