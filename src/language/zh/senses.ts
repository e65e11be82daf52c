/**
 * The English of a dictionary's senses, freed of what a dictionary says about words instead of saying what they mean:
 * pinyin, measure words, references to other spellings, remarks on style and region. What is left is short, since each
 * word that is no meaning blurs the sentence that it is put in. Pure.
 */

/** Begins a sense that means nothing by itself. */
const ABOUT_WORDS =
  /^(?:(?:[\w-]+ ){0,2}variant of |see (?:also )?\p{Script=Han}|same as \p{Script=Han}|also (?:written|called|known as|pr\.)|Taiwan pr\.|CL:|(?:classifier|euphemism|prefix|suffix|equivalent of|used (?:in|as)|(?:Kangxi )?radical)\b|(?:\w+ )?particle(?=$|,| (?:of|for|used|indicating|expressing))|onomat|phonetic|interjection|nonstandard|unofficial|opposite:)/iu;

const SURNAME = /^(?:two-character )?surname (?<name>\p{Lu}\p{L}*)/u;

/** Stand before a meaning and add nothing to it. */
const LEAD = /^(?:(?:abbr\. (?:for|of|to)|lit\.|fig\.|to be|to|an?|the)(?: |$)|[\s,:.]+)+/i;
/** Stand for whatever a word is used with. */
const BLANKS = /\b(?:sth|sb|one's|oneself|etc)\b|\.\.\./g;

/** Lists of synonyms are longer; what comes after is an explanation. */
const MOST_COMMA_PARTS = 2;
const MOST_WORDS = 7;

/**
 * Meanings of the senses, in their order: `to know sth (bound form); to be aware` gives `know` and `be aware`.
 * @param ofName a name is told from what the dictionary explains of it: `Beijing, capital of China` gives `Beijing`
 */
export function meaningsOf(senses: readonly string[], ofName = false): string[] {
  const meanings = senses.flatMap((sense) => withoutBrackets(sense).split(";")).map((part) => cleanPart(part, ofName));
  return [...new Set(meanings.filter((meaning) => /[a-z0-9]/i.test(meaning)))];
}

function cleanPart(part: string, ofName: boolean): string {
  const sense = part.trim();
  if (ABOUT_WORDS.test(sense) || SURNAME.test(sense)) return "";
  const english = tidied(sense.replace(/[\p{Script=Han}|"“”]+/gu, " ")).replace(LEAD, "");
  const parts = tidied(english.replace(BLANKS, " ")).split(/\s*,\s*/u);
  const kept =
    ofName && /^\p{Lu}/u.test(english) ? parts.slice(0, 1).map(withoutAlternative) : parts.slice(0, MOST_COMMA_PARTS);
  return kept
    .filter((words) => words !== "")
    .join(", ")
    .split(" ")
    .slice(0, MOST_WORDS)
    .join(" ")
    .replace(/[\s,:.]+$/, "");
}

/** `Yangtze River or Chang Jiang` is one name or the other. */
function withoutAlternative(name: string): string {
  return name.split(" or ")[0] ?? name;
}

function tidied(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** From the inside out, since they are nested. */
function withoutBrackets(text: string): string {
  const without = text.replace(/\([^()]*\)|\[[^[\]]*\]/g, " ");
  return without === text ? text : withoutBrackets(without);
}

/** The surname that a sense names, for words that mean nothing else. */
export function surnameOf(sense: string): string | undefined {
  return SURNAME.exec(sense)?.groups?.name;
}

const REFERENCE =
  /^(?:(?:[\w-]+ ){0,2}variant of|see(?: also)?|same as|also written|abbr\. for|used in) (?<word>\p{Script=Han}+)/u;

/** The word that a sense refers its reader to, as `variant of 臺灣|台湾[Tai2 wan1]` does to 臺灣; else undefined. */
export function referredWord(sense: string): string | undefined {
  return REFERENCE.exec(sense)?.groups?.word;
}
