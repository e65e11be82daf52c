/**
 * The inspector tells how an answer was made: what `npm run ask -- --explain` tells, for the last answers, beside the
 * chat.
 */

import { element, iconButton } from "./element.js";
import { languageOf } from "./message.js";

/** @typedef {import("../web-view.ts").Snapshot["answers"][number]} InspectedAnswer */
/** @typedef {import("./main.js").Page} Page */

/**
 * @param {Page} page
 * @param {{ readonly chosen: number | null, readonly choose: (answer: number | null) => void }} choice null for the newest
 * @returns {Node[]}
 */
export function inspector(page, { chosen, choose }) {
  const { say } = page;
  const { answers, status } = page.known();
  const answer = answers.find(({ number }) => number === chosen) ?? answers[0];
  const header = element(
    "header",
    {},
    element("h2", {}, say("inspector")),
    element(
      "button",
      {
        type: "button",
        class: "small",
        disabled: status.bot !== "running",
        onclick: () => page.act({ do: "restart-bot" }),
      },
      say("restart-bot"),
    ),
    iconButton("close", say("close"), page.toggleInspector),
  );
  if (answer === undefined) return [header, element("p", { class: "quiet pad" }, say("no-answers"))];
  return [
    header,
    element(
      "div",
      { class: "inspected", tabindex: 0, role: "region", "aria-label": say("inspector") },
      choiceOf(answers, answer, page, choose),
      verdict(answer, page),
      timesOf(answer, page),
      claimsOf(answer, page),
      droppedOf(answer, page),
      evidenceOf(answer, page),
      sentencesOf(answer, page),
    ),
  ];
}

/**
 * @param {readonly InspectedAnswer[]} answers
 * @param {InspectedAnswer} shown
 * @param {Page} page
 * @param {(answer: number | null) => void} choose
 */
function choiceOf(answers, shown, { say }, choose) {
  const options = answers.map(({ number, asked }) =>
    element("option", { value: number, selected: number === shown.number }, `${number}. ${asked.slice(0, 60)}`),
  );
  const select = element(
    "select",
    { onchange: () => choose(Number(select.value) === answers[0]?.number ? null : Number(select.value)) },
    ...options,
  );
  return element("label", { class: "which" }, element("span", {}, say("which-answer")), select);
}

/** The bar's whole width, in times what is needed to answer: the best answers come close to it. */
const WIDTH = 1.8;

/** @param {InspectedAnswer} answer @param {Page} page */
function verdict({ kind, by, notice, understood, confidence, confidenceToAnswer, history }, { say }) {
  const share = Math.min(1, confidence / (confidenceToAnswer * WIDTH));
  const bar = element("span", { class: "bar" });
  const fill = element("i");
  fill.style.width = `${share * 100}%`;
  const limit = element("u");
  limit.style.left = `${100 / WIDTH}%`;
  bar.append(fill, limit);
  return element(
    "section",
    { class: `verdict ${kind}` },
    element(
      "p",
      {},
      element("b", { class: "kind" }, say(kind === "failed" ? "failed_" : kind)),
      by !== null && ` · ${say(`by-${by}`)}`,
      notice !== null && ` · ${say(`notice-${notice}`)}`,
      history > 0 && ` · ${say("history", { count: history })}`,
    ),
    understood !== null &&
      element("p", { class: "quiet", ...languageOf(understood) }, `${say("understood")}: ${understood}`),
    element(
      "p",
      { class: "confidence" },
      `${say("confidence")} `,
      element("b", {}, confidence.toFixed(2)),
      element("span", { class: "quiet" }, ` · ${say("confidence-note", { limit: confidenceToAnswer })}`),
    ),
    bar,
  );
}

