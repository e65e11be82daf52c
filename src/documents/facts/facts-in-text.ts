/**
 * Reads what a document states of itself in its text, whatever format it came in: its head (title, number, issuer,
 * days), its sentences on when it holds and what it replaces, and its signature. Every fact has the offsets of the
 * words that state it. What a sentence says of another document, a licence or a person is not taken for the document's
 * own. Pure.
 */

import { foldedForm } from "../../language/canonical.ts";
import { chineseScriptOf, simplified } from "../../language/zh/han.ts";
import {
  type Block,
  type FactOrigin,
  type FactOrigins,
  ORIGINAL_FACTS,
  type OriginalFact,
  type ReadResult,
} from "../document.ts";
import { headOf, inHead, letterheadIn, versionLines } from "./in-head.ts";
import { inSentences } from "./in-sentences.ts";
import { type KnownLabels, labelledInRow } from "./labelled.ts";
import { issuerInTitle, signaturesIn } from "./signature.ts";
import { statedTitle } from "./stated-title.ts";

interface TextOfDocument {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Title as the file gives it, or its name. */
  readonly title: string;
}

/** Rows of a table of properties; longer tables list things of their own. */
const ROWS_OF_PROPERTIES = 40;
/** So many facts are more than any document needs; a digest of others' repeals is none. */
const MOST_FACTS = 60;

/** Enough to tell the script by. */
const SCRIPT_CHARACTERS = 1_000;

/** Form that patterns know, character for character: forms folded, traditional characters simplified. */
type FormOf = (text: string) => string;

function formOfText(text: string): FormOf {
  if (!/\p{Script=Han}/u.test(text)) return foldedForm;
  const isTraditional = chineseScriptOf(text.slice(0, SCRIPT_CHARACTERS)) === "zh-Hant";
  return isTraditional ? (words) => simplified(foldedForm(words)) : foldedForm;
}

export function factsInText({ text, blocks, title: named }: TextOfDocument): StatedFact[] {
  const form = formOfText(text);
  const lines = blocks.map(({ start, end }) => ({ start, end, text: "" }));
  const lineOf = (index: number): Line => {
    const line = lines[index];
    const block = blocks[index];
    if (line === undefined || block === undefined) return { start: 0, end: 0, text: "" };
    if (line.text === "") line.text = form(text.slice(block.start, block.end));
    return line;
  };
  const top = headOf(blocks, lineOf);
  const head = [...top, ...versionLines(blocks, lineOf).filter((line) => !top.includes(line))];
  const title = statedTitle({ head: top, named: form(named), blocks });
  const name = form(title?.value ?? named);
  const facts: StatedFact[] = title === null ? [] : [title];
  facts.push(...inHead(head, name));
  facts.push(...inTables(blocks, lineOf));
  facts.push(...signaturesIn(blocks.length, lineOf, top.length, blocks));
  facts.push(...letterheadIn(top, title));
  const issuer = issuerInTitle(name);
  if (issuer !== null && title !== null) facts.push({ ...title, kind: "publisher", value: issuer });
  const issued = firstOf(facts, ["published", "adopted"]);
  facts.push(...inSentences({ text, form, blocks, title: name, head, issued }));
  facts.push(...yearsInTitle(name, title, blocks));
  return chosen(facts, name)
    .slice(0, MOST_FACTS)
    .map((fact) => ({ ...fact, value: asWritten(fact, text, form) }));
}

/** The value with the brackets and the forms that the text has. */
function asWritten({ kind, value, start, end }: StatedFact, text: string, form: FormOf): string {
  const written = text.slice(start, end);
  const at = form(written).indexOf(value);
  if (at >= 0) return written.slice(at, at + value.length);
  const joined = written.replaceAll(/\s*\n\s*/gu, "");
  return kind === "title" && form(joined) === value ? joined : value;
}

