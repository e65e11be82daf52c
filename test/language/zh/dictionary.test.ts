import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  dictionaryId,
  dictionaryWords,
  type Entry,
  loadDictionary,
  meaningsOf,
  referredWord,
  surnameOf,
} from "../../../src/language/zh/dictionary.ts";
import { simplifiedCharacters } from "../../../src/language/zh/han.ts";
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

const ENTRIES_OF_WORDS: readonly Entry[] = [
  ["集成電路", "集成电路", "ji2 cheng2 dian4 lu4", "integrated circuit"],
  ["行", "行", "hang2", ["row; line", "profession"]],
  ["行", "行", "xing2", ["to walk", "to go"]],
  ["行人", "行人", "xing2 ren2", "pedestrian"],
  ["步行", "步行", "bu4 xing2", "to go on foot"],
  ["銀行", "银行", "yin2 hang2", "bank"],
  ["3D打印", "3D打印", "san1 D da3 yin4", "3D printing"],
  ["台灣", "台湾", "Tai2 wan1", "variant of 臺灣|台湾[Tai2 wan1]"],
  ["臺灣", "台湾", "Tai2 wan1", ["Taiwan, island off China"]],
  ["工信部", "工信部", "Gong1 xin4 bu4", "abbr. for 工業部|工业部[Gong1 ye4 bu4]"],
  ["工業部", "工业部", "Gong1 ye4 bu4", "Ministry of Industry"],
  ["明", "明", "Ming2", ["Ming Dynasty", "surname Ming"]],
  ["明", "明", "ming2", ["bright"]],
  ["歐陽", "欧阳", "Ou1 yang2", "two-character surname Ouyang"],
  ["呂", "吕", "Lu:3", "surname Lü"],
  ["氹", "氹", "dang4", "variant of 凼[dang4]"],
  ["多義", "多义", "duo1 yi4", ["one", "two; three", "four", "five"]],
  ["足球", "足球", "zu2 qiu2", "soccer"],
  ["足球隊", "足球队", "zu2 qiu2 dui4", "soccer team"],
  ["隊", "队", "dui4", "squadron"],
  ["沒義", "没义", "mei2 yi4", "CL:個|个[ge4]"],
  ["一不做二不休到底再說", "一不做二不休到底再说", "yi1", "longer than any word that is kept"],
];
const simplified = simplifiedCharacters(ENTRIES_OF_WORDS.map(([traditional, simple]) => [traditional, simple]));
const words = dictionaryWords(ENTRIES_OF_WORDS, simplified, 8);
const meaningsIn = (word: string) => words.get(word)?.meanings;

describe("dictionaryWords", () => {
  it("keeps words in simplified characters, with at most four meanings", () => {
    expect(meaningsIn("集成电路")).toEqual(["integrated circuit"]);
    expect(words.has("集成電路")).toBe(false);
    expect(meaningsIn("多义")).toEqual(["one", "two", "three", "four"]);
  });

  it("follows a reference for a word that has nothing else", () => {
    expect(meaningsIn("台湾")).toEqual(["Taiwan"]);
    expect(meaningsIn("工信部")).toEqual(["Ministry of Industry"]);
  });

  it("takes the reading of a character that most words have", () => {
    expect(words.get("行")).toMatchObject({ reading: "xing", meanings: ["walk", "go", "row", "line"] });
  });

  it("takes a common word before a name, and of a character only the word", () => {
    expect(words.get("明")).toMatchObject({ meanings: ["bright"], isName: false });
    expect(words.get("台湾")?.isName).toBe(true);
  });

  it("means a surname only where there is nothing else", () => {
    expect(meaningsIn("欧阳")).toEqual(["Ouyang"]);
    expect(words.get("吕")).toMatchObject({ meanings: ["Lü"], reading: "lü" });
  });

  it("keeps a character without a meaning for its reading, and no longer word without one", () => {
    expect(words.get("氹")).toMatchObject({ meanings: [], reading: "dang" });
    expect(words.has("没义")).toBe(false);
  });

  it("counts how often a character is put to a whole word", () => {
    expect(words.get("队")?.affixed).toBe(1);
    expect(words.get("行")?.affixed).toBe(0);
  });

  it("leaves out words in other scripts, and words that are too long", () => {
    expect([...words.keys()].filter((word) => /\P{Script=Han}/u.test(word) || word.length > 8)).toEqual([]);
  });
});

