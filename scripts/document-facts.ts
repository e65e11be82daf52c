/** Shows what is known of a document, and what is asked of two, to a person at a terminal. */

import type { Say } from "../src/bot/i18n/words.ts";
import { factKey, type KnownFact, originKey } from "../src/engine/engine.ts";

export function factLine({ fact, value, origin, sure, quote }: KnownFact, say: Say): string {
  const said = quote === null || quote === value ? "" : say("known-quote", { quote });
  const told = { name: say(factKey(fact)), value, origin: say(originKey(origin)), sure: sure ? "yes" : "no", said };
  return `  ${say("known-line", told)}`;
}

interface Seeming {
  readonly by: { readonly path: string };
  readonly of: { readonly path: string };
  readonly quote: string | null;
}

/** Replacements that seem to be meant, with the way to say so. */
export function relationQuestionText({ by, of, quote }: Seeming, say: Say): string {
  const words = quote === null ? "" : say("known-quote", { quote: quote.replaceAll(/\s+/gu, " ") });
  return say("relation-question", { by: by.path, of: of.path, words });
}
