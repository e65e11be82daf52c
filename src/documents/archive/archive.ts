/**
 * Reads files that hold other files: archives (.zip), whose files become documents of their own, and e-books (.epub),
 * whose chapters are web pages.
 */

import { DocketError } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import type { DocumentFacts } from "../document.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { XmlElement } from "../office/xml.ts";
import { outline } from "../outline.ts";
import type { Reader } from "../read.ts";
import type { HtmlLine } from "../web/html-line.ts";

/** Files that systems put into archives by themselves, and those that begin with a dot. */
const SYSTEM_FILE = /(?:^|\/)(?:__MACOSX\/|\.[^/]|Thumbs\.db$|desktop\.ini$|~\$)/iu;
/** Number of files, as many as the attachments of a mail that are read. */
const MOST_FILES = 50;

export function archiveReader(): Reader {
  return {
    format: "zip",
    extensions: [".zip"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { openZip } = await import("../office/zip.ts");
      const zip = openZip(bytes);
      const names = zip.names.filter((name) => !SYSTEM_FILE.test(name));
      if (names.length === 0) throw new DocketError("document", "an archive without files: remove it");
      const blocks = outline();
      for (const name of names) blocks.item(0, name);
      const { text, blocks: written } = blocks.finish();
      const rest = names.length - MOST_FILES;
      return {
        text,
        blocks: written,
        facts: {},
        warnings:
          rest > 0 ? [`${names.length} files in it: the last ${rest} are not read; unpack it, and put them here`] : [],
        attachments: names.slice(0, MOST_FILES).map((name) => ({
          name: canonicalText(name).text,
          bytes: zip.read(name) ?? new Uint8Array(),
        })),
      };
    },
  };
}

const MOST_CHAPTERS = 1_000;
const SAVE_AS = "open it in its program and save it as .pdf or .html";

/**
 * Reads e-books (.epub): the chapters, which are web pages, in the order of the book, with its title, publisher and
 * date.
 */
export function epubReader(): Reader {
  return {
    format: "epub",
    extensions: [".epub"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { openOfficePackage } = await import("../office/office-package.ts");
      const { attribute, descendantsOf } = await import("../office/xml.ts");
      const { decodeHtml } = await import("../decode.ts");
      const { canonicalText } = await import("../../language/canonical.ts");
      const { parseHtml } = await import("../web/html-tree.ts");
      const { htmlLines } = await import("../web/html-lines.ts");
      const { writeHtmlLines } = await import("../web/html-blocks.ts");
      const { tree, zip } = openOfficePackage(bytes);
      if (zip.names.includes("META-INF/rights.xml")) {
        throw new DocketError("document", "an e-book with copy protection: get it without");
      }
      const rootFile = descendantsOf(tree("META-INF/container.xml"), "rootfile")[0];
      const path = attribute(rootFile, "full-path") ?? zip.names.find((name) => name.endsWith(".opf"));
      const book = tree(path);
      if (book === undefined || path === undefined) throw new DocketError("document", `a damaged e-book: ${SAVE_AS}`);
      const items = new Map(
        descendantsOf(book, "item").map((item) => [attribute(item, "id"), attribute(item, "href") ?? ""]),
      );
      const lines: HtmlLine[] = [];
      let hidden = 0;
      for (const chapter of descendantsOf(book, "itemref").slice(0, MOST_CHAPTERS)) {
        const content = zip.read(chapterPath(path, items.get(attribute(chapter, "idref")) ?? ""));
        if (content === null) continue;
        const page = htmlLines((await parseHtml(canonicalText(decodeHtml(content).text).text)).root, isNavigation);
        for (const line of page.lines) lines.push(line);
        hidden += page.hidden;
      }
      const { text, blocks } = writeHtmlLines(lines);
      const warnings = hidden > 0 ? [`text that the page hides from readers was left out (places: ${hidden})`] : [];
      return { text, blocks, facts: factsOf(book, (element, name) => descendantsOf(element, name)), warnings };
    },
  };
}

/** The list of chapters, which the chapters say again. */
function isNavigation({
  name,
  attributes,
}: {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}): boolean {
  return name === "nav" && /toc|landmarks|page-list/.test(attributes["epub:type"] ?? attributes.role ?? "");
}

/** Chapters are named from the folder of the book's own file. */
function chapterPath(book: string, href: string): string {
  const steps = book.split("/").slice(0, -1);
  let own = href.replace(/#.*$/s, "");
  try {
    own = decodeURIComponent(own);
  } catch {
    // A name with a percent sign of its own.
  }
  for (const step of own.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return steps.join("/");
}

function factsOf(
  book: XmlElement,
  all: (element: XmlElement, name: string) => readonly XmlElement[],
): Partial<DocumentFacts> {
  const said = (name: string) => {
    const [element] = all(book, name);
    return (element?.children ?? [])
      .map((child) => (typeof child === "string" ? child : ""))
      .join("")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 300)
      .toWellFormed();
  };
  const published = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(said("date"))?.[0];
  return {
    ...(said("title") === "" ? {} : { title: said("title") }),
    ...(said("publisher") === "" ? {} : { publisher: said("publisher") }),
    ...(published === undefined ? {} : { published }),
  };
}
