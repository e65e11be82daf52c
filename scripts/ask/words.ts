/** The words of an answer at the command line, in the language of the question. */

import type { Notice, RefusalReason } from "../../src/engine/engine.ts";
import type { Language } from "../../src/language/language.ts";

interface Words {
  readonly notFound: string;
  /** Stands above the nearest sentences, which perhaps answer. */
  readonly unsure: string;
  /** No document has what the question names. */
  unmentioned(names: string): string;
  readonly noDocuments: string;
  /** Of quotes in the other language. */
  keyFacts(facts: readonly string[]): string;
  /** Of several questions in one message one that got no answer. */
  open(question: string): string;
  /** Why the quotes are not an answer in words. */
  readonly notice: Readonly<Record<Notice, string>>;
  /** Says what the sign before a sentence means. */
  ownWording(sign: string): string;
}

const ENGLISH: Words = {
  notFound: "I did not find an answer in the documents.",
  unsure: "I am not sure that this answers it; the nearest sentences are:",
  unmentioned: (names) =>
    `The documents do not mention ${names}, so I am not sure that this answers it; the nearest sentences are:`,
  noDocuments: "There are no documents to ask yet.",
  keyFacts: (facts) => `In short: ${facts.join("; ")}.`,
  open: (question) => `I did not find an answer to "${question}".`,
  notice: {
    "model-found-nothing":
      "The language model found no answer in the documents; these are their words that come nearest.",
    "model-failed": "The language model gave no answer that could be proven, so this is quoted from the documents.",
    "words-alone": "The search by meaning is away for the moment: this was found by words alone.",
    budget: "Today's budget for the language model is spent, so this is quoted from the documents.",
    filtered: "The language model's filter refused this question, so this is quoted from the documents.",
  },
  ownWording: (sign) => `${sign} marks the bot's wording; under it stand the words of the documents that it rests on.`,
};

const CHINESE: Words = {
  notFound: "我在文件中没有找到答案。",
  unsure: "我不确定以下内容是否回答了您的问题，最接近的句子是：",
  unmentioned: (names) => `文件中没有提到${names}，我不确定以下内容是否回答了您的问题，最接近的句子是：`,
  noDocuments: "文件库里还没有文件。",
  keyFacts: (facts) => `要点：${facts.join("；")}`,
  open: (question) => `我没有找到“${question}”的答案。`,
  notice: {
    "model-found-nothing": "语言模型没有在文件中找到答案，以下是最接近的文件原文。",
    "model-failed": "语言模型没有给出可以核对的回答，以下直接引自文件。",
    "words-alone": "按意思检索暂时不可用：以下仅凭字词找到。",
    budget: "今天语言模型的用量已经用完，以下直接引自文件。",
    filtered: "语言模型的内容过滤拒绝了这个问题，以下直接引自文件。",
  },
  ownWording: (sign) => `${sign} 处为机器人的表述，其下为所依据的文件原文。`,
};

export function wordsIn(language: Language): Words {
  return language === "zh" ? CHINESE : ENGLISH;
}

/** A question that was refused unread has no language: both are given. */
export function refusalText(reason: RefusalReason): string {
  switch (reason) {
    case "empty":
      return "The question is empty: write it after the command, in quotes.\n问题是空的：请把问题写在命令后面的引号里。";
    case "too-long":
      return "The question is too long: 2,000 characters at most.\n问题太长：最多 2000 个字符。";
    case "no-words":
      return "The question has no words: write what you want to know.\n问题里没有文字：请写出您想知道的内容。";
    case "small-talk":
      return "This asks nothing of the documents: write what you want to know; npm run documents lists them.\n这句话没有向文件提问：请写出您想知道的内容；npm run documents 列出所有文件。";
    default:
      return reason satisfies never;
  }
}
