/**
 * Finds the document that a question means by a name: its number, its title or a part of it that no other document has,
 * or what was asked about before. Of versions the one that holds is meant, of editions the one in the asker's language.
 * Pure.
 */

import { numbersIn, titleKey, workKey } from "../../../documents/facts/document-name.ts";
import { foldedForm } from "../../../language/canonical.ts";
import type { Language } from "../../../language/language.ts";
import { simplified } from "../../../language/zh/han.ts";
import type { LibraryDocument } from "../../../library/library.ts";
import { type Meant, referencesTo, yearsIn } from "../../../library/validity/references.ts";
import { isInForce, type ValidityOf } from "../../../library/validity/validity.ts";
import { workDates } from "../../../library/validity/versions.ts";

export interface DocumentNames {
  readonly documents: readonly LibraryDocument[];
  /** Documents that bear a number which the text names. */
  numbered(text: string): readonly LibraryDocument[];
  /** Finds what looks like the name of a document: 《会费管理办法》, 5号文, "the 2021 plan", "the Circular". */
  names(text: string): readonly string[];
  /** The document that a name means; null where that is not clear. */
  named(name: string, language: Language, validityOf: ValidityOf): LibraryDocument | null;
  /** All that a name can mean, one of each work: 《办法》 of a library with two of them means either. */
  meant(name: string, language: Language, validityOf: ValidityOf): readonly LibraryDocument[];
}

interface Named {
  readonly document: LibraryDocument;
  readonly key: string;
  readonly work: string;
  /** The work's key without the years of a plan, which a question leaves out: 电子元件行动计划. */
  readonly called: string;
  readonly words: readonly string[];
  readonly heads: readonly string[];
}

/** @param documents that the asker may see */
export function documentNames(documents: readonly LibraryDocument[]): DocumentNames {
  const known = referencesTo(documents);
  let all: readonly Named[] | undefined;
  const withNumber = (text: string): readonly Meant<LibraryDocument>[] =>
    numbersIn(simplified(foldedForm(text))).map(({ number }) => known(number));
  const numbered = (text: string): readonly LibraryDocument[] => [
    ...new Set(withNumber(text).flatMap((found) => bearing(found))),
  ];
  const meant: DocumentNames["meant"] = (name, language, validityOf) => {
    const byNumber = [...new Set(withNumber(name).flatMap((found) => found.documents))];
    all ??= documents.map(namedBy);
    const { called, isEarlier } = ofVersion(name);
    const found = byNumber.length > 0 ? byNumber : byTitle(called, all, known);
    const earlier = isEarlier ? found.filter((one) => validityOf(one).kind === "superseded") : [];
    return oneOfEach(earlier.length > 0 ? earlier : found, language, validityOf);
  };
  const named: DocumentNames["named"] = (name, language, validityOf) => {
    const [only, other] = meant(name, language, validityOf);
    return other === undefined ? (only ?? null) : null;
  };
  return {
    documents,
    numbered,
    named,
    meant,
    names: namesIn,
  };
}

const EARLIER =
  /^(?:旧(?:的|版的?)?|老(?:的|版的?)?|原来的|以前的|之前的|上一版的?|修订前的|(?:the |our )?(?:old|previous|former|earlier) )(?=.{2})/iu;

/** 旧的接待办法 and "the old charter" mean a version that was replaced. */
function ofVersion(name: string): { readonly called: string; readonly isEarlier: boolean } {
  const called = name.replace(EARLIER, "");
  return { called, isEarlier: called !== name };
}

function namedBy(document: LibraryDocument): Named {
  const { title, number, path } = document;
  // "The circular on laboratory access": what it is, its number says, and what it is on, the name of its file.
  const kind = kindsIn(number ?? "");
  const words = [...new Set([...wordsIn(title), ...kind, ...(kind.length === 0 ? [] : wordsIn(stemOf(path)))])];
  const work = workKey(title);
  const called = work.replaceAll(YEARS_OF_A_PLAN, "");
  return { document, key: titleKey(title), work, called, words, heads: [headOf(title), ...kind] };
}

