/** An answer for a person at a terminal, and for a program. */

import type { Say } from "../../src/bot/i18n/words.ts";
import {
  type Answer,
  type AnswerResult,
  answerText,
  type Claim,
  citationsOf,
  claimsOf,
  dateText,
  isForeign,
  isInForce,
  keyFacts,
  type LibraryDocument,
  namesText,
  placeText,
  type ToldTerm,
  type Validity,
  validitySentence,
  validityText,
} from "../../src/engine/engine.ts";
import type { Language } from "../../src/language/language.ts";
import { explanation, explanationText } from "./explanation.ts";

export interface AnswerOutput extends AnswerResult {
  /** The question as it came. */
  readonly typed: string;
  readonly explain: boolean;
  /** Words in the question's language; of a question that was refused unread, in the terminal's. */
  readonly say: Say;
}

/** As much of a refused question as is worth repeating. */
const REFUSED_CHARACTERS = 200;

/** The contract of `npm run -s ask -- --json`. */
export function answerJson(output: AnswerOutput): object {
  const { answer, timings, question, typed } = output;
  const language = question?.language ?? "en";
  const claims = claimsOf(answer);
  return {
    question: question?.text ?? typed.slice(0, REFUSED_CHARACTERS).toWellFormed(),
    language: question?.language ?? null,
    kind: answer.kind,
    by: answer.kind === "answered" ? answer.by : "extract",
    ...(answer.kind === "refused" ? { reason: answer.reason } : {}),
    ...(output.notice === undefined ? {} : { notice: output.notice }),
    ...(output.firstRead === undefined ? {} : { firstRead: output.firstRead }),
    ...(output.unmentioned === undefined ? {} : { unmentioned: output.unmentioned }),
    answer: claims.length > 0 ? answerText(claims) : message(output),
    ...(answer.kind === "answered" && answer.standing !== undefined
      ? { standing: validityJson(answer.standing.standing, language) }
      : {}),
    ...(answer.kind === "answered" && answer.severalMeant === true ? { severalMeant: true } : {}),
    ...(openQuestions(answer).length === 0 ? {} : { open: openQuestions(answer) }),
    claims: claims.map(({ text, written, change, citations }) => ({
      text,
      ...(change === undefined ? {} : { change }),
      // The bot's wording; else the documents'.
      ...(written === undefined ? {} : { written }),
      marks: citations.map(({ mark }) => mark),
    })),
    citations: citationsOf(claims).map(({ document, standing, ...place }) => ({
      ...place,
      standing: validityJson(standing, language),
      document: documentJson(document, standing),
    })),
    nearest: (answer.kind === "not-found" ? answer.nearest : []).map(({ passage, validity: standing }) => ({
      standing: validityJson(standing, language),
      document: documentJson(passage.document, standing),
      section: passage.section,
      text: passage.text,
    })),
    ...(output.terms === undefined ? {} : { terms: output.terms }),
    timings,
    ...(output.explain ? { explain: explanation(output) } : {}),
  };
}

/** With the words for it, null where there is nothing to say. */
function validityJson(standing: Validity, language: Language): object {
  return { ...standing, text: validityText(standing, language) };
}

function documentJson(document: LibraryDocument, standing: Validity): object {
  const { id, path, title, publisher, published, version } = document;
  return { id, path, title, publisher, published, standing: standing.kind, version };
}

