/**
 * Text as it is compared, not as it is shown: full-width forms, kinds of quotation marks and dashes, and white space make
 * no difference. Letters, digits and their order do.
 */

const DASHES = /[-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\u30fc\u2500]+/gu;
const QUOTES = /["'\u00ab\u00bb\u2018-\u201f\u2032\u2033\u2039\u203a\u300c-\u300f\u301d-\u301f`\u00b4]+/gu;

/** One line, single spaces. */
export function folded(text: string): string {
  return text.normalize("NFKC").replace(DASHES, "-").replace(QUOTES, "'").replace(/\s+/gu, " ").trim();
}

/** Without white space, which Chinese sets where it likes, and PDF files lose and add. */
export function foldedForQuotes(text: string): string {
  return folded(text).replace(/\s+/gu, "").toLowerCase();
}

const BRACKETS: Readonly<Record<string, string>> = {
  ...{ "〔": "[", "﹝": "[", "【": "[", "〖": "[", "〕": "]", "﹞": "]", "】": "]", "〗": "]" },
  ...{ "—": "-", "–": "-", "－": "-", "〈": "《", "〉": "》", "○": "〇", "’": "'" },
};

/** Full-width forms and brackets of all kinds as ASCII has them; the length stays. */
export function foldedForm(text: string): string {
  return text.replaceAll(/[\uff01-\uff5e〔﹝【〖〕﹞】〗—–〈〉○’]/gu, (character) => {
    return BRACKETS[character] ?? String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}
