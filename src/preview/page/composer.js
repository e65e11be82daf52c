/** The box that one writes in: messages, replies, changes, files, commands, and the bot's results in any chat. */

import { element, icon, iconButton } from "./element.js";
import { languageOf } from "./message.js";
import { markedWords } from "./message-tools.js";
import { suggestions } from "./suggestions.js";

/** @typedef {import("../web-view.ts").MessageView} MessageView */
/** @typedef {import("../web-view.ts").ChatView} ChatView */
/** @typedef {import("./main.js").Page} Page */

/** @typedef {{ readonly kind: "new" } | { readonly kind: "reply", readonly message: MessageView, readonly quote: string | null } | { readonly kind: "edit", readonly message: MessageView }} Mode */

/** Telegram's apps cut what is longer. */
const MAX_TEXT = 4096;
/** Pause between words after which results are asked for. */
const INLINE_AFTER_MS = 250;

/** @param {Page} page */
export function composer(page) {
  const { say } = page;
  const { box, list, picker, bar, keys, form } = composerParts(say, () => toggleCommands());
  /** @type {Mode} */
  let mode = { kind: "new" };
  /** @type {ChatView | null} */
  let chat = null;
  /** @type {number | null} */
  let thread = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Text that was begun elsewhere is found again there. @type {Map<string, string>} */
  const begun = new Map();
  let place = "";
  /** The message to which a reply was begun last because it asks for one. @type {string | null} */
  let askedFor = null;

  /** @param {Mode} next */
  const setMode = (next) => {
    mode = next;
    bar.hidden = next.kind === "new";
    if (next.kind === "new") return bar.replaceChildren();
    bar.replaceChildren(...modeWords(next, say), iconButton("close", say("cancel"), cancel));
  };
  /** Begins a reply as Telegram's apps do where a bot asks for one; once for each such message. @param {ChatView} view */
  const beginReply = ({ messages }) => {
    const { me } = page.known();
    const asking = messages.findLast(({ wantsReply, from }) => wantsReply || from?.id === me);
    if (asking === undefined || !asking.wantsReply || asking.key === askedFor || mode.kind !== "new") return;
    askedFor = asking.key;
    setMode({ kind: "reply", message: asking, quote: null });
    box.focus();
  };
  const cancel = () => {
    if (mode.kind === "new") return;
    if (mode.kind === "edit") write("");
    setMode({ kind: "new" });
    box.focus();
  };
  /** @param {string} text */
  const write = (text) => {
    box.value = text;
    box.dispatchEvent(new Event("input"));
    box.focus();
  };

  /** @param {string} text */
  const sendText = async (text) => {
    if (chat === null || text.trim() === "") return;
    const [id, now] = [chat.id, mode];
    list.hide();
    write("");
    setMode({ kind: "new" });
    const done = await page.act(actionOf(now, { chat: id, thread, text }));
    // Text that could not be sent is not lost.
    if (done === null && box.value === "") write(text);
  };

  /** Shows the keys of the newest offer, until somebody has written: a key sends its words. @param {ChatView} shown */
  const showKeys = ({ messages }) => {
    const buttons = keyButtons(messages, page.known().me, sendText);
    keys.hidden = buttons.length === 0;
    keys.replaceChildren(...buttons);
  };

  /** @param {string} typed */
  const commandsFor = (typed) => commandsShown(typed, { page, chat, send: sendText });
  const toggleCommands = () => {
    if (list.isOpen()) list.hide();
    else list.show(commandsFor(""), say("commands"), say("no-results"));
    box.focus();
  };
  /** @param {string} query */
  const showResults = async (query) => {
    if (chat === null) return;
    const isCurrent = () => queryIn(box.value) === query;
    await offerResults(query, { page, list, chat: chat.id, thread, isCurrent, chosen: () => write("") });
  };
  /** @param {string} text */
  const queryIn = (text) => queryOf(text, page.known().bot.username);

  box.addEventListener("input", () => {
    grow(box);
    clearTimeout(timer);
    const query = mode.kind === "new" ? queryIn(box.value) : null;
    const [, typed] = /^\/([a-z0-9_]*)$/u.exec(box.value) ?? [];
    if (query !== null) timer = setTimeout(() => void showResults(query), INLINE_AFTER_MS);
    else if (typed === undefined) list.hide();
    else list.show(commandsFor(typed), say("commands"));
  });
  /** @param {File | undefined} file */
  const sendFile = (file) => {
    if (file === undefined || chat === null) return;
    // Text that is being changed is no caption.
    const caption = mode.kind === "edit" ? "" : box.value.trim();
    page.sendFile({ chat: chat.id, thread, caption, replyTo: mode.kind === "reply" ? mode.message.key : null, file });
    setMode({ kind: "new" });
    write("");
  };
  takeFiles({ picker, form }, sendFile);
  takeKeys(form, box, {
    page,
    taken: (event) => list.takes(event),
    send: () => void sendText(box.value),
    cancel,
  });

  return {
    element: form,
    write,
    focus: () => box.focus(),
    /** @param {MessageView} message */
    replyTo(message) {
      setMode({ kind: "reply", message, quote: markedWords(message) });
      box.focus();
    },
    /** @param {MessageView} message */
    edit(message) {
      setMode({ kind: "edit", message });
      write(message.text);
    },
    /** @param {ChatView} next @param {number | null} nextThread */
    show(next, nextThread) {
      const here = `${page.known().me} ${next.id} ${nextThread}`;
      [chat, thread] = [next, nextThread];
      showKeys(next);
      if (place === here) return beginReply(next);
      begun.set(place, box.value);
      place = here;
      setMode({ kind: "new" });
      list.hide();
      box.value = begun.get(here) ?? "";
      grow(box);
      beginReply(next);
    },
  };
}

