/** The page: what is known and chosen, and what is drawn again when either changes. */

import { composer } from "./composer.js";
import { connectionWith, takeKey } from "./connection.js";
import { conversation } from "./conversation.js";
import { element, keepingFocus, place } from "./element.js";
import { chatHead } from "./head.js";
import { inspector } from "./inspector.js";
import { toast } from "./notices.js";
import { sidebar } from "./sidebar.js";
import { withEvent } from "./store.js";
import { problemIn, wordsIn } from "./words.js";

/** @typedef {import("../web-view.ts").Snapshot} Snapshot */
/** @typedef {import("../web-view.ts").MessageView} MessageView */
/** @typedef {import("../web-actions.ts").PageAction} PageAction */
/** @typedef {import("../web-actions.ts").ActionResult} ActionResult */

/**
 * Everything that the parts of the page may know and do.
 * @typedef {object} Page
 * @property {import("./words.js").Language} language
 * @property {import("./words.js").Say} say
 * @property {() => Snapshot} known
 * @property {import("./rich-text.js").RichTextDoing} doing
 * @property {(action: PageAction) => Promise<ActionResult | null>} act null where it failed, which the reader was told
 * @property {(sent: { readonly chat: number, readonly thread: number | null, readonly caption: string, readonly replyTo: string | null, readonly file: File }) => void} sendFile
 * @property {(chat: number, message: string, name: string) => void} openFile
 * @property {(person: number) => void} become
 * @property {(chat: number) => void} open
 * @property {(language: import("./words.js").Language) => void} speak
 * @property {() => void} changeTheme
 * @property {() => void} toggleInspector
 * @property {(message: MessageView) => void} replyTo
 * @property {(message: MessageView) => void} edit
 * @property {() => MessageView | undefined} lastOwn
 * @property {(text: string) => void} write
 * @property {(key: string) => void} jumpTo
 */

/** Time for which the bot's action is shown. https://core.telegram.org/bots/api#sendchataction */
const ACTION_MS = 5_000;

/** The choice is found again after a reload. */
const chosen = {
  /** @param {string} name */
  get: (name) => sessionStorage.getItem(`docket-preview-${name}`),
  /** @param {string} name @param {string | number} value */
  set: (name, value) => sessionStorage.setItem(`docket-preview-${name}`, String(value)),
};

/** @param {string} key */
function startPage(key) {
  const connection = connectionWith(key);
  /** @type {Snapshot | null} */
  let known = null;
  let chat = Number(chosen.get("chat") ?? 0);
  /** @type {number | null} */
  let thread = null;
  let line = "open";
  let inspectorOpen = chosen.get("inspector") === "true";
  let listening = new AbortController();
  const endLater = actionsEnding((event) => {
    known = withEvent(known, { ...event, action: null });
    draw("action");
  });

  const language = (chosen.get("language") ?? navigator.language).startsWith("zh") ? "zh" : "en";
  const say = wordsIn(language);
  const theme = themeSwitch(() => draw());
  dress(language, say("title"));

  const current = () => {
    if (known === null) throw new Error("nothing is known yet");
    return known;
  };

  /** @param {unknown} problem */
  const failed = (problem) => {
    const written = problem instanceof Error ? problem.message : String(problem);
    toast(say("failed", { problem: problemIn(language, written) }));
  };
  /** @type {Page} */
  const page = {
    language,
    say,
    known: current,
    ...actionsOver(connection, { me: () => current().me, failed }),
    become(person) {
      chosen.set("person", person);
      // A private chat is known by whose it is.
      if (chat === current().me) chat = person;
      listen(person);
    },
    open(id) {
      if (id !== chat) thread = null;
      chat = id;
      chosen.set("chat", id);
      place("#app").dataset.pane = "chat";
      draw();
      box.focus();
    },
    speak(next) {
      chosen.set("language", next);
      // All words change: the page begins anew, where it was.
      location.reload();
    },
    changeTheme: theme.change,
    toggleInspector() {
      inspectorOpen = !inspectorOpen;
      chosen.set("inspector", String(inspectorOpen));
      draw();
      if (inspectorOpen) place("#inspector").querySelector("button")?.focus();
      else place(".inspect").focus();
    },
    replyTo: (message) => box.replyTo(message),
    edit: (message) => box.edit(message),
    lastOwn: () => messages.lastOwn(),
    write: (text) => box.write(text),
    jumpTo: (key_) => messages.jumpTo(key_),
    doing: {
      say,
      language: language === "zh" ? "zh-CN" : "en-GB",
      get bot() {
        return current().bot.username;
      },
      onStart: (payload) => {
        page.open(current().me);
        void page.act({ do: "start", payload });
      },
      onCommand: (command) => void page.act({ do: "say", chat, thread, text: command, replyTo: null, quote: null }),
    },
  };

  const head = chatHead(page, (next) => {
    thread = next;
    draw();
  });
  const drawInspector = inspectorPanel(page);
  const messages = conversation(page);
  const box = composer(page);

  /** Begins to look on as somebody. @param {number | null} person */
  const listen = (person) => {
    listening.abort();
    listening = new AbortController();
    const { signal } = listening;
    void connection.listen(person, {
      ...{ language, signal },
      onEvent(event) {
        if (signal.aborted) return;
        known = withEvent(known, event);
        if (event.kind === "action") endLater(event);
        if (event.kind === "snapshot") begin(event);
        draw(event.kind);
      },
      onLine(now) {
        line = now;
        if (now === "refused") showClosed(say);
        else if (known !== null) draw("status");
      },
    });
  };
  /** @param {Snapshot} snapshot */
  const begin = (snapshot) => {
    if (!snapshot.chats.some(({ id }) => id === chat)) chat = snapshot.chats[0]?.id ?? 0;
    if (place("#chat").childElementCount > 0) return;
    place("#chat").append(head.element, head.banner, messages.element, box.element);
    if (matchMedia("(hover: hover)").matches) box.focus();
    performance.mark("docket-ready");
  };

  /** @param {string} what the kind of event that it is for, or everything */
  const draw = (what = "snapshot") => {
    if (known === null) return;
    const view = known.chats.find(({ id }) => id === chat);
    if (view === undefined) return;
    if (what !== "answer" && what !== "draft") drawSide();
    if (what !== "answer") head.show(view, { thread, line, inspectorOpen });
    if (what !== "answer" && what !== "status") {
      box.show(view, thread);
      messages.show(view, thread);
    }
    if (what === "answer" || what === "snapshot" || what === "status") drawInspector(inspectorOpen);
  };
  const drawSide = () => {
    const side = place("#side");
    keepingFocus(side, () => side.replaceChildren(...sidebar(page, { chat, isDark: theme.isDark() })));
    place("#app").dataset.person = String(current().me);
  };

  const last = chosen.get("person");
  listen(last === null ? null : Number(last));
}

