/**
 * The title in a document's head. Files of offices begin with a letterhead (…文件), a number, a place; their title comes
 * after that, and may be broken over lines. Pure.
 */

import type { Block } from "../document.ts";
import { ownNumber } from "./document-number.ts";
import { isIssuer } from "./issuer.ts";
import type { Line, StatedFact } from "./stated-fact.ts";
import { titleKey } from "./title-key.ts";

const ENDS_A_TITLE =
  /(?:通知|意见|决定|公告|通告|公报|函|批复|办法|规定|条例|细则|章程|规则|制度|方案|计划|规划|纲要|准则|标准|指南|指引|规程|守则|法|报告|请示|议案|命令|令)(?:\([^)]{1,30}\))?$/u;
const MOST_LINES = 4;
const LONGEST_TITLE = 120;

export interface TitleOptions {
  readonly head: readonly Line[];
  /** As the reader or the file's name has it. */
  readonly named: string;
  readonly blocks: readonly Block[];
}

/** Null where the head shows none. */
export function statedTitle({ head, named }: TitleOptions): StatedFact | null {
  const key = titleKey(named);
  const begin = head.findIndex(
    ({ text }) =>
      titleKey(text) !== "" && ownNumber({ start: 0, end: 0, text }) === null && !isLetterhead(text) && !isIssuer(text),
  );
  const isNamed = head.find(({ text }) => titleKey(text) === key);
  if (isNamed !== undefined && !isLetterhead(isNamed.text) && ownNumber(isNamed) === null)
    return fact([isNamed], named);
  const first = head[begin];
  if (first === undefined || !/\p{Script=Han}/u.test(first.text) || !isTitleLike(first.text)) return null;
  const lines: Line[] = [];
  for (const line of head.slice(begin, begin + MOST_LINES)) {
    lines.push(line);
    const text = lines.map((each) => each.text.trim()).join("");
    if (text.length > LONGEST_TITLE) return null;
    if (ENDS_A_TITLE.test(text) && balanced(text)) return fact(lines, text);
    if (!isTitleLike(line.text)) return null;
  }
  return null;
}

function isTitleLike(text: string): boolean {
  return !/[。;:!?]|,$/u.test(text) && text.trim().length <= LONGEST_TITLE;
}

/** 关于印发《… over two lines is not over with 计划 on the first. */
function balanced(text: string): boolean {
  const open = text.match(/《/gu)?.length ?? 0;
  const close = text.match(/》/gu)?.length ?? 0;
  return (
    open === close &&
    !(
      /关于(?:印发|发布|公布|转发|做好|开展|加强)/u.test(text) &&
      !/(?:通知|公告|意见|函|决定|通告|批复|请示|报告)(?:\([^)]*\))?$/u.test(text)
    )
  );
}

function isLetterhead(text: string): boolean {
  return /(?:文件|公报|公文|简报)$/u.test(text.replaceAll(/\s/gu, "")) && text.trim().length <= 34;
}

function fact(lines: readonly Line[], value: string): StatedFact {
  const [first, last] = [lines[0], lines.at(-1)];
  return { kind: "title", value, start: first?.start ?? 0, end: last?.end ?? 0, sure: true };
}
