/**
 * Clauses that a text changes one by one: items below 对《…》作如下修改： or "The Charter is amended as follows:", each of which
 * names its clause alone; and "section 5 of that Act", named in full in the sentence before. Pure.
 */

import type { Block } from "../document.ts";
import type { StatedFact } from "./facts-in-text.ts";

const CLAUSE = "第[〇零一二三四五六七八九十百\\d]+条(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十]+[款项])?";
const INTRODUCES_IN_CHINESE =
  /(?:对|将)?《(?<name>[^《》]+(?:《[^《》]+》[^《》]*)*)》(?:\([^)]*\))?(?:的部分条款|部分条款|有关条款)?(?:作|做|作出|做出|进行)(?:如下|以下|下列)?(?:修改|修订|修正|调整)(?:如下)?:$/u;
/** Items read 一、将第十二条修改为, （二）删去第二十条, 3. 第七条第二款修改为. */
const ITEM_IN_CHINESE = new RegExp(
  `^\\s*(?:[(]?[一二三四五六七八九十\\d]+[)]?[、.:]?\\s*)?(?:将|删去|删除|废止)?(?:原)?(?<clause>${CLAUSE})(?=[^。;]{0,60}(?:修改为|修订为|改为|调整为|删去|删除|增加|表述)|\\s*[。;]?$|中)`,
  "u",
);
const INTRODUCES_IN_ENGLISH =
  /^(?:[\d.()a-z]{0,6}\s)?(?<name>(?:the |our )?\p{Lu}[^:;]{3,100}?) (?:is|are|shall be|is hereby|are hereby) (?:further )?(?:amended|changed|modified|revised)(?: as follows|(?: in the following| as set out)[^:]{0,30})?:$/u;
const ITEM_IN_ENGLISH =
  /^\s*(?:[\d.]{1,5}|\(?[a-z\divx]{1,4}\))?\s*(?:in |for |delete |after |at )?(?<noun>clause|article|section|rule|regulation|paragraph|§)\s?(?<clause>\d+(?:\.\d+)*(?:\([a-z\d]+\))*|[ivx]+)\b(?=.{0,80}\b(?:replaced|amended|substitut\w+|deleted|omit\w*|insert\w*|read|repealed|changed|for)\b|\s*[.;]?$)/iu;
/** The list ends where the text speaks of itself again. */
const ENDS =
  /^\s*(?:本(?:决定|通知|办法|修正案)|此外|现予|this (?:decision|amendment|act|notice|resolution|circular))/iu;
const MOST_ITEMS = 80;

/**
 * @param text as patterns know it
 * @param amends what its sentences say that it amends as a whole
 */
export function amendedClauses(text: string, blocks: readonly Block[], amends: readonly StatedFact[]): StatedFact[] {
  return amends
    .filter(({ kind, clause }) => kind === "amends" && clause === undefined)
    .flatMap(({ value, start, sure }) => {
      const at = blocks.findIndex((block) => block.end > start);
      const block = blocks[at];
      if (block === undefined) return [];
      const said = text.slice(block.start, block.end).trim();
      if (!INTRODUCES_IN_CHINESE.test(said) && !INTRODUCES_IN_ENGLISH.test(said)) return [];
      const facts: StatedFact[] = [];
      for (const item of blocks.slice(at + 1, at + 1 + MOST_ITEMS)) {
        const words = text.slice(item.start, item.end);
        if (ENDS.test(words) || INTRODUCES_IN_CHINESE.test(words.trim())) break;
        const found = (ITEM_IN_CHINESE.exec(words) ?? ITEM_IN_ENGLISH.exec(words))?.groups;
        const clause = /^[ivx]+$/iu.test(found?.clause ?? "") ? `${found?.noun} ${found?.clause}` : found?.clause;
        if (clause !== undefined) facts.push({ kind: "amends", value, clause, start: item.start, end: item.end, sure });
      }
      return facts;
    });
}

/** 《…章程修正案》 names what it amends in its title alone. */
const AMENDING_TITLE =
  /^(?:关于)?《?(?<name>[^《》]{3,60}?)》?(?:第[一二三四五六七八九十\d]+次)?修正案(?:\([^)]*\))?$/u;

export function amendedByTitle(title: string, text: string, blocks: readonly Block[]): StatedFact[] {
  const value = AMENDING_TITLE.exec(title)?.groups?.name;
  if (value === undefined) return [];
  return blocks.slice(0, MOST_ITEMS).flatMap(({ start, end }): StatedFact[] => {
    const clause = ITEM_IN_CHINESE.exec(text.slice(start, end))?.groups?.clause;
    return clause === undefined ? [] : [{ kind: "amends", value, clause, start, end, sure: true }];
  });
}

/** "The Charter is amended as follows:", where the sentences alone tell of nothing that is amended. */
export function amendedAsFollows(text: string): string | null {
  return INTRODUCES_IN_ENGLISH.exec(text.trim())?.groups?.name?.replace(/^(?:the|our) /iu, "") ?? null;
}

const POINTS_BACK = /^(?:that|those|the said|the principal|the same) \p{L}+$/iu;

/** "that Act" is what was amended in the sentence before. */
export function namedInFull(facts: readonly StatedFact[]): StatedFact[] {
  let last: string | undefined;
  return facts.flatMap((fact) => {
    if (fact.kind !== "amends") return [fact];
    if (!POINTS_BACK.test(fact.value)) {
      last = fact.value;
      return [fact];
    }
    return last === undefined ? [] : [{ ...fact, value: last }];
  });
}
