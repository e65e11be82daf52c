/**
 * Which elements of a page are the site's: menus, banners, sidebars, comments. Elements say it by their name, their role
 * or their class, and lists of links by being nothing else. What holds most of the page's text is never one of them,
 * whatever it is called.
 */

import { introducesList } from "../lead-in.ts";
import { isFile } from "./html-lines.ts";
import { type HtmlElement, type HtmlNode, textOf } from "./html-tree.ts";

export interface Article {
  /** The element that the text is in, and perhaps more. */
  readonly root: HtmlElement;
  isChrome(element: HtmlElement): boolean;
}

const NAMES = new Set("nav footer dialog menu".split(" "));
const ROLES = new Set(
  "navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar tablist alert".split(" "),
);
/** Words of classes and ids, singular; a name such as `related-posts` or `relatedPosts` has two. */
const WORDS = new Set(
  (
    "nav navbar navigation navi menu submenu topnav topbar breadcrumb crumb crumbs sidebar sider aside footer foot bottombar cookie " +
    "gdpr ccpa sharedaddy addthis addtoany sharethis jiathis bdshare bdsharebuttonbox comment respond disqus subscribe subscription newsletter mailchimp pagination pager paging pagenav " +
    "pagebar prevnext toolbar login modal popup overlay lightbox banner advert advertisement ads adsense " +
    "widget friendlink friendlinks hotnews totop backtop gotop backtotop qrcode ewm " +
    "screenreader offscreen hitcount viewcount fontsize langswitch languageswitcher mbx weizhi dqwz dangqian luj " +
    "editsection fenxiang xiangguan tuijian dibu yejiao daohang caidan sousuo pinglun"
  ).split(" "),
);
/** Words that a text may be about, too: only what is short or mostly links is chrome by them. */
const PERHAPS = new Set(
  (
    "consent share sharing social recommend recommended recommendation tool print search register sponsor promo promoted skip " +
    "copyright counter ranking"
  ).split(" "),
);
const SHORT = 300;
/** Words that are written together with others: `jp-relatedposts`, `cookiebar`. */
const STEMS =
  /^(?:breadcrumb|relatedpost|relatedarticle|cookie|newsletter|subscri|paginat|navbar|navmenu|sidebar|commentlist|sharebar|socialshare|footer)/;
/** `related` alone, or of texts: `related-party` is none. */
const RELATED =
  /(?:^|[\s_-])related(?:$|\s|[-_]?(?:post|article|news|content|link|stor|item|read|nav|info|video|product|list|box|topic|wrap))/i;
/** Words that mean chrome only together. */
const PHRASES =
  /(?:^| )(?:screen reader|sr only|visually hidden|visuallyhidden|back to top|go top|tag cloud|post nav|post navigation|page nav|site header|site title|site description|site branding|prev next|pre next|previous next|next prev|language (?:switcher?|selector)|lang (?:switcher?|selector)|font size|view count|page view|hit count|hot news|hot list|more link|read more|also like|author box|author bio|about author|site info|link list|links list|cur position|current position|your position|now position|location nav|top bar|mini cart|page turn|entry footer|post tags|tag links|cat links)(?= |$)/;
const MOST = 0.5;
/** Comments may well be longer than what they are on. */
const NEARLY_ALL = 0.9;
const MOSTLY_LINKED = 0.75;
const LIST_OF_LINKS = 3;
const LONGEST_INTRODUCTION = 2_000;
const GROUPS = new Set("ul ol div section p table tbody tr td dl span center".split(" "));

interface Measure {
  readonly text: number;
  readonly linked: number;
  readonly links: number;
  readonly hasTitle: boolean;
  readonly hasControl: boolean;
}

export interface ArticleOptions {
  /** False for a page that has nothing but lists of links: then they are what it says. */
  readonly dropLinkLists: boolean;
}

export function articleOf(page: HtmlElement, { dropLinkLists }: ArticleOptions): Article {
  const measures = new Map<HtmlElement, Measure>();
  const all = measure(page, measures);
  const root = rootOf(page, measures) ?? page;
  const whole = measures.get(root)?.text ?? all.text;
  const introduced = new Set<HtmlElement>();
  noteIntroductions(root, introduced);

  function isChrome(element: HtmlElement): boolean {
    const own = measures.get(element);
    if (own === undefined || element === root) return false;
    const { name, attributes } = element;
    const share = own.text / Math.max(1, whole);
    noteIntroductions(element, introduced);
    if (own.hasTitle && name !== "nav") return false;
    // Headings have ids made of their words; what they say is looked at with the other lines.
    if (/^h[1-6]$/.test(name)) return false;
    const words = wordsOf(`${attributes.class ?? ""} ${attributes.id ?? ""}`);
    if (isAboutComments(words) && share < NEARLY_ALL) return true;
    if (share > MOST) return false;
    if (NAMES.has(name) || ROLES.has(attributes.role ?? "")) return true;
    const isSmall = own.text < SHORT || own.linked > own.text / 3;
    if (isSmall && words.some((word) => PERHAPS.has(word))) return true;
    if (RELATED.test(`${attributes.class ?? ""} ${attributes.id ?? ""}`)) return true;
    if (words.some((word) => WORDS.has(word) || STEMS.test(word)) || PHRASES.test(words.join(" "))) return true;
    if (name === "aside") return own.linked > own.text / 3 || (root.name !== "article" && root.name !== "main");
    if (name === "header") return own.linked > own.text / 2;
    if (name === "form") return own.hasControl;
    return dropLinkLists && GROUPS.has(name) && isListOfLinks(own) && !introduced.has(element);
  }

  return { root, isChrome };
}

