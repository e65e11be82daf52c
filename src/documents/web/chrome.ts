/**
 * Tells the site's own lines of a web page from the text's. Forms tell most of it; the rest is told by where a line
 * stands: before the first paragraph of running text, after the last, or between them, where in doubt it stays.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import { type ChromeKind, chromeKindOf, inSimplified } from "./chrome-forms.ts";

interface PageLine {
  readonly text: string;
  /** Share of its text that is links; 0 where that is not known. */
  readonly linked: number;
}

interface PageChrome {
  /** Indexes of the lines that are the site's. */
  readonly lines: ReadonlySet<number>;
  /** Number of signs that speak for a web page; 2 and more cannot be chance. */
  readonly signs: number;
}

/** Columns (a Chinese character is two) from which on a line with a full stop is running text. */
const RUNNING_COLUMNS = 40;
/** A line that is mostly links is a list of other texts. */
const MOSTLY_LINKED = 0.6;
/** Before and after the text, a line that is nothing but a link leads elsewhere. */
const WHOLLY_LINKED = 0.95;
/** A text that goes on after teasers does so with two paragraphs near each other, or with one of this length. */
const LONG_PARAGRAPH = 200;
/** Comments and their form come last: at least this share of the running text stands before them. */
const LEAST_BEFORE_COMMENTS = 0.25;
const LEAST_BEFORE_PERHAPS_COMMENTS = 0.6;
/** Columns of an entry in a menu that is not known from other sites. */
const LONGEST_ENTRY = 30;
/** Columns of a title; what is shorter may be repeated in a text. */
const SHORTEST_TITLE = 8;
/** A title is repeated among the first lines; further down, what is said twice may be rows of a list. */
const LINES_ABOVE_TEXT = 12;
/** "Next article", and on the next line its title. */
const TURNING_LABEL = /^(?:(?:previous|prev|next) (?:post|article|story)|上一[篇条]|下一[篇条])\s*[:：»›]?$/iu;
const LONGEST_TEASER = 100;
/** Other teasers may be a remark of the text's own: "See also: Annex 2". */
const ALWAYS_TEASER =
  /^(?:see also\s{2}|related|read also|also read|read more|more on this|\p{Script=Han}{2}(?:阅读|新闻|报道))/iu;
/** Signs that show a web page all by themselves. */
const TELLING =
  /akismet|this (?:web)?site uses cookies|^(?:home|首页|网站首页)\s*[>»›]|浏览次数|阅读次数|点击次数|^page ?views?$/i;

interface ChromeOptions {
  /** Title of the page, where it is known: a line that repeats it is never chrome. */
  readonly title?: string | undefined;
  /** True for a page that has nothing but links. */
  readonly linksAreText?: boolean;
}

