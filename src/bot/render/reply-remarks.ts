/**
 * Remarks beside quotes, or instead of them: where there is no sure answer, and above quotes in another language than
 * the question's, of which key facts tell what can be told without a model. Pure.
 */

import { type Claim, isForeign, keyFacts, namesText, type ToldTerm } from "../../engine/engine.ts";
import type { Language } from "../../language/language.ts";
import type { Say } from "../i18n/words.ts";
import type { Block } from "./reply-messages.ts";
import { beginningOf, linkless, plain, styled } from "./reply-text.ts";

export interface Doubt {
  readonly say: Say;
  /** Documents were looked through; false where there are none yet. */
  readonly hasDocuments: boolean;
  /** Progress of reading them; null, absent: none are being read. */
  readonly reading?: { readonly stage: string; readonly done: number; readonly total: number } | null;
  /** Names of the question that no document has; none where it is not known. */
  readonly unmentioned?: readonly string[] | undefined;
}

/** Length of the names in a question. */
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

/** Tells the questions, of several in one message, that have no answer, or the answer would hide them. */
export function openBlocks(open: readonly string[] = [], say: Say): Block[] {
  return open.map((question) => {
    const asked = beginningOf(linkless(question), NAMES_CODE_POINTS);
    return { content: plain(say("answer-open", { question: asked })), before: "\n\n" };
  });
}

/** Length of the facts above quotes in another language. */
const SUMMARY_CODE_POINTS = 300;

/** Key facts of quotes in another language, said in the question's. @param language of the question */
export function summaryBlocks(
  claims: readonly Claim[],
  { say, language }: { readonly say: Say; readonly language: Language },
  before: string,
): Block[] {
  if (!isForeign(claims, language)) return [];
  const facts = keyFacts(claims, say.language === language ? say.locale : language);
  const text =
    facts.length === 0 ? say("answer-original") : say("answer-key-facts", { facts: facts.join(say("list-separator")) });
  return [{ content: plain(beginningOf(linkless(text), SUMMARY_CODE_POINTS)), before }];
}

/** Terms in quotes in another language, with what the organisation calls them in the reader's. */
export function termBlocks(terms: readonly ToldTerm[] = [], say: Say): Block[] {
  if (terms.length === 0) return [];
  const told = terms.map(({ term, meaning }) => say("answer-term", { term, meaning })).join(say("list-separator"));
  const text = beginningOf(linkless(say("answer-terms", { terms: told })), SUMMARY_CODE_POINTS);
  return [{ content: styled("italic", text), before: "\n\n" }];
}
