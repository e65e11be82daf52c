import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dictionaryId, dictionaryWords, type Entry, loadDictionary } from "../../src/embedding/dictionary.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ENTRIES: readonly Entry[] = [
  ["集成電路", "集成电路", "ji2 cheng2 dian4 lu4", "integrated circuit"],
  ["行", "行", "hang2", ["(bound form) row; line", "profession"]],
  ["行", "行", "xing2", ["to walk"]],
  ["3D打印", "3D打印", "san1 D da3 yin4", "3D printing"],
  ["台灣", "台湾", "Tai2 wan1", "variant of 臺灣|台湾[Tai2 wan1]"],
  ["臺灣", "台湾", "Tai2 wan1", "Taiwan"],
  ["明", "明", "Ming2", ["Ming Dynasty", "surname Ming"]],
  ["明", "明", "ming2", ["bright"]],
  ["的", "的", "de5", "of; ~'s (possessive particle)"],
  ["一不做二不休到底再說", "一不做二不休到底再说", "yi1", "longer than any word that is kept"],
];

function countedEntries() {
  const reads: number[] = [];
  const read = async () => {
    reads.push(reads.length);
    return ENTRIES;
  };
  return { reads, read };
}

describe("dictionaryWords", () => {
  const words = dictionaryWords(ENTRIES);

  it("knows a word in both scripts", () => {
    expect([words.get("集成電路"), words.get("集成电路")]).toEqual(["integrated circuit", "integrated circuit"]);
  });

  it("follows a reference for a word that has nothing else", () => {
    expect([words.get("台灣"), words.get("台湾"), words.get("臺灣")]).toEqual(["Taiwan", "Taiwan", "Taiwan"]);
  });

  it("takes the first of several entries", () => {
    expect(words.get("行")).toBe("row");
  });

  it("takes a common word before a name that is written the same", () => {
    expect(words.get("明")).toBe("bright");
  });

  it("gives particles no meaning", () => {
    expect(words.get("的")).toBe("");
  });

  it("leaves out words in other scripts, and words that are too long", () => {
    expect(new Set(words.keys())).toEqual(new Set(["台湾", "台灣", "的", "臺灣", "行", "明", "集成电路", "集成電路"]));
  });
});

describe("loadDictionary", () => {
  it("writes its table once, and reads it from then on", async () => {
    const modelsDir = join(temporaryFolder().path, "data", "models");
    const { reads, read } = countedEntries();
    for (let time = 0; time < 3; time++) {
      const meaning = await loadDictionary(modelsDir, read);
      expect([meaning("集成电路"), meaning("的"), meaning("电路"), meaning("")]).toEqual([
        "integrated circuit",
        "",
        undefined,
        undefined,
      ]);
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
    const meaning = await loadDictionary(modelsDir, read);
    expect(meaning("台灣")).toBe("Taiwan");
    expect(reads).toHaveLength(2);
    expect(await readFile(path)).toEqual(sound);
  });

  it("can be written by many at once", async () => {
    const modelsDir = temporaryFolder().path;
    const { read } = countedEntries();
    const loaded = await Promise.all(Array.from({ length: 5 }, () => loadDictionary(modelsDir, read)));
    expect(loaded.map((meaning) => meaning("行"))).toEqual(Array.from({ length: 5 }, () => "row"));
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
