/**
 * Entities of a text: those that a bot gives, each with the fields that its type needs, or Telegram's refusal; those
 * that Telegram detects in plain words; and which of them may stand together.
 */

import type { MessageEntity, User } from "@grammyjs/types";
import { badRequest, type Fields, isFields } from "../calls.ts";

const PLAIN = [
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
  "code",
] as const;
/** Telegram finds these by itself; given by the bot they are checked and then forgotten. */
const FOUND = [
  "mention",
  "hashtag",
  "cashtag",
  "bot_command",
  "url",
  "email",
  "phone_number",
  "bank_card_number",
] as const;

/** Offsets and lengths beyond it are refused whatever the text is. */
const MAX_POSITION = 1_000_000;
const DATE_TIME_FORMAT = /^(?:r|w?[dD]?[tT]?)$/u;

export type FindUser = (id: number) => User | undefined;

/** An entity of a type that Telegram finds by itself; its range counts, and nothing else. */
interface FoundEntity {
  readonly type: (typeof FOUND)[number];
  readonly offset: number;
  readonly length: number;
}

export function givenEntities(list: readonly unknown[], findUser: FindUser): (MessageEntity | FoundEntity)[] {
  return list.map((item) => {
    if (!isFields(item)) throw cannotParse("Expected an Object");
    return entityOf(item, findUser);
  });
}

function entityOf(fields: Fields, findUser: FindUser): MessageEntity | FoundEntity {
  const range = { offset: wholeNumber(fields, "offset"), length: wholeNumber(fields, "length") };
  for (const name of ["offset", "length"] as const)
    if (range[name] < 0 || range[name] > MAX_POSITION)
      throw badRequest(`receive an entity with incorrect ${name} ${range[name]}`);
  const type = required(fields, "type");
  const plain = PLAIN.find((name) => name === type);
  if (plain !== undefined) return { type: plain, ...range };
  const found = FOUND.find((name) => name === type);
  if (found !== undefined) return { type: found, ...range };
  switch (type) {
    case "pre":
      return {
        type,
        ...range,
        ...(typeof fields.language === "string" && fields.language !== "" && { language: fields.language }),
      };
    case "text_link":
      return linkOf(String(required(fields, "url")), range, findUser);
    case "text_mention": {
      const user = required(fields, "user");
      return { type, ...range, user: knownUser(isFields(user) ? Number(user.id) : 0, findUser) };
    }
    case "custom_emoji": {
      const id = String(required(fields, "custom_emoji_id"));
      if (!/^\d{1,19}$/u.test(id) || BigInt(id) > 2n ** 63n - 1n)
        throw cannotParse('Field "custom_emoji_id" must be a valid Number');
      return { type, ...range, custom_emoji_id: id };
    }
    case "date_time": {
      const format = String(fields.date_time_format ?? "");
      if (!DATE_TIME_FORMAT.test(format)) throw badRequest("invalid date-time format specified");
      const unix_time = wholeNumber(fields, "unix_time");
      return {
        type,
        ...range,
        unix_time,
        date_time_format: format as MessageEntity.DateTimeMessageEntity["date_time_format"],
      };
    }
    default:
      throw cannotParse("Unsupported type specified");
  }
}

/** A link, or the mention that it stands for. */
function linkOf(url: string, range: { offset: number; length: number }, findUser: FindUser): MessageEntity {
  const user = mentionedUser(url);
  if (user !== null) return { type: "text_mention", ...range, user: knownUser(user, findUser) };
  const link = checkLink(url);
  if ("refused" in link) throw badRequest(`entity ${link.refused}`);
  return { type: "text_link", ...range, url: link.url };
}

/** A wrong link is dropped, as Telegram shows the words, and no link. */
export function linkOrNull(
  url: string,
  range: { readonly offset: number; readonly length: number },
  findUser: FindUser,
): MessageEntity | null {
  try {
    return linkOf(url, range, findUser);
  } catch {
    return null;
  }
}

/** Entities without those that Telegram finds by itself. */
export function markedEntities(list: readonly unknown[], findUser: FindUser): MessageEntity[] {
  return givenEntities(list, findUser).filter((entity): entity is MessageEntity => !isFound(entity));
}

function isFound(entity: MessageEntity | FoundEntity): entity is FoundEntity {
  return FOUND.some((type) => type === entity.type);
}

function knownUser(id: number, findUser: FindUser): User {
  const user = findUser(id);
  if (user === undefined) throw badRequest("user not found");
  return user;
}

function required(fields: Fields, name: string): unknown {
  const value = fields[name];
  if (value === undefined) throw cannotParse(`Can't find field "${name}"`);
  return value;
}

function wholeNumber(fields: Fields, name: string): number {
  const value = Number(required(fields, name));
  if (!Number.isSafeInteger(value)) throw cannotParse(`Field "${name}" must be a valid Number`);
  return value;
}

