/** The messages of one chat, with what is being written to it, kept at its end while new ones come. */

import { element, iconButton } from "./element.js";
import { messageItem } from "./message.js";
import { markedWords, messageTools } from "./message-tools.js";
import { richText } from "./rich-text.js";
import { messagesIn } from "./store.js";

/** @typedef {import("../web-view.ts").MessageView} MessageView */
/** @typedef {import("../web-view.ts").ChatView} ChatView */
/** @typedef {import("./main.js").Page} Page */

/** Nearer to the end than this is at the end. */
const END_PX = 80;
/** So much of what stands above a new message stays in sight. */
const ABOVE_PX = 70;

/** @param {Page} page */
export function conversation(page) {
  const list = element("ol", { id: "messages", "aria-label": page.say("messages"), tabindex: -1 });
  const down = iconButton("down", page.say("new-messages"), () => toEnd("smooth"), {
    class: "icon-button to-end",
    hidden: true,
  });
  const whole = element("div", { class: "conversation" }, list, down);
  const announcer = document.querySelector("#announcer");
  /** @type {readonly MessageView[]} */
  let shown = [];
  let place = "";
  /** @type {ChatView | null} */
  let current = null;

  const tools = messageTools(list, {
    page,
    messageOf: (key) => shown.find((message) => message.key === key),
    chat: () => current?.id ?? 0,
  });
  /** @param {ScrollBehavior} behavior */
  const toEnd = (behavior = "instant") => list.scrollTo({ top: list.scrollHeight, behavior });
  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < END_PX;
  let wasCovered = false;
  // Drawn while the list of chats covers it, it could not be scrolled.
  new ResizeObserver(() => {
    const isCovered = list.clientHeight === 0;
    if (wasCovered && !isCovered) requestAnimationFrame(() => toEnd());
    wasCovered = isCovered;
  }).observe(list);
  list.addEventListener("scroll", () => {
    down.hidden = atEnd();
  });

  /** @param {readonly MessageView[]} messages @param {number} index @param {ChatView} chat */
  const itemAt = (messages, index, chat) => {
    const message = /** @type {MessageView} */ (messages[index]);
    const before = messages[index - 1];
    const follows =
      before !== undefined &&
      before.event === null &&
      before.from?.id === message.from?.id &&
      message.date - before.date < 300;
    return messageItem(message, { page, chat: chat.id, isPrivate: chat.isPrivate, follows });
  };

  /** @param {ChatView} chat @param {number | null} thread */
  const show = (chat, thread) => {
    const messages = messagesIn(chat, thread);
    const here = `${page.known().me} ${chat.id} ${thread} ${page.language}`;
    const before = new Set(shown.map(({ key }) => key));
    const fresh = here === place ? messages.filter(({ key }) => !before.has(key)) : [];
    const wrote = fresh.some(({ from }) => from?.id === page.known().me);
    const stay = here === place && !atEnd() && !wrote;
    if (here !== place) {
      tools.forget();
      announcer?.replaceChildren();
      list.replaceChildren(...messages.map((_, index) => itemAt(messages, index, chat)));
    } else {
      showChanges(messages, chat);
    }
    list.querySelector(".greeting")?.remove();
    if (chat.isPrivate && messages.length === 0) list.append(greeting(chat, page));
    [place, shown, current] = [here, messages, chat];
    tools.refresh();
    showDraft(chat, thread);
    for (const item of list.children) if (item instanceof HTMLElement) item.tabIndex = -1;
    const last = list.querySelector("li.message:last-of-type");
    if (last instanceof HTMLElement) last.tabIndex = 0;
    if (stay) return;
    toEnd();
    // An answer that is longer than the screen is read from its beginning.
    const first = itemOf(fresh[0]?.key ?? "");
    if (first !== null) list.scrollTop = Math.min(list.scrollTop, first.offsetTop - list.offsetTop - ABOVE_PX);
  };

  /** @param {readonly MessageView[]} messages @param {ChatView} chat */
  const showChanges = (messages, chat) => {
    const present = new Set(messages.map(({ key }) => key));
    const known = new Map(shown.map((message) => [message.key, message]));
    for (const { key } of shown) if (!present.has(key)) itemOf(key)?.remove();
    for (const [index, message] of messages.entries()) {
      const before = known.get(message.key);
      if (before === message) continue;
      const item = itemAt(messages, index, chat);
      const old = before === undefined ? null : itemOf(message.key);
      if (old === null) {
        const next = messages.slice(index + 1).find(({ key }) => known.has(key));
        list.insertBefore(item, next === undefined ? null : itemOf(next.key));
        announce(message);
      } else if (JSON.stringify(before) !== JSON.stringify(message)) {
        const hadFocus = old.contains(document.activeElement);
        old.replaceWith(item);
        if (hadFocus) item.focus();
      }
    }
  };

  /** @param {MessageView} message */
  const announce = ({ from, text, file }) => {
    if (announcer === null || from === null || from.id === page.known().me) return;
    announcer.replaceChildren(element("p", {}, `${from.name}: ${text === "" ? (file?.name ?? "") : text}`));
  };

  /** @param {string} key @returns {HTMLElement | null} */
  const itemOf = (key) => list.querySelector(`[data-key="${CSS.escape(key)}"]`);

  const showDraft = draftShown(list, page);
  walkByArrows(list);
  const marked = () => shown.find((message) => markedWords(message) !== null);
  list.after(quoteButton(whole, page, marked));

  return {
    element: whole,
    show,
    toEnd,
    /** @param {string} key */
    jumpTo(key) {
      const item = itemOf(key);
      item?.scrollIntoView({ block: "center", behavior: "smooth" });
      item?.focus({ preventScroll: true });
    },
    /** My last message, to be changed. */
    lastOwn: () =>
      shown.findLast(
        ({ from, text, viaBot, ephemeral }) =>
          from?.id === page.known().me && text !== "" && viaBot === null && ephemeral === null,
      ),
  };
}

