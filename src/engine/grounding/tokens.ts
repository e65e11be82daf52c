/**
 * The words of a sentence that say something, each with its place and all the forms in which a sentence of either
 * language may say it again. Pure.
 */

import { folded } from "../../language/canonical.ts";
import type { Figure } from "../../language/figures/figures.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan, type Gloss, type GlossedWord, glossKeywords } from "../../language/zh/gloss.ts";
import { areSynonyms } from "./synonyms.ts";

export interface Token {
  /** Word as it stands, lower case. */
  readonly word: string;
  /** A stem of English, a Han word as it stands. */
  readonly key: string;
  /** Stems of what a Han word may mean; empty for English. */
  readonly meanings: ReadonlySet<string>;
  readonly isName: boolean;
  readonly start: number;
  readonly end: number;
}

export type TokensOf = (line: string) => readonly Token[];

/** English words that need no support: they carry no fact by themselves. */
const LIGHT = new Set(
  (
    "non also according document documents rule rules passage text following therefore thus hence however moreover additionally " +
    "furthermore namely regarding concerning respect respectively there way case do does make makes made use uses using used " +
    "state states stated provide provided specify specified set sets given give note kind type part place will would need needs " +
    "needed must may can could should required allowed able permitted entitled possible per cent percent nothing nobody everybody everyone " +
    "expected planned expects plans intends exceed exceeds exceeded exceeding somebody someone anyone anybody another others himself itself themselves yes every except unless only several both " +
    "less fewer more unit units first second third fourth fifth sixth seventh eighth ninth tenth large amount number period date deadline least most maximum minimum least nearly almost approximately roughly around total totally far whoever whatever whichever"
  ).split(" "),
);
const LIGHT_HAN = new Set(
  (
    "进行 开展 有关 相关 方面 情况 规定 属于 该 本 其 应 应当 须 必须 需 需要 可以 可 能 能够 不得 将 已 已经 了 的 地 得 是 为 由 被 把 将会 " +
    "共 总共 一共 共计 合计 下 之内 之外 以内 不能 不可 于 在 至 到 从 自 向 对 和 与 及 以及 或 或者 并 并且 而 但 但是 因 因此 因为 由于 所以 如 如果 若 则 就 即 都 均 也 还 再 又 " +
    "不 没 没有 未 无 非 勿 每 各 所有 全部 一律 其中 包括 以上 以下 之前 之后 以前 以后 前 后 内 外 除 除外 时 期间 等 以 所 之 一个 家 个 项 次 名 根据 按照 依据 按 据 " +
    "我们 你们 他们 这 那 这些 那些 此 上述 下列 以下 即可 予以 给予 不予 出现 成为 作为 视为 同比 达到 约 近 一 这个 其 条 款 章 节 第 第一 第二 第三 第四 使用 用 超过 大多数 多数 大部分 部分 少数 一些 许多 有些 过半 一半 计划 预计 预期 最多 最少 至少 至多 最高 最低 时间 期限 金额 数额 日期 只有 只 仅 唯一 不少 不超过 不足 原因 单位 只能 大约"
  ).split(" "),
);
/** Letter that tells one thing from another: `Plant A`. */
const LETTER = /(?<=\p{L} )[A-Z](?![\p{L}\p{N}'&])/gu;
/** 除法律另有规定外 has no 除法, which is a division. */
const WORD = /除(?=法律|法规|法定)|\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’](?:s|t|re|ve|ll))?/gu;

/** @param figuresIn of a folded line; what measures is proven as a figure, and is no word */
export function createTokens(gloss: GlossWords | null, figuresIn: (text: string) => readonly Figure[]): TokensOf {
  const known = new Map<string, readonly Token[]>();
  return (line) => {
    const read = (): readonly Token[] => {
      const measures = figuresIn(line).filter((figure) =>
        figure.kind === "quantity" ? figure.unit?.measure : figure.kind !== "ordinal" && figure.kind !== "code",
      );
      return tokensOf(line, gloss).filter(
        ({ start, end }) => !measures.some((figure) => figure.start < end && figure.end > start),
      );
    };
    const tokens = known.get(line) ?? read();
    known.set(line, tokens);
    return tokens;
  };
}

function tokensOf(line: string, gloss: GlossWords | null): Token[] {
  const tokens: Token[] = [];
  for (const { 0: run, index } of line.matchAll(WORD)) {
    if (containsHan(run)) tokens.push(...hanTokens(run, index, gloss));
    else {
      const word = run.toLowerCase();
      const [key] = tokenize(word);
      if (key === undefined || key.length === 1 || /^\d/u.test(key) || LIGHT.has(word)) continue;
      const isName = /^\p{Lu}/u.test(run);
      tokens.push({ word, key, meanings: NONE, isName, start: index, end: index + run.length });
    }
  }
  for (const { 0: letter, index } of line.matchAll(LETTER)) {
    const key = `#${letter}`;
    tokens.push({ word: letter, key, meanings: NONE, isName: false, start: index, end: index + 1 });
  }
  return tokens.sort((one, other) => one.start - other.start);
}

/** Those of a part of the line, with their places in it. */
export function tokensWithin(tokens: readonly Token[], from: number, to: number): Token[] {
  return tokens
    .filter(({ start, end }) => start >= from && end <= to)
    .map((token) => ({ ...token, start: token.start - from, end: token.end - from }));
}

const NONE: ReadonlySet<string> = new Set();

type Word = Pick<GlossedWord, "word" | "kind" | "meanings">;

