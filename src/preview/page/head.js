/** The head of a chat: its name, its topics, what the bot does, and a line where something is not as usual. */

import { element, iconButton, keepingFocus, place } from "./element.js";

/** @typedef {import("../web-view.ts").Snapshot} Snapshot */
/** @typedef {import("../web-view.ts").ChatView} ChatView */
/** @typedef {import("./main.js").Page} Page */

/** @param {Page} page @param {(thread: number | null) => void} chooseTopic */
export function chatHead(page, chooseTopic) {
  const { say } = page;
  const header = element("header", { class: "chat-head" });
  const banner = element("p", { class: "banner", role: "status", hidden: true });
  /**
   * @param {ChatView} view
   * @param {{ readonly thread: number | null, readonly line: string, readonly inspectorOpen: boolean }} now
   */
  const show = (view, { thread, line, inspectorOpen }) => {
    const subtitle = view.action !== null ? say("typing") : say(view.isPrivate ? "bot" : "group");
    keepingFocus(header, () =>
      header.replaceChildren(
        iconButton("back", say("back"), () => (place("#app").dataset.pane = "side"), { class: "icon-button back" }),
        element(
          "div",
          { class: "chat-name" },
          element("h2", {}, view.title),
          element("span", { class: "quiet" }, subtitle),
        ),
        ...topicButtons(view, { say, thread }, chooseTopic),
        iconButton("inspect", say("inspect"), page.toggleInspector, {
          class: "icon-button inspect",
          "aria-pressed": String(inspectorOpen),
        }),
      ),
    );
    const words = line === "lost" ? say("reconnecting") : bannerWords(page.known().status, page);
    banner.hidden = words === "";
    if (banner.textContent !== words) banner.textContent = words;
  };
  return { element: header, banner, show };
}

/**
 * @param {ChatView} view
 * @param {{ readonly say: import("./words.js").Say, readonly thread: number | null }} shown
 * @param {(thread: number | null) => void} choose
 */
function topicButtons({ topics }, { say, thread }, choose) {
  const buttons = topics.map((topic) =>
    element(
      "button",
      { type: "button", "aria-pressed": String(topic.thread === thread), onclick: () => choose(topic.thread) },
      topic.thread === null ? say("general") : topic.name,
    ),
  );
  if (buttons.length === 0) return [];
  return [element("div", { class: "topics", role: "group", "aria-label": say("topics") }, ...buttons)];
}

/**
 * @param {Snapshot["status"]} status
 * @param {Pick<Page, "say" | "language">} page
 */
function bannerWords({ bot, ingest, problem }, { say, language }) {
  if (bot !== "running") return say(`bot-${bot}`);
  if (ingest === null) return problem === null ? "" : say("ingest-blocked", { problem: problem[language] });
  const word = /** @type {import("./words.js").Word} */ (`ingest-${ingest.stage}`);
  const { done, total, pace } = ingest;
  const minutes = pace === undefined || done >= total ? 0 : Math.ceil(pace.leftMs / 60_000);
  const left = minutes > 0 ? say("ingest-left", { minutes }) : "";
  return `${say(word, { done, total })}${left}`;
}
