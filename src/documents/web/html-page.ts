/**
 * A web page -> its article, without what the site puts around it. Nothing is run and nothing is fetched; text that readers
 * of the page do not see is left out and reported.
 */

import { z } from "zod";
import { canonicalText } from "../../language/canonical.ts";
import { decodeHtml } from "../decode.ts";
import type { ReadResult } from "../document.ts";
import { plainLines, readsAsTitle } from "../plain/plain-lines.ts";
import { chromeOf } from "./chrome.ts";
import { articleOf } from "./html-article.ts";
import { writeHtmlLines } from "./html-blocks.ts";
import { isProse as isRunningText, wordsIn } from "./html-elements.ts";
import { unfold } from "./html-folds.ts";
import type { HtmlLine } from "./html-line.ts";
import { type HtmlLines, htmlLines } from "./html-lines.ts";
import {
  type Attributes,
  elementsIn,
  type HtmlElement,
  type HtmlTree,
  isProse,
  parseHtml,
  textOf,
} from "./html-tree.ts";
import { dateIn, factsInLines } from "./web-facts.ts";

export async function readWebPage(bytes: Uint8Array): Promise<ReadResult> {
  const decoded = decodeHtml(bytes);
  const { text: source, warnings } = canonicalText(decoded.text);
  const page = partsOf(await parseHtml(source));
  const written = writeHtmlLines(page.lines, page.title);
  return {
    text: written.text,
    blocks: written.blocks,
    facts: page.facts,
    warnings: [...decoded.warnings, ...warnings, ...page.warnings],
    sourceMap: { source, runs: written.runs },
  };
}

interface Page {
  readonly lines: readonly HtmlLine[];
  readonly title: string | undefined;
  readonly facts: ReadResult["facts"];
  readonly warnings: readonly string[];
}

/** With less than this share of the page's own text, the lists of links are what the page says. */
const LEAST_SHARE = 0.1;
const LEAST_LENGTH = 60;

function partsOf(parsed: HtmlTree): Page {
  const { root, unrolled } = unfold(parsed.root);
  const tree = { ...parsed, root };
  const { facts, title: named, siteName } = pageFacts(tree.root);
  const all = htmlLines(tree.root, () => false);
  const title = titleOf(all.lines, named, siteName);
  const lines = withTitle(mainLines(tree, title, lengthOf(all.lines)), all.lines, title);
  const shownTitle = title ?? firstLine(lines);
  return {
    lines,
    title,
    facts: {
      ...(siteName === undefined ? {} : { publisher: siteName }),
      ...factsInLines(labelledLines(all.lines)),
      ...factsInLines(labelledLines(lines), { isPage: true }),
      ...facts,
      ...(shownTitle === undefined ? {} : { title: shownTitle }),
    },
    warnings: [
      ...(unrolled === 0
        ? []
        : [`text that the page shows only once its script has run was read (words: ${unrolled})`]),
      ...hiddenReport(all, tree.comments),
      ...leftOutReport(all.lines, lines),
    ],
  };
}

/**
 * A row may be a label and what it is of ("发文字号 | 经信〔2023〕8号"), and so may a term and what stands under it. Names of
 * columns are none ("Source | 2022").
 */
function labelledLines(lines: readonly HtmlLine[]): readonly string[] {
  const heads = new Set(lines.map(({ kind, leadIn }) => (kind === "table-row" ? leadIn : null)));
  return lines.map((line) => {
    const { text, kind, leadIn } = line;
    if (kind === "table-row") return heads.has(line) ? text : text.replace(" | ", "：");
    return kind === "paragraph" && leadIn?.kind === "paragraph" ? `${leadIn.text}：${text}` : text;
  });
}

function firstLine(lines: readonly HtmlLine[]): string | undefined {
  const [line] = lines;
  const [plain] = line?.kind === "paragraph" || line?.kind === "heading" ? plainLines(line.text) : [];
  return plain !== undefined && readsAsTitle(plain) ? plain.text : undefined;
}

/** Many sites set the heading of the page above the element that the text is in. */
function withTitle(
  lines: readonly HtmlLine[],
  all: readonly HtmlLine[],
  title: string | undefined,
): readonly HtmlLine[] {
  if (title === undefined || lines.length === 0 || lines.some(({ text }) => text === title)) return lines;
  const heading = all.find(({ text, level, linked }) => level === 1 && text === title && linked < 1);
  return heading === undefined || !isAbove(heading, lines[0]) ? lines : [heading, ...lines];
}

