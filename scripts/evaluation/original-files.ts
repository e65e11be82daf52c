/**
 * Quotes as the files have them. Members see clean text, without markup and invisible characters; whoever compares a
 * quote with the file letter for letter needs the file's own.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceSlice } from "../../src/documents/block-writer.ts";
import type { SourceMap } from "../../src/documents/document.ts";
import { type Reader, readerFor } from "../../src/documents/read.ts";
import type { Citation } from "../../src/engine/engine.ts";
import { folded } from "./metrics.ts";

export interface OriginalFiles {
  /** The file's own words for a quote. */
  quoteOf(citation: Citation): Promise<string>;
  /** Tells whether the quote occurs in the file, but for case, width, spaces and punctuation. */
  contains(path: string, quote: string): Promise<boolean>;
}

interface Original {
  readonly text: string;
  readonly map: SourceMap | null;
}

export function originalFiles({
  corpusDir,
  readers,
}: {
  readonly corpusDir: string;
  readonly readers: readonly Reader[];
}): OriginalFiles {
  const known = new Map<string, Promise<Original>>();
  const original = (path: string): Promise<Original> => {
    const reading = known.get(path) ?? read(path);
    known.set(path, reading);
    return reading;
  };
  const read = async (path: string): Promise<Original> => {
    const bytes = readFileSync(join(corpusDir, path));
    const { sourceMap = null } = await readerFor(path, readers).read(bytes);
    return { text: new TextDecoder().decode(bytes).normalize("NFC"), map: sourceMap };
  };
  return {
    async quoteOf({ document, quote, start, end }) {
      const { text, map } = await original(document.path);
      return withInvisible(text, map === null ? quote : sourceSlice(map, start, end));
    },
    contains: async (path, quote) => folded((await original(path)).text).includes(folded(quote)),
  };
}

/** The quote with the invisible characters that the file has in it; as it is if the file has no such words. */
function withInvisible(file: string, quote: string): string {
  if (file.includes(quote)) return quote;
  const offsets: number[] = [];
  let visible = "";
  for (let at = 0; at < file.length; at++) {
    const character = file.charAt(at);
    if (/\p{Cf}|\p{Cc}/u.test(character) && character !== "\n" && character !== "\t") continue;
    // Odd spaces are plain ones in clean text.
    visible += /\p{Zs}/u.test(character) ? " " : character;
    offsets.push(at);
  }
  const found = visible.indexOf(quote);
  const [from, to] = [offsets[found], offsets[found + quote.length - 1]];
  return found < 0 || from === undefined || to === undefined ? quote : file.slice(from, to + 1);
}
