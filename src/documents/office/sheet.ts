/**
 * Reads Excel workbooks (.xlsx) from their XML: each sheet is a section, each row a sentence. Readers that give values
 * alone do not say which rows are hidden, how a number is shown, or that a sheet claims a million rows.
 */

import { DocketError, errorText } from "../../errors.ts";
import { hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { outline } from "../outline.ts";
import type { Reader } from "../read.ts";

export function sheetReader(): Reader {
  return {
    format: "xlsx",
    extensions: [".xlsx", ".xlsm", ".xltx"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { mainPart, openOfficePackage, propertiesOf } = await import("./office-package.ts");
      const { attribute, childOf, elementsOf, parseXml, relationshipId } = await import("./xml.ts");
      const { areaOf, readWorksheet, sharedString, readCellStyles } = await import("./sheet-cells.ts");
      const { writeRows } = await import("../tables/table-blocks.ts");
      const file = openOfficePackage(bytes);
      const main = mainPart(file, "xl/workbook.xml");
      const book = file.tree(main);
      if (book === undefined) {
        throw new DocketError("document", "no workbook in it: open it in Excel and save it again as .xlsx");
      }
      const links = file.relationships(main);
      const target = (type: string) => links.find((each) => each.type === type)?.target;
      const strings: ReturnType<typeof sharedString>[] = [];
      const stringsPart = target("sharedStrings");
      const stringsContent = stringsPart === undefined ? null : file.zip.read(stringsPart);
      if (stringsContent !== null) {
        parseXml(stringsContent, stringsPart ?? "", (element, above) => {
          if (element.name !== "si" || above.length !== 1) return false;
          strings.push(sharedString(element));
          return true;
        });
      }
      const report = hiddenReport();
      const from1904 = ["1", "true"].includes(attribute(childOf(book, "workbookPr"), "date1904") ?? "");
      const workbook = { styleOf: readCellStyles(file.tree(target("styles"))), strings, from1904, report };
      const blocks = outline();
      let unsolved = 0;
      for (const sheet of elementsOf(childOf(book, "sheets"))) {
        const link = links.find(({ id }) => id === relationshipId(sheet));
        if (link?.type !== "worksheet") continue;
        if ((attribute(sheet, "state") ?? "visible") !== "visible") {
          report.add("a hidden sheet");
          continue;
        }
        const content = file.zip.read(link.target);
        if (content === null) continue;
        const worksheet = readWorksheet(content, link.target, workbook);
        unsolved += worksheet.unsolved;
        if (worksheet.rows.length === 0) continue;
        blocks.heading(1, attribute(sheet, "name") ?? "");
        const tables = file
          .relationships(link.target)
          .filter(({ type }) => type === "table")
          .flatMap(({ target: part }) => areaOf(attribute(file.tree(part), "ref") ?? "") ?? []);
        const { hints } = worksheet;
        writeRows(blocks, worksheet.rows, { ...hints, tables: [...hints.tables, ...tables] });
      }
      const { text, blocks: written, warnings } = blocks.finish();
      const missing = `formulas without a stored result were left out (cells: ${unsolved}): open it in Excel and save it again`;
      return {
        text,
        blocks: written,
        facts: propertiesOf(file),
        warnings: [...report.warnings(), ...(unsolved > 0 ? [missing] : []), ...warnings],
      };
    },
  };
}

/** SheetJS takes about ten times the file in memory. */
const MAX_FILE_BYTES = 20_000_000;

/**
 * Reads workbooks of Excel before 2007 and of WPS (.xls, .et): SheetJS turns them into the form of today, which is
 * then read like any other, with what is hidden left out and numbers as they are shown.
 */
export function oldSheetReader(): Reader {
  return {
    format: "xls",
    extensions: [".xls", ".et", ".xlt"],
    maxBytes: MAX_FILE_BYTES,
    async read(bytes) {
      const { read, set_cptable: setCodePages, write } = await import("@e965/xlsx");
      // Text of Excel 95 is in the code page of its system.
      setCodePages(await import("@e965/xlsx/dist/cpexcel.full.mjs"));
      let today: Uint8Array;
      try {
        const book = read(bytes, { type: "array", cellStyles: true, cellNF: true, cellText: false, cellHTML: false });
        today = write(book, { type: "buffer", bookType: "xlsx", compression: true }) as Buffer;
      } catch (cause) {
        const isLocked = /password|encrypt/i.test(errorText(cause));
        const what = isLocked
          ? "it has a password: save it without one"
          : "a damaged Excel file: open it in Excel and save it as .xlsx";
        throw new DocketError("document", what, { cause });
      }
      return sheetReader().read(today);
    },
  };
}
