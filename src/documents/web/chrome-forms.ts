/**
 * The forms of what web sites put around a text: counters, tools, share buttons, comment forms, footers. Each is of a
 * whole line, so that a sentence about the same thing ("Share this notice with your staff") is never one.
 */

import { CHINESE_FORMS } from "./chrome-chinese.ts";
import { ENGLISH_FORMS } from "./chrome-english.ts";

export type ChromeKind =
  /** Never part of a text, wherever it stands. */
  | "sure"
  /** A site's own before the first and after the last paragraph of the text; between them perhaps part of it. */
  | "edge"
  /** The same, if a footer stands next to it. */
  | "by-footer"
  /** The heading of teasers of other texts. */
  | "teasers"
  /** The heading of what visitors say, or of the form to say it in: nothing of the text follows. */
  | "comments"
  /** The same, but such words may also head a part of the text. */
  | "perhaps-comments"
  /** A link to another text in mid-text: "See also  Race for raw materials". */
  | "teaser";

export interface ChromeForm {
  readonly kind: ChromeKind;
  readonly form: RegExp;
}

/** Longer lines are running text; a cookie banner is the longest chrome. */
const LONGEST = 400;

export function chromeKindOf(line: string): ChromeKind | undefined {
  if (line.length > LONGEST) return undefined;
  const spaced = line.replace(/\s+/g, " ");
  // Chinese sites set tools apart with spaces as they like: "字体： 大 中 小".
  const compact = inSimplified(line.replace(/\s+/g, ""));
  return (
    (/^see also\s{2,}\S[^.。]*$/i.test(line) ? "teaser" : undefined) ??
    ENGLISH_FORMS.find(({ form }) => form.test(spaced))?.kind ??
    CHINESE_FORMS.find(({ form }) => form.test(compact))?.kind
  );
}

/** The traditional characters of the words of chrome, each before its simplified one; the forms know only the latter. */
const TRADITIONAL =
  "頁页閱阅讀读覽览瀏浏點点擊击關关閉闭體体號号聯联繫系們们條条評评論论發发錄录註注聞闻權权熱热門门薦荐訂订視视專专選选單单網网級级導导轉转檢检尋寻歡欢態态資资訊讯簡简語语設设為为載载鏈链結结隱隐聲声響响應应歷历誌志圖图動动數数時时間间來来";

/** For comparing with forms only: it keeps the length, but not the sense of every word. */
export function inSimplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (character) => {
    const at = TRADITIONAL.indexOf(character);
    return at >= 0 && at % 2 === 0 ? TRADITIONAL.charAt(at + 1) : character;
  });
}

/**
 * Tools and counters inside of a line that also has a fact: "发布时间：2022-08-22 浏览次数：12 【打印】". Each
 * quantifier is bounded, since it is looked for in lines of any kind.
 */
const TOOLS_INSIDE = new RegExp(
  [
    String.raw`(?:浏览|阅读|点击|访问)\s?[:：]\s?\d[\d,.]{0,12}(?:人?次)?`,
    String.raw`(?:浏览|阅读|点击|访问)(?:次数|量|数|率)\s?[:：]?\s?(?:\d[\d,.]{0,12}\s?万?)?\s?(?:人次|次)?`,
    String.raw`人气\s?[:：]\s?\d{0,9}`,
    String.raw`(?:[[【(（]\s?)?字\s?[体号]\s?[:：]?\s?[[【(（]?(?:\s?[[【(（]?\s?(?:特大|大|中|小|默认)(?:\s?[\]】)）])?[|/]?){1,4}(?:\s?[\]】)）])?`,
    String.raw`[[【(（「]\s?(?:打印(?:本页|本文|此页)?|关闭(?:窗口|本页)?|收藏|大|中|小|纠错|我要纠错)\s?[\]】)）」]`,
    String.raw`(?:打印(?:本页|本文|此页)|关闭(?:窗口|本页)|(?<=\s)打印)(?=\s?(?:$|[|【[]|关闭|分享|打印))`,
    String.raw`分享[到至]?\s?[:：](?:[\s|、]?(?:更多|微信|朋友圈|(?:新浪|腾讯)?微博|qq空间|qq好友|qq)){0,8}(?=\s?(?:$|[|【[]))`,
    String.raw`(?<=[|·•]\s?)\d[\d,.]{0,9}k? (?:views|reads)(?=\s?(?:$|[|·•]))`,
    String.raw`\b(?:page ?views?|views|hits|visits|clicks|reads)\s?[:：]\s?\d[\d,]{0,12}(?: times)?`,
    String.raw`\b(?:font|text) size\s?[:：](?:\s?(?:a[+-]?|small|medium|large)(?![a-z])[|/]?){0,4}`,
    String.raw`\bby admin(?:istrator)?\b`,
    String.raw`(?<=\|\s?)\bprint(?: this page)?(?=\s?(?:$|\|))`,
  ].join("|"),
  "giu",
);
/** A line with one of these has facts besides its tools; all else is left whole. */
const FACT_LABEL =
  /(?:发布|发表|更新|成文|印发)?(?:时间|日期)\s*[:：]|来源\s*[:：]|作者\s*[:：]|编辑\s*[:：]|\b(?:date|source|author|published|updated|posted)\b.{0,12}\d|\b(?:date|source|author|posted on)\b\s*[:：]?|^[^|]{4,30}\b(?:19|20)\d{2}\s?[|·•]/iu;
const LONGEST_FACT_LINE = 300;

/** Where a line of facts has tools between them. */
export function toolsInside(line: string): readonly { readonly start: number; readonly end: number }[] {
  if (line.length > LONGEST_FACT_LINE || !FACT_LABEL.test(line)) return [];
  return [...line.matchAll(TOOLS_INSIDE)].map(({ 0: tool, index }) => ({ start: index, end: index + tool.length }));
}