export function chromeOf(lines: readonly PageLine[], { title, linksAreText = false }: ChromeOptions = {}): PageChrome {
  const menus = menuEntries();
  const isTitle = (text: string) => title !== undefined && sameLine(text, title);
  const aboutCookies = /cookie|privacy|隐私/i.test(title ?? "");
  const found = new Set<number>();
  const kinds = lines.map(({ text }) =>
    isTitle(text) || (aboutCookies && /cookie|隐私/i.test(text)) ? undefined : chromeKindOf(text),
  );
  const running = lines.map((line, index) => kinds[index] === undefined && isRunning(line) && !menus.isBar(line.text));
  let signs = 0;
  const drop = (index: number, weight: number): void => {
    if (!found.has(index)) signs += weight > 0 && TELLING.test(lines[index]?.text ?? "") ? 2 : weight;
    found.add(index);
  };

  const end = commentsStart(lines, kinds, running);
  for (let index = end; index < lines.length; index += 1) drop(index, index === end ? 1 : 0);
  const first = running.indexOf(true) === -1 ? end : Math.min(end, running.indexOf(true));
  dropTeasers(kinds, running, lines, { first, end, drop });
  const last = running.findLastIndex((runs, index) => runs && index < end && !found.has(index));

  const isByFooter = (index: number) => kinds[index - 1] === "edge" || kinds[index + 1] === "edge";
  for (const [index, kind] of kinds.entries()) {
    const atEdge = index < first || index > last;
    const { text, linked } = lines[index] ?? { text: "", linked: 0 };
    if (kind === "sure") drop(index, 1);
    // Footers and banners are told less surely than the rest, so they do not make a page of a text.
    else if (atEdge && (kind === "edge" || (kind === "by-footer" && isByFooter(index)))) drop(index, 0);
    else if (kind === "comments" && index < first) drop(index, 1);
    else if (linked >= WHOLLY_LINKED && menus.isEntry(text) && !isTitle(text)) drop(index, 0);
    else if (!linksAreText && atEdge && first < end && linked >= WHOLLY_LINKED && !isTitle(text)) drop(index, 0);
    else if (kind === "teaser" && (atEdge || linked >= MOSTLY_LINKED || ALWAYS_TEASER.test(text))) drop(index, 1);
  }
  for (const index of [...found]) {
    const next = lines[index + 1];
    const names = next !== undefined && columnsOf(next.text) <= LONGEST_TEASER && index > last;
    if (names && TURNING_LABEL.test(lines[index]?.text ?? "")) drop(index + 1, 0);
  }
  dropMenus(lines, { first, last, title, menus, found, drop });
  dropRepeatedTitles(lines, first, found, drop);
  return { lines: found, signs };
}

type Drop = (index: number, weight: number) => void;

/** Line where visitors' comments begin, or the number of lines. */
function commentsStart(
  lines: readonly PageLine[],
  kinds: readonly (ChromeKind | undefined)[],
  running: readonly boolean[],
): number {
  const lengths = lines.map(({ text }, index) => (running[index] === true ? text.length : 0));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let before = 0;
  for (const [index, kind] of kinds.entries()) {
    const least = kind === "comments" ? LEAST_BEFORE_COMMENTS : LEAST_BEFORE_PERHAPS_COMMENTS;
    const opens = kind === "comments" || kind === "perhaps-comments";
    if (opens && before > 0 && before >= whole * least) return index;
    before += lengths[index] ?? 0;
  }
  return lines.length;
}

/** Teasers under their heading, up to where the text visibly goes on. Above the text only the heading is sure. */
function dropTeasers(
  kinds: readonly (ChromeKind | undefined)[],
  running: boolean[],
  lines: readonly PageLine[],
  { first, end, drop }: { readonly first: number; readonly end: number; readonly drop: Drop },
): void {
  for (let index = 0; index < end; index += 1) {
    if (kinds[index] !== "teasers") continue;
    drop(index, 1);
    // Without running text only the order of the lines is left to tell what is above and what is below.
    if (index < first && (first < end || index < end / 2)) continue;
    let next = index + 1;
    while (next < end && !goesOnAt(next)) {
      drop(next, 0);
      running[next] = false;
      next += 1;
    }
    index = next - 1;
  }

  function goesOnAt(index: number): boolean {
    const text = lines[index]?.text ?? "";
    if (running[index] !== true || /(?:…|\.\.\.|\[…\]|read more)[»›→]?$/i.test(text)) return false;
    return text.length >= LONG_PARAGRAPH || running[index + 1] === true || running[index + 2] === true;
  }
}

interface MenuSetting {
  readonly first: number;
  readonly last: number;
  readonly title: string | undefined;
  readonly menus: MenuEntries;
  readonly found: ReadonlySet<number>;
  readonly drop: Drop;
}

