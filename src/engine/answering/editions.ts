/** Quotes in another language than the question's, although their work has an edition in it: they say so. Pure. */

import type { Language } from "../../language/language.ts";
import type { Editions } from "../../library/editions/editions.ts";
import type { Answer, Citation, Claim } from "./answer.ts";

export function tellEditions(answer: Answer, language: Language, editions: Editions): Answer {
  if (answer.kind !== "answered" && answer.kind !== "unsure") return answer;
  const told = (citation: Citation): Citation => {
    const { document } = citation;
    const own = document.language === language ? null : editions.inLanguage(document, language);
    return own === null ? citation : { ...citation, onlyInOriginal: true };
  };
  const claimTold = ({ citations: [first, ...others], ...claim }: Claim): Claim => ({
    ...claim,
    citations: [told(first), ...others.map(told)],
  });
  const [first, ...others] = answer.claims;
  return { ...answer, claims: [claimTold(first), ...others.map(claimTold)] };
}
