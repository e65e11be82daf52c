import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseGlossary, readGlossary } from "../../../src/language/zh/gloss.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("parseGlossary", () => {
  it("reads a term a line, and its meanings, the usual one first", () => {
    const text =
      "# remark\r\n\r\n光掩模\tphotomask / mask\r\n 三省一市 \t three provinces and one city \n  # another\n";
    expect(parseGlossary(text, "terms.tsv")).toEqual(
      new Map([
        ["光掩模", ["photomask", "mask"]],
        ["三省一市", ["three provinces and one city"]],
      ]),
    );
  });

  it("keeps a slash that has no spaces around it", () => {
    expect(parseGlossary("输入输出\tI/O", "terms.tsv").get("输入输出")).toEqual(["I/O"]);
  });

  it("names every line that is wrong, and why", () => {
    const text = [
      "光掩模\tphotomask",
      "靶材 target",
      "wafer\t晶圆",
      "光掩模\tmask",
      "靶材\tsputtering\ttarget",
      `${"长".repeat(41)}\tlong`,
      "抛光\ta / b / c / d / e",
      "封装\t打包",
      "联盟\t / ",
    ].join("\n");
    expect(() => parseGlossary(text, "terms.tsv")).toThrow(
      expect.objectContaining({
        code: "configuration",
        message: [
          "terms.tsv has 8 problems:",
          '  line 2: "靶材 target" has no English: write the term, a tab, and its English',
          '  line 3: "wafer" is not Chinese: the Chinese term comes first',
          "  line 4: 光掩模 is on line 1 too",
          '  line 5: 靶材 has a second tab: set several meanings apart by " / "',
          `  line 6: ${"长".repeat(41)} has 41 characters, 40 at most are looked for`,
          "  line 7: 抛光 has 5 meanings, give 4 at most",
          "  line 8: the English of 封装 has Chinese in it",
          '  line 9: "联盟" has no English: write the term, a tab, and its English',
        ].join("\n"),
      }),
    );
  });
});

describe("readGlossary", () => {
  it("reads a file, with or without a byte order mark", () => {
    const folder = temporaryFolder();
    const path = folder.write("glossary.tsv", "\ufeff光罩\tphotomask\n");
    expect(readGlossary(path)).toEqual(new Map([["光罩", ["photomask"]]]));
  });

  it("says which file it cannot read", () => {
    const folder = temporaryFolder();
    const missing = join(folder.path, "missing.tsv");
    expect(() => readGlossary(missing)).toThrow(
      expect.objectContaining({ code: "configuration", message: expect.stringContaining(missing) }),
    );
    const gbk = folder.write("gbk.tsv", Uint8Array.of(0xb9, 0xe2, 0xd5, 0xd6, 9, 65));
    expect(() => readGlossary(gbk)).toThrow(
      expect.objectContaining({ code: "configuration", message: expect.stringContaining("UTF-8") }),
    );
  });

  it("reads the one that ships", () => {
    const terms = readGlossary(join(import.meta.dirname, "../../../glossary.tsv"));
    expect(terms.get("光掩模")?.[0]).toBe("photomask");
    expect(terms.size).toBeGreaterThan(50);
  });
});
