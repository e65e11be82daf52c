import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dictionaryId, type Entry, loadDictionary } from "../../../src/language/zh/dictionary.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ENTRIES: readonly Entry[] = [
  ["集成電路", "集成电路", "ji2 cheng2 dian4 lu4", "integrated circuit"],
  ["行", "行", "xing2", ["to walk"]],
  ["臺灣", "台湾", "Tai2 wan1", "Taiwan"],
];

function countedEntries() {
  const reads: number[] = [];
  const read = async () => {
    reads.push(reads.length);
    return ENTRIES;
  };
  return { reads, read };
}

describe("loadDictionary", () => {
  it("writes its table once, and reads it from then on", async () => {
    const modelsDir = join(temporaryFolder().path, "data", "models");
    const { reads, read } = countedEntries();
    for (let time = 0; time < 3; time++) {
      const dictionary = await loadDictionary(modelsDir, read);
      expect(dictionary.find("集成电路")).toEqual({
        meanings: ["integrated circuit"],
        isName: false,
        reading: "",
        affixed: 0,
      });
      expect(dictionary.find("台湾")?.isName).toBe(true);
      expect(dictionary.find("行")?.reading).toBe("xing");
      expect(["电路", "電", "臺", ""].map((word) => dictionary.find(word))).toEqual(Array(4).fill(undefined));
    }
    expect(reads).toHaveLength(1);
    expect(await readdir(modelsDir)).toEqual([`${dictionaryId()}.words`]);
  });

  it.each([
    ["cut", (bytes: Buffer) => bytes.subarray(0, bytes.length - 7)],
    ["empty", () => Buffer.alloc(0)],
    ["changed in one bit", (bytes: Buffer) => bytes.fill((bytes[100] ?? 0) ^ 4, 100, 101)],
    ["another file", () => Buffer.from("a text that is long enough to be taken for a table of words")],
  ])("writes a table again that is %s", async (_, damage) => {
    const modelsDir = temporaryFolder().path;
    const { reads, read } = countedEntries();
    await loadDictionary(modelsDir, read);
    const path = join(modelsDir, `${dictionaryId()}.words`);
    const sound = await readFile(path);
    await writeFile(path, damage(Buffer.from(sound)));
    const dictionary = await loadDictionary(modelsDir, read);
    expect(dictionary.find("台湾")?.meanings).toEqual(["Taiwan"]);
    expect(reads).toHaveLength(2);
    expect(await readFile(path)).toEqual(sound);
  });

  it("reads traditional characters as simplified ones, and leaves all else as it is", async () => {
    const { simplify } = await loadDictionary(temporaryFolder().path, countedEntries().read);
    expect(simplify("臺灣的 EUV 電路，𠮷")).toBe("台湾的 EUV 电路，𠮷");
  });

  it("can be written by many at once", async () => {
    const modelsDir = temporaryFolder().path;
    const { read } = countedEntries();
    const loaded = await Promise.all(Array.from({ length: 5 }, () => loadDictionary(modelsDir, read)));
    expect(loaded.map(({ find }) => find("行")?.meanings)).toEqual(Array(5).fill(["walk"]));
    expect(await readdir(modelsDir)).toHaveLength(1);
  });

  it("says where it cannot be written", async () => {
    const folder = temporaryFolder();
    folder.write("taken", "a file where the folder should be");
    const modelsDir = join(folder.path, "taken", "models");
    await expect(loadDictionary(modelsDir, countedEntries().read)).rejects.toMatchObject({
      code: "storage",
      message: expect.stringContaining(`${modelsDir} cannot be made`),
    });
    await mkdir(join(folder.path, `${dictionaryId()}.words`));
    await expect(loadDictionary(folder.path, countedEntries().read)).rejects.toMatchObject({ code: "storage" });
  });
});
