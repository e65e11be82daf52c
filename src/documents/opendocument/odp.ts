/** Reads slides of OpenDocument (.odp): each slide under its title, with the speaker's notes under their own heading. */

import { DocketError } from "../../errors.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { XmlElement } from "../office/xml.ts";
import type { Reader } from "../read.ts";
import type { OdfWriting } from "./odf-blocks.ts";

export function odpReader(): Reader {
  return {
    format: "odp",
    extensions: [".odp", ".otp"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { hiddenReport } = await import("../hidden-report.ts");
      const { attribute, childOf, elementsOf, parseXml } = await import("../office/xml.ts");
      const { outline } = await import("../outline.ts");
      const { bodyOf } = await import("./odf-blocks.ts");
      const { CONTENT_PART, openOdf } = await import("./odf-package.ts");
      const { readOdfStyles } = await import("./odf-styles.ts");
      const { writeOdfSlide } = await import("./odp-slide.ts");
      const file = openOdf(bytes);
      const content = parseXml(file.content, CONTENT_PART);
      const body = bodyOf(content, "presentation");
      if (body === undefined) throw new DocketError("document", "no slides in it: save it again as .odp");
      const styles = readOdfStyles([
        childOf(content, "automatic-styles"),
        childOf(file.styles, "styles"),
        childOf(content, "font-face-decls"),
      ]);
      const report = hiddenReport();
      const { object } = file;
      const blocks = outline();
      let firstTitle: string | undefined;
      const pages = elementsOf(body).filter(({ name }: XmlElement) => name === "page");
      for (const [index, page] of pages.entries()) {
        if (styles.isHidden(attribute(page, "style-name"))) {
          report.add("a hidden slide");
          continue;
        }
        const place = { kind: "slide", number: index + 1 } as const;
        const writing: OdfWriting = {
          styles,
          report,
          object,
          blocks,
          place,
          counters: new Map(),
          hasHeadings: true,
          title: undefined,
        };
        const title = writeOdfSlide(page, writing, index + 1);
        if (index === 0) firstTitle = title;
      }
      const { text, blocks: written, warnings } = blocks.finish();
      const title = firstTitle ?? file.facts.title;
      const facts = title === undefined ? file.facts : { ...file.facts, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}
