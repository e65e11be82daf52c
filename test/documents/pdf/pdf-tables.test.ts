/** Rows of tables come out whole: each value under its own name, whatever the lines of the table and its cells. */

import { describe, expect, it } from "vitest";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { linesOf } from "../../support/blocks.ts";
import { pdfLine as at, pdfOf } from "../../support/office-parts.ts";

const read = async (...pages: readonly string[]) => linesOf(await pdfReader().read(pdfOf(pages)));
const XS = [50, 150, 280, 360, 440];
/** A cell of one or two lines, drawn as programs do: its lines one after the other. */
const cell = (text: string, column: number, top: number) =>
  text
    .split("/")
    .map((line, index) => at(line, (XS[column] ?? 0) + 5, top + index * 13))
    .join("");
const line = (x0: number, top0: number, x1: number, top1: number) => `${x0} ${800 - top0} m ${x1} ${800 - top1} l S\n`;
const across = (top: number, from = 50, to = 520) => line(from, top, to, top);
const down = (x: number, from: number, to: number) => line(x, from, x, to);

const HEADER = cell("Region", 0, 112) + cell("Project", 1, 112) + cell("Special funds", 2, 112);
const PARTS = cell("Central", 2, 132) + cell("Provincial", 3, 132) + cell("Municipal", 4, 132);
const ROWS = [
  ["Jiaxing", "Photomasks", "1200", "800", "350"],
  ["", "Electronic/gases", "900", "450", "120"],
  ["Ningbo", "Targets", "1500", "700", "260"],
];
const BODY = ROWS.map((row, index) => row.map((text, column) => cell(text, column, 155 + index * 36)).join("")).join(
  "",
);
const EXPECTED = [
  "table-row: Region | Project | Special funds Central | Special funds Provincial | Special funds Municipal",
  "table-row: Jiaxing | Photomasks | 1200 | 800 | 350 <- 0",
  "table-row: Jiaxing | Electronic gases | 900 | 450 | 120 <- 0",
  "table-row: Ningbo | Targets | 1500 | 700 | 260 <- 0",
];

describe("tables of a PDF", () => {
  it("have rows beside a merged cell apart, and one header of two rows, by their lines", async () => {
    const lines =
      [100, 140, 212, 248].map((top) => across(top)).join("") +
      across(118, 280) +
      across(176, 150) +
      [50, 150, 280, 520].map((x) => down(x, 100, 248)).join("") +
      [360, 440].map((x) => down(x, 118, 248)).join("");
    expect(await read(lines + HEADER + PARTS + BODY)).toEqual(EXPECTED);
  });

  it("begin with a head that is centred below the middle of a last line of text", async () => {
    const prose =
      at("Places for next year are given in the table below. Who comes late", 60, 100) +
      at("waits for the year after it, in order.", 60, 112);
    const middle = (text: string, x: number, top: number) => at(text, x - text.length * 2.5, top);
    const rows = [
      ["Course", "Places"],
      ["Materials science", "24"],
      ["Surfaces", "8"],
    ].map(
      ([name = "", places = ""], index) => middle(name, 146, 127 + index * 18) + middle(places, 300, 127 + index * 18),
    );
    expect((await read(prose + rows.join(""))).slice(1)).toEqual([
      "table-row: Course | Places",
      "table-row: Materials science | 24 <- 1",
      "table-row: Surfaces | 8 <- 1",
    ]);
  });

  it("have them without lines, by the order in which their cells were drawn", async () => {
    expect(await read(HEADER + PARTS + BODY)).toEqual(EXPECTED);
  });

  it("do not take the ground of every other row for all of the table", async () => {
    const grounds = [140, 212].map((top) => `0.9 g 50 ${800 - top - 36} 470 36 re f 0 g\n`).join("");
    expect(await read(grounds + HEADER + PARTS + BODY)).toEqual(EXPECTED);
  });

  it("go on over the page with the header that they have, repeated or not", async () => {
    const table = (rows: readonly (readonly string[])[], top: number) =>
      rows.flatMap((row, y) => row.map((text, x) => cell(text, x, top + y * 20 + 14))).join("") +
      Array.from({ length: rows.length + 1 }, (_, y) => across(top + y * 20, 50, 360)).join("") +
      [50, 150, 280, 360].map((x) => down(x, top, top + rows.length * 20)).join("");
    const header = ["Kind", "Fee in yuan", "Votes"];
    const first = table([header, ["Full", "50000", "5"]], 600);
    const rest = [
      "table-row: Kind | Fee in yuan | Votes",
      "table-row: Full | 50000 | 5 <- 0",
      "table-row: Associate | 10000 | 1 <- 0",
    ];
    expect(await read(first, table([header, ["Associate", "10000", "1"]], 100))).toEqual(rest);
    expect(
      await read(
        first,
        table(
          [
            ["Associate", "10000", "1"],
            ["Guest", "0", "0"],
          ],
          100,
        ),
      ),
    ).toEqual([...rest, "table-row: Guest | 0 | 0 <- 0"]);
  });

  it("are labels with their values where they are a form", async () => {
    const form = cell("Name:", 0, 100) + cell("Ada", 1, 100) + cell("Phone:", 0, 120) + cell("555 0101", 1, 120);
    expect(await read(form)).toEqual(["table-row: Name: Ada.", "table-row: Phone: 555 0101. <- 0"]);
  });

  it("keep cells apart whose gap is narrow, where other rows have cells there", async () => {
    const row = (texts: readonly string[], top: number, xs: readonly number[]) =>
      texts.map((text, index) => at(text, xs[index] ?? 0, top)).join("");
    const table =
      row(["Kind of member", "Annual fee", "Votes"], 100, [50, 136, 200]) +
      row(["Full", "50000", "5"], 120, [50, 136, 200]);
    expect(await read(table + row(["Associate", "10000", "1"], 140, [50, 136, 200]))).toEqual([
      "table-row: Kind of member | Annual fee | Votes",
      "table-row: Full | 50000 | 5 <- 0",
      "table-row: Associate | 10000 | 1 <- 0",
    ]);
  });

  it("are no numbered list", async () => {
    const items = ["Fees are due in March.", "Votes are held in June.", "Labs open in May."];
    const list = items.map(
      (text, index) => at(`[${index + 1}]`, 50, 100 + index * 20) + at(text, 80, 100 + index * 20),
    );
    for (const line of await read(list.join(""))) expect(line).not.toContain("table-row");
  });
});
