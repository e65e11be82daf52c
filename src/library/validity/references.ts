/**
 * Finds the document that another one names: by its id, its number or its title, however that is written. Offices write
 * 工信部规〔2021〕5号, 工信部规[2021]5号 and 工信部规（2021） 5 号 for the same, and 《会员管理办法》 for 《联盟会员管理办法（2022年修订）》. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { numberKey, titleKey, workKey } from "../../documents/facts/document-name.ts";
import { endsAt, type Label, type LabelStyle, labelAt, labelsIn } from "../../language/labels.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";
import { simplified } from "../../language/zh/han.ts";

interface Referable {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly number: string | null;
}

export interface Meant<Known> {
  readonly documents: readonly Known[];
  /** True if it was named by its id, number or whole title; else by a part of its title that no other document has. */
  readonly exact: boolean;
  /** True if by a name that the document had once. */
  readonly formerly?: true;
}

/**
 * @param formerNames paths that documents had once, and where they are now
 * @returns a function that gives all documents of a name: translations share their number; none where none is known
 */
export function referencesTo<Known extends Referable>(
  documents: readonly Known[],
  formerNames: ReadonlyMap<string, string> = new Map(),
): (reference: string) => Meant<Known> {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const [byKey, byTitle, byWork, byCount] = [0, 1, 2, 3].map(() => new Map<string, Known[]>());
  const add = (map: Map<string, Known[]> | undefined, key: string, document: Known): void => {
    const same = map?.get(key);
    if (key === "" || same?.at(-1) === document) return;
    if (same === undefined) map?.set(key, [document]);
    else same.push(document);
  };
  for (const document of documents) {
    add(byKey, numberKey(document.id), document);
    add(byTitle, titleKey(document.title), document);
    add(byTitle, titleKey(stemOf(document.path)), document);
    add(byWork, workKey(document.title), document);
    if (document.number === null) continue;
    add(byKey, numberKey(document.number), document);
    add(byCount, countOf(document.number), document);
  }
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const former = new Map(
    [...formerNames].flatMap(([name, path]) => {
      const now = byPath.get(path);
      return now === undefined ? [] : [name, stemOf(name)].map((known) => [titleKey(known), now] as const);
    }),
  );
  const works = [...(byWork ?? [])];
  return (reference) => {
    const exact = byId.get(reference);
    if (exact !== undefined) return { documents: [exact], exact: true };
    const found = byKey?.get(numberKey(reference)) ?? byTitle?.get(titleKey(reference));
    if (found !== undefined) return { documents: [...found], exact: true };
    const renamed = former.get(titleKey(reference));
    if (renamed !== undefined) return { documents: [renamed], exact: true, formerly: true };
    const short = SHORT_NUMBER.exec(simplified(reference.normalize("NFKC")))?.groups?.count;
    if (short !== undefined) return { documents: [...(byCount?.get(short) ?? [])], exact: false };
    const work = workKey(reference);
    const years = yearsIn(reference);
    const ofWork = [...(byWork?.get(work) ?? [])].filter((one) => isOfYears(one, years));
    if (ofWork.length > 0) return { documents: ofWork, exact: true };
    const near = works.filter(([key]) => isNearly(key, work)).flatMap(([, some]) => [...some]);
    return { documents: near.filter((one) => isOfYears(one, years)), exact: false };
  };
}

/** 8号文, 第8号: of some office that both know. */
const SHORT_NUMBER = /^(?:第)?\s?(?<count>\d{1,4})\s?号(?:文件?|令|公告|通知)?$/u;

function countOf(number: string): string {
  return /(?<count>\d+)\s?号\D*$/u.exec(simplified(number.normalize("NFKC")))?.groups?.count ?? "";
}

/** Shorter names are parts of too many titles. */
const SHORTEST_NAME = 4;

/** 会员管理办法 for 联盟会员管理办法; "Charter" for "Charter of the Forum", not for "First Amendment to the Charter". */
function isNearly(title: string, name: string): boolean {
  if (name.length < SHORTEST_NAME) return false;
  return /\p{Script=Han}/u.test(name) ? title.endsWith(name) || name.endsWith(title) : title.startsWith(name);
}

