/**
 * Parts common to Word, PowerPoint and Excel files: parts in a ZIP that name each other by relationships, and the
 * properties of the file.
 */

import { canonicalText } from "../../language/canonical.ts";
import type { ReadResult } from "../document.ts";
import { attribute, elementsOf, parseXml, textOf, type XmlElement } from "./xml.ts";
import { openZip, type Zip } from "./zip.ts";

export interface OfficePackage {
  readonly zip: Zip;
  /** A part's tree; undefined where the file has no such part. */
  tree(part: string | undefined): XmlElement | undefined;
  /** Relationships of a part, in the order of the file. "" for the package itself. */
  relationships(part: string): readonly Relationship[];
}

interface Relationship {
  readonly id: string;
  /** The last word of its type: `styles`, `slide`, `notesSlide`. */
  readonly type: string;
  /** The part that it points to, as the ZIP names it. */
  readonly target: string;
}

/** @throws DocketError `document` */
export function openOfficePackage(bytes: Uint8Array): OfficePackage {
  const zip = openZip(bytes);
  const tree = (part: string | undefined) => {
    const content = part === undefined ? null : zip.read(part);
    return content === null || part === undefined ? undefined : parseXml(content, part);
  };
  return {
    zip,
    tree,
    relationships(part) {
      const slash = part.lastIndexOf("/") + 1;
      const list = tree(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
      return elementsOf(list)
        .filter((each) => each.name === "Relationship" && attribute(each, "TargetMode") !== "External")
        .map((each) => ({
          id: attribute(each, "Id") ?? "",
          type: (attribute(each, "Type") ?? "").replace(/^.*\//s, ""),
          target: resolvePart(part.slice(0, slash), attribute(each, "Target") ?? ""),
        }));
    },
  };
}

/** The part that is the document itself. */
export function mainPart(file: OfficePackage, usual: string): string {
  const target = file.relationships("").find(({ type }) => type === "officeDocument")?.target;
  return target !== undefined && file.zip.names.includes(target) ? target : usual;
}

function resolvePart(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : `${folder}${target}`).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** Titles that programs put in by themselves, or that are file names. */
const NO_TITLE =
  /^(?:microsoft (?:word|excel|powerpoint) ?-.*|power ?point[- ]pr.sentation|powerpoint 演示文稿|(?:document|presentation|slide|workbook|book|sheet|untitled|normal|文档|演示文稿|幻灯片|工作簿|无标题|未命名|标题)[- ]?\d*|\(?(?:anonymous|unspecified)\)?|pptxgenjs presentation|.*\.(?:docx?|wps|dot|pptx?|xlsx?|pdf|rtf|txt|indd|ai|cdr))$/iu;
const NO_PUBLISHER =
  /^(?:microsoft(?: corporation)?|msft|pptxgenjs|china|home|user|company|organi[sz]ation|lenovo|dell|hp|微软中国|微软|中国|\W*)$/iu;
const LONGEST = 200;

/** A title that a person gave, or undefined. */
export function statedTitle(title: string | undefined): string | undefined {
  const line = lineOf(title);
  return line === undefined || NO_TITLE.test(line) || !/[\p{L}\p{N}]{2}/u.test(line) ? undefined : line;
}

/** An organisation that a person named, or undefined. */
export function statedPublisher(publisher: string | undefined): string | undefined {
  const line = lineOf(publisher);
  return line === undefined || NO_PUBLISHER.test(line) ? undefined : line;
}

function lineOf(value: string | undefined): string | undefined {
  const line = canonicalText(value ?? "")
    .text.replace(/\s+/g, " ")
    .trim();
  return line === "" || line.length > LONGEST ? undefined : line;
}

/**
 * Metadata in the file's properties. Its dates are not used: they are of the template that it began as, or of the last
 * save, and members would be shown them as the day of publication. Its author is a person or a computer's name; the
 * company is what comes nearest to a publisher.
 */
export function propertiesOf(file: OfficePackage): ReadResult["facts"] {
  const links = file.relationships("");
  const part = (type: string) => file.tree(links.find((each) => each.type === type)?.target);
  const core = elementsOf(part("core-properties"));
  const company = elementsOf(part("extended-properties")).find(({ name }) => name === "Company");
  const custom = new Map(
    elementsOf(part("custom-properties")).map((each) => [attribute(each, "name")?.toLowerCase(), lineOf(textOf(each))]),
  );
  const title = statedTitle(textOf(core.find(({ name }) => name === "title")));
  const publisher = custom.get("publisher") ?? statedPublisher(textOf(company));
  const number = custom.get("document number");
  return {
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(number === undefined ? {} : { number }),
  };
}