/** The first sure value of the kinds, in their order. */
function firstOf(facts: readonly StatedFact[], kinds: readonly StatedKind[]): string | null {
  for (const kind of kinds) {
    const found = facts.find((fact) => fact.kind === kind && fact.sure);
    if (found !== undefined) return found.value;
  }
  return null;
}

function inTables(blocks: readonly Block[], lineOf: (index: number) => Line): StatedFact[] {
  const rows = blocks.flatMap(({ kind }, index) => (kind === "table-row" ? [index] : []));
  if (rows.length === 0) return [];
  const near = rows.filter((index) => index < ROWS_OF_PROPERTIES).slice(0, ROWS_OF_PROPERTIES);
  const known: KnownLabels = new Map();
  const facts = near.flatMap((index) => labelledInRow(lineOf(index), known));
  // A label on several rows is a column: the table lists many documents.
  const columns = new Set(
    facts
      .filter(({ kind }, index) => facts.some((other, at) => at !== index && other.kind === kind))
      .map(({ kind }) => kind),
  );
  return facts.filter(({ kind }) => !columns.has(kind));
}

/** A plan for 2021—2023 begins and ends with its years. */
const PLAN_YEARS = /(?<from>(?:19|20)\d{2})\s?年?\s?(?:-|至|到|~|to)\s?(?<until>(?:19|20)\d{2})\s?年?/u;
const PLAN = /计划|规划|方案|纲要|路线图|plan|programme|program|strategy|roadmap|agenda/iu;

function yearsInTitle(name: string, title: StatedFact | null, blocks: readonly Block[]): StatedFact[] {
  const [first] = blocks;
  const { from, until } = PLAN_YEARS.exec(name)?.groups ?? {};
  if (from === undefined || until === undefined || from > until || !PLAN.test(name) || first === undefined) return [];
  const place = { start: title?.start ?? first.start, end: title?.end ?? first.end, sure: title !== null };
  return [
    { kind: "effectiveFrom", value: from, ...place },
    { kind: "effectiveUntil", value: until, ...place },
  ];
}

/**
 * Takes, of what may be said once, the first that is said in so many words: a sentence before the years of a title, and
 * of several sentences that disagree none is sure, unless one is about what the title says.
 */
function chosen(facts: readonly StatedFact[], title: string): StatedFact[] {
  const many: readonly StatedKind[] = ["supersedes", "amends", "revised", "adopted"];
  const once = Map.groupBy(
    facts.filter(({ kind }) => !many.includes(kind)),
    ({ kind }) => kind,
  );
  const kept = [...once].flatMap(([, said]) => oneOf(said, title));
  const others = facts.filter(
    (fact, index) =>
      many.includes(fact.kind) &&
      facts.findIndex(
        (other) => other.kind === fact.kind && other.value === fact.value && other.clause === fact.clause,
      ) === index,
  );
  return [...kept, ...others].toSorted((one, other) => one.start - other.start);
}

function oneOf(said: readonly StatedFact[], title: string): StatedFact[] {
  const [first] = said;
  if (first === undefined) return [];
  const isDay = first.kind !== "publisher" && first.kind !== "number" && first.kind !== "title";
  const days = said.filter(({ value, sure }) => sure && (value.length >= 7 || !isDay));
  if (!first.kind.startsWith("effective") || new Set(days.map(({ value }) => value)).size < 2) {
    // A whole day says more than a year.
    return [days[0] ?? first];
  }
  const kind = /(?:办法|规定|条例|细则|章程|规则|制度|准则|标准|方案|通知|决定)$/u.exec(title)?.[0];
  const own = days.length > 0 ? (days.at(-1) ?? first) : first;
  return [{ ...own, sure: kind !== undefined }];
}

interface KnownFactsOptions {
  /** Facts of the file: its front matter, its properties, or labels on its page. */
  readonly own: ReadResult["facts"];
  readonly beside: ReadResult["facts"];
  readonly stated: readonly StatedFact[];
  readonly format: string;
}

