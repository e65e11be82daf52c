/**
 * What a question asks about, term by term: the words to look for in passages of its own language, and the English
 * words that each may be in a passage of the other. The senses of one Chinese word are one term, so that a word with
 * many senses counts no more than a word with one.
 */

import type { Gloss } from "../embedding/gloss.ts";
import { pairsOf, wordsOf } from "../library/words.ts";

export interface Term {
  /** As it was asked, for people. */
  readonly text: string;
  /** Words of the question's own language, each looked for by itself. */
  readonly own: readonly string[];
  /** English words, any of which will do. */
  readonly english: readonly string[];
  /** 1 for what the question itself says, less for what it is carried over from. */
  readonly weight: number;
}

/** A text that terms are taken from, and how much they count. */
export interface TermSource {
  readonly text: string;
  readonly weight: number;
}

/** Chinese words that ask or that hold a sentence together, and name nothing. */
const CHINESE_STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "什么 什么样 什么时候 何时 几时 哪年 哪一年 何年 哪天 哪一天 多久 多长 多长时间 多远 多大 多高 多少 多少次 几 谁 哪里 哪儿 何处 在哪 在哪里 " +
    "为什么 为何 怎么 怎样 怎么样 如何 哪些 哪个 哪 何 哪种 哪位 哪家 是否 是不是 有没有 能否 可否 吗 呢 吧 啊 请 请问 告诉 想知道 介绍 说明 " +
    "的 了 是 得 着 过 也 就 都 而 之 所 被 把 将 给 对 在 于 以 由 从 向 到 和 与 及 或 并 且 但 则 其 这 那 该 此 个 种 名 项 次 位 家 有 没有 不 " +
    "很 更 最 还 又 再 才 只 会 能 可 可以 能够 要 让 使 为 上 下 中 里 内 外 前 后 时 等 者 来 去 做 当 至 如 若 因 因为 所以 但是 而且 以及 并且 或者 " +
    "如果 由于 对于 关于 这个 那个 这些 那些 他 她 它 我 你 您 他们 她们 它们 我们 你们 自己 已经 一个 一种 一些 之一 之间 之后 之前 其中 其他 通过 进行 作为 根据 按照"
  ).split(" "),
);

const HAN = /\p{Script=Han}/u;

/** The terms of the texts, each once, where it counts most: so the weightiest text comes first. */
export function termsOf(sources: readonly TermSource[], gloss: Gloss | null): readonly Term[] {
  const terms = new Map<string, Term>();
  for (const { text, weight } of sources) {
    for (const term of termsIn(text, gloss)) if (!terms.has(term.text)) terms.set(term.text, { ...term, weight });
  }
  return [...terms.values()];
}

type Unweighted = Omit<Term, "weight">;

function termsIn(text: string, gloss: Gloss | null): Unweighted[] {
  if (gloss === null) return wordsOf(text).map(plainTerm);
  return gloss.words(text).flatMap(({ word, english }) => {
    if (!HAN.test(word)) return wordsOf(word).map(plainTerm);
    return CHINESE_STOP_WORDS.has(word) ? [] : [chineseTerm(word, english)];
  });
}

function chineseTerm(text: string, english: string): Unweighted {
  return { text, own: pairsOf(text), english: [...new Set(wordsOf(english))] };
}

function plainTerm(word: string): Unweighted {
  return { text: word, own: [word], english: [word] };
}
