/**
 * The styles of an OpenDocument file: how text looks as far as that changes what is read, and what is not shown at all.
 */

import { type Look, over } from "../office/docx-styles.ts";
import { attribute, childOf, elementsOf, type XmlElement } from "../office/xml.ts";
import type { Script } from "../script-signs.ts";

export interface OdfStyles {
  /** Of a paragraph, a span or a cell. */
  look(name: string | undefined): Look;
  isBold(name: string | undefined): boolean;
  /** Tells whether a table, a column, a row or a slide of this style is there but not shown. */
  isHidden(name: string | undefined): boolean;
  /** Tells whether it is the style of a document's title, or based on it. */
  isTitle(name: string | undefined): boolean;
  list(name: string | undefined): XmlElement | undefined;
}

const LONGEST_CHAIN = 20;
/** Points. */
const TINY_BELOW = 2;
/** Of 255, in each of red, green and blue. */
const WHITE_FROM = 0xf0;

/** @param sources what may hold `style` elements, the document's own before those that are shared */
export function readOdfStyles(sources: readonly (XmlElement | undefined)[]): OdfStyles {
  const styles = new Map<string, XmlElement>();
  const lists = new Map<string, XmlElement>();
  for (const element of sources.flatMap((source) => elementsOf(source))) {
    const name = attribute(element, "name") ?? "";
    if (element.name === "style" && !styles.has(name)) styles.set(name, element);
    if (element.name === "list-style" && !lists.has(name)) lists.set(name, element);
  }
  const looks = new Map<string, Look>();
  const families = familiesIn(sources);

  /** The style itself first. */
  function chain(name: string | undefined): readonly XmlElement[] {
    const found: XmlElement[] = [];
    let next = name === undefined ? undefined : styles.get(name);
    while (next !== undefined && found.length < LONGEST_CHAIN) {
      found.push(next);
      next = styles.get(attribute(next, "parent-style-name") ?? "");
    }
    return found;
  }

  const bold = (style: XmlElement) => attribute(childOf(style, "text-properties"), "font-weight");
  return {
    look(name) {
      const known = looks.get(name ?? "");
      if (known !== undefined) return known;
      let look = chain(name).map(lookOfStyle).reduceRight(over, {});
      const family = families.get(look.font ?? "");
      if (family !== undefined) look = { ...look, font: family };
      looks.set(name ?? "", look);
      return look;
    },
    isBold: (name) =>
      chain(name)
        .map(bold)
        .find((each) => each !== undefined) === "bold",
    isHidden: (name) => chain(name).some(hides),
    isTitle: (name) =>
      [name, ...chain(name).flatMap((style) => [attribute(style, "display-name"), attribute(style, "name")])].some(
        (each) => each !== undefined && /^(?:(?:\w+-)?title|标题)$/iu.test(each),
      ),
    list: (name) => lists.get(name ?? ""),
  };
}

/** The families of fonts that the file names in its own way: "Symbol1" is Symbol. */
function familiesIn(sources: readonly (XmlElement | undefined)[]): ReadonlyMap<string, string> {
  const faces = sources.flatMap((source) => elementsOf(source)).filter(({ name }) => name === "font-face");
  return new Map(
    faces.flatMap((face) => {
      const family = attribute(face, "font-family")?.replace(/^['"]|['"]$/g, "");
      return family === undefined ? [] : [[attribute(face, "name") ?? "", family] as const];
    }),
  );
}

function lookOfStyle(style: XmlElement): Look {
  const text = childOf(style, "text-properties");
  const size = /^([\d.]+)pt$/.exec(attribute(text, "font-size") ?? "")?.[1];
  const line = attribute(text, "text-line-through-style") ?? attribute(text, "text-line-through-type");
  const grounds = elementsOf(style).map((each) => attribute(each, "background-color"));
  const colour = attribute(text, "color");
  return {
    vanished: attribute(text, "display") === "none" ? true : undefined,
    white: colour === undefined ? undefined : isWhite(colour),
    tiny: size === undefined ? undefined : Number(size) < TINY_BELOW,
    struckOut: line === undefined ? undefined : line !== "none",
    shaded: grounds.some((ground) => ground !== undefined && ground !== "transparent" && !isWhite(ground))
      ? true
      : undefined,
    script: scriptOf(attribute(text, "text-position")),
    font: attribute(text, "font-name") ?? attribute(text, "font-family")?.replace(/^'|'$/g, ""),
  };
}

/** `super 58%`, `33% 58%`: how far up, and how large. */
function scriptOf(position: string | undefined): Script | null | undefined {
  if (position === undefined) return undefined;
  const [rise = ""] = position.split(" ");
  if (rise === "super" || Number.parseFloat(rise) > 0) return "raised";
  return rise === "sub" || Number.parseFloat(rise) < 0 ? "lowered" : null;
}

function hides(style: XmlElement): boolean {
  return elementsOf(style).some(
    (each) =>
      (each.name === "table-properties" && attribute(each, "display") === "false") ||
      (each.name === "drawing-page-properties" && attribute(each, "visibility") === "hidden"),
  );
}

function isWhite(colour: string): boolean {
  const channels = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1) ?? [];
  return channels.length === 3 && channels.every((channel) => Number.parseInt(channel, 16) >= WHITE_FROM);
}
