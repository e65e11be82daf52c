/**
 * Reads tables that are text (.csv, .tsv), as a sheet would show them. What separates the cells is told from the first
 * lines: European programs write semicolons.
 */

import { DocketError, errorText } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import { decodeText } from "../decode.ts";
import { DOCUMENT_LIMITS, MAX_TEXT_FILE_BYTES } from "../limits.ts";
import { outline } from "../outline.ts";
import type { Reader } from "../read.ts";
import type { GridRow } from "../tables/cell-kinds.ts";
import { writeRows } from "../tables/table-blocks.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** Lines that are looked at, up to this many characters. */
const SAMPLE_LINES = 30;
const SAMPLE_LENGTH = 5_000;

export function csvReader(): Reader {
  return {
    format: "csv",
    extensions: [".csv", ".tsv"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const { text, warnings } = canonicalText(decoded.text);
      const blocks = outline();
      writeRows(blocks, await rowsOf(text), { merges: [], tables: [], hiddenRows: new Set() });
      const { text: written, blocks: list } = blocks.finish();
      return { text: written, blocks: list, facts: {}, warnings: [...decoded.warnings, ...warnings] };
    },
  };
}

async function rowsOf(text: string): Promise<readonly GridRow[]> {
  const { parse } = await import("csv-parse/sync");
  const options = {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    // One more than may be written, so that the limit is noticed there.
    to: DOCUMENT_LIMITS.blocks + 1,
  };
  let records: readonly (readonly string[])[];
  try {
    records = parse(text, options);
  } catch (cause) {
    const message = `the table is damaged (${errorText(cause)}): open it in a spreadsheet program and save it again`;
    throw new DocketError("document", message, { cause });
  }
  return records.map((record, index) => ({
    number: index + 1,
    cells: new Map(record.map((value, column) => [column, { text: value, isFigure: isFigure(value) }])),
  }));
}

/** The delimiter that most lines have equally often. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH).replace(/"(?:[^"]|"")*"/g, '""');
  const lines = sample
    .split("\n")
    .slice(0, SAMPLE_LINES)
    .filter((line) => line.trim() !== "");
  let best: string = DELIMITERS[0];
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    const agreeing = Math.max(0, ...counts.values());
    if (agreeing > most) [best, most] = [delimiter, agreeing];
  }
  return best;
}

function isFigure(value: string): boolean {
  return /^[-+(¥￥$€]*\d[\d,.\s/:%)-]*$/.test(value.trim());
}