/**
 * Shows what the bot is writing, below the messages, until it is sent or too old.
 * @param {HTMLElement} list
 * @param {Page} page
 */
function draftShown(list, page) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let draftTimer;
  /** @param {ChatView} chat @param {number | null} thread */
  return ({ id, draft }, thread) => {
    clearTimeout(draftTimer);
    const old = list.querySelector(".draft");
    const hadFocus = old?.contains(document.activeElement) === true;
    old?.remove();
    // Where there is nothing left to stop, the way goes on from the messages.
    if (hadFocus) list.focus();
    const left = draft === null ? 0 : draft.expires - Date.now();
    if (draft === null || left <= 0 || draft.message_thread_id !== thread) return;
    const { text, entities } = draft;
    const words = text === "" ? [page.say("thinking")] : richText(text, entities, page.doing);
    const stop = () => page.act({ do: "stop", chat: id });
    list.append(
      element(
        "li",
        { class: "message theirs draft" },
        element(
          "div",
          { class: "bubble", "aria-busy": "true" },
          element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i")),
          element("div", { class: "text" }, ...words),
          draft.can_stop && element("button", { type: "button", class: "stop", onclick: stop }, page.say("stop")),
        ),
      ),
    );
    const button = list.querySelector(".draft .stop");
    if (hadFocus && button instanceof HTMLElement) button.focus();
    draftTimer = setTimeout(() => list.querySelector(".draft")?.remove(), left);
  };
}

/** Walks from message to message by the arrow keys. @param {HTMLElement} list */
function walkByArrows(list) {
  list.addEventListener("keydown", (event) => {
    const item = document.activeElement;
    if (!(item instanceof HTMLElement) || item.parentElement !== list) return;
    const steps = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" };
    const step = /** @type {Record<string, "previousElementSibling" | "nextElementSibling">} */ (steps)[event.key];
    const to =
      event.key === "Home" ? list.firstElementChild : event.key === "End" ? list.lastElementChild : step && item[step];
    if (!(to instanceof HTMLElement)) return;
    event.preventDefault();
    to.focus();
  });
}

/**
 * A button beside words that are marked in a message, to quote them.
 * @param {HTMLElement} whole
 * @param {Page} page
 * @param {() => MessageView | undefined} markedMessage
 */
function quoteButton(whole, page, markedMessage) {
  const quote = element("button", { type: "button", class: "quote-words", hidden: true }, page.say("quote-words"));
  document.addEventListener("selectionchange", () => {
    const marked = markedMessage();
    quote.hidden = marked === undefined || marked.ephemeral !== null;
    if (quote.hidden || marked === undefined) return;
    const mark = getSelection()?.getRangeAt(0).getBoundingClientRect();
    const around = whole.getBoundingClientRect();
    if (mark === undefined) return;
    quote.style.left = `${Math.max(8, Math.min(mark.left - around.left, around.width - 110))}px`;
    quote.style.top = `${Math.max(4, mark.top - around.top - 40)}px`;
  });
  // This runs before the press takes the marks away.
  quote.addEventListener("pointerdown", (event) => event.preventDefault());
  quote.addEventListener("click", () => {
    const marked = markedMessage();
    if (marked !== undefined) page.replyTo(marked);
  });
  return quote;
}

/** @param {ChatView} chat @param {Page} page */
function greeting({ description }, { say, known, doing }) {
  return element(
    "li",
    { class: "greeting" },
    element("h2", {}, known().bot.name),
    element("p", {}, description),
    element("button", { type: "button", class: "primary", onclick: () => doing.onStart("") }, say("start")),
  );
}
