/**
 * Metadata of a page for machines: meta tags of every custom, and JSON-LD. People see none of it, so what the
 * page shows wins for the title, and these win for the date.
 */

import { z } from "zod";
import { canonicalText } from "../../language/canonical.ts";
import type { ReadResult } from "../document.ts";
import type { Attributes } from "./html-hidden.ts";
import { elementsIn, type HtmlElement, textOf } from "./html-tree.ts";
import { dateIn } from "./web-date.ts";

export interface PageFacts {
  readonly facts: Pick<ReadResult["facts"], "publisher" | "published" | "source" | "number">;
  /** As the page gives it, often with the site's name after it. */
  readonly title: string | undefined;
  readonly siteName: string | undefined;
}

/** By name, in lower case; the first that is there wins. The Chinese ones are those of government sites. */
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

export function pageFacts(page: HtmlElement): PageFacts {
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
