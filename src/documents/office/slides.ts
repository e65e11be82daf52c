/**
 * Reads PowerPoint files (.pptx) from their XML: a slide is a section with its title, its text in the order in which it
 * is read, and the speaker's notes under a heading of their own.
 */

import { DocketError } from "../../errors.ts";
import { hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { outline } from "../outline.ts";
import type { Reader } from "../read.ts";
import type { XmlElement } from "./xml.ts";

export function slidesReader(): Reader {
  return {
    format: "pptx",
    extensions: [".pptx", ".pptm", ".ppsx", ".potx"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { mainPart, openOfficePackage, propertiesOf } = await import("./office-package.ts");
      const { attribute, childOf, elementsOf, relationshipId } = await import("./xml.ts");
      const { writeSlide } = await import("./slides-blocks.ts");
      const file = openOfficePackage(bytes);
      const main = mainPart(file, "ppt/presentation.xml");
      const presentation = file.tree(main);
      if (presentation === undefined) {
        throw new DocketError("document", "no slides in it: open it in PowerPoint and save it again as .pptx");
      }
      const size = childOf(presentation, "sldSz");
      const page = { width: Number(attribute(size, "cx") ?? 0), height: Number(attribute(size, "cy") ?? 0) };
      const links = file.relationships(main);
      const report = hiddenReport();
      const blocks = outline();
      /** Layouts and masters are behind many slides. */
      const trees = new Map<string, XmlElement | undefined>();
      const kept = (part: string | undefined) => {
        if (part === undefined) return undefined;
        if (!trees.has(part)) trees.set(part, file.tree(part));
        return trees.get(part);
      };
      let firstTitle: string | undefined;
      for (const [index, entry] of elementsOf(childOf(presentation, "sldIdLst")).entries()) {
        const part = links.find(({ id }) => id === relationshipId(entry))?.target;
        const slide = file.tree(part);
        if (part === undefined || slide === undefined) continue;
        if (["0", "false"].includes(attribute(slide, "show") ?? "")) {
          report.add("a hidden slide");
          continue;
        }
        const behind = (from: string | undefined, type: string) =>
          from === undefined ? undefined : file.relationships(from).find((each) => each.type === type)?.target;
        const layout = behind(part, "slideLayout");
        const master = behind(layout, "slideMaster");
        const parts = { slide, layout: kept(layout), master: kept(master), page };
        const notes = file.tree(behind(part, "notesSlide"));
        const own = file.relationships(part);
        const partOf = (id: string | undefined) => file.tree(own.find((each) => each.id === id)?.target);
        const title = writeSlide({ parts, notes, number: index + 1, blocks, report, partOf });
        if (index === 0) firstTitle = title;
      }
      const { text, blocks: written, warnings } = blocks.finish();
      const properties = propertiesOf(file);
      const title = firstTitle ?? properties.title;
      const facts = title === undefined ? properties : { ...properties, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}
