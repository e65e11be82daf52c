/**
 * The contract of every reader, whatever it is given: blocks that can be quoted, and a map back to the file that is
 * true. Refusing a file is allowed, as long as the refusal says what to do.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceSlice } from "../../src/documents/block-writer.ts";
import type { ReadResult } from "../../src/documents/document.ts";
import type { Reader } from "../../src/documents/read.ts";
import { DocketError } from "../../src/errors.ts";
import { canonicalText } from "../../src/language/canonical.ts";

/**
 * @param files bytes as this reader may meet them, odd ones among them
 * @param runs of each property; fewer for formats that are slow to make
 */
export function readerContract(name: string, reader: Reader, files: fc.Arbitrary<Uint8Array>, runs = 200): void {
  /** Holds the check against each file that is not refused. */
  const holds = (check: (result: ReadResult) => void) =>
    fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        const result = await readOrRefusal(reader, bytes);
        if (!(result instanceof DocketError)) check(result);
      }),
      { numRuns: runs },
    );

  describe(`reader ${name}`, () => {
    it("reads, or refuses with what is wrong and what to do", () =>
      fc.assert(
        fc.asyncProperty(files, async (bytes) => {
          const result = await readOrRefusal(reader, bytes);
          if (result instanceof DocketError) {
            expect(result.code).toBe("document");
            expect(result.message).toMatch(/^[^:]+.*: .+$/s);
          }
        }),
        { numRuns: Math.min(100, runs) },
      ));

    it("gives the same result for the same bytes", () =>
      fc.assert(
        fc.asyncProperty(files, async (bytes) => {
          expect(await readOrRefusal(reader, bytes)).toEqual(await readOrRefusal(reader, bytes));
        }),
        { numRuns: Math.min(50, runs) },
      ));

    it("gives canonical text", () => holds(({ text }) => expect(canonicalText(text).text).toBe(text)));

    it("keeps blocks inside the text, in order and apart, with only white space between them", () =>
      holds(({ text, blocks }) => {
        let end = 0;
        for (const block of blocks) {
          expect(text.slice(end, block.start).trim()).toBe("");
          expect(block.start).toBeGreaterThanOrEqual(end);
          expect(block.end).toBeGreaterThan(block.start);
          end = block.end;
        }
        expect(text.slice(end).trim()).toBe("");
      }));

    it("trims every block, and cuts none inside a character", () =>
      holds(({ text, blocks }) => {
        for (const { start, end } of blocks) {
          const slice = text.slice(start, end);
          expect(slice).toBe(slice.trim());
          expect(slice.isWellFormed()).toBe(true);
        }
      }));

    it("keeps each block but code on one line", () =>
      holds(({ text, blocks }) => {
        for (const { kind, start, end } of blocks)
          if (kind !== "code") expect(text.slice(start, end)).not.toMatch(/[\n\t]/);
      }));

    it("names sections by the headings above", () =>
      holds(({ text, blocks }) => {
        const headings = new Set<string>();
        for (const { kind, start, end, section } of blocks) {
          if (kind === "heading") {
            headings.add(text.slice(start, end));
            expect(section.at(-1)).toBe(text.slice(start, end));
          }
          for (const heading of section) expect(headings).toContain(heading);
        }
      }));

    it("points a lead-in backwards", () =>
      holds(({ blocks }) => {
        blocks.forEach(({ leadIn }, index) => {
          if (leadIn !== null) expect(leadIn).toBeOneOf([...blocks.keys()].slice(0, index));
        });
      }));

    it("maps runs that are equal on both sides, in order", () =>
      holds(({ text, sourceMap }) => {
        if (sourceMap === undefined) return;
        let [textEnd, sourceEnd] = [0, 0];
        for (const run of sourceMap.runs) {
          expect(run.length).toBeGreaterThan(0);
          expect(run.text).toBeGreaterThanOrEqual(textEnd);
          expect(run.source).toBeGreaterThanOrEqual(sourceEnd);
          [textEnd, sourceEnd] = [run.text + run.length, run.source + run.length];
          expect(sourceMap.source.slice(run.source, sourceEnd)).toBe(text.slice(run.text, textEnd));
        }
        expect(textEnd).toBeLessThanOrEqual(text.length);
      }));

    it("shows any block as the file has it", () =>
      holds(({ text, blocks, sourceMap }) => {
        if (sourceMap === undefined) return;
        for (const { start, end } of blocks) {
          const slice = sourceSlice(sourceMap, start, end);
          const covered = sourceMap.runs.filter((run) => run.text >= start && run.text + run.length <= end);
          expect(sourceMap.source).toContain(slice);
          for (const run of covered) expect(slice).toContain(text.slice(run.text, run.text + run.length));
        }
      }));
  });
}

async function readOrRefusal(reader: Reader, bytes: Uint8Array): Promise<ReadResult | DocketError> {
  try {
    return await reader.read(bytes);
  } catch (thrown) {
    if (thrown instanceof DocketError) return thrown;
    throw thrown;
  }
}
