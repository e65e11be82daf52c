/**
 * The styles of a Word file: which paragraphs are headings, and how their text looks as far as that hides it. Styles are
 * based on each other, and a localised or own style is known by what it is based on.
 */

import { type Script, scriptOfAlignment, scriptOfRise } from "../script-signs.ts";
import { attribute, childOf, elementsOf, isOn, type XmlElement } from "./xml.ts";

/** Look of a run, as far as that changes what is read; undefined where it is left to what stands above. */
export interface Look {
  readonly vanished?: boolean | undefined;
  readonly white?: boolean | undefined;
  readonly tiny?: boolean | undefined;
  readonly struckOut?: boolean | undefined;
  /** True on a ground of its own, on which white text can be read. */
  readonly shaded?: boolean | undefined;
  /** Null for text on the line, which a style may have raised. */
  readonly script?: Script | null | undefined;
  readonly font?: string | undefined;
}

interface ParagraphStyle {
  /** 1 to 9 for headings, 0 for the title of the document, null for text. */
  readonly level: number | null;
  /** True of a table of contents. */
  readonly contents: boolean;
  readonly look: Look;
  readonly numbering: XmlElement | undefined;
}

export interface Styles {
  paragraph(id: string | undefined): ParagraphStyle;
  /** Look of a character style. */
  run(id: string | undefined): Look;
  isShadedTable(id: string | undefined): boolean;
}

/** Word allows 10; a circle of styles ends here. */
const LONGEST_CHAIN = 20;
/** Half-points: what is smaller than 2 points cannot be read. */
const TINY_BELOW = 4;
/** Value of 255, in each of red, green and blue, from which on a colour is white. */
const WHITE_FROM = 0xf0;

export function readStyles(tree: XmlElement | undefined): Styles {
  const byId = new Map<string, XmlElement>();
  let usual: string | undefined;
  for (const style of elementsOf(tree)) {
    if (style.name !== "style") continue;
    const id = attribute(style, "styleId") ?? "";
    byId.set(id, style);
    if (attribute(style, "type") === "paragraph" && attribute(style, "default") === "1") usual ??= id;
  }
  const defaults = lookOf(childOf(tree, "docDefaults", "rPrDefault", "rPr"));
  const paragraphs = new Map<string | undefined, ParagraphStyle>();

  /** The style itself first. */
  function chain(id: string | undefined): readonly XmlElement[] {
    const styles: XmlElement[] = [];
    let next = id === undefined ? undefined : byId.get(id);
    while (next !== undefined && styles.length < LONGEST_CHAIN) {
      styles.push(next);
      next = byId.get(attribute(childOf(next, "basedOn"), "val") ?? "");
    }
    return styles;
  }

  const looks = (styles: readonly XmlElement[]) => styles.map((style) => lookOf(childOf(style, "rPr")));
  return {
    paragraph(id) {
      let style = paragraphs.get(id);
      if (style === undefined) {
        const styles = chain(id ?? usual);
        style = {
          level: firstOf(styles, levelOf) ?? null,
          contents: styles.some((each) => /^(?:toc|目录) ?\d$/i.test(nameOf(each))),
          look: [...looks(styles), defaults].reduceRight(over),
          numbering: firstOf(styles, (each) => childOf(each, "pPr", "numPr")),
        };
        paragraphs.set(id, style);
      }
      return style;
    },
    run: (id) => looks(chain(id)).reduceRight(over, {}),
    isShadedTable: (id) => chain(id).some(hasShading),
  };
}

/** The look that run properties set. */
export function lookOf(properties: XmlElement | undefined): Look {
  if (properties === undefined) return {};
  const colour = attribute(childOf(properties, "color"), "val");
  const size = attribute(childOf(properties, "sz"), "val");
  const alignment = attribute(childOf(properties, "vertAlign"), "val");
  return {
    vanished: isOn(childOf(properties, "vanish")) ?? isOn(childOf(properties, "webHidden")),
    white: colour === undefined ? undefined : isWhite(colour),
    tiny: size === undefined ? undefined : Number(size) < TINY_BELOW,
    struckOut: isOn(childOf(properties, "strike")) ?? isOn(childOf(properties, "dstrike")),
    shaded: isShaded(properties) ? true : undefined,
    script: alignment === undefined ? scriptOfPosition(properties) : scriptOfAlignment(alignment),
    font: attribute(childOf(properties, "rFonts"), "ascii") ?? attribute(childOf(properties, "rFonts"), "hAnsi"),
  };
}

function scriptOfPosition(properties: XmlElement): Script | undefined {
  const rise = Number(attribute(childOf(properties, "position"), "val") ?? "0");
  return scriptOfRise(rise, Number(attribute(childOf(properties, "sz"), "val") ?? "0"));
}

/** @returns the second look where it says something, else the first */
export function over(under: Look, upper: Look): Look {
  return {
    vanished: upper.vanished ?? under.vanished,
    white: upper.white ?? under.white,
    tiny: upper.tiny ?? under.tiny,
    struckOut: upper.struckOut ?? under.struckOut,
    shaded: upper.shaded ?? under.shaded,
    script: upper.script === undefined ? under.script : upper.script,
    font: upper.font ?? under.font,
  };
}

/** Tells whether properties of a run, a paragraph, a cell or a table give it a ground that is not white. */
export function isShaded(properties: XmlElement | undefined): boolean {
  const shading = childOf(properties, "shd");
  const fill = attribute(shading, "fill") ?? "auto";
  if (shading !== undefined && fill !== "auto" && !isWhite(fill)) return true;
  const highlight = attribute(childOf(properties, "highlight"), "val") ?? "none";
  return highlight !== "none" && highlight !== "white";
}

function isWhite(colour: string): boolean {
  const channels = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1) ?? [];
  return channels.length === 3 && channels.every((channel) => Number.parseInt(channel, 16) >= WHITE_FROM);
}

function hasShading(element: XmlElement): boolean {
  return isShaded(element) || elementsOf(element).some(hasShading);
}

function levelOf(style: XmlElement): number | undefined {
  const name = nameOf(style);
  const heading = /^(?:heading|标题|標題) ?([1-9])$/i.exec(name)?.[1];
  if (heading !== undefined) return Number(heading);
  if (/^(?:title|标题|標題)$/i.test(name)) return 0;
  return outlineLevel(childOf(style, "pPr"));
}

/** Outline level of paragraph properties; undefined where they name none, or body text. */
export function outlineLevel(properties: XmlElement | undefined): number | undefined {
  const level = Number(attribute(childOf(properties, "outlineLvl"), "val") ?? "9");
  return level >= 0 && level < 9 ? level + 1 : undefined;
}

function nameOf(style: XmlElement): string {
  return attribute(childOf(style, "name"), "val") ?? "";
}

function firstOf<Result>(
  styles: readonly XmlElement[],
  find: (style: XmlElement) => Result | undefined,
): Result | undefined {
  for (const style of styles) {
    const found = find(style);
    if (found !== undefined) return found;
  }
  return undefined;
}
