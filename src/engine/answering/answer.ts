/**
 * The answer that a member gets is a value of one of four kinds, and a claim without a citation cannot be written down:
 * the types forbid it.
 */

import type { Locator } from "../../documents/document.ts";
import type { LibraryDocument } from "../../library/library.ts";
import type { Validity } from "../../library/validity/validity.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { QuestionProblem } from "../retrieval/question.ts";

/** Words of a document, at their place in one version of it. */
export interface Citation {
  /** 1-based; the number in `[n]`. One passage of words has one mark, however often it is cited. */
  readonly mark: number;
  /** `text.slice(start, end)` of the document's version. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly section: readonly string[];
  readonly place: Locator | null;
  readonly document: LibraryDocument;
  /** Validity of the quoted words, on the day that was asked about. */
  readonly standing: Validity;
  /** True where the work has an edition in the asker's language, which does not say it for sure. */
  readonly onlyInOriginal?: true;
}

export type ClauseChange = "now" | "before" | "added" | "removed";

/** One sentence of an answer. */
export interface Claim {
  readonly text: string;
  /** True where a model worded it, whose quotes are the words that it rests on; absent where it is quoted itself. */
  readonly written?: true;
  /** Change between two versions: how a clause reads now, how it read before, what is new, and what is gone. */
  readonly change?: ClauseChange;
  readonly citations: readonly [Citation, ...Citation[]];
}

/** State of a document as a whole on the day that is asked about. */
export interface DocumentValidity {
  readonly document: LibraryDocument;
  readonly standing: Validity;
}

/** Words that ask nothing of the documents are not searched for: thanks, "in Chinese please". */
type RefusalReason = QuestionProblem | "small-talk";

export type Answer =
  | {
      readonly kind: "answered";
      readonly by: "extract" | "model";
      readonly claims: readonly [Claim, ...Claim[]];
      /** The document's validity, where that was asked: said before the claims. */
      readonly standing?: DocumentValidity;
      /** The name that a document was asked by can mean several: what each says is quoted. */
      readonly severalMeant?: true;
      /** Questions, of several in one message, that got no answer, as they were asked. */
      readonly open?: readonly string[];
    }
  /** The nearest units, shown as such: perhaps one of them answers. */
  | { readonly kind: "unsure"; readonly by: "extract"; readonly claims: readonly [Claim, ...Claim[]] }
  | { readonly kind: "not-found"; readonly nearest: readonly Evidence[] }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

/** Claims that the answer makes or, where it is unsure, shows; nothing of the others. */
export function claimsOf(answer: Answer): readonly Claim[] {
  return answer.kind === "answered" || answer.kind === "unsure" ? answer.claims : [];
}

/** Every citation of the answer once, by mark. */
export function citationsOf(claims: readonly Claim[]): Citation[] {
  const byMark = new Map(
    claims.flatMap(({ citations }) => citations.map((citation) => [citation.mark, citation] as const)),
  );
  return [...byMark.values()].sort((one, other) => one.mark - other.mark);
}

/** The answer as one text: each claim with its marks, as in `It starts in September. [1]`. A list has lines of its own. */
export function answerText(claims: readonly Claim[]): string {
  return claims
    .map(({ text, citations }, index) => {
      const marks = citations.map(({ mark }) => `[${mark}]`).join("");
      const isBlock = [text, claims[index + 1]?.text].some((one) => one?.includes("\n"));
      const end = isBlock ? "\n" : spaceAfter(text);
      return `${text}${spaceAfter(text)}${marks}${index === claims.length - 1 ? "" : end}`;
    })
    .join("");
}

/** Chinese sets nothing between sentences. */
function spaceAfter(text: string): string {
  return /[\p{Script=Han}。！？；”」』）]$/u.test(text) ? "" : " ";
}
