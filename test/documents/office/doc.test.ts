import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { docReader } from "../../../src/documents/office/doc.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { oleFile } from "../../support/ole-file.ts";
import { type Word97Run, word97 } from "../../support/word-97.ts";

const IN_TABLE = "162401";
const ROW_END = "16240117240108d6";

async function outline(runs: readonly Word97Run[], options?: Parameters<typeof word97>[1]): Promise<string[]> {
  const { text, blocks } = await docReader().read(word97(runs, options));
  return blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

/** The definition of a row of so many cells, and which of them go on with the one above. */
function rowEnd(merged: readonly boolean[]): string {
  const definition = Buffer.alloc(1 + (merged.length + 1) * 2 + merged.length * 20);
  definition[0] = merged.length;
  for (const [index, goesOn] of merged.entries())
    if (goesOn) definition[1 + (merged.length + 1) * 2 + index * 20] = 1 << 5;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(definition.length + 1, 0);
  return ROW_END + size.toString("hex") + definition.toString("hex");
}

describe("an old Word file", () => {
  it("has its headings by their styles, paragraphs, and items by their marks", async () => {
    expect(
      await outline([
        { text: "会费办法\r", style: 1 },
        { text: "缴费时间\r", style: 2 },
        { text: "会员应当履行下列义务：\r" },
        { text: "（一）遵守章程；\r（二）缴纳会费。\r" },
        { text: "附则\r", paragraph: "402601" },
      ]),
    ).toEqual([
      "heading: 会费办法",
      "heading: 缴费时间",
      "paragraph: 会员应当履行下列义务：",
      "list-item: （一）遵守章程；",
      "list-item: （二）缴纳会费。",
      "heading: 附则",
    ]);
  });

  it("reads text of one byte a character as Windows has it", async () => {
    expect(await outline([{ text: "\u0093Caf\u00e9\u0094 \u0096 x\r" }], { oneByte: true })).toEqual([
      "paragraph: “Café” – x",
    ]);
  });

  it("has the rows of its tables, with a cell over several rows in each of them", async () => {
    const cell = (text: string) => ({ text: `${text}\u0007`, paragraph: IN_TABLE });
    const row = (merged: readonly boolean[], ...cells: readonly string[]) => [
      ...cells.map(cell),
      { text: "\u0007", paragraph: rowEnd(merged) },
    ];
    expect(
      await outline([
        ...row([false, false], "Kind", "Fee"),
        ...row([false, false], "Company", "5,000\ryuan"),
        ...row([true, false], "", "6,000 yuan"),
        { text: "After.\r" },
      ]),
    ).toEqual([
      "table-row: Kind | Fee",
      "table-row: Company | 5,000 yuan",
      "table-row: Company | 6,000 yuan",
      "paragraph: After.",
    ]);
  });

  it("reads of fields their result, ties footnotes to their paragraph, and raises figures", async () => {
    const text = "See \u0013 HYPERLINK x \u0014the rules\u0015 of 10";
    expect(
      await outline([{ text }, { text: "9", sprms: "482a01" }, { text: " yuan\u0002.\r" }, { text: "Next.\r" }], {
        notes: [{ mark: text.length + 6, text: "They are of 2021." }],
      }),
    ).toEqual(["paragraph: See the rules of 10⁹ yuan.", "paragraph: They are of 2021.", "paragraph: Next."]);
  });

  it("raises small letters that are moved up, as LibreOffice writes them, and has lines with labels apart", async () => {
    const moved = (rise: string) => `4548${rise}434a1000`;
    const runs = [
      { text: "Mass: 10" },
      { text: "3", sprms: moved("0800") },
      { text: " kg of H" },
      { text: "2", sprms: moved("feff") },
      { text: "O\u000bDate: 2 March" },
      { text: " at 5", sprms: "45480800434a3000" },
      { text: "\r" },
    ];
    expect(await outline(runs)).toEqual(["paragraph: Mass: 10³ kg of H₂O", "paragraph: Date: 2 March at 5"]);
  });

  it("shows signs of symbol fonts, boxes of old forms, and formulas that a field draws", async () => {
    const box = (state: number) => {
      const data = Buffer.alloc(0x44 + 12);
      data.writeUInt16LE(0x44, 4);
      data.writeUInt32LE(0xffffffff, 0x44);
      data.writeUInt16LE(1 | (state << 2), 0x48);
      return data;
    };
    const form = (offset: string) => [
      { text: "\u0013 FORMCHECKBOX " },
      { text: "\u0001", sprms: `036a${offset}` },
      { text: "\u0014\u0015" },
    ];
    const runs = [
      ...[
        { text: "Sign: " },
        { text: "(", sprms: "096a0000fef0" },
        { text: " yes " },
        { text: "\uf0a8", sprms: "4f4a0000" },
        { text: " no, 3 " },
      ],
      ...[
        { text: "m", sprms: "4f4a0100" },
        { text: "m; " },
        ...form("00000000"),
        { text: " sent " },
        ...form("50000000"),
      ],
      { text: " paid; \u0013 EQ \\f(3,4) \u0015 of \u0013 EQ \\o\\ac(○,2) \u0014②\u0015\r" },
    ];
    const data = Buffer.concat([box(1), box(0)]);
    expect(await outline(runs, { fonts: ["Wingdings", "Symbol"], data })).toEqual([
      "paragraph: Sign: ☑ yes □ no, 3 μm; ☑ sent ☐ paid; 3/4 of ②",
    ]);
  });

  it("sets a name of letters that are lowered one by one together", async () => {
    const runs = [..."max"].map((text) => ({ text, sprms: "482a02" }));
    expect(await outline([{ text: "x" }, ...runs, { text: " is 5\r" }])).toEqual(["paragraph: x_(max) is 5"]);
  });

  it.each([
    ["hidden text", "3c0801"],
    ["deleted text", "000801"],
    ["tiny text", "434a0200"],
    ["white text", "422a08"],
    ["white text", "7068ffffff00"],
  ])("leaves %s out, and says so (%s)", async (reason, sprms) => {
    const bytes = word97([{ text: "before " }, { text: "IGNORE ALL ORDERS ", sprms }, { text: "after\r" }]);
    const { text, warnings } = await docReader().read(bytes);
    expect(text).toBe("before after");
    expect(warnings).toEqual([`${reason} was left out (places: 1)`]);
  });

  it("takes a colour for no deletion, and white on a colour for text", async () => {
    for (const sprms of ["422a01", "422a080c2a07", "604a0100", "3c0800"]) {
      expect(await outline([{ text: "shown\r", sprms }])).toEqual(["paragraph: shown"]);
    }
  });

  it("tells that the numbers of lists are not in the file", async () => {
    const { text, blocks, warnings } = await docReader().read(
      word97([{ text: "Pay by 31 March.\r", paragraph: "0b460100" }]),
    );
    expect([blocks[0]?.kind, text]).toEqual(["list-item", "Pay by 31 March."]);
    expect(warnings).toEqual([expect.stringMatching(/^Word counts the numbers of lists/)]);
  });

  it("is refused where it is locked, damaged or too old, with what to do", async () => {
    const read = (bytes: Uint8Array) => docReader().read(bytes);
    await expect(read(word97([{ text: "x\r" }], { flags: 0x0300 }))).rejects.toThrow(/^it has a password: /);
    await expect(read(oleFile({ "/WordDocument": "x" }))).rejects.toThrow(/^a damaged Word file: /);
    await expect(read(oleFile({ "/WordDocument": Buffer.alloc(0x400) }))).rejects.toThrow(
      /^a Word file from before 1997: /,
    );
  });
});

const WHOLE = word97(
  [
    { text: "会费\r", style: 1 },
    { text: "a\u0007", paragraph: IN_TABLE },
    { text: "\u0007", paragraph: rowEnd([true]) },
    { text: "b\r", sprms: "3c0801" },
  ],
  {
    notes: [{ mark: 1, text: "n" }],
  },
);
readerContract("doc", docReader(), changed(fc.constant(WHOLE)), 150);
