/**
 * The common part of texts, sheets and slides of OpenDocument (LibreOffice, WPS): parts in a ZIP, what the file says of
 * itself, text as it is seen, and the styles that hide it.
 */

import { DocketError } from "../../errors.ts";
import type { ReadResult } from "../document.ts";
import { mathmlText } from "../formula-text.ts";
import type { HiddenReport } from "../hidden-report.ts";
import { type Look, over } from "../office/docx-styles.ts";
import { statedTitle } from "../office/office-package.ts";
import { symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "../office/symbol-fonts.ts";
import { attribute, childOf, descendantsOf, elementsOf, parseXml, textOf, type XmlElement } from "../office/xml.ts";
import { openZip } from "../office/zip.ts";
import { type Script, type ScriptRun, scriptText } from "../script-signs.ts";

export interface OdfPackage {
  /** The part that holds the document. */
  readonly content: Uint8Array;
  /** Styles that are shared, or undefined. */
  readonly styles: XmlElement | undefined;
  readonly facts: ReadResult["facts"];
  /** The content of an object inside, such as `./Object 1`. */
  readonly object: (address: string) => XmlElement | undefined;
}

export const CONTENT_PART = "content.xml";

/** @throws DocketError `document` */
export function openOdf(bytes: Uint8Array): OdfPackage {
  const zip = openZip(bytes);
  const tree = (part: string): XmlElement | undefined => {
    const found = zip.read(part);
    return found === null ? undefined : parseXml(found, part);
  };
  if (descendantsOf(tree("META-INF/manifest.xml"), "encryption-data").length > 0) {
    throw new DocketError("document", "it has a password: save it without one");
  }
  const content = zip.read(CONTENT_PART);
  if (content === null) {
    throw new DocketError("document", "no content in it: open it in the program that it is from and save it again");
  }
  const title = statedTitle(textOf(descendantsOf(tree("meta.xml"), "title")[0]));
  const object = (address: string) => tree(`${address.replace(/^\.\//, "")}/${CONTENT_PART}`);
  return { content, object, styles: tree("styles.xml"), facts: title === undefined ? {} : { title } };
}

export interface OdfReading {
  readonly styles: OdfStyles;
  readonly report: HiddenReport;
  /** The content of an object inside of the file. */
  readonly object: OdfPackage["object"];
}

interface OdfParagraph {
  /** One for each line that somebody ended by hand. */
  readonly lines: readonly string[];
  /** Bodies of footnotes and endnotes. */
  readonly notes: readonly XmlElement[];
  /** Text boxes that are anchored here. */
  readonly boxes: readonly XmlElement[];
}

/** Words as the warning gives them. */
const OBJECT = "an object such as a chart";
/** A run of spaces that a file may claim. */
const MOST_SPACES = 100;
/**
 * Elements that no reader of the page sees: remarks of reviewers, what was deleted, the reading aid above Chinese
 * characters.
 */
const UNSEEN = new Set([
  "annotation",
  "annotation-end",
  "tracked-changes",
  "ruby-text",
  "title",
  "desc",
  "bookmark-ref-source",
]);

/**
 * The text of a paragraph of OpenDocument as it is seen: no hidden or deleted words; notes and boxes are handed on.
 */
export function odfParagraph(
  paragraph: XmlElement,
  around: Look,
  { styles, report, object }: OdfReading,
): OdfParagraph {
  const lines: ScriptRun[][] = [[]];
  const notes: XmlElement[] = [];
  const boxes: XmlElement[] = [];

  const add = (text: string, look: Look): void => {
    if (text === "") return;
    const reason = reasonToHide(look);
    if (reason !== undefined) {
      if (text.trim() !== "") report.add(reason);
      return;
    }
    const signs = symbolText(text, look.font);
    if (signs.includes(UNKNOWN_SIGN) && !text.includes(UNKNOWN_SIGN)) report.note(UNKNOWN_SIGNS);
    lines.at(-1)?.push({ text: signs, script: look.script ?? null });
  };

  /** An object has beside it a picture of it for other programs. */
  const addFormula = (element: XmlElement, look: Look): void => {
    const inside = childOf(element, "math") ?? object(attribute(element, "href") ?? "");
    const text = inside?.name === "math" ? mathmlText(inside, scriptText(lines.at(-1) ?? [])) : "";
    if (text === "") report.add(OBJECT);
    else add(text, look);
  };

  const walk = (element: XmlElement, look: Look): void => {
    for (const child of element.children) {
      // White space of the file is one space; more of it has elements of its own.
      if (typeof child === "string") add(child.replace(/\s+/g, " "), look);
      else if (child.name === "s") add(" ".repeat(spacesOf(child)), look);
      else if (child.name === "tab") add(" ", look);
      else if (child.name === "line-break") lines.push([]);
      else if (child.name === "note") notes.push(...elementsOf(childOf(child, "note-body")));
      else if (child.name === "text-box") boxes.push(child);
      else if (child.name === "object") addFormula(child, look);
      else if (child.name === "object-ole") report.add(OBJECT);
      else if (child.name === "fieldmark") add(boxOf(child), look);
      else if (child.name === "hidden-text" || child.name === "hidden-paragraph") report.add("hidden text");
      else if (!UNSEEN.has(child.name)) {
        const style = child.name === "span" || child.name === "a" ? attribute(child, "style-name") : undefined;
        walk(child, style === undefined ? look : over(look, styles.look(style)));
      }
    }
  };
  walk(paragraph, over(around, styles.look(attribute(paragraph, "style-name"))));
  return { lines: lines.map(scriptText), notes, boxes };
}

/** A box of an old form that is ticked or not; other fields have a text between a beginning and an end. */
function boxOf(field: XmlElement): string {
  if (!/FORMCHECKBOX$/u.test(attribute(field, "type") ?? "")) return "";
  const isTicked = elementsOf(field).some(
    (each) => attribute(each, "name") === "Checkbox_Checked" && attribute(each, "value") === "true",
  );
  return isTicked ? "☑" : "☐";
}

function spacesOf(element: XmlElement): number {
  return Math.min(MOST_SPACES, Math.max(1, Number(attribute(element, "c") ?? "1") || 1));
}

function reasonToHide({ vanished, white, shaded, tiny, struckOut }: Look): string | undefined {
  if (vanished === true) return "hidden text";
  if (white === true && shaded !== true) return "white text";
  if (tiny === true) return "text too small to be read";
  return struckOut === true ? "struck-out text" : undefined;
}

export interface OdfStyles {
  /** Look of a paragraph, a span or a cell. */
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
/** Value of 255, in each of red, green and blue, from which on a colour is white. */
const WHITE_FROM = 0xf0;

/**
 * The styles of an OpenDocument file: how text looks as far as that changes what is read, and what is not shown at
 * all.
 * @param sources what may hold `style` elements, the document's own before those that are shared
 */
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
