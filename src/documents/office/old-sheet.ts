/**
 * Reads workbooks of Excel before 2007 and of WPS (.xls, .et): SheetJS turns them into the form of today, which is then read
 * like any other, with what is hidden left out and numbers as they are shown.
 */

import { DocketError, errorText } from "../../errors.ts";
import type { Reader } from "../read.ts";
import { sheetReader } from "./sheet.ts";

/** SheetJS takes about ten times the file in memory. */
const MAX_FILE_BYTES = 20_000_000;

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