function hanTokens(run: string, from: number, gloss: GlossWords | null): Token[] {
  const words: readonly Word[] = gloss?.words(run) ?? [{ word: run, kind: "other", meanings: [] }];
  const tokens: Token[] = [];
  let at = from;
  for (const { word, kind, meanings } of denied(words)) {
    const start = run.indexOf(word, at - from) + from;
    at = start + word.length;
    if (!containsHan(word) || LIGHT_HAN.has(word) || NUMERAL.test(word)) continue;
    if (kind === "function" && word.length === 1) continue;
    const stems = new Set(meanings.flatMap((meaning) => tokenize(meaning)));
    tokens.push({ word, key: word, meanings: stems, isName: kind === "name" || kind === "sound", start, end: at });
  }
  return tokens;
}

/** 不合格 is one word, whatever the dictionary says, and the opposite of 合格. */
function* denied(words: readonly Word[]): Generator<Word> {
  for (let index = 0; index < words.length; index++) {
    const [word, next] = [words[index], words[index + 1]];
    if (word === undefined) continue;
    if (/^[不未非]$/u.test(word.word) && /^(?:合格|达标|合规|公开|正式)$/u.test(next?.word ?? "")) {
      yield { word: `${word.word}${next?.word}`, kind: "word", meanings: [] };
      index += 1;
    } else yield word;
  }
}

/** Figures are proven by themselves. */
const NUMERAL = /^[〇零一二三四五六七八九十百千万亿两]+(?:年|月|日|号|个|家|次|元|年度)?$/u;

/** One may stand for the other. */
export function says(one: Token, other: Token): boolean {
  if (one.key === other.key || areSynonyms(one.key, other.key)) return true;
  const [hanOne, hanOther] = [containsHan(one.key), containsHan(other.key)];
  if (hanOne && hanOther) {
    const [short, long] = one.key.length < other.key.length ? [one.key, other.key] : [other.key, one.key];
    return long.includes(short) && long.length <= 2 * short.length + 1 && !OTHER.test(long.replace(short, ""));
  }
  if (!hanOne && !hanOther) return sameRoot(one.key, other.key);
  const [han, latin] = hanOne ? [one, other] : [other, one];
  if (han.meanings.has(latin.key)) return true;
  for (const meaning of han.meanings) if (areSynonyms(meaning, latin.key) || sameRoot(meaning, latin.key)) return true;
  return false;
}

/** With one of these before it a word says something else: 副理事长 is not 理事长. */
const OTHER = /^[不未无非副准前反免]$/u;

/** `investment` and `investor` have not one stem, but one root: all but their last letters. */
function sameRoot(one: string, other: string): boolean {
  const shared = Math.min(one.length, other.length);
  if (shared < 5) return false;
  let same = 0;
  while (same < shared && one[same] === other[same]) same += 1;
  return same >= 5 && Math.max(one.length, other.length) - same <= 3;
}

export interface EvidenceWords {
  /** Stems and Han pairs of the text itself. */
  readonly own: ReadonlySet<string>;
  /** Every word as it stands, lower case: what is no word to a search (US, IT) may be a name. */
  readonly written: ReadonlySet<string>;
  /** Stems of the English of its Chinese words, names in pinyin among them. */
  readonly gloss: ReadonlySet<string>;
  /** Letters only, lower case, without spaces: the whole text, its gloss, and how its characters are read. */
  readonly letters: string;
  /** Its Han characters as they stand, white space left out. */
  readonly han: string;
  /** First letters of its capitalised words, by runs: MIIT for `Ministry of Industry and Information Technology`. */
  readonly initials: ReadonlySet<string>;
}

export type GlossWords = Pick<Gloss, "words" | "english" | "pinyin">;

/**
 * Words of a piece of evidence, in whichever language a claim may say it again: its own words, the English of its
 * Chinese words, and its Chinese characters. Built once a passage, and asked many times.
 */
export function evidenceWords(text: string, gloss: GlossWords | null): EvidenceWords {
  const line = folded(text);
  const han = Array.from(line.matchAll(/\p{Script=Han}+/gu), ([run]) => run).join("");
  const chinese = gloss !== null && containsHan(line);
  // Names come out of `english` whole, in pinyin; `glossKeywords` has further meanings of each word.
  const english = chinese ? `${gloss.english(line)} ${glossKeywords(gloss, line)}` : "";
  return {
    own: new Set(tokenize(line)),
    written: new Set(line.toLowerCase().match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []),
    gloss: new Set(tokenize(english)),
    letters: lettersOf(`${line} ${english} ${gloss?.pinyin(han) ?? ""}`),
    han,
    initials: initialsIn(`${line}. ${english}`),
  };
}

/** Each word of a Chinese text by all the forms that it may take in evidence of either language. */
export function formsOfWords(text: string, gloss: GlossWords): string[][] {
  return gloss
    .words(text)
    .filter(({ kind, meanings }) => kind !== "function" && kind !== "other" && meanings.length > 0)
    .map(({ word, meanings }) => [...tokenize(word), ...meanings.flatMap((meaning) => tokenize(meaning))]);
}

export function lettersOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z]/gu, "");
}

const CAPITALISED_RUN = /\p{Lu}[\p{L}'-]*(?:(?: (?:of|and|the|for|on|in|&))* \p{Lu}[\p{L}'-]*)+/gu;

function initialsIn(text: string): Set<string> {
  const initials = new Set<string>();
  for (const [run] of text.matchAll(CAPITALISED_RUN)) {
    const capitals = run.split(/[ -]/u).filter((word) => /^\p{Lu}/u.test(word));
    // Any run inside counts: `The National Development and Reform Commission` is the NDRC.
    for (let from = 0; from < capitals.length; from++) {
      for (let to = from + 2; to <= Math.min(capitals.length, from + 8); to++) {
        initials.add(
          capitals
            .slice(from, to)
            .map((word) => word.charAt(0))
            .join(""),
        );
      }
    }
  }
  return initials;
}
