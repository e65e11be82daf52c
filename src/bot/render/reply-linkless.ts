/**
 * Telegram makes links, mentions, hashtags and commands out of plain text by itself, inside quotes too, and no setting
 * stops it. Words of a document must never become one: who writes a document does not write what members tap. So an
 * invisible word joiner (U+2060) is put where Telegram would begin to read one, and nowhere else. It stays when text is
 * sent without entities, forwarded or copied; a zero-width non-joiner would not do, since Telegram takes it for a letter
 * of a hashtag and of an address. Where a quote must be had letter for letter, a button copies it.
 */

const JOINER = "\u2060";

/**
 * Telegram drops these from a message or turns them into spaces, and every entity after them would be off; the last
 * turn the direction of writing around. https://github.com/tdlib/td, `clean_input_string`
 */
const DROPPED = /\u030a|\u0333|\u033f|[\r\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const SPACED = /[^\P{Cc}\n]/gu;

/**
 * Where Telegram begins to read something. By its own rules (TDLib, `MessageEntity.cpp`): `@name`, `/command` and
 * `$TAG` want a Latin letter or a digit behind them, `#tag` a letter of any script, an address a protocol, a known
 * ending (Chinese ones among them) or four numbers with dots between.
 */
const BEGINNINGS = new RegExp(
  [
    String.raw`(?<=(?<![\p{L}\p{N}_])@)(?=[A-Za-z0-9_])`,
    String.raw`(?<=(?<![\p{L}\p{N}_])\/)(?=[A-Za-z0-9_])`,
    String.raw`(?<=#)(?=[\p{L}\p{N}_\u200c\u00b7\u0d80-\u0dff])`,
    String.raw`(?<=\$)(?=[A-Z0-9])`,
    String.raw`(?<=:)(?=\/\/)`,
    String.raw`(?<=[^\s\u2060])(?=\.\p{L}[\p{L}\p{M}])`,
    String.raw`(?<=\d\.\d{1,3}\.\d{1,3})(?=\.\d)`,
  ].join("|"),
  "gu",
);

export interface Linkless {
  readonly text: string;
  /** Where an offset of the original stands in the text. */
  at(offset: number): number;
}

/**
 * A document's words as they may be put into a message. Doing it again changes nothing, but what is cut from the middle
 * may begin with what only was harmless behind other words: it is to be done for each piece.
 */
export function linkless(original: string): string {
  return original.replaceAll(DROPPED, "").replaceAll(SPACED, " ").replaceAll(BEGINNINGS, JOINER);
}

/** The same, for text with a marked range in it. */
export function linklessWithOffsets(original: string): Linkless {
  const kept = replaced(original, DROPPED, "");
  const joined = replaced(kept.text.replaceAll(SPACED, " "), BEGINNINGS, JOINER);
  return { text: joined.text, at: (offset) => joined.at(kept.at(offset)) };
}

function replaced(original: string, pattern: RegExp, replacement: string): Linkless {
  const edits = [...original.matchAll(pattern)].map(({ index, 0: found }) => ({ index, length: found.length }));
  return {
    text: original.replaceAll(pattern, replacement),
    at: (offset) =>
      edits.reduce(
        (position, { index, length }) => (index < offset ? position + replacement.length - length : position),
        offset,
      ),
  };
}
