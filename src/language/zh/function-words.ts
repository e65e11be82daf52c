/**
 * Chinese words that ask, and words that hold a sentence together, with one plain English word for each, or none. They
 * are few and in every text: a dictionary's first sense for them (就 `to approach`, 会 `can`, 对 `couple`) would say
 * what the text does not, and searching for them would find everything. In simplified characters.
 */

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

/** English of each word; empty where English has no word for it, or none that is worth its place. */
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
