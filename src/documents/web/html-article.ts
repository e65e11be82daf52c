/**
 * Tells the site's own elements of a page: menus, banners, sidebars, comments. Elements say it by their name, their
 * role or their class, and lists of links by being nothing else. What holds most of the page's text is never one of
 * them, whatever it is called.
 */

import { introducesList } from "../lists.ts";
import { INLINE, isFile, isProse } from "./html-elements.ts";
import { type HtmlElement, type HtmlNode, textOf } from "./html-tree.ts";

export interface Article {
  /** The element that the text is in, and perhaps more. */
  readonly root: HtmlElement;
  isChrome(element: HtmlElement): boolean;
}

const NAMES = new Set("nav footer dialog menu".split(" "));
const ROLES = new Set("navigation contentinfo search dialog alertdialog menu menubar".split(" "));
/** Roles that a part of the text may have as well. */
const PERHAPS_ROLES = new Set("banner complementary toolbar tablist alert".split(" "));
/** Words of classes and ids, singular; a name such as `related-posts` or `relatedPosts` has two. */
const WORDS = new Set(
  (
    "nav navbar navigation navi menu submenu topnav topbar breadcrumb crumb crumbs sidebar sider aside footer foot bottombar cookie " +
    "gdpr ccpa sharedaddy addthis addtoany sharethis jiathis bdshare bdsharebuttonbox comment respond disqus subscribe subscription newsletter mailchimp pagination pager paging pagenav " +
    "pagebar prevnext friendlink friendlinks hotnews totop backtop gotop backtotop " +
    "langswitch languageswitcher mbx weizhi dqwz dangqian luj " +
    "editsection catlinks slogan fenxiang xiangguan tuijian dibu yejiao daohang caidan sousuo pinglun"
  ).split(" "),
);
/** Words that builders of pages also give to parts of a text: what has running text is none by them. */
const PERHAPS = new Set(
  (
    "consent share sharing social recommend recommended recommendation tool print search register sponsor promo promoted skip " +
    "copyright counter ranking toolbar login modal popup overlay lightbox banner advert advertisement ad adsense widget " +
    "qrcode ewm screenreader offscreen hitcount viewcount fontsize"
  ).split(" "),
);
/** Letters, and share of the page, up to which a part is small: chrome by its name though it has a sentence or two. */
const SHORT = 300;
const SMALL_SHARE = 0.1;
/** A name on parts with this share of the page's running text is the name of its layout, and says nothing. */
const NAMES_THE_TEXT = 0.25;
/** Words that are written together with others: `jp-relatedposts`, `cookiebar`. */
const STEMS =
  /^(?:breadcrumb|relatedpost|relatedarticle|cookie|newsletter|subscri|paginat|navbar|navmenu|sidebar|commentlist|sharebar|socialshare|footer)/;
/** `related` alone, or of texts: `related-party` is none. */
const RELATED =
  /(?:^|[\s_-])related(?:$|\s|[-_]?(?:post|article|news|content|link|stor|item|read|nav|info|video|product|list|box|topic|wrap))/i;
/** Words that mean chrome only together. */
const PHRASES =
  /(?:^| )(?:back to top|go top|tag cloud|post nav|post navigation|page nav|site header|site title|site sub|site slogan|site description|site branding|prev next|pre next|previous next|next prev|language (?:switcher?|selector)|lang (?:switcher?|selector)|hot news|hot list|more link|also like|author box|author bio|about author|site info|link list|links list|cur position|current position|your position|now position|location nav|top bar|mini cart|page turn|entry footer|post tags|tag links|cat links)(?= |$)/;
const PERHAPS_PHRASES =
  /(?:^| )(?:screen reader|sr only|visually hidden|visuallyhidden|font size|view count|page view|hit count|read more)(?= |$)/;
const MOST = 0.5;
/** Letters of running text that a note beside the text has at least. */
const SHORTEST_NOTE = 60;
const SIDE = /^(?:side|aside)/;
/** Comments may well be longer than what they are on. */
const NEARLY_ALL = 0.9;
const MOSTLY_LINKED = 0.75;
const LIST_OF_LINKS = 3;
const LONGEST_INTRODUCTION = 2_000;
const GROUPS = new Set("ul ol div section p table tbody tr td dl span center".split(" "));