/** Menus with all their entries in a line, and with an entry a line, before and after the text. */
function dropMenus(lines: readonly PageLine[], { first, last, title, menus, found, drop }: MenuSetting): void {
  const isEntry = (index: number): boolean => {
    const text = lines[index]?.text ?? "";
    if (!menus.isEntry(text) || (title !== undefined && sameLine(text, title))) return false;
    // "Contact us", and then how: that is worth knowing.
    return !(/contact|联系/i.test(text) && /\d{3}|@/.test(lines[index + 1]?.text ?? ""));
  };
  const mayBeEntry = ({ text, linked }: PageLine): boolean =>
    columnsOf(text) <= LONGEST_ENTRY && (linked >= MOSTLY_LINKED || !/[\d.。:：!！?？;；]/.test(text));
  let run: number[] = [];
  for (let index = 0; index <= lines.length; index += 1) {
    const line = lines[index];
    const atEdge = index < first || index > last;
    if (line !== undefined && atEdge && (found.has(index) || mayBeEntry(line))) {
      if (!found.has(index)) run.push(index);
      continue;
    }
    closeRun();
    if (line !== undefined && atEdge && menus.isBar(line.text)) drop(index, 1);
  }

  function closeRun(): void {
    const entries = run.filter(isEntry);
    // Three entries of a menu are one below the other by chance only in a list of what a site should have.
    for (const [count, index] of entries.entries()) drop(index, count === 2 ? 1 : 0);
    for (const index of run) if (menus.isBar(lines[index]?.text ?? "")) drop(index, 1);
    const between = run.filter((index) => index > (entries[0] ?? 0) && index < (entries.at(-1) ?? 0));
    if (entries.length >= 2 && entries.length >= between.length * 0.4) for (const index of between) drop(index, 0);
    run = [];
  }
}

/** Saved pages have the title twice, first with the site's name after it. One of them stays. */
function dropRepeatedTitles(lines: readonly PageLine[], first: number, found: ReadonlySet<number>, drop: Drop): void {
  const kept: number[] = [];
  for (let index = 0; index < Math.min(first, lines.length, LINES_ABOVE_TEXT); index += 1) {
    const text = lines[index]?.text ?? "";
    if (found.has(index) || columnsOf(text) < SHORTEST_TITLE) continue;
    if (kept.some((before) => sameLine(lines[before]?.text ?? "", text))) {
      drop(index, 1);
      continue;
    }
    const longer = kept.find((before) => isWithSiteName(lines[before]?.text ?? "", text));
    if (longer !== undefined) {
      drop(longer, 1);
      for (const before of kept)
        if (isSiteNameIn(lines[longer]?.text ?? "", lines[before]?.text ?? "")) drop(before, 0);
    }
    kept.push(index);
  }
}

function isWithSiteName(long: string, title: string): boolean {
  return long.startsWith(title) && /^\s*(?:[-_–—|·»]|::)\s*.{1,60}$/u.test(long.slice(title.length));
}

function isSiteNameIn(titleWithSite: string, line: string): boolean {
  return titleWithSite !== line && titleWithSite.endsWith(line);
}

function sameLine(one: string, other: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, " ").trim();
  return plain(one) === plain(other);
}