/** What is quoted stands in the order of the file, each word once: an open heading may hold all of the page. */
function isAbove(line: HtmlLine, other: HtmlLine | undefined): boolean {
  const start = other?.pieces.find(({ source }) => source !== null)?.source ?? 0;
  return line.pieces.every(({ source, text }) => source === null || source + text.length <= start);
}

/** The article; or for a page without one, which is a list of links, that list. */
function mainLines(tree: HtmlTree, title: string | undefined, whole: number): readonly HtmlLine[] {
  const article = articleLines(tree, true, title);
  if (lengthOf(article) >= Math.max(LEAST_LENGTH, whole * LEAST_SHARE)) return article;
  const withLists = articleLines(tree, false, title);
  return lengthOf(withLists) > lengthOf(article) * 2 ? withLists : article;
}

function articleLines(tree: HtmlTree, dropLinkLists: boolean, title: string | undefined): readonly HtmlLine[] {
  const { root, isChrome } = articleOf(tree.root, { dropLinkLists });
  const { lines, cut } = htmlLines(root, isChrome);
  // An item of a list that the text introduces is part of it, also where it is a link.
  const page = lines.map(({ text, linked, leadIn }) => ({ text, linked: leadIn === null ? linked : 0 }));
  const chrome = chromeOf(page, { title, linksAreText: !dropLinkLists });
  const kept = lines.filter(({ text }, index) => !chrome.lines.has(index) && /[\p{L}\p{N}]/u.test(text));
  const places = new Map(lines.map((line, index) => [line, index]));
  const isCut = (line: HtmlLine) => cut.has(line) || chrome.lines.has((places.get(line) ?? 0) + 1);
  const isEmptied = (line: HtmlLine, index: number) =>
    line.kind === "heading" && isCut(line) && line.text !== title && (kept[index + 1]?.kind ?? "heading") === "heading";
  return kept.filter((line, index) => !isEmptied(line, index));
}

