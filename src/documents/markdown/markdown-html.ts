/**
 * HTML inside Markdown. Its tags are never text; what they hide from a reader of the page is not text either, since an
 * order to a model likes to stand there.
 */

const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:"[^"]{0,2000}"|'[^']{0,2000}'|[^"'<>])*)>/gi;
/** Elements whose content no browser shows as text. */
const UNSEEN = new Set(["script", "style", "template", "iframe", "head"]);
const HIDING_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![\d.]*[1-9]))/i;
const BREAK = /^<br\s*\/?>$/i;

/** Follows the tags of one run of siblings, in order. */
export interface HtmlView {
  /** True after a tag that hides what follows, until the tag that closes it. */
  readonly hidden: boolean;
  pass(html: string): void;
}

export function htmlView(): HtmlView {
  let hiding: string | undefined;
  let depth = 0;
  return {
    get hidden() {
      return hiding !== undefined;
    },
    pass(html) {
      for (const [, slash, tagName = "", attributes = ""] of html.matchAll(TAG)) {
        const name = tagName.toLowerCase();
        if (slash === "" && attributes.endsWith("/")) continue;
        if (hiding === undefined) {
          if (slash !== "" || !hides(name, attributes)) continue;
          hiding = name;
          depth = 1;
        } else if (name === hiding) {
          depth += slash === "" ? 1 : -1;
          if (depth === 0) hiding = undefined;
        }
      }
    },
  };
}

function hides(name: string, attributes: string): boolean {
  if (UNSEEN.has(name)) return true;
  const style = /\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  if (HIDING_STYLE.test(style?.[1] ?? style?.[2] ?? "")) return true;
  return /\shidden(?=[\s=]|$)/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, ""));
}

export function isLineBreak(html: string): boolean {
  return BREAK.test(html);
}

/** Characters between the tags, to say how much was left out. */
export function textLengthOf(html: string): number {
  return html.startsWith("<!--") ? 0 : html.replace(/<[^<>]*>/g, "").replace(/\s+/g, "").length;
}