/** As high as its text, up to eight lines or so. @param {HTMLTextAreaElement} box */
function grow(box) {
  box.style.height = "auto";
  // On a phone the list of chats covers it meanwhile, and what is not shown has no height.
  if (box.scrollHeight > 0) box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
}

/** @param {import("./words.js").Say} say @param {() => void} toggleCommands */
function composerParts(say, toggleCommands) {
  const box = element("textarea", {
    id: "box",
    rows: 1,
    maxlength: MAX_TEXT,
    placeholder: say("write"),
    "aria-label": say("write"),
    "aria-autocomplete": "list",
    "aria-controls": "suggestions",
  });
  const list = suggestions(box);
  const picker = element("input", { type: "file", hidden: true, "aria-hidden": "true", tabindex: -1 });
  const bar = element("div", { class: "reply-bar", hidden: true });
  const keys = element("div", { class: "offered", role: "group", "aria-label": say("suggestions"), hidden: true });
  const send = element(
    "button",
    { type: "submit", class: "send", "aria-label": say("send"), title: say("send") },
    icon("send"),
  );
  const form = element(
    "form",
    { id: "composer", autocomplete: "off" },
    list.element,
    bar,
    element(
      "div",
      { class: "box-row" },
      iconButton("attach", say("attach"), () => picker.click()),
      iconButton("commands", say("commands"), toggleCommands),
      box,
      send,
    ),
    keys,
    picker,
  );
  return { box, list, picker, bar, keys, form };
}

/** Words of the message that is replied to or changed. @param {Exclude<Mode, { kind: "new" }>} mode @param {import("./words.js").Say} say */
function modeWords(mode, say) {
  const { message } = mode;
  const label = mode.kind === "edit" ? say("editing") : say("reply-to", { name: message.from?.name ?? "" });
  const words =
    mode.kind === "reply" && mode.quote !== null ? `“${mode.quote}”` : message.text || (message.file?.name ?? "");
  return [
    icon(mode.kind === "edit" ? "edit" : "reply"),
    element("span", { class: "reply-words" }, element("b", {}, label), element("span", {}, words)),
  ];
}