function cannotParse(why: string) {
  return badRequest(`can't parse MessageEntity: ${why}`);
}

type Detected = "bot_command" | "mention" | "hashtag" | "cashtag" | "email" | "url";

/**
 * Endings by which a bare name becomes a link; with a scheme any ending will do. Telegram has a list of some 1,400
 * endings: these are the common ones, and any two letters, of which most are a country's.
 */
const ENDINGS = [
  "[a-z]{2}|com|org|net|edu|gov|mil|int|info|biz|name|pro|mobi|asia|arpa|aero|coop|jobs|museum|post|tel|travel|cat|app|dev",
  "agency|art|blog|business|center|chat|city|cloud|club|company|consulting|data|design|digital|email|energy|expert",
  "finance|fund|global|gle|goog|google|group|guru|host|inc|institute|legal|life|link|live|llc|ltd|market|media|mov|network|news",
  "one|online|page|report|science|services|shop|site|social|software|solutions|space|store|studio|support|systems",
  "team|tech|technology|today|tools|top|trade|university|ventures|vip|wang|watch|website|wiki|work|works|world|xin|xyz",
  "zip|zone|中国|中國|公司|网络|網絡|香港|台湾|台灣|新加坡|在线|商城|网址|网店|网站|集团|我爱你|企业|政务|公益|信息|手机|移动|餐厅|商店|娱乐",
].join("|");

/** Host, port and path after it; Telegram leaves closing marks and full stops at the end outside. */
const PATH = "(?::\\d{1,5})?(?:[/?#][^\\s<>\"'“”‘’«»，。；：！？（）【】《》、]*)?";

