/** Editions in a library: the briefs that ship, in English and in Chinese. */

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alignEditions } from "../../../src/library/editions/align.ts";
import { type Library, type LibraryDocument, openLibrary, type StoredVersion } from "../../../src/library/library.ts";
import { withBriefs } from "../../support/briefs.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("editions of the briefs", () => {
  const removals: (() => void)[] = [];
  const { path: data } = temporaryFolder((remove) => removals.push(remove));
  let library: Library;
  let pairs: { document: LibraryDocument; other: LibraryDocument; own: StoredVersion; their: StoredVersion }[];
  beforeAll(async () => {
    await withBriefs(data);
    library = openLibrary(join(data, "library.sqlite"));
    pairs = library.documents().flatMap((document) => {
      const [other] = library.editions().of(document.id);
      const [own, their] = [library.version(document.version), other && library.version(other.version)];
      return other === undefined || own === null || their == null ? [] : [{ document, other, own, their }];
    });
  });
  afterAll(() => {
    library.close();
    for (const remove of removals) remove();
  });

  it("belong together, two by two, and have nothing that the secretariat must mend", () => {
    expect(pairs.map(({ document, other }) => `${document.path} ${other.path}`).sort()).toHaveLength(10);
    for (const { document, other } of pairs) {
      expect(library.editions().inLanguage(document, other.language)?.id).toBe(other.id);
    }
    expect(library.editions().problems()).toEqual([]);
  });

  it("find the counterpart of 98 of 100 blocks and more, and never a wrong one", () => {
    let [blocks, found] = [0, 0];
    const wrong: string[] = [];
    for (const { document, other, own, their } of pairs) {
      // The editions are written block by block; a note may follow at the end.
      const both = Math.min(own.blocks.length, their.blocks.length);
      for (const [index, block] of own.blocks.slice(0, both).entries()) {
        const expected = their.blocks[index];
        const place = library.editions().counterpart(document, block, other);
        blocks += 1;
        if (place === null || expected === undefined) continue;
        if (place.start >= expected.start && place.end <= expected.end) found += 1;
        else wrong.push(`${document.path} ${own.text.slice(block.start, block.end)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(blocks).toBeGreaterThan(400);
    expect(found / blocks).toBeGreaterThanOrEqual(0.98);
  });

  it("give no wrong counterpart where one edition lacks a block, a list item or a heading", () => {
    for (const { document, own, their } of pairs) {
      const both = Math.min(own.blocks.length, their.blocks.length);
      let right = 0;
      for (let lost = 0; lost < both; lost += 1) {
        const kept = their.blocks.filter((_, index) => index !== lost);
        const found = alignEditions(own, { text: their.text, blocks: kept });
        for (const [index, counterpart] of found) {
          const expected = their.blocks[index];
          expect([document.path, lost, kept[counterpart]]).toEqual([document.path, lost, expected]);
          right += 1;
        }
      }
      expect(right / both / both).toBeGreaterThan(0.7);
    }
  });

  it("give the sentence that is meant where a block has as many sentences in both", () => {
    const pair = pairs.find(({ document }) => document.path === "nanhu-photomask-project.md");
    const start = pair?.own.text.indexOf("The year is evidently 2022") ?? -1;
    expect(start).toBeGreaterThan(0);
    if (pair === undefined) return;
    const place = library.editions().counterpart(pair.document, { start, end: start + 20 }, pair.other);
    expect(pair.their.text.slice(place?.start, place?.end)).toBe("因为报道于2022年8月22日发布，年份显然是2022年。");
  });
});
