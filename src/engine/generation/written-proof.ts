/**
 * Compares what a model wrote with the passages: each sentence becomes a claim with citations, or is dropped with the
 * reason, and what it quotes, if that stands, takes its place. A sentence that rests on text which does not hold any
 * more says so in the end, whatever the model said. Pure.
 */

import { type Language, languageOf } from "../../language/language.ts";
import type { Gloss } from "../../language/zh/gloss.ts";
import type { StoredVersion } from "../../library/library.ts";
import { isInForce, type ValidityOf } from "../../library/validity/validity.ts";
import type { Citation, Claim } from "../answering/answer.ts";
import { isVerified } from "../answering/quote.ts";
import { dateText, validityText } from "../answering/wording.ts";
import type { Verdict } from "../grounding/entailment.ts";
import { createProver, type DropReason, type ProvenQuote, type WrittenClaim } from "../grounding/prove.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import { isSentence } from "./prompt.ts";

export interface DroppedClaim {
  readonly text: string;
  readonly reason:
    | DropReason
    | "language"
    | "no-sentence"
    | "unverified"
    | "repeated"
    | "contradicted"
    | "not-said"
    | "unjudged";
  readonly detail: string;
}

export interface ProofParts {
  /** The passage with mark n is the one at n - 1. */
  readonly passages: readonly Evidence[];
  /** Language of the question, and so of the answer. */
  readonly language: Language;
  /** Null where neither question nor passages hold Chinese. */
  readonly gloss: Gloss | null;
  readonly validityOf: ValidityOf;
  readonly versionOf: (hash: string) => StoredVersion | null;
}

type Citations = readonly [Citation, ...Citation[]];

/** A sentence that its quotes prove by their words. */
interface ProvenSentence {
  readonly text: string;
  readonly citations: Citations;
  /** True if it is so near to its quotes that nobody need judge it. */
  readonly isNear: boolean;
}

/** Sentences in the order in which they were written. */
export interface ProvenAnswer {
  /** A sentence of null is dropped; its quotes are those that stand. */
  readonly sentences: readonly { readonly proven: ProvenSentence | null; readonly quotes: readonly Citation[] }[];
  readonly dropped: readonly DroppedClaim[];
  /** The first sentence, which answers, and at least half of all are left. */
  readonly answers: boolean;
}

export type ProveWritten = (written: readonly WrittenClaim[]) => ProvenAnswer;

/** Built once an answer: proving again what was proven costs little. */
export function proofOf(parts: ProofParts): ProveWritten {
  const { passages, gloss, language } = parts;
  const prover = createProver(
    passages.map(({ passage }, index) => {
      const version = parts.versionOf(passage.document.version);
      const source = version === null ? {} : { source: { ...version, start: passage.start } };
      return { mark: index + 1, text: passage.text, about: aboutOf(passage), ...source };
    }),
    gloss,
  );
  return (written) => {
    const marks = new Map<string, number>();
    const dropped: DroppedClaim[] = [];
    const said = new Set<string>();
    const sentences = written.map((claim) => {
      const text = withoutYes(claim.text);
      const proof = prover.prove({ ...claim, text });
      const cited = proof.quotes.map((quote) => citationOf(quote, parts, marks));
      const quotes = [...new Map(cited.filter((one) => one !== null).map((one) => [one.mark, one])).values()];
      const [one, ...others] = quotes;
      const drop = (fault: Pick<DroppedClaim, "reason" | "detail">) => {
        dropped.push({ text: claim.text, ...fault });
        return { proven: null, quotes };
      };
      const fault = faultBefore(text, language);
      if (fault !== null) return drop(fault);
      if (proof.kind === "dropped") return drop({ reason: proof.reason, detail: proof.detail });
      if (one === undefined || cited.includes(null)) {
        return drop({ reason: "unverified", detail: "its quote is not in the stored version" });
      }
      const words = sameWords(text);
      if (said.has(words)) return drop({ reason: "repeated", detail: "it is said above" });
      said.add(words);
      return { proven: { text, citations: [one, ...others] as const, isNear: proof.isNear }, quotes };
    });
    const left = sentences.filter(({ proven }) => proven !== null).length;
    return { sentences, dropped, answers: sentences[0]?.proven !== null && left > 0 && left * 2 >= written.length };
  };
}

/** The claims that are sent; none where nothing is left of what was written, nor of its quotes. */
export interface Settled {
  readonly claims: readonly Claim[];
  readonly dropped: readonly DroppedClaim[];
}

