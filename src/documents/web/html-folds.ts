/**
 * Text that a page folds away and shows when its reader asks: panels of an accordion, tabs, "read more"; and an article
 * that stays invisible until a script has run, as WeChat saves them. A panel is opened only if something that the reader
 * sees opens it, since text that nobody can bring up is how orders to a model are hidden.
 */

import { measureProse, proseIn } from "./html-elements.ts";
import { type HtmlElement, type HtmlNode, textOf } from "./html-tree.ts";

interface Unfolded {
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

/** Builds the same tree with opened panels shown, each under the words of what opens it. */
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

interface Controls {
  /** Folded panels that something visible opens. */
  readonly opens: ReadonlySet<HtmlElement>;
  /** Panels and the control whose words are their caption, where those would be lost in place. */
  readonly captions: ReadonlyMap<HtmlElement, HtmlElement>;
}

const LONGEST_CAPTION = 300;
/** Classes by which a page's script finds what it folds. */
const FOLDING_NAME =
  /accordion|collaps|toggl|expand|unfold|fold|faq|question|answer|spoiler|tab(?:s|-|_|\b)|read-?more|show-?more|zhankai/i;
const TAB_NAME = /tab/i;
/** Levels that a control stands up from the panel next to it: in a heading, in a bar. */
const FURTHEST = 3;
const MOST_TABS = 40;
const TARGETS = ["aria-controls", "data-target", "data-bs-target", "data-tab", "data-toggle-target", "data-content"];

/** Places of the elements of a page, so that looking around costs the same on a page of thousands. */
interface Layout {
  readonly ids: Map<string, HtmlElement>;
  readonly parents: Map<HtmlElement, HtmlElement>;
  readonly next: Map<HtmlElement, HtmlElement>;
  readonly previous: Map<HtmlElement, HtmlElement>;
  readonly visible: HtmlElement[];
  readonly folded: ReadonlySet<HtmlElement>;
}

/**
 * Controls that a reader presses to see more: buttons of accordions, tabs, "read more". Pages wire them in a few ways:
 * by the id of the panel, by standing right before it, or as the n-th of a bar over n panels.
 */
function controlsOf(root: HtmlElement, folds: readonly HtmlElement[]): Controls {
  const layout: Layout = {
    ids: new Map(),
    parents: new Map(),
    next: new Map(),
    previous: new Map(),
    visible: [],
    folded: new Set(folds),
  };
  collect(root, false, layout);
  const opens = new Set<HtmlElement>();
  const captions = new Map<HtmlElement, HtmlElement>();
  const open = (panel: HtmlElement, control: HtmlElement | undefined): void => {
    if (layout.folded.has(panel)) opens.add(panel);
    if (control !== undefined && !captions.has(panel) && isCaption(control)) captions.set(panel, control);
  };

  for (const element of layout.visible) {
    const panels = idsNamedBy(element).map((id) => foldAround(layout.ids.get(id), layout));
    panels.push(panelBeside(element, layout));
    for (const panel of panels) {
      // A label names the field that it stands beside.
      if (panel === undefined || panel.name === "input") continue;
      if (isAround(panel, element, layout) || isAround(element, panel, layout)) continue;
      // A link of a table of contents names a section that is there to be seen.
      if (!layout.folded.has(panel) && !isPressed(element)) continue;
      open(panel, isInHeading(element, layout) ? undefined : element);
    }
  }
  for (const bar of layout.visible) openByOrder(bar, layout, open);
  return { opens, captions };
}

function collect(element: HtmlElement, hidden: boolean, layout: Layout): void {
  const { id } = element.attributes;
  if (id !== undefined && !layout.ids.has(id)) layout.ids.set(id, element);
  const isHidden = hidden || element.own !== "shown";
  if (!isHidden) layout.visible.push(element);
  let before: HtmlElement | undefined;
  for (const child of element.children) {
    if (child.kind === "text") continue;
    layout.parents.set(child, element);
    if (before !== undefined) {
      layout.next.set(before, child);
      layout.previous.set(child, before);
    }
    before = child;
    collect(child, isHidden, layout);
  }
}

/** The named element may stand inside of the part that is folded. */
function foldAround(named: HtmlElement | undefined, { folded, parents }: Layout): HtmlElement | undefined {
  let around = named;
  for (let up = 0; around !== undefined && up <= FURTHEST; up += 1) {
    if (folded.has(around)) return around;
    around = parents.get(around);
  }
  return named;
}

function isAround(outer: HtmlElement, inner: HtmlElement, { parents }: Layout): boolean {
  let around: HtmlElement | undefined = inner;
  while (around !== undefined && around !== outer) around = parents.get(around);
  return around === outer;
}

function isInHeading(element: HtmlElement, { parents }: Layout): boolean {
  let around: HtmlElement | undefined = element;
  for (let up = 0; around !== undefined && up <= FURTHEST; up += 1) {
    if (HEADING.test(around.name)) return true;
    around = parents.get(around);
  }
  return false;
}

function idsNamedBy({ name, attributes }: HtmlElement): string[] {
  const ids = TARGETS.flatMap((key) => (attributes[key] ?? "").split(/\s+/)).map((id) => id.replace(/^#/, ""));
  const { href = "", for: target = "", onclick = "" } = attributes;
  if (name === "a" && /^#./.test(href)) ids.push(decoded(href.slice(1)));
  if (name === "label") ids.push(target);
  for (const [, id = ""] of onclick.slice(0, 500).matchAll(/["'`]#?([\w-]{1,100})["'`]/g)) ids.push(id);
  return ids.filter((id) => id !== "");
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function isPressed({ name, attributes }: HtmlElement): boolean {
  const { role, onclick } = attributes;
  if (name === "button") return attributes.type !== "submit";
  if (name === "label") return attributes.for !== undefined;
  if (role === "button" || role === "tab" || onclick !== undefined || "aria-expanded" in attributes) return true;
  return "data-toggle" in attributes || "data-bs-toggle" in attributes;
}

function isFoldingName({ name, attributes }: HtmlElement): boolean {
  return FOLDING_NAME.test(attributes.class ?? "") || name === "dt" || name === "summary";
}

/** The folded element right behind a control, or behind the heading or bar that ends with it; or right before it. */
function panelBeside(element: HtmlElement, { parents, next, previous, folded }: Layout): HtmlElement | undefined {
  const pressed = isPressed(element);
  if (!pressed && !(isFoldingName(element) && isCaption(element))) return undefined;
  let inner: HtmlElement | undefined = element;
  for (let up = 0; inner !== undefined && up < FURTHEST; up += 1) {
    const [behind, before] = [next.get(inner), previous.get(inner)];
    if (behind !== undefined && folded.has(behind)) return behind;
    if (behind !== undefined && pressed && element.name === "button" && isFoldingName(behind)) return behind;
    if (behind !== undefined && textOf(behind, 1) !== "") return undefined;
    if (pressed && before !== undefined && folded.has(before)) return before;
    inner = parents.get(inner);
    // A summary opens what is in its own details, and nothing behind them.
    if (inner?.name === "details") return undefined;
  }
  return undefined;
}

/** A control tells what is in its panel only if its words could head it. */
function isCaption(control: HtmlElement): boolean {
  const text = textOf(control, LONGEST_CAPTION + 1);
  return (
    text !== "" &&
    text.length <= LONGEST_CAPTION &&
    !/^(?:read|show|view|see) (?:more|all)|^(?:展开|查看更多|更多)/iu.test(text)
  );
}

/** A bar of n names over n panels of which some are folded: the n-th name opens the n-th panel. */
function openByOrder(
  bar: HtmlElement,
  { parents, next, folded }: Layout,
  open: (panel: HtmlElement, control: HtmlElement) => void,
): void {
  if (!TAB_NAME.test(`${bar.attributes.class ?? ""} ${bar.attributes.id ?? ""}`)) return;
  const names = elementsOf(bar).filter((child) => child.own === "shown");
  if (names.length < 2 || names.length > MOST_TABS || !names.every(isCaption)) return;
  let inner: HtmlElement | undefined = bar;
  for (let up = 0; inner !== undefined && up < 2; up += 1) {
    const after: HtmlElement[] = [];
    for (let at = next.get(inner); at !== undefined && after.length < names.length; at = next.get(at)) after.push(at);
    const inside = after[0] === undefined ? [] : elementsOf(after[0]);
    const panels = [after, inside].find(
      (candidates) => candidates.length === names.length && candidates.some((panel) => folded.has(panel)),
    );
    for (const [index, panel] of (panels ?? []).entries()) {
      open(panel, names[index] ?? bar);
    }
    if (panels !== undefined) return;
    inner = parents.get(inner);
  }
}

function elementsOf(element: HtmlElement): HtmlElement[] {
  return element.children.filter((child) => child.kind === "element");
}
