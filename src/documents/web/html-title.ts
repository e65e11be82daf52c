/** The title of a page: what its readers see as such, held against what the page calls itself. */

import type { HtmlLine } from "./html-lines.ts";

/** Matches what separates a title and the name of the site. */
const BEFORE_SITE = /\s+[-–—|·»:]+\s+|\s*[_|｜]+\s*|\s*[-–—]{1,2}\s*(?=[\p{Script=Han}–—-]{2,30}$)/u;
/** Titles that programs write where nobody gave one. */
const NAMELESS =
  /^(?:.{1,2}|untitled(?: document| page)?|new (?:page|document)|document\s?\d*|无标题(?:文档|页)?|新建网页\s?\d*)$/iu;
const LONGEST_TITLE = 200;
const SHORTEST_TITLE = 4;

/** @param named what the page calls itself, often with the name of the site behind it */
export function titleOf(lines: readonly HtmlLine[], named: string | undefined, siteName?: string): string | undefined {
  const fits = ({ text }: { readonly text: string }) => text.length >= SHORTEST_TITLE && text.length <= LONGEST_TITLE;
  const headings = lines.filter((line) => line.level === 1 && line.linked < 1 && fits(line));
  if (named === undefined || NAMELESS.test(named)) return headings[0]?.text;
  const opens = ({ text }: { readonly text: string }) => plain(named).startsWith(plain(text));
  const opening = headings.find(opens);
  if (opening !== undefined) return opening.text;
  // Without a heading of the first level: the line that the page calls itself by.
  const own = withoutSite(named, siteName);
  const shown = lines.filter(
    (line) => fits(line) && line.linked < 1 && opens(line) && line.text.length * 2 >= own.length,
  );
  const longest = shown.toSorted((one, other) => other.text.length - one.text.length)[0];
  if (longest !== undefined) return longest.text;
  const [heading, second] = headings.filter(({ text }) => !plain(named).endsWith(plain(text)));
  return heading !== undefined && second === undefined ? heading.text : own;
}

function plain(text: string): string {
  return text.replace(/\s+/g, "").toLowerCase();
}

function withoutSite(named: string, siteName: string | undefined): string {
  if (siteName !== undefined && named.endsWith(siteName) && named.length > siteName.length) {
    return named.slice(0, -siteName.length).replace(/[\s\-–—|·»:_｜]+$/u, "") || named;
  }
  const [first = named] = named.split(BEFORE_SITE);
  return first.trim().length >= SHORTEST_TITLE ? first.trim() : named;
}