const PATTERNS: readonly (readonly [Detected, RegExp])[] = [
  ["url", /(?<![\p{L}\p{N}_@./-])(?:(?:https?|ftp|tg|ton|tonsite):\/\/[^\s<>"'，。；：！？（）【】《》、]+)/giu],
  ["email", /(?<![\p{L}\p{N}._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\p{L}\p{N}_])/giu],
  [
    "url",
    new RegExp(
      `(?<![\\p{L}\\p{N}_@./-])(?:[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}_])?\\.)+(?:${ENDINGS})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])${PATH}`,
      "giu",
    ),
  ],
  ["url", new RegExp(`(?<![\\p{L}\\p{N}_@./-])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\p{L}\\p{N}_.])${PATH}`, "giu")],
  ["bot_command", /(?<![\p{L}\p{N}_/<>@])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/giu],
  ["mention", /(?<![\p{L}\p{N}_@/])@[a-z0-9_]{3,32}(?![\p{L}\p{N}_])/giu],
  ["hashtag", /(?<![\p{L}\p{N}_#])#(?=[\p{L}\p{N}_·]*[\p{L}_·])[\p{L}\p{N}_·]{1,256}(?![\p{L}\p{N}_#])/giu],
  ["cashtag", /(?<![\p{L}\p{N}_$])\$(?:1INCH|[A-Z]{1,8})(?![\p{L}\p{N}_$])/gu],
];

/** Entities whose words Telegram leaves as they are. */
const OPAQUE: ReadonlySet<string> = new Set([
  "code",
  "pre",
  "text_link",
  "text_mention",
  "custom_emoji",
  "date_time",
  ...PATTERNS.map(([type]) => type),
]);

/**
 * Detects what Telegram makes of plain words by itself: commands, mentions, hashtags, addresses and links can be
 * tapped though nobody marked them. Close to Telegram's rules, and where the two may differ on the side of finding
 * more, so that a text which is clean here is clean there.
 * @returns new entities, in order, that overlap neither each other nor what the writer marked as code, link or mention
 */
export function detectEntities(text: string, given: readonly MessageEntity[] = []): MessageEntity[] {
  const taken: MessageEntity[] = given.filter(({ type }) => OPAQUE.has(type));
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const words = type === "url" ? withoutTrailingMarks(match[0]) : match[0];
      const entity: MessageEntity = { type, offset: match.index, length: words.length };
      if (words === "" || taken.some((other) => overlap(entity, other))) continue;
      taken.push(entity);
      found.push(entity);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function withoutTrailingMarks(url: string): string {
  const cut = url.replace(/[.,:;!?'"“”‘’…]+$/u, "");
  if (cut.endsWith(")") && !cut.includes("(")) return withoutTrailingMarks(cut.slice(0, -1));
  return cut;
}

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

const STYLES = ["bold", "italic", "underline", "strikethrough", "spoiler"] as const;
type Style = (typeof STYLES)[number];

type Kind = "style" | "quote" | "code" | "whole";

function kindOf({ type }: MessageEntity): Kind {
  if (STYLES.some((style) => style === type)) return "style";
  if (type === "blockquote" || type === "expandable_blockquote") return "quote";
  return type === "code" || type === "pre" ? "code" : "whole";
}

const endOf = ({ offset, length }: MessageEntity) => offset + length;

/**
 * Entities that may stand together: one inside another or apart. Of links, code and quotes that cross, the first
 * stays. Bold and its like may be anywhere but in code, and are cut at the edges of whatever they cross. By place; of
 * two at the same place the longer first, quotes outside of all else.
 */
export function byPlace(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length || rank(a) - rank(b);
}

const RANKS: readonly string[] = STYLES;

function rank(entity: MessageEntity): number {
  const kind = kindOf(entity);
  if (kind === "quote") return 0;
  return kind === "style" ? 2 + RANKS.indexOf(entity.type) : 1;
}

export function nestEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  const sorted = [...entities].sort(byPlace);
  const quotes = apart(sorted.filter((entity) => kindOf(entity) === "quote"));
  const wholes = apart(sorted.filter((entity) => kindOf(entity) === "whole" || kindOf(entity) === "code"));
  const blocks = [...quotes, ...wholes.filter((entity) => !quotes.some((quote) => crosses(entity, quote)))];
  return [...blocks, ...cutStyles(sorted, blocks)].sort(byPlace);
}

/** Those that begin after each that was kept before them has ended. */
function apart(sorted: readonly MessageEntity[]): MessageEntity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

/** They share words, and the entity is not inside the quote. */
function crosses(entity: MessageEntity, quote: MessageEntity): boolean {
  const shares = entity.offset < endOf(quote) && quote.offset < endOf(entity);
  return shares && (entity.offset < quote.offset || endOf(entity) > endOf(quote));
}

function cutStyles(sorted: readonly MessageEntity[], blocks: readonly MessageEntity[]): MessageEntity[] {
  const styled = sorted.filter((entity) => kindOf(entity) === "style");
  if (styled.length === 0) return [];
  const edges = [...new Set([...styled, ...blocks].flatMap((entity) => [entity.offset, endOf(entity)]))].sort(
    (a, b) => a - b,
  );
  const blockEdges = new Set(blocks.flatMap((entity) => [entity.offset, endOf(entity)]));
  const cut: MessageEntity[] = [];
  let open: { from: number; styles: readonly Style[] } = { from: 0, styles: [] };
  for (const edge of edges) {
    const inCode = blocks.some((entity) => kindOf(entity) === "code" && entity.offset <= edge && edge < endOf(entity));
    const here = inCode
      ? []
      : STYLES.filter((style) =>
          styled.some((entity) => entity.type === style && entity.offset <= edge && edge < endOf(entity)),
        );
    if (!blockEdges.has(edge) && here.join() === open.styles.join()) continue;
    if (edge > open.from)
      for (const type of open.styles) cut.push({ type, offset: open.from, length: edge - open.from });
    open = { from: edge, styles: here };
  }
  return cut;
}

type LinkCheck = { readonly url: string } | { readonly refused: string };

const TELEGRAM_SCHEMES: ReadonlySet<string> = new Set(["tg", "ton", "tonsite"]);

/**
 * An address that a bot gives for a link or a button -> the address as Telegram keeps it, or its refusal.
 * @returns a refusal that begins with `URL '…' is invalid`, to be put behind what the address is for
 */
export function checkLink(given: string): LinkCheck {
  const refused = (why: string) => ({ refused: `URL '${given}' is invalid: ${why}` });
  const [, scheme = "http", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/{0,2})?(.*)$/isu.exec(given.trim()) ?? [];
  if (TELEGRAM_SCHEMES.has(scheme.toLowerCase())) return { url: given.trim() };
  if (!/^https?$/iu.test(scheme)) return refused("Unsupported URL protocol");
  const [, host = "", port, tail = ""] = /^(?:[^@/?#]*@)?([^:/?#]*)(?::([^/?#]*))?(.*)$/su.exec(rest) ?? [];
  if (host === "") return refused("URL host is empty");
  if (/\s/u.test(rest) || !/^[\p{L}\p{N}_~-]+(?:\.[\p{L}\p{N}_~-]+)+$/u.test(host)) return refused("Wrong HTTP URL");
  if (port !== undefined && !/^\d{1,5}$/u.test(port)) return refused("Wrong HTTP URL");
  return { url: `${scheme.toLowerCase()}://${host}${port === undefined ? "" : `:${port}`}${tail === "" ? "/" : tail}` };
}

/** @returns the person of a `tg://user?id=…` link, which is a mention and no link */
function mentionedUser(url: string): number | null {
  const [, id] = /^tg:(?:\/\/)?user\?id=(\d+)$/iu.exec(url) ?? [];
  return id === undefined ? null : Number(id);
}