function isListOfLinks({ text, linked, links }: Measure): boolean {
  return links >= LIST_OF_LINKS && linked >= text * MOSTLY_LINKED;
}

function isAboutComments(words: readonly string[]): boolean {
  return words.some((word) => word === "comment" || word === "respond" || word === "disqus" || word === "pinglun");
}

/** `<main>` or the one `<article>`, if most of the page's text is in it. */
function rootOf(page: HtmlElement, measures: ReadonlyMap<HtmlElement, Measure>): HtmlElement | undefined {
  const found = (from: HtmlElement, is: (element: HtmlElement) => boolean): HtmlElement | undefined => {
    const own = (element: HtmlElement) => {
      const { text, linked } = measures.get(element) ?? { text: 0, linked: 0 };
      return text - linked;
    };
    const candidates = [...measures.keys()].filter((element) => is(element) && own(element) > 0);
    const [best] = candidates.toSorted((one, other) => own(other) - own(one));
    return best !== undefined && own(best) >= own(from) / 3 ? best : undefined;
  };
  const main = found(page, ({ name, attributes }) => name === "main" || attributes.role === "main");
  const article = found(main ?? page, ({ name, attributes }) => name === "article" || attributes.role === "article");
  // A page of several articles is a list of them, and all of it is read.
  if (article === undefined) return main;
  const articles = [...measures.keys()].filter(({ name }) => name === "article");
  const others = articles.filter(
    (other) => other !== article && !contains(article, other) && !contains(other, article),
  );
  const text = (element: HtmlElement) => measures.get(element)?.text ?? 0;
  const longOthers = others.filter((other) => text(other) > text(article) / 3);
  return longOthers.length > 0 ? main : article;
}

function contains(outer: HtmlElement, inner: HtmlElement): boolean {
  return outer.children.some((child) => child === inner || (child.kind === "element" && contains(child, inner)));
}

/** A list of links after "the following documents:" belongs to the text. */
function noteIntroductions(parent: HtmlElement, introduced: Set<HtmlElement>): void {
  let before = "";
  for (const child of parent.children) {
    const text = child.kind === "text" ? child.text.trim() : textOf(child, LONGEST_INTRODUCTION);
    if (text === "") continue;
    if (child.kind === "element" && introducesList(before)) introduced.add(child);
    before = text;
  }
}

function measure(element: HtmlElement, measures: Map<HtmlElement, Measure>, inLink = false): Measure {
  let [text, linked, links] = [0, 0, 0];
  let [hasTitle, hasControl] = [
    false,
    element.name === "textarea" || (element.name === "input" && element.attributes.type !== "hidden"),
  ];
  const isLink = element.name === "a" && element.attributes.href !== undefined && !isFile(element.attributes.href);
  for (const child of element.hidden ? [] : element.children) {
    if (child.kind === "text") {
      const length = child.text.trim().length;
      text += length;
      if (inLink || isLink) linked += length;
      continue;
    }
    const inner = measure(child, measures, inLink || isLink);
    text += inner.text;
    linked += inner.linked;
    links += inner.links;
    hasTitle ||= inner.hasTitle || isTitle(child);
    hasControl ||= inner.hasControl;
  }
  const own = { text, linked, links: links + (isLink && text > 0 ? 1 : 0), hasTitle, hasControl };
  measures.set(element, own);
  return own;
}

/** The heading of the page; one that is a link is the site's name, above every page. */
function isTitle({ name, children, hidden }: HtmlElement): boolean {
  if (hidden || (name !== "h1" && name !== "article" && name !== "main")) return false;
  const visible = children.filter((child: HtmlNode) => child.kind === "element" || child.text.trim() !== "");
  return (
    name !== "h1" || !visible.every((child) => child.kind === "element" && (child.name === "a" || child.name === "img"))
  );
}

/** `relatedPosts sub_nav` -> related, posts, sub, nav, and each in the singular. */
function wordsOf(names: string): readonly string[] {
  return names
    .slice(0, 500)
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "")
    .flatMap((word) => (word.endsWith("s") && !WORDS.has(word) ? [word.slice(0, -1)] : [word]));
}