export function answerReport(output: AnswerOutput): string {
  const { answer } = output;
  const language = output.question?.language ?? "en";
  const { say, terms = [] } = output;
  const lines = output.notice === undefined ? [] : [say(`answer-${output.notice}`), ""];
  if (answer.kind === "answered" || answer.kind === "unsure") {
    const told =
      answer.kind === "unsure" || answer.standing === undefined ? null : validitySentence(answer.standing, language);
    if (answer.kind === "unsure") lines.push(message(output), "");
    else if (answer.severalMeant === true) lines.push(say("answer-several-meant"), "");
    lines.push(
      ...(told === null ? [] : [`${told}${language === "zh" ? "" : " "}[1]`]),
      ...summaryLines(answer, language, say),
      claimsText(answer.claims, say),
      ...(terms.length === 0 ? [] : ["", termsLine(terms, say)]),
      ...openQuestions(answer).map((question) => say("answer-open", { question })),
      "",
    );
    const sources = new Map<string, number[]>();
    for (const { mark, document, section, place, standing } of citationsOf(answer.claims)) {
      const source = `${placeText(document, section, place, language)}\n    ${originOf(document, standing, language)}`;
      sources.set(source, [...(sources.get(source) ?? []), mark]);
    }
    for (const [source, marks] of sources) lines.push(`${marks.map((mark) => `[${mark}]`).join("")} ${source}`);
  } else {
    lines.push(message(output));
    for (const { passage, validity: standing } of answer.kind === "not-found" ? answer.nearest : []) {
      const { document, section, place, text } = passage;
      const holding = isInForce(standing) ? null : validityText(standing, language);
      const where = [placeText(document, section, place, language), holding].filter((part) => part !== null);
      lines.push("", `- ${where.join(" · ")}`, text.replaceAll(/^(?=.)/gmu, "  "));
    }
  }
  if (output.firstRead !== undefined) lines.push("", say("answer-first-read", { ...output.firstRead }));
  if (output.explain) lines.push("", explanationText(output));
  return lines.join("\n");
}

/** Above quotes in another language than the question's: what of them can be said in it without a model. */
function summaryLines(
  { kind, claims }: Extract<Answer, { readonly claims: unknown }>,
  language: Language,
  say: Say,
): string[] {
  if (kind !== "answered" || !isForeign(claims, language)) return [];
  const facts = keyFacts(claims, language);
  return facts.length === 0 ? [] : [say("answer-key-facts", { facts: facts.join(say("list-separator")) }), ""];
}

function termsLine(terms: readonly ToldTerm[], say: Say): string {
  const told = terms.map((term) => say("answer-term", { ...term })).join(say("list-separator"));
  return say("answer-terms", { terms: told });
}

/** Of several questions in one message those without an answer. */
function openQuestions(answer: Answer): readonly string[] {
  return answer.kind === "answered" ? (answer.open ?? []) : [];
}

/** Before a sentence in the bot's own words. */
const OWN_WORDING = "✎";

/** Sentences of a model stand above the words that they rest on, and are marked; changed clauses say which is which. */
function claimsText(claims: readonly Claim[], say: Say): string {
  if (claims.some(({ change }) => change !== undefined)) {
    return claims.map((claim) => `${changeLabel(claim, say)}${answerText([claim])}`).join("\n");
  }
  if (!claims.some(({ written }) => written === true)) return answerText(claims);
  const lines = claims.flatMap((claim) => {
    if (claim.written !== true) return [answerText([claim])];
    const quotes = claim.citations.map(({ quote }) => quote.replaceAll(/\s*\n\s*/gu, " "));
    return [`${OWN_WORDING} ${answerText([claim])}`, ...quotes.map((quote) => `    | ${quote}`)];
  });
  return [...lines, "", say("answer-own-wording", { sign: OWN_WORDING })].join("\n");
}

function changeLabel({ change }: Claim, say: Say): string {
  return change === undefined ? "" : say(`change-${change}`);
}

/** Words for an answer without quotes, in the asker's language. */
function message({ answer, question, evidence, unmentioned = [], say }: AnswerOutput): string {
  switch (answer.kind) {
    case "answered":
      return "";
    case "unsure": {
      const names = namesText(unmentioned, question?.language ?? "en");
      return unmentioned.length > 0 ? say("answer-unmentioned", { names }) : say("answer-unsure");
    }
    case "not-found":
      return say(evidence.length === 0 ? "answer-no-documents" : "answer-not-found");
    case "refused":
      return say(`ask-refused-${answer.reason}`);
    default:
      return answer satisfies never;
  }
}

function originOf(document: LibraryDocument, standing: Validity, language: Language): string {
  const { path, publisher, published } = document;
  const parts = [path, publisher, dateText(published, language), validityText(standing, language)];
  return parts.filter((part) => part !== null).join(" · ");
}
