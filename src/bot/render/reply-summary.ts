/** What stands above quotes in another language than the question's: what of them can be said in it without a model. */

import { type Claim, isForeign, keyFacts } from "../../engine/engine.ts";
import type { Language } from "../../language/language.ts";
import type { Say } from "../i18n/words.ts";
import { beginningOf } from "./reply-cut.ts";
import { linkless } from "./reply-linkless.ts";
import type { Block } from "./reply-messages.ts";
import { plain } from "./reply-text.ts";

const SUMMARY_CODE_POINTS = 300;

/** @param language of the question */
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