describe("meaningsOf", () => {
  it.each([
    ["integrated circuit", ["integrated circuit"]],
    ["percent (Tw)", ["percent"]],
    ["(bound form) to be good at", ["good at"]],
    ["company; firm; the enterprise", ["company", "firm", "enterprise"]],
    ["(of a plant (or tree)) to wither (old); to fade", ["wither", "fade"]],
    ["(literary); short", ["short"]],
    ["to have a word with sb about sth", ["have a word with about"]],
    ["Shanghai municipality (abbr. to 滬|沪[Hu4])", ["Shanghai municipality"]],
    ["abbr. for 三自愛國教會|三自爱国教会[San1 zi4], Three-Self Movement", ["Three-Self Movement"]],
    ["lit. to count by fives and tens (idiom)", ["count by fives and tens"]],
    ["top of the class; (fig.) leader", ["top of the class", "leader"]],
    ["big, huge, large, major", ["big, huge"]],
    ["one two three four five six seven eight", ["one two three four five six seven"]],
    ["“quoted” word", ["quoted word"]],
    ["to", []],
    ["...", []],
  ])("frees %j", (sense, english) => {
    expect(meaningsOf([sense])).toEqual(english);
  });

  it.each([
    "(completed action marker)",
    "CL:家[jia1]",
    "variant of 臺灣|台湾[Tai2 wan1]",
    "old variant of 珉[min2]",
    "erhua variant of 點|点[dian3]",
    "see 基友[ji1 you3]",
    "see also 開金|开金[kai1 jin1]",
    "same as 甘油",
    "also written 蝌蚪[ke1 dou3]",
    "also pr. [di4]",
    "Taiwan pr. [zhang4]",
    "used in 㐖毒[Xie2 du2]",
    "classifier for fields",
    "final particle",
    "particle of mood",
    "Kangxi radical 57",
    "surname Li",
    "two-character surname Ouyang",
    "abbr. for 拉丁美洲",
  ])("finds no meaning in %j", (sense) => {
    expect(meaningsOf([sense])).toEqual([]);
  });

  it("keeps what only looks like a remark", () => {
    expect(meaningsOf(["to see through", "see you!", "a particle accelerator", "the used car"])).toEqual([
      "see through",
      "see you!",
      "particle accelerator",
      "used car",
    ]);
  });

  it("keeps the order, and each meaning once", () => {
    expect(meaningsOf(["chip; flake", "to chip; slice"])).toEqual(["chip", "flake", "slice"]);
  });

  it("tells a name from what is explained of it", () => {
    expect(meaningsOf(["Beijing, capital of China"], true)).toEqual(["Beijing"]);
    expect(meaningsOf(["Yangtze River or Chang Jiang"], true)).toEqual(["Yangtze River"]);
    expect(meaningsOf(["an alloy, like bronze or brass"], true)).toEqual(["alloy, like bronze or brass"]);
  });
});

describe("surnameOf", () => {
  it("finds the name in a sense", () => {
    expect(["surname Lü", "two-character surname Ouyang", "family name"].map(surnameOf)).toEqual([
      "Lü",
      "Ouyang",
      undefined,
    ]);
  });
});

describe("referredWord", () => {
  it.each([
    ["variant of 臺灣|台湾[Tai2 wan1]", "臺灣"],
    ["old variant of 珉[min2]", "珉"],
    ["see also 開金|开金[kai1 jin1]", "開金"],
    ["abbr. for 拉丁美洲", "拉丁美洲"],
    ["used in 㐖毒[Xie2 du2]", "㐖毒"],
  ])("finds whom %j refers to", (sense, word) => {
    expect(referredWord(sense)).toBe(word);
  });

  it("finds nobody in a sense that has a meaning", () => {
    expect(referredWord("Gen Z (abbr. for 95後|95后)")).toBeUndefined();
    expect(referredWord("see you again 再见")).toBeUndefined();
  });
});
