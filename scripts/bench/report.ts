/** The figures of a run as a table for people, and as one value for programs. */

import { type Bar, type Figure, isMet, type PartReport } from "./figures.ts";

export interface BenchReport {
  readonly parts: readonly {
    readonly part: string;
    readonly seconds: number;
    readonly figures: readonly (Figure & { readonly met: boolean | null })[];
  }[];
  /** Bars that were missed, over all parts. */
  readonly missed: number;
}

export function benchJson(parts: readonly PartReport[]): BenchReport {
  const judged = parts.map(({ part, seconds, figures }) => ({
    part,
    seconds,
    figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
  }));
  return { parts: judged, missed: judged.flatMap(({ figures }) => figures).filter(({ met }) => met === false).length };
}

const VERDICTS = new Map<boolean | null, string>([
  [true, "ok"],
  [false, "MISSED"],
]);

export function benchTable(parts: readonly PartReport[]): string {
  const { missed, ...report } = benchJson(parts);
  const rows = report.parts.map(({ part, figures }) => ({
    part,
    cells: figures.map((figure) => [
      figure.name,
      `${shownNumber(figure.value)} ${figure.unit}`.trim(),
      shownBar(figure.bar),
      VERDICTS.get(figure.met) ?? "",
    ]),
  }));
  const cells = rows.flatMap((row) => row.cells);
  const width = (column: number): number => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0));
  const [names, values, bars] = [width(0), width(1), width(2)];
  const lines = rows.flatMap((row) => [
    row.part,
    ...row.cells.map(([name = "", value = "", bar = "", verdict = ""]) =>
      `  ${name.padEnd(names)}  ${value.padStart(values)}  ${bar.padEnd(bars)}  ${verdict}`.trimEnd(),
    ),
    "",
  ]);
  const seconds = report.parts.reduce((sum, part) => sum + part.seconds, 0);
  return [
    ...lines,
    `${missed === 0 ? "no bar" : missed === 1 ? "1 bar" : `${missed} bars`} missed, in ${seconds.toFixed(0)} s`,
  ].join("\n");
}

function shownBar(bar: Bar | undefined): string {
  if (bar === undefined) return "";
  return "atMost" in bar ? `at most ${bar.atMost}` : `at least ${bar.atLeast}`;
}

/** Three digits that mean something, and no more decimals than that. */
function shownNumber(value: number | null): string {
  if (value === null) return "-";
  const decimals = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