interface KnownFacts {
  readonly known: Pick<
    ReadResult["facts"],
    "title" | "publisher" | "published" | "number" | "effectiveFrom" | "effectiveUntil"
  >;
  readonly origins: FactOrigins;
}

type SingleFact = Exclude<OriginalFact, "supersedes" | "amends">;

/** The day of issue, where the text names none, is that of its last revision, or of its adoption. */
const STATED_AS: Readonly<Record<SingleFact, readonly StatedKind[]>> = {
  title: ["title"],
  number: ["number"],
  publisher: ["publisher"],
  published: ["published", "adopted"],
  effectiveFrom: ["effectiveFrom"],
  effectiveUntil: ["effectiveUntil"],
};

/**
 * Chooses among all that is said of a document: what was written by hand wins; then, of its issuer and its number, what
 * its text states, else what its file says of itself; then its name. Only what is sure is taken from the text.
 */
export function knownFacts({ own, beside, stated, format }: KnownFactsOptions): KnownFacts {
  const known: Record<string, string> = {};
  const origins: Partial<Record<OriginalFact, FactOrigin>> = {};
  for (const fact of ORIGINAL_FACTS) {
    const kinds = fact === "supersedes" || fact === "amends" ? [fact] : STATED_AS[fact];
    const inText = fact === "published" ? issuedOrRevised(stated) : firstOf(stated, kinds);
    const [value, origin] = wins(fact, own[fact], beside[fact], inText, format);
    if (origin === null) continue;
    origins[fact] = origin;
    if (typeof value === "string") known[fact] = value;
  }
  // A title of a file's own that is a heading of its text was stated there.
  if (origins.title === undefined) origins.title = "file name";
  return { known, origins };
}

/** The day of issue says more than the year of a revision that it is in. */
function issuedOrRevised(stated: readonly StatedFact[]): string | null {
  const [issued, revised] = [firstOf(stated, STATED_AS.published), lastRevision(stated)];
  return revised === null || issued?.startsWith(revised) === true ? issued : revised;
}

/** An act speaks since it was last revised. */
export function lastRevision(stated: readonly StatedFact[]): string | null {
  const days = stated.filter(({ kind, sure }) => kind === "revised" && sure).map(({ value }) => value);
  return days.toSorted().at(-1) ?? null;
}

function wins(
  fact: OriginalFact,
  own: unknown,
  beside: unknown,
  inText: string | null,
  format: string,
): readonly [unknown, FactOrigin | null] {
  if (beside !== undefined) return [beside, "sidecar"];
  // "Source: …" on a page names where it was taken from, which need not be who issued it.
  if ((fact === "publisher" || fact === "number") && inText !== null && format !== "markdown") return [inText, "text"];
  // Letterheads and numbers stand above the title, where readers of formats without headings take them for it.
  if (fact === "title" && inText !== null && format !== "markdown") return [inText, "text"];
  if (own !== undefined)
    return [own, fact === "title" && own === inText ? "text" : format === "markdown" ? "front matter" : "file"];
  return inText === null ? [undefined, null] : [inText, "text"];
}

/**
 * A fact that a document states of itself in its text, with the words that state it, so that it can be quoted and
 * proven.
 */
export type StatedKind =
  | "title"
  | "number"
  | "publisher"
  | "published"
  | "adopted"
  | "revised"
  | "effectiveFrom"
  | "effectiveUntil"
  | "supersedes"
  | "amends";

export interface StatedFact {
  readonly kind: StatedKind;
  /** A date as exact as its source, a name, a number, or what another document is called. */
  readonly value: string;
  /** The clause that `amends` names: the one that is changed, where one is named. */
  readonly clause?: string;
  /** Offsets into the document's text: the line or the sentence that states it. */
  readonly start: number;
  readonly end: number;
  /** Unsure facts change no answer; the secretariat is asked about them. */
  readonly sure: boolean;
}

/** Offsets of a line, and its text with full-width forms and brackets folded, character for character. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
