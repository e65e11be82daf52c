/** The vector index at each size, beside a plain loop, vectra as it comes, and the memory's own speed. */

import type { Bar, Figure, Part, Unit } from "./figures.ts";
import { type BenchVectorsReport, benchVectors, type KeptIndex } from "./vectors.ts";

const DIMENSIONS = 384;
/** Number of rows from which on no processor keeps the vectors in its caches, and the promises hold. */
const PROMISED_FROM = 50_000;
/** Rounds of each contestant; a round of 50,000 rows takes 50 ms, most of it vectra's. */
const ROUNDS = 40;

export const benchVectorSearch: Part = async ({ passages: sizes, random, onProgress }) => {
  const figures: Figure[] = [];
  for (const passages of sizes) {
    onProgress(`searching ${passages} vectors`);
    figures.push(...figuresOf(await benchVectors({ passages, dimensions: DIMENSIONS, rounds: ROUNDS, random })));
  }
  return figures;
};

/** A question out of the blue, but for "one scan after another", which finds in the caches what the last one left. */
function figuresOf(report: BenchVectorsReport): Figure[] {
  const { passages, docket, vectra, scan, plainLoop, vectraQuery, memoryFloor, ratios } = report;
  const figure = (name: string, value: number | null, unit: Unit, bar?: Bar): Figure => ({
    name: `${passages} vectors: ${name}`,
    value,
    unit,
    ...(bar === undefined ? {} : { bar }),
  });
  const promised = (bar: Bar): Bar | undefined => (passages >= PROMISED_FROM ? bar : undefined);
  const kept = (name: string, index: KeptIndex | null): Figure[] => [
    figure(`${name}, written in`, index?.writeMs ?? null, "ms"),
    figure(`${name}, file`, index?.fileMb ?? null, "MB"),
    figure(`${name}, opened in`, index?.openMs ?? null, "ms"),
    figure(`${name}, memory`, index?.memoryMb ?? null, "MB"),
  ];
  return [
    figure("the scan, p50", scan.first.p50, "ms"),
    figure("the scan, p95", scan.first.p95, "ms"),
    figure("a plain loop, p50", plainLoop.first.p50, "ms"),
    figure("vectra as it comes, p50", vectraQuery?.first.p50 ?? null, "ms"),
    figure("the floor: the floats only read, p50", memoryFloor.first.p50, "ms"),
    figure("the scan takes the floor", ratios.first.timesFloor, "times", promised({ atMost: 1.5 })),
    figure("the scan is faster than a plain loop", ratios.first.fasterThanPlain, "times"),
    figure("the scan is faster than vectra", ratios.first.fasterThanVectra, "times", promised({ atLeast: 5 })),
    figure("one scan after another takes the floor", ratios.again.timesFloor, "times"),
    ...kept("the index", docket),
    ...kept("vectra's own index", vectra),
  ];
}
