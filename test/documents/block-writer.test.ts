import { describe, expect, it } from "vitest";
import { sourceSlice } from "../../src/documents/block-writer.ts";

/** Clean text `AB & CD`, from a file with a decoded entity and a bold letter. */
const map = {
  source: "# A**B** &amp; CD\n",
  runs: [
    { text: 0, source: 2, length: 1 },
    { text: 1, source: 5, length: 1 },
    { text: 2, source: 8, length: 1 },
    { text: 4, source: 14, length: 3 },
  ],
};

describe("sourceSlice", () => {
  it("shows a quote as the file has it, with the markup inside of it", () => {
    expect(sourceSlice(map, 0, 2)).toBe("A**B");
    expect(sourceSlice(map, 5, 7)).toBe("CD");
    expect(sourceSlice(map, 0, 7)).toBe("A**B** &amp; CD");
  });

  it("reaches to the next run where a quote ends in what was decoded", () => {
    expect(sourceSlice(map, 3, 4)).toBe("&amp;");
    expect(sourceSlice(map, 1, 4)).toBe("B** &amp;");
    expect(sourceSlice(map, 3, 7)).toBe("&amp; CD");
  });

  it("gives nothing for nothing, and all for a file without runs", () => {
    expect(sourceSlice(map, 4, 4)).toBe("");
    expect(sourceSlice({ source: "&lt;", runs: [] }, 0, 1)).toBe("&lt;");
  });
});
