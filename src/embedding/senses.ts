/**
 * The English of a dictionary entry, freed of what the dictionary says about words instead of saying what they mean:
 * pinyin, measure words, references to other spellings, remarks on style and region. Pure.
 */

/** A sense that means nothing by itself. */
const ABOUT_WORDS =
  /^(?:(?:[\w-]+ ){0,2}variant of |see (?:also )?\p{Script=Han}|same as \p{Script=Han}|also (?:written|called|known as|pr\.)|Taiwan pr\.|used in |classifier |CL:|radical |onomat)/u;
const SURNAME = /^surname /;

/**
 * The meaning of a word from the senses of all its entries, in the dictionary's order; empty when none is left. It is
 * the beginning of the first sense: synonyms and further senses only blur the sentence that they are put in. Of 40
 * Chinese questions over English documents (from XQuAD) the right document came first for 28; with the beginnings of
 * two senses for 20, with all of two senses for 7.
 */
export function meaningOf(senses: readonly string[]): string {
  let surname = "";
  for (const sense of senses) {
    const meaning = cleanSense(sense);
    if (meaning !== "" && !SURNAME.test(meaning)) return meaning;
    surname ||= meaning;
  }
  return surname;
}

/** `(bound form) to know sth [zhi1]; to be aware` gives `know something`. */
export function cleanSense(sense: string): string {
  if (ABOUT_WORDS.test(sense)) return "";
  const english = withoutParentheses(sense.replace(/\[[^\]]*\]/g, "")).replace(
    /\p{Script=Han}+(?:\|\p{Script=Han}+)?/gu,
    " ",
  );
  const synonyms = english.split(";").map((synonym) =>
    synonym
      .trim()
      .replace(/^(?:abbr\. (?:for|of|to)|lit\.|fig\.)/, "")
      .replace(/\bsth\b/g, "something")
      .replace(/\bsb\b/g, "somebody")
      .replace(/\s+/g, " ")
      .replace(/ (?=[,:.])/g, "")
      .replace(/^[\s,:.]+|[\s,:]+$/g, "")
      .replace(/^to /, ""),
  );
  return synonyms.find((synonym) => synonym !== "") ?? "";
}

/** From the inside out, since they are nested. */
function withoutParentheses(text: string): string {
  const without = text.replace(/\([^()]*\)/g, " ");
  return without === text ? text : withoutParentheses(without);
}

const REFERENCE =
  /^(?:(?:[\w-]+ ){0,2}variant of|see(?: also)?|same as|also written|abbr\. for) (?<word>\p{Script=Han}+)/u;

/** The word that a sense refers its reader to, as `variant of 臺灣|台湾[Tai2 wan1]` does to 臺灣; else undefined. */
export function referredWord(sense: string): string | undefined {
  return REFERENCE.exec(sense)?.groups?.word;
}
