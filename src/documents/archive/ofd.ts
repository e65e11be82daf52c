/**
 * Reads OFD, the fixed layout of Chinese administrations: the text of its pages in the order in which it was drawn, lines put
 * together to paragraphs where they fill the page, gaps in a line taken for columns.
 */

import { DocketError } from "../../errors.ts";
import { joinsWithoutSpace } from "../../language/zh/han.ts";
import { flow } from "../flow.ts";
import { hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";
import type { OfdLine } from "./ofd-page.ts";

const MOST_PAGES = 2_000;
/** A line that ends closer to the edge than so many letters goes on in the next one. */
const RAGGED = 1.6;
/** A title is set larger than the text by this. */
const LARGER = 1.25;
const SAVE_AS = "save it as .pdf";

export function ofdReader(): Reader {
  return {
    format: "ofd",
    extensions: [".ofd"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { openOfficePackage } = await import("../office/office-package.ts");
      const { attribute, childOf, descendantsOf, textOf } = await import("../office/xml.ts");
      const { linesOn } = await import("./ofd-page.ts");
      const { tree } = openOfficePackage(bytes);
      const root = tree("OFD.xml");
      const main = partPath("", textOf(descendantsOf(root, "DocRoot")[0]));
      const document = tree(main);
      if (root === undefined || document === undefined)
        throw new DocketError("document", `a damaged OFD file: ${SAVE_AS}`);
      const report = hiddenReport();
      const pages: OfdLine[][] = [];
      for (const page of descendantsOf(childOf(document, "Pages"), "Page").slice(0, MOST_PAGES)) {
        const content = tree(partPath(main, attribute(page, "BaseLoc") ?? ""));
        pages.push(content === undefined ? [] : linesOn(content, report).filter(({ cells }) => cells.length > 0));
      }
      if (pages.every((lines) => lines.length === 0)) {
        throw new DocketError("document", `no text on ${pages.length} pages (scanned?): run OCR first`);
      }
      const blocks = flow();
      const usual = usualSize(pages.flat());
      let title: string | undefined;
      for (const [index, lines] of pages.entries()) {
        const place = { kind: "page", number: index + 1 } as const;
        for (const { text, cells, size } of paragraphsOf(lines)) {
          const isTitle = cells.length === 1 && size > usual * LARGER && text.length <= 120;
          if (isTitle && title === undefined) title = text;
          if (cells.length > 1) blocks.add({ kind: "row", cells }, place);
          else blocks.add(isTitle ? { kind: "heading", level: 1, text } : { kind: "paragraph", text }, place);
        }
      }
      const { text, blocks: written, warnings } = blocks.finish();
      const named = textOf(descendantsOf(root, "Title")[0]).replace(/\s+/g, " ").trim().slice(0, 300).toWellFormed();
      const stated = title ?? (named === "" ? undefined : named);
      return {
        text,
        blocks: written,
        facts: stated === undefined ? {} : { title: stated },
        warnings: [...report.warnings(), ...warnings],
      };
    },
  };
}

/** Parts are named from the folder of the one that names them, or from the top with a slash before. */
function partPath(from: string, name: string): string {
  const own = name.trim();
  const steps = own.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of own.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** The size in which most letters are set. */
function usualSize(lines: readonly OfdLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, cells } of lines) {
    const rounded = Math.round(size * 10) / 10;
    letters.set(rounded, (letters.get(rounded) ?? 0) + cells.join("").length);
  }
  return [...letters].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

interface Paragraph {
  readonly text: string;
  readonly cells: readonly string[];
  readonly size: number;
}

function paragraphsOf(lines: readonly OfdLine[]): Paragraph[] {
  const right = lines.reduce((most, line) => Math.max(most, line.right), 0);
  const left = lines.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY);
  const paragraphs: Paragraph[] = [];
  let before: OfdLine | undefined;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const text = line.cells.join(" ");
    const goesOn =
      before !== undefined &&
      before.cells.length === 1 &&
      line.cells.length === 1 &&
      Math.abs(before.size - line.size) < line.size * 0.1 &&
      before.right > right - before.size * RAGGED &&
      line.left < left + line.size * RAGGED &&
      right - left > line.size * 12;
    if (goesOn && last !== undefined) {
      const whole = `${last.text}${joinsWithoutSpace(last.text, text) ? "" : " "}${text}`;
      paragraphs[paragraphs.length - 1] = { ...last, text: whole, cells: [whole] };
    } else paragraphs.push({ text, cells: line.cells, size: line.size });
    before = line;
  }
  return paragraphs;
}