/** @param verdicts of the proven sentences, in order; null where nobody judged them; "words" where nobody is to */
export function settled(
  { sentences }: Pick<ProvenAnswer, "sentences">,
  verdicts: readonly Verdict[] | null | "words",
  language: Language,
): Settled {
  const dropped: DroppedClaim[] = [];
  let judged = 0;
  const kept = sentences.map(({ proven, quotes }) => {
    if (proven === null) return { claim: null, quotes };
    const verdict = verdicts === "words" ? "entailed" : verdicts === null ? null : (verdicts[judged] ?? "not-said");
    judged += 1;
    const { text, citations, isNear } = proven;
    if (verdict === "entailed" || (verdict === null && isNear)) {
      return { claim: withValidity({ text, written: true, citations }, language), quotes };
    }
    dropped.push({ text, reason: verdict ?? "unjudged", detail: "its quote stands in its place" });
    return { claim: null, quotes };
  });
  // A quote takes the place of its sentence, unless it stands under another one, or did so before.
  const shown = new Set(kept.flatMap(({ claim }) => claim?.citations.map(({ mark }) => mark) ?? []));
  const claims = kept.flatMap(({ claim, quotes }): Claim[] => {
    if (claim !== null) return [claim];
    return quotes.flatMap((citation) => {
      if (shown.has(citation.mark)) return [];
      shown.add(citation.mark);
      return [{ text: citation.quote, citations: [citation] }];
    });
  });
  const inForce = claims.filter(citesInForce);
  return { claims: renumbered([...inForce, ...claims.filter((claim) => !citesInForce(claim))]), dropped };
}

/** "Yes, members may apply": the rule says it, and a yes to a question that nobody sees beside it may be a no. */
function withoutYes(text: string): string {
  const rest = text.replace(
    /^(?:(?:yes|no)\b[\s,.:;!–—-]+|(?:是的|不是|是|否|对|可以|不可以|不能|能)[，,。：:；;!！]\s*)(?=\S)/iu,
    "",
  );
  return rest === text || sameWords(rest) === "" ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}

function sameWords(text: string): string {
  return text.toLowerCase().replaceAll(/[\p{P}\s]+/gu, "");
}

function faultBefore(text: string, language: Language): Pick<DroppedClaim, "reason" | "detail"> | null {
  if (!isSentence(text)) return { reason: "no-sentence", detail: text === "" ? "it is empty" : "it is too long" };
  return isIn(language, text) ? null : { reason: "language", detail: "it is not in the language of the question" };
}

/** A Chinese sentence may be made of English names for the most part. */
function isIn(language: Language, text: string): boolean {
  if (language === "en") return languageOf(text) === "en";
  return /\p{Script=Han}/u.test(text) || !/\p{L}/u.test(text);
}

function aboutOf({ document, section }: Evidence["passage"]): string {
  const { title, publisher, published, number } = document;
  const dates = [dateText(published, "en"), dateText(published, "zh")];
  return [title, publisher, number, ...dates, ...section].filter((part) => part !== null).join("\n");
}

/** Null where it does not stand in the document as it is stored. */
function citationOf(quote: ProvenQuote, parts: ProofParts, marks: Map<string, number>): Citation | null {
  const passage = parts.passages[quote.mark - 1]?.passage;
  if (passage === undefined) return null;
  const { document, section } = passage;
  const [start, end] = [passage.start + quote.start, passage.start + quote.end];
  const version = parts.versionOf(document.version);
  const key = `${document.id} ${start} ${end}`;
  const mark = marks.get(key) ?? marks.size + 1;
  marks.set(key, mark);
  const citation: Citation = {
    mark,
    quote: version?.text.slice(start, end) ?? "",
    start,
    end,
    section,
    document,
    place: version?.blocks.find((block) => block.end > start)?.place ?? null,
    standing: parts.validityOf(document, { start, end }),
  };
  return isVerified(citation, version) ? citation : null;
}

function citesInForce({ citations }: Claim): boolean {
  return citations.some(({ standing }) => isInForce(standing));
}

/** `The fee is 20,000 yuan. (superseded by “Membership fees 2024” since 1 January 2024)` */
function withValidity(claim: Claim, language: Language): Claim {
  if (citesInForce(claim)) return claim;
  const standing = validityText(claim.citations[0].standing, language);
  if (standing === null) return claim;
  return { ...claim, text: language === "zh" ? `${claim.text}（${standing}）` : `${claim.text} (${standing})` };
}

/** Marks from 1 in the order in which they are read. */
function renumbered(claims: readonly Claim[]): Claim[] {
  const marks = new Map<number, number>();
  const numbered = (citation: Citation): Citation => {
    const mark = marks.get(citation.mark) ?? marks.size + 1;
    marks.set(citation.mark, mark);
    return { ...citation, mark };
  };
  return claims.map(({ citations: [first, ...others], ...claim }) => ({
    ...claim,
    citations: [numbered(first), ...others.map(numbered)],
  }));
}
