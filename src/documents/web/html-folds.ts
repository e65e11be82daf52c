/**
 * Text that a page folds away and shows when its reader asks: panels of an accordion, tabs, "read more"; and an article
 * that stays invisible until a script has run, as WeChat saves them. A panel is opened only if something that the reader
 * sees opens it, since text that nobody can bring up is how orders to a model are hidden.
 */

import { type Controls, controlsOf } from "./html-controls.ts";
import { measureProse, proseIn } from "./html-prose.ts";
import { type HtmlElement, type HtmlNode, textOf } from "./html-tree.ts";

export interface Unfolded {
  readonly root: HtmlElement;
  /** Words of running text that show only once a script has run. */
  readonly unrolled: number;
}

const NOTHING_OPENS: Controls = { opens: new Set(), captions: new Map() };

export function unfold(root: HtmlElement): Unfolded {
  const folds = foldsIn(root);
  // Most pages fold nothing away, and have no button to name a panel by.
  const { opens, captions } = folds.length > 0 || hasElement(root, "button") ? controlsOf(root, folds) : NOTHING_OPENS;
  const unrolled = folds.length === 0 ? undefined : mostOfProse(root, folds);
  const opened = new Set([...opens, ...(unrolled === undefined ? [] : [unrolled])]);
  const isChanged = opened.size > 0 || captions.size > 0 || hasElement(root, "details");
  return {
    root: isChanged
      ? rebuilt(root, false, { opened, captions, moved: new Set(captions.values()), inHeading: false })
      : root,
    unrolled: unrolled === undefined ? 0 : measureProse(unrolled, isShownInside).words,
  };
}

/** Folded elements that nothing around them hides, in the order of the page. */
function foldsIn(root: HtmlElement): HtmlElement[] {
  const folds: HtmlElement[] = [];
  const visit = (element: HtmlElement): void => {
    if (element.own === "folded") folds.push(element);
    else if (element.own === "shown") for (const child of element.children) if (child.kind === "element") visit(child);
  };
  visit(root);
  return folds;
}

const isShownInside = (child: HtmlElement): boolean => child.own === "shown";

/** Names of the element that a site writes its texts into. */
const TEXT_NAME = /content|article|post|entry|main|body|detail|zhengwen/i;

/** The one folded element that holds more running text than the rest of the page, and is built like an article. */
function mostOfProse(root: HtmlElement, folds: readonly HtmlElement[]): HtmlElement | undefined {
  const visible = proseIn(root);
  const [largest] = folds
    .map((fold) => ({ fold, ...measureProse(fold, isShownInside) }))
    .toSorted((one, other) => other.prose - one.prose);
  if (largest === undefined || largest.prose <= visible) return undefined;
  const { name, attributes } = largest.fold;
  const isArticle = TEXT_NAME.test(`${name} ${attributes.class ?? ""} ${attributes.id ?? ""}`);
  return isArticle || largest.paragraphs >= 2 ? largest.fold : undefined;
}

function hasElement(element: HtmlElement, name: string): boolean {
  return element.name === name || element.children.some((child) => child.kind === "element" && hasElement(child, name));
}

interface Changes {
  readonly opened: ReadonlySet<HtmlElement>;
  /** Panels and what opens each of them. */
  readonly captions: ReadonlyMap<HtmlElement, HtmlElement>;
  /** Captions that are said with their panels, and no longer where they stood. */
  readonly moved: ReadonlySet<HtmlElement>;
  readonly inHeading: boolean;
}

const HEADING = /^h[1-6]$/;

/** The same tree with opened panels shown, each under the words of what opens it. */
function rebuilt(element: HtmlElement, hidden: boolean, changes: Changes): HtmlElement {
  const { opened, captions, moved } = changes;
  const isOpened = opened.has(element);
  const isHidden = hidden || element.own === "unseen" || (element.own === "folded" && !isOpened);
  const children: HtmlNode[] = [];
  const below = HEADING.test(element.name) ? { ...changes, inHeading: true } : changes;
  for (const child of element.children) {
    if (child.kind === "text") children.push(child);
    else if (!moved.has(child)) children.push(rebuilt(child, isHidden, below));
  }
  const own = isOpened ? "shown" : element.own;
  // A heading that is pressed is still the heading.
  const name = changes.inHeading && element.name === "button" ? "span" : element.name;
  const whole = { ...element, name, own, hidden: isHidden, children } as const;
  const caption = captions.get(element);
  if (caption !== undefined && !isHidden && !repeats(whole, textOf(caption))) {
    const term = part("dt", caption.children);
    return { ...whole, children: [term, part("dd", children)] };
  }
  return element.name === "details" && !isHidden ? withTerm(whole) : whole;
}

/** `<details>`: its summary is the term, and the rest is what stands under it. */
function withTerm(details: HtmlElement): HtmlElement {
  const summary = details.children.find((child) => child.kind === "element" && child.name === "summary");
  if (summary === undefined) return details;
  return {
    ...details,
    children: [
      summary,
      part(
        "dd",
        details.children.filter((child) => child !== summary),
      ),
    ],
  };
}

function part(name: string, children: readonly HtmlNode[]): HtmlElement {
  return { kind: "element", name, attributes: {}, children: [...children], hidden: false, own: "shown" };
}

/** Tabs often have their name again as the first line of what they show. */
function repeats(panel: HtmlElement, caption: string): boolean {
  return textOf(panel, caption.length + 20).startsWith(caption);
}
