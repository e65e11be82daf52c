/**
 * A text cut in words, each with its English. Numbers come first, since no dictionary holds them; what is left is cut
 * by the dictionary and the organisation's terms, and names are looked for among the words that came out.
 */

import { findNumbers, smallOrdinals } from "./chinese-numbers.ts";
import { type Dictionary, LONGEST_WORD } from "./dictionary.ts";
import { findNames, foreignNameInEnglish, type NamedWord, personInEnglish } from "./names.ts";

export interface GlossedWord {
  /** Word as it stands in the text. */
  readonly word: string;
  /**
   * A function word asks or holds a sentence together; a sound is a foreign name whose own spelling is not known;
   * `other` is a run of text that is not Chinese.
   */
  readonly kind: "word" | "name" | "sound" | "function" | "other";
  /** Short English, best first, at most 4; none for function words, for other text, and for what is not known. */
  readonly meanings: readonly string[];
}

/** A word with what stands for it in an English line. */
interface GlossedPiece extends GlossedWord {
  readonly english: string;
}

/** All of the text but white space between words, in order. */
export function glossedWords(text: string, lexicon: Lexicon): GlossedPiece[] {
  const simplified = lexicon.dictionary.simplify(text);
  const pieces: GlossedPiece[] = [];
  let end = 0;
  for (const found of [...findFixed(simplified, lexicon), { start: text.length, end: text.length, english: [] }]) {
    for (const piece of piecesBetween(text, simplified, end, found.start, lexicon)) pieces.push(piece);
    const [english = ""] = found.english;
    if (english !== "") {
      pieces.push({ word: text.slice(found.start, found.end), kind: "word", meanings: found.english, english });
    }
    end = found.end;
  }
  return pieces;
}

interface Fixed {
  readonly start: number;
  readonly end: number;
  readonly english: readonly string[];
}

/** Matches text that is not to be cut: foreign terms, and the numbers between them. */
function findFixed(text: string, { foreignTerms, terms }: Lexicon): Fixed[] {
  const ofTerms = [...(foreignTerms === null ? [] : text.matchAll(foreignTerms))].map(({ 0: term, index }) => ({
    start: index,
    end: index + term.length,
    english: terms.get(term) ?? [],
  }));
  const between = foreignTerms === null ? text : text.replace(foreignTerms, ({ length }) => "_".repeat(length));
  return [...ofTerms, ...findNumbers(between)].sort((a, b) => a.start - b.start);
}

function piecesBetween(text: string, simplified: string, from: number, to: number, lexicon: Lexicon): GlossedPiece[] {
  return [...simplified.slice(from, to).matchAll(/\p{Script=Han}+|\P{Script=Han}+/gu)].flatMap(({ 0: run, index }) => {
    const start = from + index;
    const asWritten = text.slice(start, start + run.length);
    if (/\p{Script=Han}/u.test(run)) return piecesOfRun(run, asWritten, lexicon);
    if (run.trim() === "") return [];
    return { word: asWritten, kind: "other", meanings: [], english: run };
  });
}

function piecesOfRun(run: string, asWritten: string, lexicon: Lexicon): GlossedPiece[] {
  const { dictionary, terms, costOf, longestWord } = lexicon;
  const named = findNames(cutWords(run, costOf, longestWord), {
    isName: (word) => dictionary.find(word)?.isName === true,
    isFunctionWord: (word) => functionWords.has(word) || terms.has(word),
  });
  let end = 0;
  return named.map((word) => {
    const start = end;
    end += word.word.length;
    return { word: asWritten.slice(start, end), ...glossOf(word, lexicon) };
  });
}

function glossOf({ word, parts, kind }: NamedWord, { dictionary, terms }: Lexicon): Omit<GlossedPiece, "word"> {
  const readingOf = (character: string) => dictionary.find(character)?.reading || character;
  if (kind !== null) {
    const meaningOf = (part: string) => dictionary.find(part)?.meanings[0];
    const english =
      kind === "person" ? personInEnglish(word, readingOf) : foreignNameInEnglish(parts, meaningOf, readingOf);
    return { kind: kind === "person" ? "name" : "sound", meanings: [english], english };
  }
  const term = terms.get(word);
  if (term !== undefined) return { kind: "word", meanings: term, english: term[0] ?? "" };
  const functionWord = functionWords.get(word);
  if (functionWord !== undefined) return { kind: "function", meanings: [], english: functionWord };
  const found = dictionary.find(word);
  const meanings = found?.meanings ?? [];
  const english = meanings[0] ?? Array.from(word, readingOf).join("");
  return { kind: found?.isName ? "name" : "word", meanings, english };
}