/** A paragraph: long enough, and with the end of a sentence in it. */
function isRunning({ text, linked }: PageLine): boolean {
  return (
    linked < MOSTLY_LINKED &&
    columnsOf(text) >= RUNNING_COLUMNS &&
    /[。！？；：.!?;:](?:["”’)）」』\]]|\s|$)|[。！？]/.test(text)
  );
}

function columnsOf(text: string): number {
  if (text.length >= 4 * RUNNING_COLUMNS) return text.length;
  let columns = text.length;
  for (let index = 0; index < text.length; index += 1) if (isWideEastAsian(text.charCodeAt(index))) columns += 1;
  return columns;
}

const ENGLISH = `
home|homepage|home page|about|about us|contact|contact us|contacts|news|news center|news centre|blog|events|products|services
careers|jobs|join us|partners|gallery|media|media center|resources|downloads|members|members area|membership|investors
log in|login|log out|logout|sign in|sign up|sign out|register|my account|account|cart|search|search for|menu|main menu
toggle navigation|toggle menu|open menu|close menu|close|navigation|primary menu|more|all|sitemap|site map|help|faq|faqs|rss
feedback|support|donate|subscribe|newsletter|accessibility|languages|language|select language|privacy|privacy policy
privacy & cookies policy|privacy and cookies policy|cookie policy|cookie settings|manage cookies|cookie preferences|terms
terms of use|terms of service|terms and conditions|terms & conditions|legal|legal notice|cookies|accessibility statement|disclaimer|imprint|accept|accept all
accept cookies|accept all cookies|reject|reject all|decline|i agree|agree|got it|read more|learn more|show more|load more
view all|see all|top|back to top|back|go back|go to top|scroll to top|print|email|e-mail|save|share|tweet|pin it|copy link
facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|tumblr|instagram|youtube|tiktok|wechat|weibo|skype
en|cn|zh|eng|english|chinese|french|german|spanish|русский|français|español|deutsch|日本語|한국어|العربية`;

const CHINESE = `
中文|中文版|简体|繁体|繁體|简|繁|简体中文|繁体中文|繁體中文|英文|英文版|english version|首页|主页|网站首页|返回首页|回到首页
关于我们|关于本站|关于|联系我们|新闻|新闻中心|新闻动态|新闻资讯|通知公告|公告|资讯|动态|行业动态|行业资讯|政策法规|政务公开
信息公开|政府信息公开|办事服务|政务服务|互动交流|政民互动|产品中心|产品展示|产品|服务|解决方案|人才招聘|加入我们|会员|会员中心
会员服务|会员登录|下载中心|资料下载|登录|登陆|注册|退出|搜索|检索|站内搜索|高级搜索|网站地图|站点地图|设为首页|加入收藏|收藏本站
收藏|无障碍|无障碍浏览|无障碍阅读|长者模式|长者版|关怀版|适老化|手机版|移动版|电脑版|客户端|微信|微博|微信公众号|官方微信
官方微博|公众号|小程序|订阅|邮箱|帮助|帮助中心|常见问题|意见反馈|留言|隐私政策|隐私声明|法律声明|免责声明|版权声明|网站声明
使用条款|同意|拒绝|接受|更多|查看更多|返回|返回列表|返回上一页|返回上页|返回顶部|回到顶部|回顶部|顶部|关闭|关闭窗口|关闭本页
关闭页面|打印|打印本页|打印本文|打印此页|打印页面|分享|转发|评论|点赞|复制链接|大|中|小|默认|栏目导航|网站导航|快速导航|导航|栏目|分类|热门标签|标签`;

const ENTRIES: ReadonlySet<string> = new Set(`${ENGLISH}|${CHINESE}`.split(/[|\n]/).filter((entry) => entry !== ""));

/** Lines are no longer than a menu across a wide page. */
const LONGEST = 240;
const WIDE_GAP = /\s{3,}|\t/u;
const BETWEEN_ENTRIES = /\s{2,}|\s*[|·•丨｜>»›]+\s*|\s+[/-]\s+|\t/u;

interface MenuEntries {
  /** Tells whether the line is one entry that many sites have. */
  isEntry(line: string): boolean;
  /** Tells whether the line is several entries, side by side, most of which many sites have: "Contact us       中文". */
  isBar(line: string): boolean;
}

/**
 * Entries of the menus of web sites, in English and Chinese, and the lines that consist of them. One entry alone may
 * head a part of a text ("Contact us", "News"), so whoever asks looks at where it stands.
 */
export function menuEntries(): MenuEntries {
  const isEntry = (line: string) =>
    ENTRIES.has(
      inSimplified(line)
        .toLowerCase()
        .replace(/^[\s[【<«‹]+|[\s\]】>»›▼▾+:：]+$/gu, "")
        .replace(/\s+/g, " "),
    );
  return {
    isEntry: (line) => line.length <= LONGEST && isEntry(line),
    isBar(line) {
      if (line.length > LONGEST || /[。！？；]|[.!?]\s/u.test(line)) return false;
      const entries = line.split(BETWEEN_ENTRIES).filter((entry) => entry !== "");
      if (entries.length < 2) return /\s/.test(line) && line.split(/\s+/).every(isEntry);
      const known = entries.filter(isEntry).length;
      // Four entries with wide gaps are a bar of that site, of which two that all have are enough.
      const isWide = line.split(WIDE_GAP).length >= 4 && entries.every((entry) => columnsOf(entry) <= LONGEST_ENTRY);
      return known >= entries.length / 2 || (isWide && known >= 2);
    },
  };
}