/** @param {InspectedAnswer} answer @param {Page} page */
function timesOf({ timings, stages }, { say }) {
  const { embedMs, searchMs, answerMs, totalMs } = timings;
  const whole = Math.max(totalMs, 0.1);
  const parts = /** @type {const} */ ([
    ["embed", embedMs],
    ["search", searchMs],
    ["answer", answerMs],
  ]);
  const rows = parts.map(([name, ms]) => {
    const fill = element("i");
    fill.style.width = `${(ms / whole) * 100}%`;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, say(`time-${name}`)),
      element("td", { class: "wide" }, element("span", { class: "bar" }, fill)),
      element("td", { class: "number" }, `${ms.toFixed(1)} ms`),
    );
  });
  return element(
    "section",
    {},
    element("h3", {}, say("time"), element("small", {}, `${totalMs.toFixed(1)} ms ${say("total")}`)),
    element("table", {}, element("tbody", {}, ...rows)),
    stages.length > 0 &&
      element(
        "p",
        { class: "quiet" },
        `${say("stages")}: ${stages.map(({ name, afterMs }) => `${say(`stage-${name}`)} ${afterMs.toFixed(0)} ms`).join(" → ")}`,
      ),
  );
}

/** @param {InspectedAnswer} answer @param {Page} page */
function claimsOf({ claims }, { say }) {
  const items = claims.map(({ text, marks }) =>
    element(
      "li",
      languageOf(text),
      text,
      " ",
      element("b", { class: "marks" }, marks.map((mark) => `[${mark}]`).join("")),
    ),
  );
  return element(
    "section",
    {},
    element("h3", {}, say("claims")),
    items.length === 0
      ? element("p", { class: "quiet" }, say("claims-none"))
      : element("ol", { class: "claims" }, ...items),
  );
}

/** @param {InspectedAnswer} answer @param {Page} page */
function droppedOf({ dropped }, { say }) {
  if (dropped.length === 0) return null;
  const items = dropped.map(({ text, reason, detail }) =>
    element("li", languageOf(text), text, " ", element("small", {}, `${reason}: ${detail}`)),
  );
  return element(
    "section",
    {},
    element("h3", {}, say("dropped-claims")),
    element("ul", { class: "dropped" }, ...items),
  );
}

/** @param {InspectedAnswer} answer @param {Page} page */
function evidenceOf({ evidence }, { say }) {
  if (evidence.length === 0) return null;
  const rankings = /** @type {const} */ (["words", "passage", "sentence"]);
  const rows = evidence.map(({ where, text, score, places, quoted, standing }, index) =>
    element(
      "tr",
      { class: quoted ? "quoted" : "" },
      element(
        "th",
        { scope: "row", ...languageOf(where) },
        element(
          "details",
          {},
          element("summary", {}, element("span", { class: "nth" }, `${index + 1}`), ...placeOf(where)),
          element("p", languageOf(text), text),
          element("p", { class: "quiet" }, say(`standing-${standing}`)),
        ),
      ),
      element("td", { class: "number strong" }, score.toFixed(2)),
      ...rankings.map((name) => {
        const { rank, score: given } = places[name];
        return element(
          "td",
          { class: "number" },
          element("b", {}, rank === null ? "–" : `#${rank}`),
          element("small", {}, given.toFixed(2)),
        );
      }),
    ),
  );
  const heads = [say("where"), say("score"), ...rankings.map((name) => say(`rank-${name}`))];
  return element(
    "section",
    {},
    element("h3", {}, say("evidence")),
    element("p", { class: "quiet" }, say("rank-note")),
    element(
      "table",
      { class: "evidence" },
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows),
    ),
  );
}

/** The innermost heading is what tells passages of one document apart. @param {string} where */
function placeOf(where) {
  const [last = "", ...outer] = where.split(" › ").reverse();
  return [last, outer.length > 0 && element("small", {}, outer.reverse().join(" › "))].filter((part) => part !== false);
}

/** @param {InspectedAnswer} answer @param {Page} page */
function sentencesOf({ sentences }, { say }) {
  if (sentences.length === 0) return null;
  const items = sentences.map(({ text, score, cosine, quoted }) =>
    element(
      "li",
      { class: quoted ? "quoted" : "" },
      element(
        "span",
        { class: "scores" },
        element("b", {}, score.toFixed(2)),
        element("small", {}, `cos ${cosine.toFixed(2)}`),
        element("em", {}, say(quoted ? "kept" : "dropped")),
      ),
      element("span", languageOf(text), text),
    ),
  );
  return element("section", {}, element("h3", {}, say("sentences")), element("ul", { class: "sentences" }, ...items));
}