interface Lexicon {
  readonly dictionary: Dictionary;
  /** Terms in simplified characters. */
  readonly terms: ReadonlyMap<string, readonly string[]>;
  readonly costOf: WordCost;
  /** Length in UTF-16 code units. */
  readonly longestWord: number;
  /** Terms that are no words of a Chinese run, or null where there are none. */
  readonly foreignTerms: RegExp | null;
}

/**
 * All that is known of words, as cutting a text needs it: the dictionary, function words and the organisation's terms,
 * and what each of them costs. The costs only have to be in order; they were chosen for cuts that read well, and
 * ranking by them differs from ranking by the longest match in one question of a hundred. Terms in Han script compete
 * with words, at a lower cost; so 开工 is not found in 离开|工厂. Those that hold other letters or a number are looked for
 * before the text is cut, letter for letter; of two at one place, the longer.
 */
export function lexiconOf(dictionary: Dictionary, glossary: ReadonlyMap<string, readonly string[]>): Lexicon {
  const terms = new Map([
    ...smallOrdinals,
    ...[...glossary].map(([term, english]) => [dictionary.simplify(term), english] as const),
  ]);
  terms.delete("");
  const longestFirst = [...terms.keys()].sort((a, b) => b.length - a.length);
  const foreign = longestFirst.filter((term) => !/^\p{Script=Han}+$/u.test(term) || findNumbers(term).length > 0);
  return {
    dictionary,
    terms,
    costOf: wordCosts(dictionary, terms),
    longestWord: Math.max(LONGEST_WORD, longestFirst[0]?.length ?? 0),
    foreignTerms: foreign.length === 0 ? null : new RegExp(foreign.map(RegExp.escape).join("|"), "gu"),
  };
}

/** A term before a word, a word before a name; two words before one word and a character that is left over. */
const COST = { term: 0.9, word: 1, name: 1.1, functionCharacter: 0.75, otherCharacter: 1.45 };
/**
 * Discount that, of two ways that leave a character over, prefers the one whose character is more often put to whole
 * words: 综合|体.
 */
const AFFIX_DISCOUNT = 0.06;
const LARGEST_DISCOUNT = 0.24;

function wordCosts(dictionary: Dictionary, terms: ReadonlyMap<string, unknown>): WordCost {
  return (word) => {
    if (terms.has(word)) return COST.term;
    const isCharacter = word.length === 1;
    if (functionWords.has(word)) return isCharacter ? COST.functionCharacter : COST.word;
    const found = dictionary.find(word);
    if (isCharacter) return costOfCharacter(found?.affixed ?? 0);
    return found === undefined ? undefined : found.isName ? COST.name : COST.word;
  };
}

function costOfCharacter(affixed: number): number {
  return COST.otherCharacter - Math.min(LARGEST_DISCOUNT, AFFIX_DISCOUNT * Math.log(1 + affixed));
}

/** The cost of a word, or undefined where the letters are no word. */
type WordCost = (word: string) => number | undefined;

/** Cost of a character that is no word by itself: higher than a word's, or words would fall apart into characters. */
const UNKNOWN_CHARACTER_COST = 1.35;

/**
 * Cuts Chinese into words, which its writing does not separate. Each word costs something, and the cheapest way through
 * a run is taken: so a word is not cut in two for a longer one that only begins in it, as the longest match from the
 * left would do (在|理解, not 在理|解). Pure; the time is linear in the length of the run. Of two ways that cost the same,
 * the one whose last word is longer: Chinese words modify what comes after them.
 * @param longestWord in UTF-16 code units
 */