interface Measure {
  readonly text: number;
  /** Letters of its running text. */
  readonly prose: number;
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
  const inText = new Set<HtmlElement>();
  const all = measurePart(page, { measures, paragraph: paragraphs(inText) }, false);
  const root = rootOf(page, measures) ?? page;
  const whole = measures.get(root)?.text ?? all.text;
  const proseOf = (element: HtmlElement) => measures.get(element)?.prose ?? 0;
  const layoutNames = namesOfLayout(page, proseOf);
  const introduced = new Set<HtmlElement>();
  noteIntroductions(root, introduced);

  function isChrome(element: HtmlElement): boolean {
    const own = measures.get(element);
    if (own === undefined || element === root) return false;
    const { name, attributes } = element;
    // A figure in a sentence is part of it, whatever it is called: "The fee is <span class=font-size-large>50".
    if (name !== "a" && inText.has(element) && own.linked <= own.text / 3) return false;
    const share = own.text / Math.max(1, whole);
    noteIntroductions(element, introduced);
    if (own.hasTitle && name !== "nav") return false;
    // Headings have ids made of their words; what they say is looked at with the other lines.
    if (/^h[1-6]$/.test(name)) return false;
    const given = `${attributes.class ?? ""} ${attributes.id ?? ""}`;
    const words = wordsOf(given);
    if (isAboutComments(words, layoutNames) && share < NEARLY_ALL) return true;
    if (share > MOST) return false;
    const mostlyLinks = own.linked > own.text / 3;
    // Builders fold text into a `nav` as well: one without a link leads nowhere.
    const isMenu = name === "nav" || attributes.role === "navigation";
    if (isMenu && own.links === 0 && (own.prose > own.text / 2 || isSentence(element))) return false;
    if (NAMES.has(name) || ROLES.has(attributes.role ?? "")) return true;
    const bare = mostlyLinks || (own.text < SHORT && own.prose === 0 && !isSentence(element));
    const perhaps = PERHAPS_ROLES.has(attributes.role ?? "") || PERHAPS_PHRASES.test(words.join(" "));
    if (bare && (perhaps || words.some((word) => PERHAPS.has(word)))) return true;
    const isSmall = mostlyLinks || own.text < SHORT || share < SMALL_SHARE;
    // An element that stands beside the text and leads nowhere is a note on it.
    const isNote = own.links === 0 && own.prose >= SHORTEST_NOTE && own.prose > own.text * MOST;
    const isNamed = (found: string) => (mostlyLinks || !layoutNames.has(found)) && !(isNote && SIDE.test(found));
    if (isSmall && chromeNames(given, words).some(isNamed)) return true;
    if (name === "aside" && isNote) return false;
    if (name === "aside") return own.linked > own.text / 3 || (root.name !== "article" && root.name !== "main");
    if (name === "header") return own.linked > own.text / 2;
    if (name === "form") return own.hasControl && own.prose < own.text / 2;
    return dropLinkLists && GROUPS.has(name) && isListOfLinks(own) && !introduced.has(element);
  }

  return { root, isChrome };
}

/** A short sentence without links: no control says one. */
function isSentence(element: HtmlElement): boolean {
  const text = textOf(element, SHORT);
  return text.length < SHORT && /[\p{L}\p{N}]{4,}[^\n©]*[。！？]$/u.test(text.trim());
}

/** The words in the names of an element by which it may be the site's. */
function chromeNames(given: string, words: readonly string[]): readonly string[] {
  const phrase = PHRASES.exec(words.join(" "))?.[0].trim();
  const named = words.filter((word) => WORDS.has(word) || STEMS.test(word));
  return [...named, ...(phrase === undefined ? [] : [phrase]), ...(RELATED.test(given) ? ["related"] : [])];
}