/**
 * The bot's action in a chat ends after a while, unless it is told again meanwhile.
 * @param {(event: import("../web-view.ts").ChatAction) => void} onEnd
 */
function actionsEnding(onEnd) {
  /** @type {Map<number, import("../web-view.ts").ChatAction>} */
  const newest = new Map();
  /** @param {import("../web-view.ts").ChatAction} event */
  return (event) => {
    newest.set(event.chat, event);
    setTimeout(() => {
      if (newest.get(event.chat) === event) onEnd(event);
    }, ACTION_MS);
  };
}

/** The theme: the system's until another is chosen. @param {() => void} onChange */
function themeSwitch(onChange) {
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (darkSystem.matches ? "dark" : "light")) === "dark";
  darkSystem.addEventListener("change", onChange);
  const change = () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem("docket-preview-theme", next);
    onChange();
  };
  return { isDark, change };
}

/** Sets language, title and theme of the page. @param {import("./words.js").Language} language @param {string} title */
function dress(language, title) {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = title;
  const theme = localStorage.getItem("docket-preview-theme");
  if (theme !== null) document.documentElement.dataset.theme = theme;
}

/**
 * What is done over the connection; the reader is told what failed.
 * @param {ReturnType<typeof connectionWith>} connection
 * @param {{ readonly me: () => number, readonly failed: (problem: unknown) => void }} parts
 * @returns {Pick<Page, "act" | "sendFile" | "openFile">}
 */
function actionsOver(connection, { me, failed }) {
  return {
    async act(action) {
      try {
        return await connection.act(me(), action);
      } catch (problem) {
        failed(problem);
        return null;
      }
    },
    async sendFile(sent) {
      await connection.sendFile(me(), sent).catch(failed);
    },
    async openFile(id, message, name) {
      try {
        const address = URL.createObjectURL(await connection.file(me(), id, message));
        element("a", { href: address, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(address), 10_000);
      } catch (problem) {
        failed(problem);
      }
    },
  };
}

/** Draws the inspector, with the answer that is looked at. @param {Page} page */
function inspectorPanel(page) {
  /** @type {number | null} */
  let inspected = null;
  /** @param {boolean} isOpen */
  const show = (isOpen) => {
    const panel = place("#inspector");
    panel.hidden = !isOpen;
    panel.setAttribute("aria-label", page.say("inspector"));
    place("#app").classList.toggle("inspecting", isOpen);
    if (!isOpen) return;
    /** @param {number | null} answer */
    const choose = (answer) => {
      inspected = answer;
      show(true);
    };
    keepingFocus(panel, () => panel.replaceChildren(...inspector(page, { chosen: inspected, choose })));
  };
  return show;
}

/** @param {import("./words.js").Say} say */
function showClosed(say) {
  document.body.replaceChildren(
    element("main", { class: "closed" }, element("h1", {}, say("closed-title")), element("p", {}, say("closed-text"))),
  );
}

const key = takeKey();
if (key === null) showClosed(wordsIn(navigator.language.startsWith("zh") ? "zh" : "en"));
else startPage(key);