/** "Executive Directive 2024-08" is a directive; BPC-STD-017 says so by its code. */
function kindsIn(number: string): readonly string[] {
  const said = wordsIn(/^(?<kind>(?:\p{L}+\s)+)/u.exec(number)?.groups?.kind ?? "");
  const code = CODES.find(([part]) => new RegExp(`(?:^|[-/])${part}(?:[-/\\d]|$)`, "u").test(number));
  return code === undefined ? said : [...said, code[1]];
}

const CODES = [
  ...([
    ["STD", "standard"],
    ["POL", "policy"],
    ["SOP", "procedure"],
    ["PROC", "procedure"],
    ["PR", "procedure"],
  ] as const),
  ...([
    ["CIR", "circular"],
    ["REG", "regulation"],
    ["DIR", "directive"],
    ["GL", "guideline"],
    ["GN", "guidance"],
    ["BP", "policy"],
  ] as const),
] as const;

/** Years in a key, which has no signs: 2021—2023年. */
const YEARS_OF_A_PLAN = /(?:19|20)\d{2}(?:至|到)?(?:19|20)\d{2}年?/gu;

const ENGLISH_KIND =
  "plan|policy|charter|rules|regulations|statutes|bye?-?laws|code|circular|notice|act|strategy|roadmap|budget|programme|program|agreement|handbook|guidelines|tariff";
const OF_A_YEAR = new RegExp(
  `\\b(?<before>(?:19|20)\\d{2}(?:\\s?[-–]\\s?(?:19|20)?\\d{2})?) (?<words>(?:[\\w-]+ ){0,2}(?:${ENGLISH_KIND}))\\b|\\b(?<kind>(?:[\\w-]+ ){0,2}(?:${ENGLISH_KIND})) (?:of|for|from) (?<after>(?:19|20)\\d{2})\\b`,
  "giu",
);
const OF_A_YEAR_IN_CHINESE =
  /(?<year>(?:19|20)\d{2})\s?年?(?:版|度|发布|印发|修订)?的?(?<kind>\p{Script=Han}{0,8}?(?:计划|规划|方案|办法|规定|条例|章程|制度|通知|决定|政策|细则|预算))/gu;

/** Finds what in a question looks like the name of a document. */
function namesIn(written: string): readonly string[] {
  const text = simplified(written);
  const quoted = text.match(/《[^《》]{2,60}》/gu) ?? [];
  const english = Array.from(text.matchAll(OF_A_YEAR), ({ groups }) =>
    groups?.before === undefined ? `${groups?.after} ${groups?.kind}` : `${groups.before} ${groups.words}`,
  );
  const chinese = Array.from(text.matchAll(OF_A_YEAR_IN_CHINESE), ({ groups }) => `${groups?.year}年${groups?.kind}`);
  const short = foldedForm(text).match(SHORT_NUMBER) ?? [];
  const kinds = Array.from(text.matchAll(KIND_AS_A_NAME), ({ groups }) => groups?.kind ?? "");
  return [
    ...quoted,
    ...english.map((name) => name.replace(/ (?:the|our|this) /iu, " ")),
    ...chinese,
    ...short,
    ...kinds,
  ];
}

const SHORT_NUMBER = /(?<![\d\]〕])第?\d{1,4}\s?号(?:文件?|令|公告|通知)/gu;
/** "the Circular", with a capital inside of a sentence. */
const KIND_AS_A_NAME = new RegExp(
  `(?<=\\p{L},? )(?:the|this|our) (?<kind>(?:${ENGLISH_KIND.replaceAll(/\b[a-z]/gu, (letter) => letter.toUpperCase())}))\\b(?! (?:of|on|for|\\p{Lu}))`,
  "gu",
);

/** A short number, 8号文, names a document only if it is the only one with it. */
function bearing({ documents, exact }: Meant<LibraryDocument>): readonly LibraryDocument[] {
  return exact || new Set(documents.map(({ number }) => number)).size === 1 ? documents : [];
}

