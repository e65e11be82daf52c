/** Tools for a message: one small bar, which goes to whichever message is pointed at or has the focus. */

import { element, iconButton } from "./element.js";

/** @typedef {import("../web-view.ts").MessageView} MessageView */
/** @typedef {import("./main.js").Page} Page */

const EMOJI = ["👍", "👎", "❤", "🔥", "🎉", "🤔"];

/**
 * @param {HTMLElement} list
 * @param {{ readonly page: Page, readonly messageOf: (key: string) => MessageView | undefined, readonly chat: () => number }} parts
 */
export function messageTools(list, { page, messageOf, chat }) {
  const bar = element("div", { class: "tools", role: "toolbar" });
  let shownFor = "";

  /** @param {HTMLElement} item */
  const moveTo = (item) => {
    const key = item.dataset.key ?? "";
    const message = messageOf(key);
    if (message === undefined || (shownFor === key && bar.isConnected)) return;
    shownFor = key;
    showTools(message);
    item.querySelector(".bubble")?.after(bar);
  };
  /** @param {MessageView} message */
  const showTools = (message) => {
    const { say } = page;
    const mine = message.from?.id === page.known().me && message.text !== "" && message.viaBot === null;
    const usual = message.ephemeral === null;
    bar.replaceChildren(
      iconButton("reply", say("reply"), () => page.replyTo(message)),
      ...(usual ? [iconButton("react", say("react"), () => showEmoji(message))] : []),
      ...(usual && mine ? [iconButton("edit", say("edit"), () => page.edit(message))] : []),
    );
  };
  /** @param {MessageView} message */
  const showEmoji = (message) => {
    const own = message.reactions.find(({ person }) => person === page.known().me)?.emoji;
    bar.replaceChildren(
      ...EMOJI.map((emoji) =>
        element(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": emoji,
            "aria-pressed": String(own === emoji),
            onclick: (/** @type {MouseEvent} */ event) => {
              showTools(message);
              // Given with the keyboard: the button that had the focus is gone.
              if (event.detail === 0) bar.querySelector("button")?.focus();
              page.act({ do: "react", chat: chat(), message: message.key, emoji: own === emoji ? null : emoji });
            },
          },
          emoji,
        ),
      ),
    );
    bar.querySelector("button")?.focus();
  };
  /** @param {Event} event */
  const pointed = ({ target }) => {
    const item = target instanceof Element ? target.closest("li.message") : null;
    if (item instanceof HTMLElement && !item.classList.contains("draft")) moveTo(item);
  };
  list.addEventListener("pointerover", pointed);
  list.addEventListener("focusin", pointed);
  bar.addEventListener("keydown", (event) => {
    const message = messageOf(shownFor);
    if (event.key !== "Escape" || message === undefined) return;
    event.stopPropagation();
    showTools(message);
    bar.querySelector("button")?.focus();
  });
  return {
    /** A message that is drawn anew has lost its bar, and gets it back if it is still pointed at. */
    refresh() {
      if (bar.isConnected) return;
      shownFor = "";
      const item = list.querySelector("li.message:hover, li.message:focus-within");
      if (item instanceof HTMLElement) moveTo(item);
    },
    forget() {
      bar.remove();
      shownFor = "";
    },
  };
}

/**
 * The words that are marked in a message, if they stand in it as they are.
 * @param {MessageView} message
 * @returns {string | null}
 */
export function markedWords(message) {
  const selection = getSelection();
  const node = selection?.anchorNode;
  const item = (node instanceof Element ? node : node?.parentElement)?.closest("li.message");
  if (selection === null || !(item instanceof HTMLElement) || item.dataset.key !== message.key) return null;
  const words = selection.toString().trim();
  return words !== "" && message.text.includes(words) ? words : null;
}
