/** Suggestions of the box while one writes: commands after a `/`, the bot's results after its name. */

import { element } from "./element.js";

/** @typedef {{ readonly title: string, readonly detail: string, readonly take: () => void, readonly complete?: string }} Suggestion */

/** @param {HTMLTextAreaElement} box */
export function suggestions(box) {
  // A list that scrolls can be reached with the keyboard.
  const list = element("ul", { id: "suggestions", role: "listbox", tabindex: 0, hidden: true });
  /** @type {readonly Suggestion[]} */
  let shown = [];
  let active = -1;

  /** @param {number} index */
  const mark = (index) => {
    active = index;
    for (const [at, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(at === index));
      if (at === index) item.scrollIntoView({ block: "nearest" });
    }
    if (index < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `suggestion-${index}`);
  };
  /** @param {readonly Suggestion[]} given @param {string} label @param {string} [none] what is said where there is none */
  const show = (given, label, none = "") => {
    shown = given;
    list.setAttribute("aria-label", label);
    list.replaceChildren(
      ...given.map(({ title, detail, take }, index) =>
        element(
          "li",
          {
            id: `suggestion-${index}`,
            role: "option",
            "aria-selected": "false",
            onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
            onclick: take,
          },
          element("b", {}, title),
          element("span", { "data-long": detail.length > 80 }, detail),
        ),
      ),
      ...(given.length === 0 && none !== ""
        ? [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, none)]
        : []),
    );
    list.hidden = list.children.length === 0;
    mark(-1);
  };
  const hide = () => show([], "");

  return {
    element: list,
    show,
    hide,
    isOpen: () => !list.hidden,
    /**
     * @param {KeyboardEvent} event
     * @returns {boolean} whether the key was for the list
     */
    takes(event) {
      if (list.hidden) return false;
      const count = shown.length;
      const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
      const step = steps[event.key];
      if (step !== undefined && count > 0) {
        // From none the first way leads to the first, or to the last.
        mark(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
        return true;
      }
      if (event.key === "Escape") {
        hide();
        return true;
      }
      const chosen = shown[active] ?? (event.key === "Tab" ? shown[0] : undefined);
      if (event.key === "Tab" && chosen?.complete !== undefined && !event.shiftKey) {
        box.value = chosen.complete;
        box.dispatchEvent(new Event("input"));
        return true;
      }
      if (event.key === "Enter" && !event.shiftKey && chosen !== undefined) {
        chosen.take();
        return true;
      }
      return false;
    },
  };
}
