/**
 * What text, sheets and slides of OpenDocument (LibreOffice, WPS) have in common: parts in a ZIP and what the file says of
 * itself. ISO/IEC 26300; the limits are those of the ZIP and of the XML.
 */

import { DocketError } from "../../errors.ts";
import type { ReadResult } from "../document.ts";
import { statedTitle } from "../office/office-package.ts";
import { descendantsOf, parseXml, textOf, type XmlElement } from "../office/xml.ts";
import { openZip } from "../office/zip.ts";

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
