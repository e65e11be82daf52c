/** Texts that a decision ends one by one, in a list below 废止下列文件 or "The following circulars are repealed:". Pure. */

import { labelAt } from "../../language/clause-label.ts";
import type { Block } from "../document.ts";
import { namesOf } from "./relations.ts";
import type { StatedFact } from "./stated-fact.ts";

const INTRODUCES =
  /(?:废止|失效|停止执行)[^。:;]{0,16}(?:下列|以下|如下|文件|制度|规定)[^。;]{0,8}:$|(?:下列|以下)[^。;]{0,40}(?:废止|失效|停止执行)[^。;]{0,6}:$|\bfollowing\b[^.;]{0,60}\b(?:repealed|withdrawn|revoked|cancelled|superseded|rescinded)\b[^.;]{0,40}:$/iu;
/** Ends the list: a sentence that does something else. */
const DOES_ELSE = /修改|修订|自.{2,24}起|本决定|本通知|此前|\bamended\b|\breplaced by\b/iu;
const MOST_LINES = 60;

/** @param text as patterns know it */
export function repealedLists(text: string, blocks: readonly Block[], enacts: boolean): StatedFact[] {
  if (!/:\s*(?:\n|$)/u.test(text)) return [];
  const lines = blocks.flatMap(({ kind, start, end }) =>
    kind === "code" || kind === "table-row" ? [] : linesIn(text, start, end),
  );
  return lines.flatMap((line, index) => {
    const said = line.text.trim();
    if (!said.endsWith(":") || !INTRODUCES.test(said)) return [];
    const style = labelAt(said)?.label.style;
    const facts: StatedFact[] = [];
    for (const item of lines.slice(index + 1, index + 1 + MOST_LINES)) {
      const label = labelAt(item.text)?.label.style;
      if (DOES_ELSE.test(item.text) || (style !== undefined && label === style)) break;
      const names = namesOf(item.text);
      if (names.length === 0) break;
      const { start, end } = item;
      facts.push(...names.map((value): StatedFact => ({ kind: "supersedes", value, start, end, sure: enacts })));
    }
    return facts;
  });
}

/** Lines of a block, of which lists may be made. */
function linesIn(text: string, from: number, to: number) {
  const found: { start: number; end: number; text: string }[] = [];
  for (let start = from; start < to; ) {
    const stop = text.indexOf("\n", start);
    const end = stop < 0 || stop > to ? to : stop;
    if (end > start) found.push({ start, end, text: text.slice(start, end) });
    start = end + 1;
  }
  return found;
}