function lengthOf(lines: readonly HtmlLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

/** Less than this is a banner or a teaser, which nobody misses. */
const LEAST_WORDS_TO_TELL = 40;

/** Running text that was taken for the site's own: whoever misses something sees that it may be there. */
function leftOutReport(all: readonly HtmlLine[], kept: readonly HtmlLine[]): readonly string[] {
  const texts = new Set(kept.map(({ text }) => text));
  const prose = all.filter(({ text, linked }) => linked < 0.5 && isRunningText(text) && !texts.has(text));
  const words = prose.reduce((sum, { text }) => sum + wordsIn(text), 0);
  return words < LEAST_WORDS_TO_TELL ? [] : [`text around the article was left out (words: ${words})`];
}

function hiddenReport({ hidden, hiddenWords, struckOut }: HtmlLines, comments: readonly string[]): readonly string[] {
  const warnings: string[] = [];
  const remarks = comments.filter(isProse).length;
  const words = hiddenWords === 0 ? "" : `, words: ${hiddenWords}`;
  if (hidden > 0) warnings.push(`text that the page hides from readers was left out (places: ${hidden}${words})`);
  if (remarks > 0) warnings.push(`comments in the page's markup were left out (places: ${remarks})`);
  if (struckOut > 0) warnings.push(`struck-out text was left out (places: ${struckOut})`);
  return warnings;
}

/** Matches what separates a title and the name of the site. */
const BEFORE_SITE = /\s+[-–—|·»:]+\s+|\s*[_|｜]+\s*|\s*[-–—]{1,2}\s*(?=[\p{Script=Han}–—-]{2,30}$)/u;
/** Titles that programs write where nobody gave one. */
const NAMELESS =
  /^(?:.{1,2}|untitled(?: document| page)?|new (?:page|document)|document\s?\d*|无标题(?:文档|页)?|新建网页\s?\d*)$/iu;
const LONGEST_TITLE = 200;
const SHORTEST_TITLE = 4;

/** @param named what the page calls itself, often with the name of the site behind it */
function titleOf(lines: readonly HtmlLine[], named: string | undefined, siteName?: string): string | undefined {
  const fits = ({ text }: { readonly text: string }) => text.length >= SHORTEST_TITLE && text.length <= LONGEST_TITLE;
  const headings = lines.filter((line) => line.level === 1 && line.linked < 1 && fits(line));
  if (named === undefined || NAMELESS.test(named)) return headings[0]?.text;
  const opens = ({ text }: { readonly text: string }) => plain(named).startsWith(plain(text));
  const opening = headings.find(opens);
  if (opening !== undefined) return opening.text;
  // The title without a heading of the first level is the line that the page calls itself by.
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

interface PageFacts {
  readonly facts: Pick<ReadResult["facts"], "publisher" | "published" | "source" | "number">;
  /** Title as the page gives it, often with the site's name after it. */
  readonly title: string | undefined;
  readonly siteName: string | undefined;
}

/**
 * Names of title elements, in lower case; the first that is there wins. The Chinese ones are those of government sites.
 */
const TITLES = ["articletitle", "og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"];
const PUBLISHERS = ["contentsource", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "source"];
const SITES = ["og:site_name", "sitename", "application-name"];
const DATES = [
  ...["article:published_time", "og:published_time", "pubdate", "publishdate", "publish_date", "publication_date"],
  ...["dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "citation_publication_date"],
  ...["citation_date", "datepublished", "date", "release_date", "sailthru.date", "parsely-pub-date"],
];
const NUMBERS = ["dc.identifier", "documentnumber", "filenum"];
const LONGEST_VALUE = 500;
const LONGEST_JSON = 200_000;

const named = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const article = z.object({
  headline: z.string().optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  publisher: named.optional().catch(undefined),
});
type LinkedData = z.infer<typeof article>;

/**
 * Metadata of a page for machines: meta tags of every custom, and JSON-LD. People see none of it, so what the page
 * shows wins for the title, and these win for the date.
 */
function pageFacts(page: HtmlElement): PageFacts {
  const metas = new Map<string, string>();
  let [canonical, title, time]: (string | undefined)[] = [];
  const linkedData: LinkedData[] = [];
  for (const element of elementsIn(page)) {
    const { name, attributes } = element;
    const { itemprop = "" } = attributes;
    if (name === "meta") {
      const key = (attributes.property ?? attributes.name ?? itemprop).toLowerCase();
      const value = clean(attributes.content);
      if (value !== undefined && !metas.has(key)) metas.set(key, value);
    } else if (name === "link" && attributes.rel?.toLowerCase() === "canonical") canonical ??= attributes.href;
    else if (name === "title") title ??= clean(textOf(element, LONGEST_VALUE));
    else if (name === "time" && isPublication(attributes)) time ??= attributes.datetime;
    else if (name === "script" && attributes.type?.toLowerCase() === "application/ld+json") {
      linkedData.push(...readLinkedData(element));
    }
  }
  const first = (keys: readonly string[]) => keys.map((key) => metas.get(key)).find((value) => value !== undefined);
  const data = (key: keyof LinkedData) => clean(linkedData.map((one) => one[key]).find((value) => value !== undefined));
  const siteName = first(SITES);
  const published = [first(DATES), data("datePublished"), time].map((value) => dateIn(value ?? "")).find(Boolean);
  const publisher = [first(PUBLISHERS), data("publisher")].find((value) => value !== undefined && !isAddress(value));
  const source = [canonical, metas.get("og:url")].find((value) => value !== undefined && isAddress(value));
  const number = NUMBERS.map((key) => metas.get(key)).find(
    (value) => value !== undefined && /\d.*号$|^\S+\d{4}\S*\d$/u.test(value),
  );
  return {
    facts: {
      ...(published === undefined ? {} : { published }),
      ...(publisher === undefined ? {} : { publisher }),
      ...(source === undefined ? {} : { source }),
      ...(number === undefined || isAddress(number) ? {} : { number }),
    },
    title: first(TITLES) ?? data("headline") ?? title,
    siteName,
  };
}

/**
 * Tells whether an element `time` is the day of publication: by microdata, by an old attribute, or by WordPress'
 * classes.
 */
function isPublication(attributes: Attributes): boolean {
  const named = attributes.itemprop === "datePublished" || "pubdate" in attributes;
  return named || /\b(?:published|entry-date|post-date)\b/.test(attributes.class ?? "");
}

function readLinkedData(script: HtmlElement): readonly LinkedData[] {
  const json = script.children.map((child) => (child.kind === "text" ? child.text : "")).join("");
  if (json.length > LONGEST_JSON) return [];
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [];
  }
  const graph = z.object({ "@graph": z.array(z.unknown()) }).safeParse(value);
  const things = graph.success ? graph.data["@graph"] : Array.isArray(value) ? (value as unknown[]) : [value];
  return things.flatMap((thing) => {
    const read = article.safeParse(thing);
    return read.success ? [read.data] : [];
  });
}

function clean(value: string | undefined): string | undefined {
  const text = canonicalText(value ?? "")
    .text.replace(/\s+/g, " ")
    .trim();
  return text === "" || text.length > LONGEST_VALUE ? undefined : text;
}

function isAddress(value: string): boolean {
  return /^https?:\/\/\S+$/i.test(value);
}
