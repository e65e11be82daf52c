/**
 * XML of office files -> a tree of elements. There is no document type in them, so one is refused unread: it is how XML
 * reaches for other files and grows without end. Long parts are handled piece by piece: an element that was dealt with
 * when it closed is let go.
 */

import { SaxesParser } from "saxes";
import { DocketError } from "../../errors.ts";

export interface XmlElement {
  /** Name without its prefix: `p` for `w:p`. Office files mean the same by a name whatever the prefix. */
  readonly name: string;
  /** Attributes by their names as written; read them with `attribute`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** @returns true when the element was dealt with, so that its parent does without it */
export type OnClose = (element: XmlElement, above: readonly XmlElement[]) => boolean;

/** Word nests a table in a table in a text box to about 60; whoever goes deeper means harm. */
const MAX_DEPTH = 256;
/** Elements held at once, at about 200 bytes each. */
const MAX_HELD = 1_000_000;
/** Decoded and parsed at a time. */
const CHUNK_BYTES = 65_536;
const SAVE_AGAIN = "open it in the program that it is from and save it again";

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
  /** Elements inside, itself included. */
  held: number;
}

/**
 * @param part its name, for messages
 * @throws DocketError `document`
 */
export function parseXml(bytes: Uint8Array, part: string, onClose?: OnClose): XmlElement {
  const open: OpenElement[] = [{ name: "", attributes: {}, children: [], held: 0 }];
  let held = 0;
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on("doctype", () => {
    throw new DocketError("document", `${part} has a document type, which may reach for other files: ${SAVE_AS_NEW}`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    held += 1;
    if (open.length > MAX_DEPTH) throw new DocketError("document", `${part} is nested too deeply: ${SAVE_AGAIN}`);
    if (held > MAX_HELD) throw new DocketError("document", `${part} is too large: split the file into several`);
    open.push({ name: name.slice(name.indexOf(":") + 1), attributes, children: [], held: 1 });
  });
  parser.on("closetag", () => {
    const element = open.pop();
    const parent = open.at(-1);
    if (element === undefined || parent === undefined) return;
    if (onClose?.(element, open.slice(1)) === true) {
      held -= element.held;
    } else {
      parent.held += element.held;
      parent.children.push(element);
    }
  });
  const addText = (text: string) => open.at(-1)?.children.push(text);
  parser.on("text", addText);
  parser.on("cdata", addText);
  try {
    const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      parser.write(decoder.decode(bytes.subarray(start, start + CHUNK_BYTES), { stream: true }));
    }
    parser.write(decoder.decode()).close();
  } catch (cause) {
    if (cause instanceof DocketError) throw cause;
    throw new DocketError("document", `${part} in it is damaged: ${SAVE_AGAIN}`, { cause });
  }
  const root = open[0]?.children.find((child) => typeof child !== "string");
  return root ?? { name: "", attributes: {}, children: [] };
}

const SAVE_AS_NEW = "open it in Word, Excel or PowerPoint and save it as a new file";

/** Office writes UTF-8; the standard also allows UTF-16 with its mark. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

/** The value of an attribute, whatever its prefix; undefined where there is none. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  for (const key in element.attributes) {
    if (key === name || (key.endsWith(name) && key.at(-1 - name.length) === ":")) return element.attributes[key];
  }
  return undefined;
}

/** Takes, of `id` and `r:id`, the one with a prefix, which names a relationship. */
export function relationshipId(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const key = Object.keys(element.attributes).find((name) => name.endsWith(":id"));
  return key === undefined ? undefined : element.attributes[key];
}

export function elementsOf(element: XmlElement | undefined): readonly XmlElement[] {
  return element?.children.filter((child) => typeof child !== "string") ?? [];
}

/** The element at the end of a path of names, each the first of its name; undefined where one is missing. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) {
    const child = found?.children.find((each) => typeof each !== "string" && each.name === name);
    if (child === undefined || typeof child === "string") return undefined;
    found = child;
  }
  return found;
}

/** Elements of a name at any depth, in the order of the file; those inside of a found one are not looked for. */
export function descendantsOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === name ? [child] : descendantsOf(child, name)));
}

/** All text inside, as it stands. */
export function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** `<w:b/>` and `<w:b w:val="1"/>` are on, `<w:b w:val="0"/>` is off, and no element says nothing. */
export function isOn(element: XmlElement | undefined): boolean | undefined {
  if (element === undefined) return undefined;
  return !["0", "false", "off", "none"].includes(attribute(element, "val") ?? "1");
}