function byTitle(
  name: string,
  all: readonly Named[],
  known: (reference: string) => Meant<LibraryDocument>,
): readonly LibraryDocument[] {
  const quoted =
    /《(?<title>[^》]+)》/u.exec(name)?.groups?.title ?? /[“"](?<title>[^”"]+)[”"]/u.exec(name)?.groups?.title;
  const reference = quoted ?? name;
  const { documents, exact } = known(reference);
  const years = yearsIn(reference);
  if (exact && documents.length > 0) return years.length === 0 ? withVersions(documents, all) : documents;
  const ofYears = years.length === 0 ? all : all.filter(({ document }) => isOfYear(document, years));
  const near = /\p{Script=Han}/u.test(reference)
    ? nearInChinese(reference, ofYears, quoted !== undefined || years.length > 0)
    : nearInEnglish(reference, ofYears);
  return near.map(({ document }) => document);
}

/** The title of one version is that of the work: the version that holds may have 修订 or a year behind it. */
function withVersions(documents: readonly LibraryDocument[], all: readonly Named[]): readonly LibraryDocument[] {
  const works = new Set(documents.map(({ collection, title }) => `${collection}\n${workKey(title)}`));
  const versions = all.filter(({ document, work }) => works.has(`${document.collection}\n${work}`));
  return [...new Set([...documents, ...versions.map(({ document }) => document)])];
}

function isOfYear(document: LibraryDocument, years: readonly string[]): boolean {
  const { title, path, number } = document;
  const own = [...yearsIn(`${title} ${path} ${number ?? ""}`), (workDates(document).day ?? "").slice(0, 4)];
  // A plan for 2021-2023 is that of 2022 too.
  const [from, until] = yearsIn(title);
  const isWithin = (year: string) => from !== undefined && until !== undefined && from <= year && year <= until;
  return years.some((year) => own.includes(year) || isWithin(year));
}

const HAN_KIND =
  /(?:法|条例|办法|规定|规则|细则|章程|制度|决定|通知|意见|方案|计划|规划|标准|指南|准则|守则|公约|规程|纲要|政策|手册|公告|预算|纪要|协议|合同|修正案|要点|指引|须知|通告|导则|通则|预案|清单|目录|声明|倡议书?|批复|函|措施|要求|规范)$/u;
const SHORTEST_HAN = 3;

/**
 * 数据安全法 for 中华人民共和国数据安全法; or a title that stands in what is asked as it is.
 * @param isMarked as a name, by 《》 or a year: then the kind alone may be one, 《办法》
 */
function nearInChinese(reference: string, all: readonly Named[], isMarked: boolean): readonly Named[] {
  const name = workKey(reference.replace(/(?<=\d年?[版度]?)的/u, ""));
  const inside = all.filter(({ work }) => work.length >= SHORTEST_HAN && name.includes(work));
  const longest = inside.reduce((most, { work }) => Math.max(most, work.length), 0);
  if (longest > 0) return inside.filter(({ work }) => work.length === longest);
  if (name.length < (isMarked ? 2 : SHORTEST_HAN) || !HAN_KIND.test(name)) return [];
  const ending = all.filter(({ work, called }) => work.endsWith(name) || called.endsWith(name));
  if (ending.length > 0) return ending;
  const containing = all.filter(
    ({ key, called }) =>
      (key.includes(name) || called.includes(name)) && !(/关于修改/u.test(key) && !AMENDING.test(name)),
  );
  return containing.length > 0 ? containing : calledShort(name, all);
}

/** The decision that amends a text is asked for as such. */
const AMENDING = /修改|修正|修订/u;

/** Characters of a short name beside its kind: of fewer, too many titles have all. */
const SHORTEST_CALLED = 2;

