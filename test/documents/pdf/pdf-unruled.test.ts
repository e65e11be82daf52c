/** Tables without a line in them, by four producers, made by test/fixtures/unruled/make.mjs. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/documents/read.ts";
import { readers } from "../../../src/documents/readers.ts";

const FOLDER = new URL("../../fixtures/unruled/", import.meta.url);
const { TABLES } = (await import(new URL("content.mjs", FOLDER).href)) as {
  readonly TABLES: readonly {
    readonly id: string;
    readonly unit: string;
    readonly names: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
};
const squeezed = (text: string): string => text.replace(/\s+/gu, "");

describe("a table without lines", () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".pdf"));

  it("is there by four producers", () => {
    expect(files).toHaveLength(14);
  });

  it.each(files)("has each row whole, under its names, with its unit above: %s", async (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, FOLDER)));
    const { text, blocks } = await readDocument({ path: name, bytes, readers });
    const table = TABLES.find(({ id }) => name.endsWith(`-${id}.pdf`));
    const isRow = ({ kind }: (typeof blocks)[number]) => kind === "table-row";
    const lines = blocks.filter(isRow).map(({ start, end, leadIn }) => ({
      cells: text.slice(start, end).split(" | ").map(squeezed),
      head: leadIn,
    }));
    expect(lines[0]?.cells).toEqual(table?.names.map(squeezed));
    expect(lines.slice(1).map(({ cells }) => cells)).toEqual(table?.rows.map((row) => row.map(squeezed)));
    const head = blocks.findIndex(isRow);
    expect(new Set(lines.slice(1).map((line) => line.head))).toEqual(new Set([head]));
    const above = blocks[head - 1];
    expect(squeezed(text.slice(above?.start, above?.end))).toContain(squeezed(table?.unit ?? "-"));
  });
});
