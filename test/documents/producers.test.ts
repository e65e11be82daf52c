/**
 * Files of thirteen producers that say the same, made by test/fixtures/producers/make.mjs: what is read of each is held
 * against what was set.
 */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Document } from "../../src/documents/document.ts";
import { readDocument } from "../../src/documents/read.ts";
import { readers } from "../../src/documents/readers.ts";
import { unitIn } from "../../src/documents/tables/table-unit.ts";

interface Cell {
  readonly text: string;
}

interface ExpectedTable {
  readonly id: string;
  readonly lang: string;
  readonly title: string;
  readonly unit: string;
  readonly header: readonly (readonly Cell[])[];
  /** Words that the name of each column has. */
  readonly names: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
}

interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

const FOLDER = new URL("../fixtures/producers/", import.meta.url);
const { TITLE, SECTIONS, TABLES } = (await import(new URL("content.mjs", FOLDER).href)) as {
  readonly TITLE: string;
  readonly SECTIONS: readonly Section[];
  readonly TABLES: readonly ExpectedTable[];
};
const files = readdirSync(FOLDER);

async function read(name: string): Promise<Document> {
  return readDocument({ path: name, bytes: new Uint8Array(readFileSync(new URL(name, FOLDER))), readers });
}

const plain = (text: string): string => text.replace(/\s+/gu, " ");

describe("prose of many producers", () => {
  const names = files.filter((name) => /-(?:prose|columns)\.pdf$/u.test(name));

  it("is of ten producers at least, and of four in two columns", () => {
    expect(new Set(names.map((name) => name.replace(/-(?:prose|columns)\.pdf$/u, ""))).size).toBeGreaterThanOrEqual(10);
    expect(names.filter((name) => name.includes("columns"))).toHaveLength(4);
  });

  it.each(names)("has each sentence whole and in order: %s", async (name) => {
    const text = plain((await read(name)).text);
    const sentences = SECTIONS.flatMap(({ heading, paragraphs }) => [
      heading,
      ...paragraphs.flatMap(
        (paragraph) => paragraph.replace(/^- /u, "").match(/[^.:]+(?:\.(?!\s|$)[^.:]+|:\d+[^.:]*)*[.:]?/gu) ?? [],
      ),
    ]).map((sentence) => plain(sentence).trim());
    let at = 0;
    for (const sentence of sentences) {
      const found = text.indexOf(sentence, at);
      expect({ sentence, isThere: text.includes(sentence), inOrder: found !== -1 }).toEqual({
        ...{ sentence, isThere: true, inOrder: true },
      });
      at = found + sentence.length;
    }
  });
});

/** A row as it is quoted: its cells, the names above them, and the unit above both. */
interface ReadRow {
  readonly cells: readonly string[];
  readonly names: readonly string[];
  readonly unit: string | undefined;
}

function rowsOf({ text, blocks }: Document): readonly ReadRow[] {
  const textOf = (index: number | null): string => {
    const block = index === null ? undefined : blocks[index];
    return block === undefined ? "" : text.slice(block.start, block.end);
  };
  return blocks.flatMap(({ kind, start, end, leadIn }) => {
    const header = leadIn === null ? undefined : blocks[leadIn];
    if (kind !== "table-row" || header?.kind !== "table-row") return [];
    const cells = text.slice(start, end).split(" | ").map(plain);
    // The line that the answer quotes with the row: the nearest of two that names a unit.
    const above = [1, 2].map((lines) => textOf((leadIn ?? 0) - lines));
    return [
      { cells, names: textOf(leadIn).split(" | ").map(plain), unit: above.flatMap((line) => unitIn(line) ?? [])[0] },
    ];
  });
}

const squeezed = (text: string): string => text.replace(/\s+/gu, "");
type Verdict = "whole" | "without its unit" | "not whole" | "a value under another's name";

