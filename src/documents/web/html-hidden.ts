/**
 * Detects text that a page has but its readers do not see: scripts, and text that a style hides. An order to a model
 * likes to stand there. Only what an element says of itself counts; style sheets are not read.
 */

export type Attributes = Readonly<Record<string, string | undefined>>;

/** `folded`: only a style that scripts set and take away hides it, as of a panel that a button opens. */
export type OwnHiding = "shown" | "folded" | "unseen";

export interface Visibility {
  /** The element's own styles, whatever is around it. */
  readonly own: OwnHiding;
  /** True if a colour was set behind the text, so that white text may well be seen. */
  readonly background: boolean;
}

export const VISIBLE: Visibility = { own: "shown", background: false };

/** Elements whose content no browser shows as text. */
const UNSEEN = new Set(
  "script style template noscript noframes iframe object embed svg canvas video audio datalist title".split(" "),
);

/** Declarations with which pages fold text away until somebody asks for it. */
const FOLDING = [/display:none/, /visibility:(?:hidden|collapse)/, /(?:^|;)opacity:0(?![\d.]*[1-9])/];
/** Declarations that hide by themselves, and that no script undoes. */
const HIDING = [
  /(?:^|;)(?:font-size|zoom):0(?![\d.]*[1-9])/,
  /(?:^|;)font:(?:[a-z]+)*0(?:px|pt|em|%)/,
  /text-indent:-\d{3,}/,
  /clip:rect\((?:[01](?:px)?[,)]?){4}/,
  /clip-path:(?:inset\((?:50|100)%|circle\(0)/,
  /transform:[^;]*scale[xy]?\(0[),]/,
  /mso-hide:all/,
  /(?:^|;)color:(?:transparent|rgba\([^)]*,0\)|#[0-9a-f]{3}0(?=;|$)|#[0-9a-f]{6}00(?=;|$))/,
];
const OFF_SCREEN = /(?:^|;)(?:left|top|right|bottom|margin-left|margin-top):-\d{3,}/;
const NO_SIZE = /(?:^|;)(?:max-)?(?:width|height):0(?:px|em|%)?(?=;|$)/;
const WHITE = /^(?:white|#fff|#ffffff|#fefefe|rgba?\(255,255,255(?:,1)?\)|hsl\(0,0%,100%\))$/;

/** The effect of an element on the text in it, given the colours of the elements around it. */
export function hidingOf(name: string, attributes: Attributes, around: Visibility): Visibility {
  const style = (attributes.style ?? "")
    .toLowerCase()
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+|!important/g, "");
  const behind = /(?:^|;)background(?:-color|-image)?:([^;]+)/.exec(style)?.[1] ?? attributes.bgcolor?.toLowerCase();
  const background = around.background || (behind !== undefined && !WHITE.test(behind) && behind !== "transparent");
  const color =
    /(?:^|;)color:([^;]+)/.exec(style)?.[1] ?? (name === "font" ? attributes.color?.toLowerCase() : undefined);
  const unread = color !== undefined && (color === behind || (WHITE.test(color.trim()) && !background));
  if (unread || UNSEEN.has(name) || hides(style)) return { own: "unseen", background };
  const folded = "hidden" in attributes || FOLDING.some((form) => form.test(style)) || isRolledUp(style);
  return { own: folded ? "folded" : "shown", background };
}

function hides(style: string): boolean {
  if (style === "") return false;
  if (HIDING.some((form) => form.test(style))) return true;
  return OFF_SCREEN.test(style) && /position:(?:absolute|fixed)|margin-left:-\d{4,}/.test(style);
}

/** A panel that is rolled up to no height. */
function isRolledUp(style: string): boolean {
  return NO_SIZE.test(style) && /overflow(?:-[xy])?:hidden/.test(style);
}

/** Tells whether an element is unseen by its nature: nobody needs to be told that a page has scripts. */
export function isMachinery(name: string): boolean {
  return UNSEEN.has(name) && name !== "noscript" && name !== "template";
}

/** A comment that is prose, and not a note of the page's builder such as "end of header" or a switched-off element. */
export function isProse(comment: string): boolean {
  return !/[<>{}]|\[if\b/.test(comment) && (comment.match(/\p{L}{2,}/gu)?.length ?? 0) + comment.length / 40 >= 8;
}
