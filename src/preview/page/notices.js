/**
 * Messages that the page shows over everything else: short notices, what the bot wants to be seen, and a question for a
 * name.
 */

import { element } from "./element.js";

const TOAST_MS = 4_000;

/** @param {string} text */
export function toast(text) {
  const shown = element("p", { class: "toast" }, text);
  document.querySelector("#toasts")?.append(shown);
  setTimeout(() => shown.remove(), TOAST_MS);
}

/**
 * @param {string} text
 * @param {string} ok
 */
export function alertBox(text, ok) {
  const box = element("dialog", { class: "box", "aria-label": text.slice(0, 60) });
  box.append(
    element("p", {}, text),
    element(
      "div",
      { class: "box-buttons" },
      element("button", { type: "button", class: "primary", autofocus: true, onclick: () => box.close() }, ok),
    ),
  );
  open(box);
}

/**
 * @param {{ readonly label: string, readonly ok: string, readonly cancel: string, readonly maxlength: number }} words
 * @param {(given: string) => void} onGiven
 */
export function askBox({ label, ok, cancel, maxlength }, onGiven) {
  const input = element("input", { type: "text", maxlength, required: true, autofocus: true });
  const box = element("dialog", { class: "box", "aria-label": label });
  const form = element(
    "form",
    {
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        box.close();
        if (input.value.trim() !== "") onGiven(input.value.trim());
      },
    },
    element("label", {}, label, input),
    element(
      "div",
      { class: "box-buttons" },
      element("button", { type: "button", onclick: () => box.close() }, cancel),
      element("button", { type: "submit", class: "primary" }, ok),
    ),
  );
  box.append(form);
  open(box);
}

/** @param {HTMLDialogElement} box */
function open(box) {
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