/** Builders name each part of a page alike (`elementor-widget`), or a layout by what it has beside (`has-sidebar`). */
function namesOfLayout(page: HtmlElement, proseOf: (element: HtmlElement) => number): ReadonlySet<string> {
  const totals = new Map<string, number>();
  const visit = (element: HtmlElement, counted: ReadonlySet<string>): void => {
    const given = `${element.attributes.class ?? ""} ${element.attributes.id ?? ""}`;
    const fresh = given === " " ? [] : chromeNames(given, wordsOf(given)).filter((name) => !counted.has(name));
    for (const name of fresh) totals.set(name, (totals.get(name) ?? 0) + proseOf(element));
    const inner = fresh.length === 0 ? counted : new Set([...counted, ...fresh]);
    for (const child of element.children) if (child.kind === "element" && proseOf(child) > 0) visit(child, inner);
  };
  visit(page, new Set());
  const least = (name: string) => proseOf(page) * (ABOUT_COMMENTS.has(name) ? NEARLY_ALL : NAMES_THE_TEXT);
  return new Set([...totals].flatMap(([name, prose]) => (prose > least(name) ? [name] : [])));
}

function isListOfLinks({ text, linked, links }: Measure): boolean {
  return links >= LIST_OF_LINKS && linked >= text * MOSTLY_LINKED;
}

const ABOUT_COMMENTS = new Set("comment respond disqus pinglun".split(" "));

function isAboutComments(words: readonly string[], layoutNames: ReadonlySet<string>): boolean {
  return words.some((word) => ABOUT_COMMENTS.has(word) && !layoutNames.has(word));
}

/** `<main>` or the one `<article>`, if most of the page's text is in it. */
function rootOf(page: HtmlElement, measures: ReadonlyMap<HtmlElement, Measure>): HtmlElement | undefined {
  const found = (from: HtmlElement, is: (element: HtmlElement) => boolean): HtmlElement | undefined => {
    const own = (element: HtmlElement) => {
      const { text, linked, prose } = measures.get(element) ?? { text: 0, linked: 0, prose: 0 };
      return { text: text - linked, prose };
    };
    const candidates = [...measures.keys()].filter((element) => is(element) && own(element).text > 0);
    const [best] = candidates.toSorted((one, other) => own(other).text - own(one).text);
    if (best === undefined) return undefined;
    const [part, whole] = [own(best), own(from)];
    return part.text >= whole.text / 3 && part.prose >= whole.prose / 2 ? best : undefined;
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

/** Gathers the unlinked text of a paragraph over the elements inside it. @param inText gets the elements inside running text */
function paragraphs(inText: Set<HtmlElement>) {
  let run = "";
  let inside: HtmlElement[] = [];
  return {
    note: (element: HtmlElement) => void inside.push(element),
    add: (text: string) => {
      if (run.length < LONGEST_INTRODUCTION) run += text;
    },
    /** Letters of running text in the paragraph that ends here. */
    close: (): number => {
      const length = isProse(run) ? run.trim().length : 0;
      if (length > 0) for (const element of inside) inText.add(element);
      [run, inside] = ["", []];
      return length;
    },
  };
}

/** Boxes are ticked in forms, which are text; a search is typed. */
const NO_CONTROLS = /^(?:hidden|checkbox|radio)$/i;

interface Measuring {
  readonly measures: Map<HtmlElement, Measure>;
  readonly paragraph: ReturnType<typeof paragraphs>;
}

function measurePart(element: HtmlElement, measuring: Measuring, inLink: boolean): Measure {
  const { measures, paragraph } = measuring;
  let [text, linked, links, prose] = [0, 0, 0, 0];
  let [hasTitle, hasControl] = [
    false,
    element.name === "textarea" || (element.name === "input" && !NO_CONTROLS.test(element.attributes.type ?? "")),
  ];
  const isLink = element.name === "a" && element.attributes.href !== undefined && !isFile(element.attributes.href);
  const isInline = INLINE.has(element.name);
  for (const child of element.hidden ? [] : element.children) {
    if (child.kind === "text") {
      const length = child.text.trim().length;
      text += length;
      if (inLink || isLink) linked += length;
      else paragraph.add(child.text);
      continue;
    }
    if (INLINE.has(child.name)) paragraph.note(child);
    else prose += paragraph.close();
    const inner = measurePart(child, measuring, inLink || isLink);
    text += inner.text;
    linked += inner.linked;
    links += inner.links;
    prose += inner.prose;
    hasTitle ||= inner.hasTitle || isTitle(child);
    hasControl ||= inner.hasControl;
  }
  if (!isInline) prose += paragraph.close();
  const own = { text, prose, linked, links: links + (isLink && text > 0 ? 1 : 0), hasTitle, hasControl };
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