function verdictOn(expected: readonly string[], table: ExpectedTable, rows: readonly ReadRow[]): Verdict {
  const isNamed = (name: string | undefined, words: readonly string[] | undefined) =>
    name !== undefined && (words ?? []).every((word) => squeezed(name).includes(squeezed(word)));
  const [key = "", second = ""] = table.id === "equipment" ? expected.slice(1) : expected;
  const own = rows.filter(({ cells }) => cells.some((cell) => squeezed(cell) === squeezed(key)));
  for (const { cells, names } of own) {
    // A value that is this row's, with a name above it that is another column's.
    const isWrong = cells.some((cell, index) => {
      const columns = expected.flatMap((value, column) => (squeezed(value) === squeezed(cell) ? [column] : []));
      const name = names[index];
      if (columns.length === 0 || name === undefined) return false;
      const claimed = table.names.filter((words) => isNamed(name, words));
      return claimed.length > 0 && !columns.some((column) => isNamed(name, table.names[column]));
    });
    if (isWrong) return "a value under another's name";
  }
  const whole = own.find(({ cells, names }) =>
    expected.every((value, column) => {
      const index = names.findIndex((name) => isNamed(name, table.names[column]));
      return index !== -1 && squeezed(cells[index] ?? "") === squeezed(value);
    }),
  );
  if (whole === undefined || second === "") return "not whole";
  return squeezed(whole.unit ?? "") === squeezed(table.unit) ? "whole" : "without its unit";
}

describe("rows of tables of many producers", () => {
  const names = files.filter((name) => name.includes("-tables-"));

  it("are whole, with the names of their columns and their unit, and none has a value under another's name", async () => {
    const counts = new Map<string, Map<Verdict, number>>();
    for (const name of names) {
      const rows = rowsOf(await read(name));
      for (const table of TABLES.filter(({ lang }) => name.includes(`-${lang}.`))) {
        const own = new Map<Verdict, number>();
        for (const row of table.rows) {
          const verdict = verdictOn(row, table, rows);
          own.set(verdict, (own.get(verdict) ?? 0) + 1);
        }
        counts.set(`${name} ${table.id}`, own);
      }
    }
    if (process.env.SHOW_ROWS)
      for (const [name, own] of counts) process.stdout.write(`${name}: ${JSON.stringify([...own])}\n`);
    const sum = (verdict: Verdict) => [...counts.values()].reduce((total, own) => total + (own.get(verdict) ?? 0), 0);
    const all = sum("whole") + sum("without its unit") + sum("not whole") + sum("a value under another's name");
    if (process.env.SHOW_ROWS) process.stdout.write(`whole ${sum("whole")} of ${all}\n`);
    expect(all).toBe(604);
    expect(sum("a value under another's name")).toBe(0);
    expect(sum("whole")).toBe(all);
  });
});

describe("what is quoted of a file", () => {
  /** All that was set, in order, without white space. */
  const original = squeezed(
    [
      ...[TITLE, ...SECTIONS.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])],
      ...["Tables of the association", "收费与预算", "Tables"],
      ...TABLES.flatMap(({ title, unit, header, rows }) => [
        title,
        unit,
        ...header.flat().map(({ text }) => text),
        ...rows.flat(),
      ]),
    ]
      .map((text) => text.replace(/^- /u, ""))
      .join(""),
  );

  it.each(files.filter((name) => /\.(?:pdf|docx|doc|odt|rtf|html)$/u.test(name)))(
    "is letter for letter what the file says, but for white space: %s",
    async (name) => {
      const { text, blocks } = await read(name);
      const parts = blocks.flatMap(({ kind, start, end }) => {
        const said = text.slice(start, end);
        if (kind === "table-row")
          return said.split(" | ").flatMap((cell) => (/[年]/u.test(cell) ? cell.split(" ") : [cell]));
        // Numbers of sections, and bullets, are set by the program.
        return [said.replace(kind === "heading" ? /^(?:\d+\.?|#)\s/u : /^[•●#]\s*/u, "")];
      });
      const changed = parts.filter((part) => !original.includes(squeezed(part)));
      expect(changed).toEqual([]);
      expect(parts.join("").length).toBeGreaterThan(200);
    },
  );
});
