/**
 * Text -> canonical text: Unicode NFC, line feeds only, plain spaces, and nothing that a reader cannot see. Invisible
 * characters hide orders from people but not from models, split words, and turn text around; what was removed is
 * counted in one warning. Doing it twice changes nothing.
 */

interface CanonicalText {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Text with nothing to do, which most text is. */
const PLAIN_ASCII = /^[\t\n -~]*$/;
/** Line ends of every system, and the separators of lines, paragraphs and pages. */
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** The blank of Braille looks like a space, and is one there. */
const SPACE = /[\p{Zs}\u2800]/gu;

/** Characters that are removed wherever they stand, by the name that the warning gives them. */
const INVISIBLE: readonly (readonly [name: string, characters: RegExp])[] = [
  ["control characters", /[[\p{Cc}\p{Noncharacter_Code_Point}]--[\t\n]]/gv],
  ["direction marks", /\p{Bidi_C}/gv],
  ["tag characters", /[\u{e0000}-\u{e007f}]/gv],
  [
    "zero-width characters",
    /[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]--[\p{Bidi_C}\p{Join_C}\p{Variation_Selector}\u{e0000}-\u{e007f}]]/gv,
  ],
];
const ANY_INVISIBLE = new RegExp(INVISIBLE.map(([, characters]) => characters.source).join("|"), "gv");

/** Scripts whose spelling needs joiners inside words: Persian half spaces, Indic half forms. */
const JOINING_LETTER =
  "[[\\p{L}\\p{M}]&&[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Nkoo}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}]]";
/** A joiner is kept inside an emoji of several parts and between two letters of those scripts. */
const IDLE_JOINER = new RegExp(
  `(?<!${JOINING_LETTER})[\\u200c\\u200d](?<!(?:\\p{ExtPict}|\\p{EMod}|\\p{ExtPict}\\ufe0f)\\u200d(?=\\p{ExtPict}))|` +
    `(?<=${JOINING_LETTER})[\\u200c\\u200d](?!${JOINING_LETTER})`,
  "gv",
);
/** A variation selector is kept when it follows what it can vary; more of them carry hidden bytes. */
const IDLE_SELECTOR =
  /(?<!\p{Emoji})(?:\ufe0e|\ufe0f)|(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}]|(?!\ufe0e|\ufe0f|[\u{e0100}-\u{e01ef}])\p{Variation_Selector}/gv;

const JOINERS = /[\p{Join_C}\p{Variation_Selector}]/gv;
const MAX_ROUNDS = 5;

export function canonicalText(text: string): CanonicalText {
  if (PLAIN_ASCII.test(text)) return { text, warnings: [] };
  const wellFormed = text.toWellFormed();
  const lines = wellFormed.replace(LINE_END, "\n").replace(SPACE, " ");
  const visible = removeInvisible(lines);
  const counts: string[] = [];
  for (const [name, characters] of INVISIBLE) {
    const count = lines.match(characters)?.length ?? 0;
    if (count > 0) counts.push(`${count} ${name}`);
  }
  const joiners = countJoiners(lines) - countJoiners(visible);
  if (joiners > 0) counts.push(`${joiners} joiners and variation selectors`);
  const warnings = counts.length === 0 ? [] : [`invisible characters were left out: ${counts.join(", ")}`];
  if (wellFormed !== text) warnings.push("half characters (lone surrogates) were replaced by \ufffd");
  return { text: visible, warnings };
}

/**
 * Removing a character may reorder the accents around it, which may leave a joiner without its neighbour, and so on:
 * this goes on until nothing changes. Text that is made to need more rounds than any language loses all its joiners.
 */
function removeInvisible(text: string): string {
  let before = text.normalize("NFC");
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const after = before
      .replace(ANY_INVISIBLE, "")
      .replace(IDLE_SELECTOR, "")
      .replace(IDLE_JOINER, "")
      .normalize("NFC");
    if (after === before) return after;
    before = after;
  }
  return before.replace(JOINERS, "").normalize("NFC");
}

function countJoiners(text: string): number {
  return text.match(JOINERS)?.length ?? 0;
}

const DASHES = /[-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\u30fc\u2500]+/gu;
const QUOTES = /["'\u00ab\u00bb\u2018-\u201f\u2032\u2033\u2039\u203a\u300c-\u300f\u301d-\u301f`\u00b4]+/gu;

/**
 * Text as it is compared, not as it is shown: full-width forms, kinds of quotation marks and dashes, and white space
 * make no difference. Letters, digits and their order do. One line, single spaces.
 */
export function folded(text: string): string {
  return text.normalize("NFKC").replace(DASHES, "-").replace(QUOTES, "'").replace(/\s+/gu, " ").trim();
}

/** Folds a text without white space, which Chinese sets where it likes, and PDF files lose and add. */
export function foldedForQuotes(text: string): string {
  return folded(text).replace(/\s+/gu, "").toLowerCase();
}

const BRACKETS: Readonly<Record<string, string>> = {
  "〔": "[",
  "﹝": "[",
  "【": "[",
  "〖": "[",
  "〕": "]",
  "﹞": "]",
  "】": "]",
  "〗": "]",
  "—": "-",
  "–": "-",
  "－": "-",
  "〈": "《",
  "〉": "》",
  "○": "〇",
  "’": "'",
};

/** Full-width forms and brackets of all kinds as ASCII has them; the length stays. */
export function foldedForm(text: string): string {
  return text.replaceAll(/[\uff01-\uff5e〔﹝【〖〕﹞】〗—–〈〉○’]/gu, (character) => {
    return BRACKETS[character] ?? String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}

/** Letters and digits alone, to tell whether two texts say the same, however they are set. */
export function lettersAndDigits(text: string): string {
  return foldedForm(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}
