/**
 * Detects what Telegram makes of plain words by itself: commands, mentions, hashtags, addresses and links can be tapped
 * though nobody marked them. Close to Telegram's rules, and where the two may differ on the side of finding more, so
 * that a text which is clean here is clean there.
 */

import type { MessageEntity } from "@grammyjs/types";

type Detected = "bot_command" | "mention" | "hashtag" | "cashtag" | "email" | "url";

/**
 * How a bare name must end to become a link; with a scheme any ending will do. Telegram has a list of some 1,400
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
