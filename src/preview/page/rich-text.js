/**
 * A text with its entities as nodes. Entities lie inside one another or apart, so they make a tree; quotes and code blocks
 * break the line by themselves, and swallow one line break on either side, as Telegram's apps do.
 */

import { element } from "./element.js";

/** @typedef {import("@grammyjs/types").MessageEntity} MessageEntity */

/**
 * @typedef {object} RichTextDoing
 * @property {import("./words.js").Say} say
 * @property {string} language as a BCP 47 tag
 * @property {string} bot the bot's username
 * @property {(payload: string) => void} onStart a link to the bot itself was opened
 * @property {(command: string) => void} onCommand
 */

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const PLAIN_TAGS = /** @type {const} */ ({
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
});

/** Units in seconds, the longest first. @type {readonly (readonly [Intl.RelativeTimeFormatUnit, number])[]} */
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
/** @type {readonly [Intl.RelativeTimeFormatUnit, number]} */
const LEAST_UNIT = ["second", 1];

/**
 * @param {string} text
 * @param {readonly MessageEntity[]} entities
 * @param {RichTextDoing} doing
 * @returns {(Node | string)[]}
 */
export function richText(text, entities, doing) {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return nodesOf(text, 0, text.length, sorted, doing);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {readonly MessageEntity[]} entities in order, the outer before the inner
 * @param {RichTextDoing} doing
 * @returns {(Node | string)[]}
 */
function nodesOf(text, start, end, entities, doing) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let at = start;
  let afterBlock = false;
  /** @param {number} until @param {boolean} beforeBlock */
  const addText = (until, beforeBlock) => {
    let words = text.slice(at, until);
    if (afterBlock) words = words.replace(/^\n/u, "");
    if (beforeBlock) words = words.replace(/\n$/u, "");
    if (words !== "") nodes.push(words);
    at = Math.max(at, until);
  };
  for (const [index, entity] of entities.entries()) {
    const entityEnd = Math.min(end, entity.offset + entity.length);
    if (entity.offset < at || entityEnd <= entity.offset) continue;
    const isBlock = BLOCKS.has(entity.type);
    addText(entity.offset, isBlock);
    const inner = entities
      .slice(index + 1)
      .filter(({ offset, length }) => offset >= entity.offset && offset + length <= entityEnd);
    nodes.push(
      nodeOf(
        entity,
        text.slice(entity.offset, entityEnd),
        nodesOf(text, entity.offset, entityEnd, inner, doing),
        doing,
      ),
    );
    at = entityEnd;
    afterBlock = isBlock;
  }
  addText(end, false);
  return nodes;
}

/**
 * @param {MessageEntity} entity
 * @param {string} words
 * @param {(Node | string)[]} inner
 * @param {RichTextDoing} doing
 * @returns {Node}
 */
function nodeOf(entity, words, inner, doing) {
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "code":
      return element(PLAIN_TAGS[entity.type], {}, ...inner);
    case "pre":
      return element("pre", { tabindex: 0 }, element("code", {}, ...inner));
    case "spoiler":
      return spoiler(inner, doing);
    case "blockquote":
      return element("blockquote", {}, ...inner);
    case "expandable_blockquote":
      return foldedQuote(inner, doing);
    case "text_link":
      return link(entity.url, inner, doing);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:\/\//iu.test(words) ? words : `https://${words}`, inner, doing);
    case "email":
      return element("a", { href: `mailto:${words}` }, ...inner);
    case "bot_command":
      return element("button", { type: "button", class: "in-text", onclick: () => doing.onCommand(words) }, ...inner);
    case "date_time": {
      const at = new Date(entity.unix_time * 1_000);
      const shown = momentIn(at, entity.date_time_format, doing.language);
      const attributes = { datetime: at.toISOString(), title: at.toLocaleString(doing.language) };
      return element("time", attributes, ...(shown === null ? inner : [shown]));
    }
    default:
      // Mentions, hashtags and the like lead nowhere here.
      return element("span", { class: "tag" }, ...inner);
  }
}

/**
 * A moment as the reader's app puts it, in their own time, in place of the words that the bot wrote.
 * https://core.telegram.org/bots/api#date-time-entity-formatting
 * @param {Date} at
 * @param {string} format
 * @param {string} language
 * @returns {string | null} null where the words stay
 */
function momentIn(at, format, language) {
  if (format === "") return null;
  if (format === "r") return fromNow(at, language);
  const has = (/** @type {string} */ letter) => format.includes(letter);
  return at.toLocaleString(language, {
    ...(has("w") && { weekday: "long" }),
    ...(has("d") && { day: "2-digit", month: "2-digit", year: "2-digit" }),
    ...(has("D") && { day: "numeric", month: "long", year: "numeric" }),
    ...((has("t") || has("T")) && { hour: "2-digit", minute: "2-digit" }),
    ...(has("T") && { second: "2-digit" }),
  });
}

/** @param {Date} at @param {string} language */
function fromNow(at, language) {
  const seconds = (at.getTime() - Date.now()) / 1_000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? LEAST_UNIT;
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(seconds / length), unit);
}

/**
 * Only what a browser may open is a link; a link to the bot stays on the page.
 * @param {string} address
 * @param {(Node | string)[]} inner
 * @param {RichTextDoing} doing
 */
export function link(address, inner, doing) {
  const payload = startPayload(address, doing.bot);
  if (payload !== null) {
    return element("button", { type: "button", class: "in-text", onclick: () => doing.onStart(payload) }, ...inner);
  }
  if (!/^(?:https?|tg):/iu.test(address) || !URL.canParse(address)) return element("span", {}, ...inner);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, ...inner);
}

/**
 * @param {string} address
 * @param {string} bot
 * @returns {string | null} null for any other link than `t.me/BOT?start=PAYLOAD`
 */
export function startPayload(address, bot) {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname, searchParams } = new URL(address);
  const isBots =
    /^(?:www\.)?t(?:elegram)?\.me$/iu.test(hostname) && pathname.slice(1).toLowerCase() === bot.toLowerCase();
  return isBots ? (searchParams.get("start") ?? "") : null;
}

/** @param {(Node | string)[]} inner @param {RichTextDoing} doing */
function spoiler(inner, { say }) {
  const hidden = element("button", { type: "button", class: "spoiler", "aria-label": say("spoiler-shown") });
  const words = element("span", { "aria-hidden": true }, ...inner);
  hidden.append(words);
  hidden.addEventListener("click", () => hidden.replaceWith(element("span", {}, ...inner)));
  return hidden;
}

/**
 * Three lines, and a button for the rest where there is one.
 * @param {(Node | string)[]} inner
 * @param {RichTextDoing} doing
 */
function foldedQuote(inner, { say }) {
  const words = element("div", { class: "fold-words" }, ...inner);
  const toggle = element("button", { type: "button", class: "fold", "aria-expanded": "false" }, say("show-all"));
  const quote = element("blockquote", { class: "folded" }, words, toggle);
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = say(folded ? "show-all" : "show-less");
  });
  const watch = new ResizeObserver(() => {
    if (quote.classList.contains("folded")) toggle.hidden = words.scrollHeight <= words.clientHeight + 1;
  });
  watch.observe(words);
  return quote;
}
