/** Reads texts of OpenDocument (.odt), as LibreOffice and WPS save them. */

import { DocketError } from "../../errors.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";

export function odtReader(): Reader {
  return {
    format: "odt",
    extensions: [".odt", ".ott"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { hiddenReport } = await import("../hidden-report.ts");
      const { childOf, elementsOf, parseXml } = await import("../office/xml.ts");
      const { outline } = await import("../outline.ts");
      const { bodyOf, writeOdf } = await import("./odf-blocks.ts");
      const { CONTENT_PART, openOdf } = await import("./odf-package.ts");
      const { readOdfStyles } = await import("./odf-styles.ts");
      const file = openOdf(bytes);
      const content = parseXml(file.content, CONTENT_PART);
      const body = bodyOf(content, "text");
      if (body === undefined) throw new DocketError("document", "no text in it: save it again as .odt");
      const styles = readOdfStyles([
        childOf(content, "automatic-styles"),
        childOf(file.styles, "styles"),
        childOf(file.styles, "automatic-styles"),
        childOf(content, "font-face-decls"),
      ]);
      const report = hiddenReport();
      const { object } = file;
      const blocks = outline();
      const writing = {
        styles,
        report,
        object,
        blocks,
        place: null,
        counters: new Map(),
        hasHeadings: false,
        title: undefined,
      };
      writeOdf(elementsOf(body), {}, writing);
      const { text, blocks: written, warnings } = blocks.finish();
      const title = titleOf(writing) ?? file.facts.title ?? firstHeading(text, written);
      const facts = title === undefined ? file.facts : { ...file.facts, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}

/** Set while the body was written. */
function titleOf({ title }: { readonly title: string | undefined }): string | undefined {
  return title;
}

function firstHeading(
  text: string,
  blocks: readonly {
    readonly kind: string;
    readonly section: readonly string[];
    readonly start: number;
    readonly end: number;
  }[],
): string | undefined {
  const heading = blocks.find(({ kind, section }) => kind === "heading" && section.length === 1);
  return heading === undefined ? undefined : text.slice(heading.start, heading.end);
}
