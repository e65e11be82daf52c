/**
 * The shapes of a slide with where they stand, in the order in which they are read: from top to bottom and from left to
 * right. Their order in the file is that in which they were drawn. It also knows which of them stand on white.
 */

import type { HiddenReport } from "../hidden-report.ts";
import { attribute, childOf, descendantsOf, elementsOf, textOf, type XmlElement } from "./xml.ts";

/** A slide, and what shows through from behind it. */
export interface SlideParts {
  readonly slide: XmlElement;
  readonly layout: XmlElement | undefined;
  readonly master: XmlElement | undefined;
  /** Page in the units of shapes (EMU). */
  readonly page: { readonly width: number; readonly height: number };
}

export interface Shape {
  readonly element: XmlElement;
  /** Null where neither the slide nor its layout says. */
  readonly box: Box | null;
  /** The type of a placeholder, `body` where it says none; undefined for other shapes. */
  readonly placeholder: string | undefined;
  readonly standsOnWhite: boolean;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Transformation of a group of shapes for the positions in it. */
interface Frame {
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
}

/** Placeholders that repeat on each slide. */
const REPEATED: ReadonlySet<string> = new Set(["sldNum", "dt", "ftr", "hdr", "sldImg"]);
export const TITLES: ReadonlySet<string> = new Set(["title", "ctrTitle"]);
/** Limit on one slide; a drawing of so many shapes has no text that matters on each. */
const MAX_GROUNDS = 2_000;
const SAME: Frame = { x: (x) => x, y: (y) => y };
const FILLS = ["solidFill", "gradFill", "blipFill", "pattFill"];

export function shapesInReadingOrder(parts: SlideParts, report: HiddenReport): readonly Shape[] {
  const { layout, master, page } = parts;
  const trees = [parts.slide, layout, master].map((part) => childOf(part, "cSld", "spTree"));
  const grounds = trees
    .flatMap((tree) => drawn(tree, SAME).filter(({ element }) => isGround(element)))
    .slice(0, MAX_GROUNDS);
  const pageIsWhite = isWhitePage(parts);

  function shapeOf({ element, box: own }: Drawn): Shape[] {
    if (element.name !== "sp" && element.name !== "graphicFrame") return [];
    const placeholder = placeholderOf(element);
    if (placeholder !== undefined && REPEATED.has(placeholder)) return [];
    if (["1", "true"].includes(attribute(childOf(elementsOf(element)[0], "cNvPr"), "hidden") ?? "")) {
      report.add("a hidden shape");
      return [];
    }
    const box = own ?? inheritedBox(element, [layout, master]);
    if (box !== null && page.width > 0 && isBeside(box, page)) {
      if (textOf(element).trim() !== "") report.add("text beside the slide");
      return [];
    }
    const standsOnWhite =
      pageIsWhite &&
      !isFilled(element) &&
      !grounds.some((ground) => ground.element !== element && overlap(ground.box, box));
    return [{ element, box, placeholder, standsOnWhite }];
  }

  return ordered(drawn(trees[0], SAME).flatMap(shapeOf));
}

/** The type of a placeholder; `body` where it says none, which is that of text. */
export function placeholderOf(shape: XmlElement): string | undefined {
  const placeholder = childOf(elementsOf(shape)[0], "nvPr", "ph");
  return placeholder === undefined ? undefined : (attribute(placeholder, "type") ?? "body");
}

/** White, or the colour of the theme that is white unless a theme is dark. */
export function isWhiteFill(fill: XmlElement | undefined): boolean {
  const [colour] = elementsOf(fill);
  const value = attribute(colour, "val") ?? "";
  if (colour?.name === "schemeClr") return (value === "bg1" || value === "lt1") && elementsOf(colour).length === 0;
  if (colour?.name !== "srgbClr") return false;
  return /^f[0-9a-f]f[0-9a-f]f[0-9a-f]$/i.test(value);
}

interface Drawn {
  readonly element: XmlElement;
  readonly box: Box | null;
}

/** Everything that is drawn, groups opened. */
function drawn(tree: XmlElement | undefined, frame: Frame): readonly Drawn[] {
  return elementsOf(tree).flatMap((element): readonly Drawn[] => {
    if (element.name === "grpSp") return drawn(element, frameOf(element, frame));
    if (element.name === "AlternateContent") return drawn(elementsOf(element)[0], frame);
    return [{ element, box: boxOf(element, frame) }];
  });
}

function boxOf(element: XmlElement, frame: Frame): Box | null {
  const transform = childOf(element, "spPr", "xfrm") ?? childOf(element, "xfrm");
  const [offset, extent] = [childOf(transform, "off"), childOf(transform, "ext")];
  if (offset === undefined) return null;
  const [x, y] = [Number(attribute(offset, "x") ?? 0), Number(attribute(offset, "y") ?? 0)];
  const [width, height] = [Number(attribute(extent, "cx") ?? 0), Number(attribute(extent, "cy") ?? 0)];
  return { left: frame.x(x), top: frame.y(y), right: frame.x(x + width), bottom: frame.y(y + height) };
}

/** A placeholder without a position has that of its layout. */
function inheritedBox(element: XmlElement, parts: readonly (XmlElement | undefined)[]): Box | null {
  const placeholder = childOf(elementsOf(element)[0], "nvPr", "ph");
  if (placeholder === undefined) return null;
  const [index, type] = [attribute(placeholder, "idx"), attribute(placeholder, "type")];
  for (const part of parts) {
    const twin = elementsOf(childOf(part, "cSld", "spTree")).find((each) => {
      const other = childOf(elementsOf(each)[0], "nvPr", "ph");
      if (other === undefined) return false;
      return index === undefined ? attribute(other, "type") === type : attribute(other, "idx") === index;
    });
    const box = twin === undefined ? null : boxOf(twin, SAME);
    if (box !== null) return box;
  }
  return null;
}

function frameOf(group: XmlElement, outer: Frame): Frame {
  const transform = childOf(group, "grpSpPr", "xfrm");
  if (transform === undefined) return outer;
  const read = (name: string, key: string) => Number(attribute(childOf(transform, name), key) ?? 0);
  const scaleX = read("ext", "cx") / (read("chExt", "cx") || read("ext", "cx") || 1);
  const scaleY = read("ext", "cy") / (read("chExt", "cy") || read("ext", "cy") || 1);
  return {
    x: (x) => outer.x(read("off", "x") + (x - read("chOff", "x")) * scaleX),
    y: (y) => outer.y(read("off", "y") + (y - read("chOff", "y")) * scaleY),
  };
}

/** Shapes that begin in the upper half of the one that begins highest are beside it. */
function ordered(shapes: readonly Shape[]): readonly Shape[] {
  const top = ({ box, placeholder }: Shape) => (TITLES.has(placeholder ?? "") ? -1 : (box?.top ?? 0));
  const rows: Shape[][] = [];
  for (const shape of shapes.toSorted((one, other) => top(one) - top(other))) {
    const first = rows.at(-1)?.[0];
    const half = first?.box == null ? 0 : (first.box.bottom - first.box.top) / 2;
    if (first !== undefined && !TITLES.has(first.placeholder ?? "") && top(shape) < top(first) + half)
      rows.at(-1)?.push(shape);
    else rows.push([shape]);
  }
  return rows.flatMap((row) => row.toSorted((one, other) => (one.box?.left ?? 0) - (other.box?.left ?? 0)));
}

function isFilled(element: XmlElement): boolean {
  if (FILLS.some((name) => isColoured(childOf(element, "spPr", name)))) return true;
  return (
    childOf(element, "spPr", "noFill") === undefined &&
    Number(attribute(childOf(element, "style", "fillRef"), "idx") ?? 0) > 0
  );
}

function isColoured(fill: XmlElement | undefined): boolean {
  return fill !== undefined && !(fill.name === "solidFill" && isWhiteFill(fill));
}

function isGround(element: XmlElement): boolean {
  return element.name === "pic" || element.name === "graphicFrame" || (element.name === "sp" && isFilled(element));
}

/** The first of slide, layout and master that has a ground decides; none at all is white. */
function isWhitePage({ slide, layout, master }: SlideParts): boolean {
  const background = [slide, layout, master]
    .map((part) => childOf(part, "cSld", "bg"))
    .find((each) => each !== undefined);
  const colours = attribute(childOf(master, "clrMap"), "bg1") ?? "lt1";
  if (colours !== "lt1") return false;
  const properties = childOf(background, "bgPr");
  if (properties !== undefined) return isWhiteFill(childOf(properties, "solidFill"));
  const reference = childOf(background, "bgRef");
  return (
    reference === undefined || descendantsOf(reference, "schemeClr").every((each) => attribute(each, "val") === "bg1")
  );
}

function isBeside({ left, right, top, bottom }: Box, page: SlideParts["page"]): boolean {
  return right < 0 || bottom < 0 || left > page.width || top > page.height;
}

/** A shape without a known position may stand anywhere. */
function overlap(one: Box | null, other: Box | null): boolean {
  if (one === null || other === null) return true;
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
