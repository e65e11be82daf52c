/**
 * Reads Word files (.docx) straight from their XML: what stands on the page, in its order. A converter to HTML would show
 * hidden runs as text and lose the numbers that Word counts.
 */

import { DocketError } from "../../errors.ts";
import type { ReadResult } from "../document.ts";
import { hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";

export function docxReader(): Reader {
  return {
    format: "docx",
    extensions: [".docx", ".docm", ".dotx"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { mainPart, openOfficePackage, propertiesOf } = await import("./office-package.ts");
      const { parseXml } = await import("./xml.ts");
      const { docxBlocks } = await import("./docx-blocks.ts");
      const { readStyles } = await import("./docx-styles.ts");
      const file = openOfficePackage(bytes);
      const main = mainPart(file, "word/document.xml");
      const content = file.zip.read(main);
      if (content === null) {
        throw new DocketError("document", "no Word text in it: open it in Word and save it again as .docx");
      }
      const links = file.relationships(main);
      const linked = (type: string) => file.tree(links.find((each) => each.type === type)?.target);
      const report = hiddenReport();
      const blocks = docxBlocks({
        ...{ styles: readStyles(linked("styles")), numbering: linked("numbering"), report },
        partOf: (id) => file.tree(links.find((each) => each.id === id)?.target),
        ...{ footnotes: linked("footnotes"), endnotes: linked("endnotes") },
      });
      parseXml(content, main, (element, above) => {
        if (!ON_THE_WAY.has(above.at(-1)?.name ?? "") || !above.every(({ name }) => ON_THE_WAY.has(name))) return false;
        if (element.name !== "p" && element.name !== "tbl") return false;
        blocks.write(element);
        return true;
      });
      const { text, blocks: written, warnings } = blocks.outline.finish();
      const properties = propertiesOf(file);
      const title = blocks.title() ?? properties.title ?? firstHeading(text, written);
      const facts = title === undefined ? properties : { ...properties, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}

/** Elements that a paragraph or table of the body may stand in. */
const ON_THE_WAY: ReadonlySet<string> = new Set([
  "document",
  "body",
  "sdt",
  "sdtContent",
  "customXml",
  "ins",
  "moveTo",
]);

function firstHeading(text: string, blocks: ReadResult["blocks"]): string | undefined {
  const heading = blocks.find(({ kind, section }) => kind === "heading" && section.length === 1);
  return heading === undefined ? undefined : text.slice(heading.start, heading.end);
}
