import { utils, type WorkSheet, write } from "@e965/xlsx";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openOle } from "../../../src/documents/office/ole.ts";
import { oldSheetReader } from "../../../src/documents/office/sheet.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { oleFile } from "../../support/ole-file.ts";

function workbook(): Buffer {
  const fees: WorkSheet = utils.aoa_to_sheet([
    ["会员", "会费（元）", "日期", "比例", "编号"],
    ["甲公司", 12_000, { v: 44_562, t: "n", z: "yyyy-mm-dd" }, { v: 0.856, t: "n", z: "0.0%" }, "007"],
    ["乙公司", 5_000, { v: 44_563, t: "n", z: "yyyy-mm-dd" }, { v: 0.5, t: "n", z: "0%" }, "010"],
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, fees, "会费");
  utils.book_append_sheet(book, utils.aoa_to_sheet([["secret"]]), "hidden");
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return write(book, { type: "buffer", bookType: "biff8" }) as Buffer;
}

describe("an old Excel workbook", () => {
  it("is read as one of today: rows with their column names, numbers as shown, hidden sheets left out", async () => {
    const { text, warnings } = await oldSheetReader().read(workbook());
    expect(text).toBe(
      "会费\n\n会员：甲公司；会费（元）：12000；日期：2022-01-01；比例：85.6%；编号：007。\n会员：乙公司；会费（元）：5000；日期：2022-01-02；比例：50%；编号：010。",
    );
    expect(warnings).toEqual(["a hidden sheet was left out (places: 1)"]);
  });

  it("is refused where it is damaged, with what to do", async () => {
    for (const bytes of [oleFile({ "/Workbook": "x" }), workbook().subarray(0, 1_000)]) {
      await expect(oldSheetReader().read(bytes)).rejects.toThrow(/^a damaged Excel file: open it|^no text|^a damaged/);
    }
  });
});

describe("an OLE file", () => {
  it("gives its streams, small and large, also inside of storages", () => {
    const large = Buffer.alloc(20_000, "large");
    const file = openOle(oleFile({ "/Small": "small", "/Large": large, "/Inside/Deep": "deep" }));
    expect(file.names).toEqual(expect.arrayContaining(["Inside", "Large", "Small"]));
    expect(Buffer.from(file.read("Small") ?? []).toString()).toBe("small");
    expect(Buffer.from(file.read("Large") ?? []).equals(large)).toBe(true);
    expect(Buffer.from(file.read("Inside", "Deep") ?? []).toString()).toBe("deep");
    expect([file.read("None"), file.read("Inside")]).toEqual([null, null]);
  });

  it("ends, whatever its tables say", () => {
    const file = oleFile({ "/Small": "small", "/Large": Buffer.alloc(9_000) });
    fc.assert(
      fc.property(changed(fc.constant(file)), (bytes) => {
        try {
          const { names, read } = openOle(bytes);
          for (const name of names) read(name);
        } catch (error) {
          expect(String(error)).toMatch(/damaged Office file/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

readerContract("xls", oldSheetReader(), changed(fc.constant(workbook())), 60);
