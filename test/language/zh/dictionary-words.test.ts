import { describe, expect, it } from "vitest";
import { dictionaryWords, type Entry } from "../../../src/language/zh/dictionary.ts";
import { simplifiedCharacters } from "../../../src/language/zh/han.ts";

const ENTRIES: readonly Entry[] = [
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
const simplified = simplifiedCharacters(ENTRIES.map(([traditional, simple]) => [traditional, simple]));
const words = dictionaryWords(ENTRIES, simplified, 8);
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
