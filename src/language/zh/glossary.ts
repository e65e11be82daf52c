/**
 * The organisation's own terms, which a general dictionary has not, or has in another sense: a file of lines that an
 * operator writes, `光掩模<TAB>photomask`. Several ways to say it in English are set apart by ` / `, the usual one first;
 * lines that begin with # are remarks.
 */

import { readFileSync } from "node:fs";
import { DocketError, errorText } from "../../errors.ts";
import type { Glossary } from "./gloss.ts";

/** In UTF-16 code units: the longest names of authorities have some thirty. */
const LONGEST_TERM = 40;
/** As many as are looked for of any word. */
const MOST_MEANINGS = 4;

/**
 * Read at once, since the terms are part of the gloss's id.
 * @throws DocketError `configuration` with every line that is wrong
 */
export function readGlossary(path: string): Glossary {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new DocketError("configuration", `${path} cannot be read as UTF-8 text: ${errorText(error)}`, {
      cause: error,
    });
  }
  return parseGlossary(text, path);
}

/** One term with its English. */
export interface GlossaryTerm {
  readonly term: string;
  /** Several set apart by ` / `. */
  readonly english: string;
}

/**
 * A term and its English as people write them in chat, `水立方 = pool`, or as a line of the file; either side first.
 * @returns null where it is no such line, or none that the file could have
 */
export function parsedTerm(text: string): GlossaryTerm | null {
  const sides = text
    .normalize("NFC")
    .split(/\t|\s*(?:=|＝|:|：|->|→)\s*/u)
    .map((side) => side.replaceAll(/\s+/gu, " ").trim());
  const [one = "", other = ""] = sides;
  if (sides.length !== 2 || text.trimStart().startsWith("#")) return null;
  const [term, english] = /\p{Script=Han}/u.test(one) ? [one, other] : [other, one];
  const meanings = english.split(/\s*[/／]\s*/u).filter((meaning) => meaning !== "");
  if (problemOf(term, meanings, []) !== null || !meanings.every((meaning) => /\p{L}/u.test(meaning))) return null;
  return { term, english: meanings.join(" / ") };
}

/**
 * A glossary's file with one term said anew, and all else in it as it was.
 * @param english null: the term is taken out
 */
export function withTerm(text: string, term: string, english: string | null): string {
  const line = english === null ? [] : [`${term}\t${english}`];
  const lines = text === "" ? [] : text.replace(/\r?\n$/u, "").split(/\r?\n/u);
  const at = lines.findIndex(
    (one) => !one.trimStart().startsWith("#") && one.normalize("NFC").split("\t")[0]?.trim() === term,
  );
  const written = at < 0 ? [...lines, ...line] : [...lines.slice(0, at), ...line, ...lines.slice(at + 1)];
  return written.length === 0 ? "" : `${written.join("\n")}\n`;
}

export function parseGlossary(text: string, name: string): Glossary {
  const terms = new Map<string, readonly string[]>();
  const lineOf = new Map<string, number>();
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const line = index + 1;
    if (content.trim() === "" || content.trimStart().startsWith("#")) return;
    const [term = "", english = "", ...rest] = content
      .normalize("NFC")
      .split("\t")
      .map((field) => field.trim());
    const meanings = english.split(/(?:^|\s+)\/(?:\s+|$)/).filter((meaning) => meaning !== "");
    const earlier = lineOf.get(term);
    const problem =
      problemOf(term, meanings, rest) ?? (earlier === undefined ? null : `${term} is on line ${earlier} too`);
    if (problem !== null) problems.push(`  line ${line}: ${problem}`);
    lineOf.set(term, earlier ?? line);
    terms.set(term, meanings);
  });
  if (problems.length === 0) return terms;
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new DocketError("configuration", `${name} has ${count}:\n${problems.join("\n")}`);
}

function problemOf(term: string, meanings: readonly string[], rest: readonly string[]): string | null {
  if (meanings.length === 0) return `"${term}" has no English: write the term, a tab, and its English`;
  if (rest.length > 0) return `${term} has a second tab: set several meanings apart by " / "`;
  if (!/\p{Script=Han}/u.test(term)) return `"${term}" is not Chinese: the Chinese term comes first`;
  if (term.length > LONGEST_TERM)
    return `${term} has ${term.length} characters, ${LONGEST_TERM} at most are looked for`;
  if (meanings.length > MOST_MEANINGS) return `${term} has ${meanings.length} meanings, give ${MOST_MEANINGS} at most`;
  if (meanings.some((meaning) => /\p{Script=Han}/u.test(meaning))) return `the English of ${term} has Chinese in it`;
  return null;
}
