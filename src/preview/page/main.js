/** The page: what is known and chosen, and what is drawn again when either changes. */

import { composer } from "./composer.js";
import { connectionWith, takeKey } from "./connection.js";
import { conversation } from "./conversation.js";
import { element, iconButton } from "./element.js";
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

/** @param {string} selector */
const place = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

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
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  /** @type {Snapshot | null} */
  let known = null;
  let chat = Number(chosen.get("chat") ?? 0);
  /** @type {number | null} */
  let thread = null;
  let line = "open";
  let inspectorOpen = chosen.get("inspector") === "true";
  /** @type {number | null} */
  let inspected = null;
  let listening = new AbortController();
  /** Actions by chat. @type {Map<number, import("../web-view.ts").ChatAction>} */
  const newestActions = new Map();

  const languageKept = chosen.get("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
  const language = languageKept === "zh" ? "zh" : "en";
  const say = wordsIn(language);
  const isDark = () => (document.documentElement.dataset.theme ?? (darkSystem.matches ? "dark" : "light")) === "dark";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  const theme = localStorage.getItem("docket-preview-theme");
  if (theme !== null) document.documentElement.dataset.theme = theme;

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
    async act(action) {
      try {
        return await connection.act(current().me, action);
      } catch (problem) {
        failed(problem);
        return null;
      }
    },
    async sendFile(sent) {
      await connection.sendFile(current().me, sent).catch(failed);
    },
    async openFile(id, message, name) {
      try {
        const address = URL.createObjectURL(await connection.file(current().me, id, message));
        element("a", { href: address, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(address), 10_000);
      } catch (problem) {
        failed(problem);
      }
    },
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
    changeTheme() {
      const next = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      localStorage.setItem("docket-preview-theme", next);
      draw();
    },
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
      onStart(payload) {
        chat = current().me;
        page.open(chat);
        void page.act({ do: "start", payload });
      },
      onCommand: (command) => void page.act({ do: "say", chat, thread, text: command, replyTo: null, quote: null }),
    },
  };

  const header = element("header", { class: "chat-head" });
  const banner = element("p", { class: "banner", role: "status", hidden: true });
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
  /** Unless it is told again meanwhile. @param {import("../web-view.ts").ChatAction} event */
  const endLater = (event) => {
    newestActions.set(event.chat, event);
    setTimeout(() => {
      if (newestActions.get(event.chat) !== event) return;
      known = withEvent(known, { ...event, action: null });
      draw("action");
    }, ACTION_MS);
  };
  /** @param {Snapshot} snapshot */
  const begin = (snapshot) => {
    if (!snapshot.chats.some(({ id }) => id === chat)) chat = snapshot.chats[0]?.id ?? 0;
    if (place("#chat").childElementCount > 0) return;
    place("#chat").append(header, banner, messages.element, box.element);
    if (matchMedia("(hover: hover)").matches) box.focus();
    performance.mark("docket-ready");
  };

  /** @param {string} what the kind of event that it is for, or everything */
  const draw = (what = "snapshot") => {
    if (known === null) return;
    const view = known.chats.find(({ id }) => id === chat);
    if (view === undefined) return;
    if (what !== "answer" && what !== "draft") drawSide();
    if (what !== "answer") drawHead(view);
    if (what !== "answer" && what !== "status") {
      box.show(view, thread);
      messages.show(view, thread);
    }
    if (what === "answer" || what === "snapshot" || what === "status") drawInspector();
  };
  const drawSide = () => {
    const side = place("#side");
    keepingFocus(side, () => side.replaceChildren(...sidebar(page, { chat, isDark: isDark() })));
    place("#app").dataset.person = String(current().me);
  };
  const drawInspector = () => {
    const panel = place("#inspector");
    panel.hidden = !inspectorOpen;
    panel.setAttribute("aria-label", say("inspector"));
    place("#app").classList.toggle("inspecting", inspectorOpen);
    if (!inspectorOpen) return;
    keepingFocus(panel, () =>
      panel.replaceChildren(
        ...inspector(page, {
          chosen: inspected,
          choose(answer) {
            inspected = answer;
            drawInspector();
          },
        }),
      ),
    );
  };
  /** @param {import("../web-view.ts").ChatView} view */
  const drawHead = (view) => {
    const { status } = current();
    const subtitle = view.action !== null ? say("typing") : say(view.isPrivate ? "bot" : "group");
    const topics = view.topics.map((topic) =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": String(topic.thread === thread),
          onclick: () => {
            thread = topic.thread;
            draw();
          },
        },
        topic.thread === null ? say("general") : topic.name,
      ),
    );
    keepingFocus(header, () =>
      header.replaceChildren(
        iconButton("back", say("back"), () => (place("#app").dataset.pane = "side"), { class: "icon-button back" }),
        element(
          "div",
          { class: "chat-name" },
          element("h2", {}, view.title),
          element("span", { class: "quiet" }, subtitle),
        ),
        ...(topics.length > 0
          ? [element("div", { class: "topics", role: "group", "aria-label": say("topics") }, ...topics)]
          : []),
        iconButton("inspect", say("inspect"), page.toggleInspector, {
          class: "icon-button inspect",
          "aria-pressed": String(inspectorOpen),
        }),
      ),
    );
    const words =
      line === "lost"
        ? say("reconnecting")
        : status.bot !== "running"
          ? say(`bot-${status.bot}`)
          : status.ingest === null && status.problem !== null
            ? say("ingest-blocked", { problem: status.problem[language] })
            : ingestWords(status.ingest);
    banner.hidden = words === "";
    if (banner.textContent !== words) banner.textContent = words;
  };
  /** @param {Snapshot["status"]["ingest"]} ingest */
  const ingestWords = (ingest) => {
    if (ingest === null) return "";
    const word = /** @type {import("./words.js").Word} */ (`ingest-${ingest.stage}`);
    const { done, total, pace } = ingest;
    const minutes = pace === undefined || done >= total ? 0 : Math.ceil(pace.leftMs / 60_000);
    const left = minutes > 0 ? say("ingest-left", { minutes }) : "";
    return `${say(word, { done, total })}${left}`;
  };

  darkSystem.addEventListener("change", () => draw());
  const last = chosen.get("person");
  listen(last === null ? null : Number(last));
}

/**
 * A part that is drawn anew takes the focus away; it goes back to the same place.
 * @param {HTMLElement} part
 * @param {() => void} draw
 */
function keepingFocus(part, draw) {
  const focusable = () => [...part.querySelectorAll("button, input, select, summary")];
  const at = focusable().indexOf(/** @type {Element} */ (document.activeElement));
  const open = [...part.querySelectorAll("details")].map((one) => one.open);
  const top = part.querySelector(".inspected")?.scrollTop ?? 0;
  draw();
  for (const [index, one] of [...part.querySelectorAll("details")].entries()) one.open = open[index] ?? false;
  part.querySelector(".inspected")?.scrollTo({ top });
  const again = at < 0 ? undefined : focusable()[at];
  if (again instanceof HTMLElement) again.focus();
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
