/**
 * Elements from plain values. Text becomes text, never markup: there is no other way to put anything into this page, and
 * the page's policy makes the browser refuse one.
 */

/** @typedef {Node | string | null | false | undefined} Child */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | number | boolean | null | undefined | ((event: never) => void)>>} [attributes]
 *   `onclick` and the like are listeners; true is an attribute without a value; false and null are none.
 * @param {readonly Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...present(children));
  return made;
}

/**
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
function present(children) {
  return children.filter((child) => child !== null && child !== undefined && child !== false);
}

/** Outlines on a grid of 24, drawn with strokes. */
const ICONS = {
  send: "M4 12 20 4l-5 16-4-7-7-1Zm7 1 9-9",
  attach: "M20 11.5 12.3 19a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 4.8 4.8l-8 7.9a1.7 1.7 0 0 1-2.4-2.4l7.3-7.2",
  commands: "M14.5 5 9.5 19",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  reply: "M10 6 4 12l6 6v-4c5 0 8 1.5 10 5 0-6-3.5-9-10-9V6Z",
  react: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14c.8 1.6 2 2.4 3.5 2.4s2.7-.8 3.5-2.4M9 9.5v.5M15 9.5v.5",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19l-4 1Z",
  inspect: "M4 19V9M10 19V5M16 19v-7M21 19H3",
  light:
    "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  add: "M12 5v14M5 12h14",
  file: "M6 3h8l4 4v14H6V3Zm8 0v4h4",
  group:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.2.8 3.5 2.8 3.5 5.5",
  open: "M8 8h8v8M16 8 7 17",
  copy: "M9 9h10v11H9V9Zm-4 6V4h10",
  quote: "M5 12h5v6H4v-5c0-3 1-5 4-7M14.5 12h5v6h-6v-5c0-3 1-5 4-7",
  down: "M6 9l6 6 6-6",
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

/**
 * A button that shows an icon alone.
 * @param {keyof typeof ICONS} name
 * @param {string} label
 * @param {(event: never) => void} onclick
 * @param {Readonly<Record<string, string | boolean>>} [more]
 */
export function iconButton(name, label, onclick, more = {}) {
  return element(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...more },
    icon(name),
  );
}

/** @param {string} selector of an element that the page always has */
export function place(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

/**
 * A part that is drawn anew takes the focus away; it goes back to the same place.
 * @param {HTMLElement} part
 * @param {() => void} draw
 */
export function keepingFocus(part, draw) {
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
