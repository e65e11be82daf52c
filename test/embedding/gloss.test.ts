import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  containsHan,
  type Gloss,
  glossId,
  glossText,
  glossWithTerms,
  glossWords,
  lazyGloss,
  loadGloss,
} from "../../src/embedding/gloss.ts";

const WORDS = new Map([
  ["集成", "integrate"],
  ["集成电路", "integrated circuit"],
  ["电路", "circuit"],
  ["路", "road"],
  ["产业", "industry"],
  ["的", ""],
  ["𠮷", "lucky"],
]);
const meaning = (word: string) => WORDS.get(word);

describe("glossText", () => {
  it("takes the longest word at each place, from left to right", () => {
    expect(glossText("集成电路产业", meaning)).toBe("integrated circuit industry");
    expect(glossText("电路路", meaning)).toBe("circuit road");
  });

  it("sets words apart from what is not Chinese, which it leaves as it is", () => {
    expect(glossText("EUV电路(EDA)，电路\n x  y", meaning)).toBe("EUV circuit (EDA)， circuit x  y");
  });

  it("leaves a character that no word begins with, and drops words without a meaning", () => {
    expect(glossText("产业的氟路", meaning)).toBe("industry 氟 road");
  });

  it("keeps characters of two code units whole", () => {
    expect(glossText("𠮷𠮸路", meaning)).toBe("lucky 𠮸 road");
  });

  it("keeps every character that is neither Chinese nor white space, in order", () => {
    const text = fc.array(fc.constantFrom(...WORDS.keys(), "氟", "a", "EUV", "9", "，", "🙂", " ", "\n"));
    fc.assert(
      fc.property(text, (pieces) => {
        const foreign = (value: string) => value.replace(/[\p{Script=Han}\s]/gu, "");
        const glossed = glossText(pieces.join(""), (word) => (WORDS.has(word) ? "" : undefined));
        expect(foreign(glossed)).toBe(foreign(pieces.join("")));
      }),
    );
  });
});

describe("glossWords", () => {
  it("keeps the words that glossText cuts, each with its English", () => {
    expect(glossWords("集成电路的氟 EUV产业", meaning)).toEqual([
      { word: "集成电路", english: "integrated circuit" },
      { word: "的", english: "" },
      { word: "氟", english: "" },
      { word: " EUV", english: " EUV" },
      { word: "产业", english: "industry" },
    ]);
  });

  it("loses nothing of a text but white space", () => {
    const text = fc.array(fc.constantFrom(...WORDS.keys(), "氟", "a b", "，", " ", "\n"));
    fc.assert(
      fc.property(text, (pieces) => {
        const words = glossWords(pieces.join(""), meaning).map(({ word }) => word);
        const solid = (value: string) => value.replace(/\s/g, "");
        expect(solid(words.join(""))).toBe(solid(pieces.join("")));
      }),
    );
  });
});

describe("glossWithTerms", () => {
  const terms = new Map([
    ["光罩", "photomask"],
    ["光罩厂", "mask shop"],
    ["成电", "CD"],
    ["A.I+芯片", "AI chip"],
  ]);
  const gloss = glossWithTerms(terms, meaning);

  it("lets a term win over words, even in the middle of one, and the longer term over the shorter", () => {
    expect(gloss("光罩产业")).toBe("photomask industry");
    expect(gloss("光罩厂产业")).toBe("mask shop industry");
    expect(gloss("集成电路")).toBe("集 CD road");
  });

  it("takes a term letter for letter", () => {
    expect(gloss("A.I+芯片产业")).toBe("AI chip industry");
    expect(gloss("AxI+芯片")).toBe("AxI+ 芯 片");
  });

  it("does without terms", () => {
    expect(glossWithTerms(new Map(), meaning)("电路")).toBe("circuit");
    expect(glossWithTerms(new Map([["", "nothing"]]), meaning)("电路")).toBe("circuit");
  });
});

describe("containsHan", () => {
  it("tells Chinese from everything else", () => {
    expect(["电", "x電x", "〇", "𠮷"].map(containsHan)).toEqual([true, true, true, true]);
    expect(["", "EUV", "，。", "かな", "한국", "🙂"].map(containsHan)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("glossId", () => {
  it("names the dictionary, its date and the algorithm", () => {
    expect(glossId()).toMatch(/^cedict-1\.1\.1-\d{4}-\d\d-\d\d-v\d+$/);
  });

  it("changes with the terms, and not with their order", () => {
    const one = glossId(new Map([["光罩", "photomask"]]));
    const two = glossId(
      new Map([
        ["光罩", "photomask"],
        ["湿化学品", "wet chemicals"],
      ]),
    );
    expect(new Set([glossId(), one, two, glossId(new Map([["光罩", "mask"]]))]).size).toBe(4);
    expect(
      glossId(
        new Map([
          ["湿化学品", "wet chemicals"],
          ["光罩", "photomask"],
        ]),
      ),
    ).toBe(two);
    expect(glossId(new Map())).toBe(glossId());
  });
});

describe("a gloss by CC-CEDICT", () => {
  let modelsDir: string;
  let gloss: Gloss;
  beforeAll(async () => {
    modelsDir = await mkdtemp(join(tmpdir(), "docket-gloss-"));
    gloss = await loadGloss({ modelsDir });
  });
  afterAll(async () => {
    await rm(modelsDir, { recursive: true });
  });

  it.each([
    ["集成电路", "integrated circuit"],
    ["長江三角洲的積體電路產業聯盟", "Yangtze River Delta integrated circuit industry alliance"],
    ["长江三角洲", "Yangtze River Delta"],
    ["光刻胶", "photoresist"],
    ["光掩模", "light cover up imitate"],
    ["中华人民共和国工业和信息化部", "People's Republic of China industry and informatization ministry"],
    ["台灣", "Taiwan"],
    ["李明", "plum bright"],
    ["欧阳", "two-character surname Ouyang"],
    ["采用EUV光刻，节点为7nm。", "adopt EUV photolithography ， node as 7nm。"],
    ["2024年补贴30%", "2024 year subsidize 30%"],
    ["提交了申请材料", "submit apply for something material"],
  ])("turns %s into words", (chinese, english) => {
    expect(gloss.english(chinese)).toBe(english);
  });

  it("hands text without Chinese back untouched", () => {
    const text = "  Fees:\n\t 300 €,  due 1 May。 ";
    expect(gloss.english(text)).toBe(text);
  });

  it("has the id that is known without loading it", () => {
    expect(gloss.id).toBe(glossId());
  });

  it("lets the organisation's terms win", async () => {
    const terms = new Map([["光掩模", "photomask"]]);
    const own = await loadGloss({ modelsDir, terms });
    expect(own.english("光掩模产业")).toBe("photomask industry");
    expect(own.words("光掩模")).toEqual([{ word: "光掩模", english: "photomask" }]);
    expect(own.id).toBe(glossId(terms));
  });

  it("is loaded once, when it is needed", async () => {
    const lazy = lazyGloss({ modelsDir });
    expect(lazy.id).toBe(glossId());
    const [first, second] = await Promise.all([lazy.load(), lazy.load()]);
    expect(first).toBe(second);
  });

  it("is loaded anew after a failure", async () => {
    const options = { modelsDir: join(modelsDir, "\0") };
    const lazy = lazyGloss(options);
    await expect(lazy.load()).rejects.toMatchObject({ code: "storage" });
    options.modelsDir = modelsDir;
    expect((await lazy.load()).english("集成电路")).toBe("integrated circuit");
  });
});
