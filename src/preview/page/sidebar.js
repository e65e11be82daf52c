/**
 * The sidebar: who one is, which chats there are, and how the page looks; the left side, or the first pane of a narrow
 * screen.
 */

import { element, icon, iconButton } from "./element.js";
import { clockOf } from "./message.js";
import { askBox } from "./notices.js";

/** @typedef {import("../web-view.ts").Snapshot} Snapshot */
/** @typedef {import("../web-view.ts").ChatView} ChatView */
/** @typedef {import("./main.js").Page} Page */

const MAX_NAME = 40;

/**
 * @param {Page} page
 * @param {{ readonly chat: number | null, readonly isDark: boolean }} chosen
 * @returns {Node[]}
 */
export function sidebar(page, { chat, isDark }) {
  const { say, language } = page;
  const { people, chats, me, status } = page.known();
  const count = element(
    "span",
    { class: "quiet" },
    status.documents > 0 ? say("documents", { count: status.documents }) : "",
  );
  return [
    element(
      "header",
      { class: "brand" },
      mark(),
      element("h1", {}, "Docket"),
      element("span", { class: "tag-line" }, say("preview")),
    ),
    element(
      "fieldset",
      { class: "people" },
      element("legend", {}, say("you-are")),
      ...people.map((person) => personChoice(person, person.id === me, page)),
      element(
        "button",
        { type: "button", class: "person add", onclick: () => addPerson(page) },
        element("span", { class: "face" }, icon("add")),
        element("span", {}, say("add-person")),
      ),
    ),
    element(
      "nav",
      { "aria-label": say("chats") },
      element("h2", {}, say("chats")),
      element(
        "ul",
        { class: "chats", onkeydown: arrows },
        ...chats.map((view) => element("li", {}, chatButton(view, view.id === chat, page))),
      ),
    ),
    element(
      "footer",
      { class: "settings" },
      element(
        "div",
        { class: "languages", role: "group", "aria-label": say("language") },
        languageButton("en", "English", page),
        languageButton("zh", "中文", page),
      ),
      count,
      iconButton(isDark ? "light" : "dark", say(isDark ? "light-theme" : "dark-theme"), page.changeTheme),
    ),
  ].map((part) => {
    if (part.tagName === "FOOTER") part.lang = language === "zh" ? "zh-CN" : "en";
    return part;
  });
}

function mark() {
  return element("img", { src: "/icon.svg", alt: "", width: 26, height: 26 });
}

/** @param {Snapshot["people"][number]} person @param {boolean} isMe @param {Page} page */
function personChoice({ id, name, role }, isMe, page) {
  const input = element("input", {
    type: "radio",
    name: "person",
    value: id,
    checked: isMe,
    onchange: () => page.become(id),
  });
  return element(
    "label",
    { class: "person" },
    input,
    face(name, id),
    element("span", {}, element("b", {}, name), element("small", {}, page.say(role))),
  );
}

/** @param {string} name @param {number} id */
function face(name, id) {
  const initials = name
    .split(" ")
    .map((part) => [...part][0] ?? "")
    .join("")
    .slice(0, 2);
  return element("span", { class: "face", "data-hue": id % 6, "aria-hidden": "true" }, initials);
}

/** @param {Page} page */
function addPerson({ say, act, become }) {
  const words = { label: say("person-name"), ok: say("ok"), cancel: say("cancel"), maxlength: MAX_NAME };
  askBox(words, async (name) => {
    const added = await act({ do: "add-person", name });
    if (added?.kind === "added") become(added.person);
  });
}

/** @param {ChatView} view @param {boolean} isChosen @param {Page} page */
function chatButton(view, isChosen, page) {
  const last = view.messages.findLast(({ event }) => event === null);
  const preview = last === undefined ? view.description : last.text || (last.file?.name ?? "");
  return element(
    "button",
    {
      type: "button",
      class: "chat-choice",
      "aria-current": isChosen ? "true" : null,
      onclick: () => page.open(view.id),
    },
    view.isPrivate
      ? element("span", { class: "face bot" }, mark())
      : element("span", { class: "face", "data-hue": 3 }, icon("group")),
    element(
      "span",
      { class: "chat-words" },
      element(
        "span",
        { class: "chat-title" },
        element("b", {}, view.title),
        element("small", {}, last === undefined ? "" : clockOf(new Date(last.date * 1_000))),
      ),
      element("span", { class: "chat-last" }, preview.slice(0, 90)),
    ),
  );
}

/** @param {"en" | "zh"} code @param {string} name @param {Page} page */
function languageButton(code, name, page) {
  const lang = code === "zh" ? "zh-CN" : "en";
  return element(
    "button",
    { type: "button", lang, "aria-pressed": String(page.language === code), onclick: () => page.speak(code) },
    name,
  );
}

/** Moves up and down in the list of chats. @param {KeyboardEvent} event */
function arrows(event) {
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const buttons = [...list.querySelectorAll("button")];
  const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