/** 古树条例 for 古树名木保护条例, 电商扶持那个细则 for 农村电商扶持资金管理细则: its characters in their order, and of its kind. */
function calledShort(name: string, all: readonly Named[]): readonly Named[] {
  const bare = name.replaceAll(/的|[那这][个份]|里面?/gu, "");
  const kind = HAN_KIND.exec(bare)?.[0] ?? "";
  const about = Array.from(bare.slice(0, bare.length - kind.length));
  if (kind === "" || about.length < SHORTEST_CALLED) return [];
  const inOrder = all.filter((one) => isCalled(one, kind, about, true));
  return inOrder.length > 0 || about.length < SHORTEST_IN_ANY_ORDER
    ? inOrder
    : all.filter((one) => isCalled(one, kind, about, false));
}

/** 保护古树的条例 for 古树名木保护条例. */
const SHORTEST_IN_ANY_ORDER = 4;

function isCalled({ called }: Named, kind: string, about: readonly string[], inOrder: boolean): boolean {
  const sent = new RegExp(`^(?<title>.*)${kind}(?:试行|暂行|修订|修订版|修订稿)?(?:的通知)?$`, "u").exec(called)?.groups
    ?.title;
  const title = called.endsWith(kind) ? called : (sent ?? "");
  let from = 0;
  return (
    title !== "" &&
    !(/关于修改/u.test(called) && !about.includes("改")) &&
    about.every((character) => {
      const at = title.indexOf(character, from);
      from = inOrder ? at + 1 : 0;
      return at !== -1;
    })
  );
}

/** All words of the name are in the title, and what kind of thing it is, the title says too. */
function nearInEnglish(reference: string, all: readonly Named[]): readonly Named[] {
  const words = wordsIn(reference).filter((word) => !/^(?:19|20)\d\d$/u.test(word));
  const head = headOf(reference);
  if (words.length === 0) return [];
  const fitting = all.filter((one) => one.heads.includes(head) && words.every((word) => one.words.includes(word)));
  const fewest = Math.min(...fitting.map((one) => one.words.length));
  const closest = fitting.filter((one) => one.words.length === fewest);
  // "The policy" of a library with several policies is any of them.
  return words.length > 1 ? closest : fitting;
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[a-z\d]{1,8}$/iu, "");
}

const SMALL_WORDS = new Set("the a an of for to on in and or our this that its at by with from".split(" "));

function wordsIn(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .normalize("NFKC")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => !SMALL_WORDS.has(word)).map(singular))];
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/ies$/u, "y").replace(/(?<!s)s$/u, "") : word;
}

/** "Charter" of "Charter of the Forum", "Policy" of "Travel and Expense Policy (2024)". */
function headOf(text: string): string {
  const [noun = ""] = text
    .replaceAll(/[([].*?[)\]]|(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?|\b[A-Z]{2,8}[-/]\d\S*?(?=:|\s|$)/gu, " ")
    .replace(/\b(guidance|guideline)s? notes?\b/iu, "$1")
    .split(/\s(?:of|for|to|on|in|by|at|from|with|concerning|regarding)\s|:|,/iu);
  return wordsIn(noun).at(-1) ?? "";
}

/**
 * Takes one document of each work: the one that holds, of those the last. Works in different languages may be editions
 * of one: only where a language has several are there several.
 */
function oneOfEach(
  found: readonly LibraryDocument[],
  language: Language,
  validityOf: ValidityOf,
): readonly LibraryDocument[] {
  const works = Map.groupBy(found, (one) => `${one.collection}\n${one.language}\n${workKey(one.title)}`);
  const languages = new Set(found.map((one) => one.language));
  const order = (document: LibraryDocument): string =>
    [
      document.language === language ? 1 : 0,
      isInForce(validityOf(document)) ? 1 : 0,
      workDates(document).day ?? "",
    ].join(" ");
  const best = (some: readonly LibraryDocument[]): readonly LibraryDocument[] =>
    some.toSorted((one, other) => (order(one) < order(other) ? 1 : -1)).slice(0, 1);
  if (works.size <= languages.size) return best(found);
  const readable = [...works.values()].filter(([first]) => first?.language === language || !languages.has(language));
  return readable.flatMap(best);
}
