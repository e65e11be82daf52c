/**
 * Reads sheets of OpenDocument (.ods): each sheet is a section, each row a sentence. The file has the text that each cell
 * shows; rows are handled one at a time, and a file may say that a row stands there a million times.
 */

import { DocketError } from "../../errors.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";

export function odsReader(): Reader {
  return {
    format: "ods",
    extensions: [".ods", ".ots"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { hiddenReport } = await import("../hidden-report.ts");
      const { writeRows } = await import("../office/sheet-rows.ts");
      const { outline } = await import("../outline.ts");
      const { openOdf } = await import("./odf-package.ts");
      const { readOdsSheets } = await import("./ods-sheets.ts");
      const file = openOdf(bytes);
      const report = hiddenReport();
      const sheets = readOdsSheets(file, report);
      if (sheets === null) throw new DocketError("document", "no sheets in it: save it again as .ods");
      const blocks = outline();
      for (const { name, rows, hints } of sheets) {
        if (rows.length === 0) continue;
        blocks.heading(1, name);
        writeRows(blocks, rows, hints);
      }
      const { text, blocks: written, warnings } = blocks.finish();
      return { text, blocks: written, facts: file.facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}
