/**
 * What a piece of evidence says, word by word, in whichever language a claim may say it again: its own words, the English
 * of its Chinese words, and its Chinese characters. Built once a passage, and asked many times. Pure.
 */

import { folded } from "../../language/canonical.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan, type Gloss, glossKeywords } from "../../language/zh/gloss.ts";

export interface EvidenceWords {
  /** Stems and Han pairs of the text itself. */
  readonly own: ReadonlySet<string>;
  /** Every word as it stands, lower case: what is no word to a search (US, IT) may be a name. */
  readonly written: ReadonlySet<string>;
  /** Stems of the English of its Chinese words, names in pinyin among them. */
  readonly gloss: ReadonlySet<string>;
  /** Letters only, lower case, without spaces: the whole text, its gloss, and how its characters are read. */
  readonly letters: string;
  /** Its Han characters as they stand, white space left out. */
  readonly han: string;
  /** First letters of its capitalised words, by runs: MIIT for `Ministry of Industry and Information Technology`. */
  readonly initials: ReadonlySet<string>;
}

export type GlossWords = Pick<Gloss, "words" | "english" | "pinyin">;

export function evidenceWords(text: string, gloss: GlossWords | null): EvidenceWords {
  const line = folded(text);
  const han = Array.from(line.matchAll(/\p{Script=Han}+/gu), ([run]) => run).join("");
  const chinese = gloss !== null && containsHan(line);
  // Names come out of `english` whole, in pinyin; `glossKeywords` has further meanings of each word.
  const english = chinese ? `${gloss.english(line)} ${glossKeywords(gloss, line)}` : "";
  return {
    own: new Set(tokenize(line)),
    written: new Set(line.toLowerCase().match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []),
    gloss: new Set(tokenize(english)),
    letters: lettersOf(`${line} ${english} ${gloss?.pinyin(han) ?? ""}`),
    han,
    initials: initialsIn(`${line}. ${english}`),
  };
}

/** Each word of a Chinese text by all the forms that it may take in evidence of either language. */
export function formsOfWords(text: string, gloss: GlossWords): string[][] {
  return gloss
    .words(text)
    .filter(({ kind, meanings }) => kind !== "function" && kind !== "other" && meanings.length > 0)
    .map(({ word, meanings }) => [...tokenize(word), ...meanings.flatMap((meaning) => tokenize(meaning))]);
}

export function lettersOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z]/gu, "");
}

const CAPITALISED_RUN = /\p{Lu}[\p{L}'-]*(?:(?: (?:of|and|the|for|on|in|&))* \p{Lu}[\p{L}'-]*)+/gu;

function initialsIn(text: string): Set<string> {
  const initials = new Set<string>();
  for (const [run] of text.matchAll(CAPITALISED_RUN)) {
    const capitals = run.split(/[ -]/u).filter((word) => /^\p{Lu}/u.test(word));
    // Any run inside counts: `The National Development and Reform Commission` is the NDRC.
    for (let from = 0; from < capitals.length; from++) {
      for (let to = from + 2; to <= Math.min(capitals.length, from + 8); to++) {
        initials.add(
          capitals
            .slice(from, to)
            .map((word) => word.charAt(0))
            .join(""),
        );
      }
    }
  }
  return initials;
}
