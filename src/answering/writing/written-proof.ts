/**
 * What a model wrote, held against the passages: each sentence becomes a claim with citations, or is dropped with the
 * reason. A sentence that rests on text which does not hold any more says so in the end, whatever the model said. Pure.
 */

import type { Language } from "../../documents/document.ts";
import { languageOf } from "../../documents/language.ts";
import { holds } from "../../documents/standing/standing.ts";
import type { StandingOf } from "../../documents/standing/standings.ts";
import type { Gloss } from "../../embedding/gloss.ts";
import type { StoredVersion } from "../../library/library.ts";
import type { Evidence } from "../../search/evidence.ts";
import type { Citation, Claim } from "../answer.ts";
import { createProver, type DropReason, type ProvenQuote, type WrittenClaim } from "../proving/prove.ts";
import { isVerified } from "../verify.ts";
import { dateText, standingText } from "../wording.ts";
import { isSentence } from "./claims.ts";

export interface DroppedClaim {
  readonly text: string;
  readonly reason: DropReason | "language" | "no-sentence" | "unverified";
  readonly detail: string;
}

export interface ProofParts {
  /** The passage with mark n is the one at n - 1. */
  readonly passages: readonly Evidence[];
  /** Of the question, and so of the answer. */
  readonly language: Language;
  /** Null where neither question nor passages hold Chinese. */
  readonly gloss: Gloss | null;
  readonly standingOf: StandingOf;
  readonly versionOf: (hash: string) => StoredVersion | null;
}

export interface ProvenAnswer {
  /** Those that rest on text in force first. */
  readonly claims: readonly Claim[];
  readonly dropped: readonly DroppedClaim[];
  /** The first sentence, which answers, and at least half of all are left. */
  readonly answers: boolean;
}

export type ProveWritten = (written: readonly WrittenClaim[]) => ProvenAnswer;

/** Built once an answer: proving again what was proven costs little. */
export function proofOf(parts: ProofParts): ProveWritten {
  const { passages, gloss, language } = parts;
  const prover = createProver(
    passages.map(({ passage }, index) => ({ mark: index + 1, text: passage.text, about: aboutOf(passage) })),
    gloss,
  );
  return (written) => {
    const marks = new Map<string, number>();
    const dropped: DroppedClaim[] = [];
    const claims: Claim[] = [];
    let first = false;
    for (const [index, claim] of written.entries()) {
      const { text } = claim;
      const fault = faultBefore(text, language);
      if (fault !== null) {
        dropped.push({ text, ...fault });
        continue;
      }
      const proof = prover.prove(claim);
      if (proof.kind === "dropped") {
        dropped.push({ text, reason: proof.reason, detail: proof.detail });
        continue;
      }
      const cited = proof.quotes.map((quote) => citationOf(quote, parts, marks));
      const verified = cited.filter((citation) => citation !== null);
      const [one, ...others] = new Map(verified.map((citation) => [citation.mark, citation])).values();
      if (one === undefined || verified.length < cited.length) {
        dropped.push({ text, reason: "unverified", detail: "its quote is not in the stored version" });
        continue;
      }
      first ||= index === 0;
      claims.push(withStanding({ text, citations: [one, ...others] }, language));
    }
    const inForce = claims.filter(isInForce);
    const ordered = renumbered([...inForce, ...claims.filter((claim) => !isInForce(claim))]);
    return { claims: ordered, dropped, answers: first && claims.length * 2 >= written.length };
  };
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
    ...{ mark, quote: version?.text.slice(start, end) ?? "", start, end, section, document },
    place: version?.blocks.find((block) => block.end > start)?.place ?? null,
    standing: parts.standingOf(document, { start, end }),
  };
  return isVerified(citation, version) ? citation : null;
}

function isInForce({ citations }: Claim): boolean {
  return citations.some(({ standing }) => holds(standing));
}

/** `The fee is 20,000 yuan. (superseded by “Membership fees 2024” since 1 January 2024)` */
function withStanding(claim: Claim, language: Language): Claim {
  if (isInForce(claim)) return claim;
  const standing = standingText(claim.citations[0].standing, language);
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
  return claims.map(({ text, citations: [first, ...others] }) => ({
    text,
    citations: [numbered(first), ...others.map(numbered)],
  }));
}