export function yearsIn(text: string): readonly string[] {
  return text.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu) ?? [];
}

function isOfYears({ title, path, number }: Referable, years: readonly string[]): boolean {
  if (years.length === 0) return true;
  const own = yearsIn(`${title} ${path} ${number ?? ""}`);
  return own.length === 0 || years.some((year) => own.includes(year));
}

/** `rules/fees-2022.md` -> `fees-2022`. */
function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[a-z\d]{1,8}$/iu, "");
}

interface Clause {
  readonly start: number;
  readonly label: Label;
  readonly block: Block;
}

/** Ways to write what is called so: the first that is there is meant. */
const WRITTEN: Readonly<Record<LabelStyle, readonly LabelStyle[]>> = {
  part: ["part"],
  chapter: ["chapter"],
  section: ["section", "number"],
  article: ["article", "number", "han"],
  han: ["han", "article", "number"],
  "han-bracket": ["han-bracket", "bracket"],
  number: ["number", "article", "section", "han"],
  bracket: ["bracket", "han-bracket", "number"],
};

export interface TextAndBlocks {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * Finds where a clause of a document begins and ends, from the name that another document calls it by. A clause that is
 * not found, or that could be one of several, is not guessed at.
 * @returns null where the clause is not told for sure
 */
export function findClause({ text, blocks }: TextAndBlocks, reference: string): Span | null {
  const clauses = clausesOf({ text, blocks });
  let found: Span | null = null;
  for (const label of labelsIn(reference)) {
    const within: Span = found ?? { start: 0, end: text.length };
    const inside = clauses.filter(({ start }) => start >= within.start && start < within.end);
    const clause = clauseCalled(label, inside);
    // `Article 7(2)` of a text whose Article 7 does not number its paragraphs: all of the article.
    if (clause === null) return found;
    found = { start: clause.start, end: Math.min(endOf(clause, clauses, { text, blocks }), within.end) };
  }
  return found;
}

/** Blocks and, where lines of a statute were joined into one paragraph, sentences that begin with a label. */
function clausesOf({ text, blocks }: TextAndBlocks): Clause[] {
  return blocks.flatMap((block) => {
    if (block.kind === "table-row" || block.kind === "code") return [];
    const sentences = block.kind === "heading" ? [block] : sentencesIn(text, block.start, block.end);
    return sentences.flatMap(({ start, end }) => {
      const found = labelAt(text.slice(start, end));
      if (found === null) return [];
      // Inside of a paragraph it is a label only if it stands apart, as in `第八条 会议每年一次。`
      const labels = start === block.start || (found.label.style === "article" && /^\s/u.test(found.rest));
      return labels ? [{ start, label: found.label, block }] : [];
    });
  });
}

function clauseCalled({ style, number }: Label, clauses: readonly Clause[]): Clause | null {
  for (const written of WRITTEN[style]) {
    const matching = clauses.filter(({ label }) => label.style === written && label.number === number);
    // A table of contents names clauses too, in lines that are no headings.
    const headings = matching.filter(({ block }) => block.kind === "heading");
    const [clause, ...others] = headings.length > 0 ? headings : matching;
    if (clause !== undefined) return others.length > 0 ? null : clause;
  }
  return null;
}

/** A heading's clause ends at the next heading that is not below it, any other at the next heading or label. */
function endOf({ start, label, block }: Clause, clauses: readonly Clause[], { text, blocks }: TextAndBlocks): number {
  const labels = new Map(clauses.map((clause) => [clause.start, clause.label]));
  const isBelow = (heading: Block): boolean =>
    block.kind === "heading" &&
    (heading.section.length > block.section.length ||
      labels.get(heading.start)?.number.startsWith(`${label.number}.`) === true);
  const heading = blocks.find((next) => next.kind === "heading" && next.start > start && !isBelow(next));
  const next = clauses.find((clause) => clause.start > start && endsAt(label, clause.label));
  const ends = [heading, block.kind === "heading" ? undefined : next].map((end) => end?.start ?? text.length);
  return Math.min(...ends);
}