export function cutWords(run: string, costOf: WordCost, longestWord: number): string[] {
  const cheapest = new Float64Array(run.length + 1).fill(Number.POSITIVE_INFINITY);
  const beginnings = new Uint32Array(run.length + 1);
  cheapest[0] = 0;
  for (let start = 0; start < run.length; start++) {
    const before = cheapest[start] ?? 0;
    // No way leads into the middle of a character of two code units.
    if (before === Number.POSITIVE_INFINITY) continue;
    const character = String.fromCodePoint(run.codePointAt(start) ?? 0).length;
    for (let end = start + character; end <= Math.min(run.length, start + longestWord); end++) {
      const cost = costOf(run.slice(start, end)) ?? (end === start + character ? UNKNOWN_CHARACTER_COST : undefined);
      if (cost === undefined || before + cost >= (cheapest[end] ?? 0) - Number.EPSILON * 100) continue;
      cheapest[end] = before + cost;
      beginnings[end] = start;
    }
  }
  const words: string[] = [];
  for (let end = run.length; end > 0; end = beginnings[end] ?? 0) {
    words.push(run.slice(beginnings[end], end));
  }
  return words.reverse();
}

/** A line is an English word and the Chinese words for it. */
const QUESTION_WORDS = `
when: 什么时候 何时 几时 啥时候
what year: 哪年 哪一年 何年
what day: 哪天 哪一天 哪日
what month: 哪个月 哪月 几月
how long: 多久 多长 多长时间
how far: 多远
how large: 多大
how high: 多高
how fast: 多快
how many: 多少 几 几个 多少个
how many times: 多少次 几次
who: 谁 哪位 何人
where: 哪里 哪儿 何处 何地 在哪 在哪里 在哪儿
why: 为什么 为何 为啥
how: 怎么 怎样 如何 怎么样 怎么办
which: 哪些 哪个 哪 哪一 哪一个 哪几个
what: 什么 何 啥 是什么
what kind: 什么样 哪种 何种 什么样的
whether: 是否 是不是 能否 可否 有没有 有无
`;

const FUNCTION_WORDS = `
not: 不 没 没有 未 非
no: 无
on: 上
under: 下
in: 在 于 中 里 之中
within: 内 之内 以内
before: 前 之前 以前
after: 后 之后 以后
when: 时 时候 当
from: 从 自
to: 到 至 对 向 往
by: 被 由
with: 以 跟
for: 为 为了
and: 和 与 及 并 且 而 而且 并且 以及
or: 或 或者
but: 但 但是 不过 然而 却 可是
because: 因 因为 由于
so: 所以 因此 因而
if: 若 如 如果 倘若
about: 关于 对于 有关
according to: 根据 按照 依据 依照
through: 通过 经过
as: 作为
between: 之间
other: 其他 其它
among: 其中
can: 能 可 可以 能够
will: 会 将
must: 要 须 必须 应 应当 应该
is: 是
have: 有
this: 这 此 这个 该 本
that: 那 那个
these: 这些
those: 那些
its: 其
he: 他
she: 她
it: 它
they: 他们 她们 它们
I: 我
we: 我们
you: 你 您 你们
self: 自己
most: 最
more: 更
very: 很
only: 只 仅
also: 还 也 亦
again: 又 再
all: 都 均
already: 已 已经
then: 则 便
let: 让 使 令 使得
give: 给
come: 来
go: 去
do: 做
say: 说
tell: 告诉 告诉我
year: 年
month: 月
day: 日
one of: 之一
some: 一些
people: 人们
etc: 等 等等
`;

const WORDS_WITHOUT_ENGLISH =
  "的 地 得 之 了 着 过 们 吗 呢 吧 啊 呀 嘛 所 把 就 才 者 性 个 位 种 名 项 次 一个 一种 进行 曾 曾经 " +
  "请 请问 想知道 我想知道 想问 我想问 请介绍 请说明 请告诉我";

/**
 * Chinese words that ask, and words that hold a sentence together, with one plain English word for each, or none. They
 * are few and in every text: a dictionary's first sense for them (就 `to approach`, 会 `can`, 对 `couple`) would say
 * what the text does not, and searching for them would find everything. In simplified characters.
 * English of each word; empty where English has no word for it, or none that is worth its place.
 */
export const functionWords: ReadonlyMap<string, string> = new Map([
  ...linesOf(FUNCTION_WORDS),
  ...WORDS_WITHOUT_ENGLISH.split(" ").map((word) => [word, ""] as const),
  ...linesOf(QUESTION_WORDS),
]);

function linesOf(table: string): (readonly [string, string])[] {
  return table
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [english = "", words = ""] = line.split(": ");
      return words.split(" ").map((word) => [word, english] as const);
    });
}