/**
 * Keys of the newest offer, until somebody has written.
 * @param {readonly MessageView[]} messages
 * @param {number} me
 * @param {(text: string) => void} send
 */
function keyButtons(messages, me, send) {
  const last = messages.findLast(({ keys, from }) => keys.length > 0 || from?.id === me);
  const texts = (last?.keys ?? []).flat();
  return texts.map((text) =>
    element("button", { type: "button", onclick: () => send(text), ...languageOf(text) }, text),
  );
}

/**
 * @param {string} typed
 * @param {{ readonly page: Page, readonly chat: ChatView | null, readonly send: (text: string) => void }} parts
 */
function commandsShown(typed, { page, chat, send }) {
  const name = page.known().bot.username;
  const address = chat?.isPrivate === true ? "" : `@${name}`;
  return (chat?.commands ?? [])
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, description }) => ({
      title: `/${command}`,
      detail: description,
      complete: `/${command}${address} `,
      take: () => send(`/${command}${address}`),
    }));
}

/** @param {string} text @param {string} bot @returns {string | null} the words after the bot's name, if the text begins with it */
function queryOf(text, bot) {
  const name = `@${bot} `;
  const words = text.slice(name.length).trim();
  return text.toLowerCase().startsWith(name.toLowerCase()) && words !== "" ? words : null;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} box
 * @param {{ readonly page: Page, readonly taken: (event: KeyboardEvent) => boolean, readonly send: () => void, readonly cancel: () => void }} parts
 */
function takeKeys(form, box, { page, taken, send, cancel }) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  box.addEventListener("keydown", (event) => {
    // While an input method composes, the keys are its own.
    if (event.isComposing) return;
    if (taken(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape") cancel();
    const last = event.key === "ArrowUp" && box.value === "" ? page.lastOwn() : undefined;
    if (last !== undefined) {
      event.preventDefault();
      page.edit(last);
    }
  });
}

/**
 * Takes files that are picked or dropped.
 * @param {{ readonly picker: HTMLInputElement, readonly form: HTMLFormElement }} parts
 * @param {(file: File | undefined) => void} sendFile
 */
function takeFiles({ picker, form }, sendFile) {
  picker.addEventListener("change", () => {
    sendFile(picker.files?.[0]);
    picker.value = "";
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    sendFile(event.dataTransfer?.files[0]);
  });
}

/**
 * @param {Mode} mode
 * @param {{ readonly chat: number, readonly thread: number | null, readonly text: string }} said
 * @returns {import("../web-actions.ts").PageAction}
 */
function actionOf(mode, { chat, thread, text }) {
  if (mode.kind === "edit") return { do: "edit", chat, message: mode.message.key, text };
  const [replyTo, quote] = mode.kind === "reply" ? [mode.message.key, mode.quote] : [null, null];
  return { do: "say", chat, thread, text, replyTo, quote };
}

/**
 * Asks for the bot's results, and shows them while their query is still the newest.
 * @param {string} query
 * @param {{ readonly page: Page, readonly list: ReturnType<typeof suggestions>, readonly chat: number, readonly thread: number | null, readonly isCurrent: () => boolean, readonly chosen: () => void }} parts
 */
async function offerResults(query, { page, list, chat, thread, isCurrent, chosen }) {
  const found = await page.act({ do: "inline", chat, query });
  if (found?.kind !== "results" || !isCurrent()) return;
  const results = found.results.map(({ id: result, title, description }) => ({
    title,
    detail: description,
    take: () => {
      list.hide();
      chosen();
      page.act({ do: "choose", chat, thread, result, query });
    },
  }));
  const { button } = found;
  const start =
    button === null ? [] : [{ title: button.text, detail: "", take: () => page.doing.onStart(button.payload) }];
  list.show([...start, ...results], page.say("suggestions"), page.say("no-results"));
}
