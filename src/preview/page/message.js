/** One message as a bubble: who, in reply to what, the text, a file, reactions, the time, and the buttons under it. */

import { element, icon } from "./element.js";
import { alertBox, toast } from "./notices.js";
import { link, richText, startPayload } from "./rich-text.js";

/** @typedef {import("../web-view.ts").MessageView} MessageView */
/** @typedef {import("./main.js").Page} Page */

/**
 * @param {MessageView} message
 * @param {{ readonly page: Page, readonly chat: number, readonly isPrivate: boolean, readonly follows: boolean }} place
 *   `follows`: the one before is from the same person
 */
export function messageItem(message, { page, chat, isPrivate, follows }) {
  const { say } = page;
  const { from, event } = message;
  if (event !== null) {
    const words = event.kind === "joined" || event.kind === "left" ? say(event.kind, { name: event.name }) : "…";
    return element("li", { class: "event", "data-key": message.key }, words);
  }
  const mine = from?.id === page.known().me;
  const named = !isPrivate && !mine && !follows;
  const bubble = element(
    "div",
    { class: "bubble", ...languageOf(message.text) },
    named && element("p", { class: "name", "data-hue": (from?.id ?? 0) % 6 }, from?.name ?? ""),
    message.viaBot !== null && element("p", { class: "via" }, say("via", { bot: message.viaBot })),
    message.replyTo !== null && replyOf(message.replyTo, page),
    message.file !== null && fileButton(message, message.file, chat, page),
    message.text !== "" && element("div", { class: "text" }, ...richText(message.text, message.entities, page.doing)),
    element("div", { class: "foot" }, reactionsOf(message, chat, page), footOf(message, page)),
  );
  const item = element("li", {
    class: ["message", mine ? "mine" : "theirs", follows && "follows", message.ephemeral !== null && "ephemeral"]
      .filter(Boolean)
      .join(" "),
    "data-key": message.key,
    tabindex: -1,
  });
  const who = mine ? null : element("span", { class: "unseen" }, `${from?.name ?? ""}: `);
  item.append(...[who, bubble].filter((part) => part !== null));
  if (message.keyboard.length > 0) item.append(keyboardOf(message, chat, page));
  return item;
}

/** Chinese has its own fonts, line breaks and voices. @param {string} text */
export function languageOf(text) {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 4 > text.length ? { lang: "zh-CN" } : han === 0 && text !== "" ? { lang: "en" } : {};
}

/** @param {MessageView} message @param {Page} page */
function footOf({ date, edited, ephemeral }, { say, language }) {
  const at = new Date(date * 1_000);
  return element(
    "span",
    { class: "when" },
    ephemeral !== null && `${say("only-you")} · `,
    edited && `${say("edited")} `,
    element("time", { datetime: at.toISOString(), title: at.toLocaleString(language) }, clockOf(at)),
  );
}

/** @param {Date} at */
export function clockOf(at) {
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

/** @param {NonNullable<MessageView["replyTo"]>} replied @param {Page} page */
function replyOf({ id, name, text }, page) {
  return element(
    "button",
    { type: "button", class: "replied", onclick: () => page.jumpTo(`m${id}`) },
    element("b", {}, name),
    element("span", {}, text.slice(0, 200)),
  );
}

/**
 * @param {MessageView} message
 * @param {NonNullable<MessageView["file"]>} file
 * @param {number} chat
 * @param {Page} page
 */
function fileButton({ key }, { name, bytes }, chat, page) {
  return element(
    "button",
    {
      type: "button",
      class: "file",
      "aria-label": page.say("open-file", { name }),
      onclick: () => page.openFile(chat, key, name),
    },
    icon("file"),
    element("span", {}, element("b", {}, name), element("small", {}, sizeOf(bytes))),
  );
}

/** @param {number} bytes */
function sizeOf(bytes) {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** @param {MessageView} message @param {number} chat @param {Page} page */
function reactionsOf({ key, reactions }, chat, page) {
  if (reactions.length === 0) return null;
  const { me } = page.known();
  const counted = Map.groupBy(reactions, ({ emoji }) => emoji);
  const chips = [...counted].map(([emoji, given]) => {
    const own = given.some(({ person }) => person === me);
    const react = () => page.act({ do: "react", chat, message: key, emoji: own ? null : emoji });
    return element(
      "button",
      {
        type: "button",
        class: "reaction",
        "aria-pressed": String(own),
        "aria-label": `${emoji} ${given.length}`,
        onclick: react,
      },
      emoji,
      given.length > 1 && ` ${given.length}`,
    );
  });
  return element("span", { class: "reactions" }, ...chips);
}

/** @param {MessageView} message @param {number} chat @param {Page} page */
function keyboardOf({ key, keyboard }, chat, page) {
  const rows = keyboard.map((row) =>
    element("div", { class: "key-row" }, ...row.map((button) => keyOf(button, key, chat, page))),
  );
  return element("div", { class: "keyboard" }, ...rows);
}

/**
 * @param {MessageView["keyboard"][number][number]} button
 * @param {string} message
 * @param {number} chat
 * @param {Page} page
 */
function keyOf(button, message, chat, page) {
  const { text } = button;
  if ("url" in button) {
    const opens = link(button.url, [text], page.doing);
    opens.classList.add("key");
    if (startPayload(button.url, page.known().bot.username) === null) opens.append(icon("open"));
    return opens;
  }
  if ("callback_data" in button) {
    return element(
      "button",
      {
        type: "button",
        class: "key",
        onclick: (/** @type {MouseEvent} */ event) => press(event, button.callback_data, message, chat, page),
      },
      text,
    );
  }
  if ("copy_text" in button) {
    return element(
      "button",
      { type: "button", class: "key", onclick: () => copy(button.copy_text.text, page) },
      text,
      icon("copy"),
    );
  }
  const query = inlineQueryOf(button);
  const write = () => page.write(`@${page.known().bot.username} ${query}`);
  return element("button", { type: "button", class: "key", disabled: query === null, onclick: write }, text);
}

/** @param {MessageView["keyboard"][number][number]} button @returns {string | null} */
function inlineQueryOf(button) {
  if ("switch_inline_query" in button) return button.switch_inline_query;
  if ("switch_inline_query_current_chat" in button) return button.switch_inline_query_current_chat;
  if ("switch_inline_query_chosen_chat" in button) return button.switch_inline_query_chosen_chat.query ?? "";
  return null;
}

/**
 * @param {MouseEvent} event
 * @param {string} data
 * @param {string} message
 * @param {number} chat
 * @param {Page} page
 */
async function press(event, data, message, chat, page) {
  const key = /** @type {HTMLButtonElement} */ (event.currentTarget);
  key.classList.add("busy");
  const result = await page.act({ do: "press", chat, message, data });
  key.classList.remove("busy");
  if (result?.kind !== "pressed") return;
  const { answer } = result;
  if (answer === null) return toast(page.say("no-answer"));
  const payload = answer.url === null ? null : startPayload(answer.url, page.known().bot.username);
  if (payload !== null) page.doing.onStart(payload);
  if (answer.text === null) return;
  if (answer.show_alert) alertBox(answer.text, page.say("ok"));
  else toast(answer.text);
}

/** @param {string} text @param {Page} page */
async function copy(text, { say }) {
  const copied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  toast(say(copied ? "copied" : "not-copied"));
}
