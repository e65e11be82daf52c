import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  containsHan,
  type Gloss,
  type Glossary,
  glossId,
  glossKeywords,
  lazyGloss,
  loadGloss,
} from "../../../src/language/zh/gloss.ts";
import { functionWords } from "../../../src/language/zh/gloss-words.ts";
import { modelsDir } from "../../support/dictionary.ts";
import { processorTime } from "../../support/processor-time.ts";

const TERMS: Glossary = new Map([
  ["光掩模", ["photomask", "mask"]],
  ["開工", ["start of construction"]],
  ["A.I+芯片", ["AI chip"]],
  ["十三五", ["13th Five-Year Plan"]],
  ["二十大", ["20th Congress"]],
]);

let gloss: Gloss;
let withTerms: Gloss;
beforeAll(async () => {
  gloss = await loadGloss({ modelsDir: modelsDir() });
  withTerms = await loadGloss({ modelsDir: modelsDir(), terms: TERMS });
});

/** Pieces that the gloss treats each in its own way. */
const PIECES = [
  ..."集成电路 的 什么时候 張汝京 麦特琳 氟 𠮷 𠮸 EUV 7nm 30亿元 2022年8月19日 百分之六十 第十三 ， 。 （ ） 《 a,b % ３ 々".split(
    " ",
  ),
  " ",
  "\n",
  "🙂",
  "\ud800",
];
const anyText = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 3 })));

describe("the English of a Chinese text", () => {
  it.each([
    ["集成电路", "integrated circuit"],
    ["長江三角洲的積體電路產業聯盟", "Yangtze River Delta integrated circuit industry alliance"],
    ["台灣", "Taiwan"],
    ["采用EUV光刻，节点为7nm。", "adopt EUV photolithography, node for 7nm."],
    ["2024年补贴30%", "2024 subsidize 30%"],
    ["他在理解语言", "he in comprehend language"],
    ["华沙的第一家剧院", "Warsaw first home theater"],
    ["总投资30亿元，首期11亿元", "general investment 3 billion yuan, head period 1.1 billion yuan"],
    ["2022 年 8 月 19 日签约", "August 19, 2022 sign a contract or agreement"],
    ["百分之六十的企业什么时候可以复工？", "60% company when can return to work?"],
    ["怎麼申請補貼？", "how apply for subsidize?"],
    ["由张汝京博士提出（见《 方案》）", 'by Zhang Rujing doctor raise (see "plan")'],
    ["杰克逊维尔与麦特琳", "Jackson Weier and Maitelin"],
    ["Ａ、Ｂ：１００％的电路", "A, B:100% electric circuit"],
  ])("is for %s", (chinese, english) => {
    expect(gloss.english(chinese)).toBe(english);
  });

  it("leaves text without Chinese untouched", () => {
    const text = "  Fees:\n\t 300 €,  due 1 May。 ３０％ ";
    expect(gloss.english(text)).toBe(text);
  });

  it("leaves any text without Chinese untouched, and has no Chinese words of which the reading is known", () => {
    fc.assert(
      fc.property(anyText, (pieces) => {
        const text = pieces.join("");
        const english = gloss.english(text);
        if (!containsHan(text)) expect(english).toBe(text);
        expect(english.replace(/[𠮷𠮸々]/gu, "").match(/[集成电路的什么时候張汝京氟年亿]/gu)).toBeNull();
      }),
    );
  });

  it("takes twice the time for twice the text", () => {
    const sentence = "长三角集成电路产业联盟于2022年8月19日在南湖签约，总投资30亿元，由张汝京博士领衔。";
    // The least of three: what one of them spends on garbage of earlier tests says nothing of the text.
    const timeOf = (text: string) => {
      const times = [1, 2, 3].map(() => {
        const tookMs = processorTime();
        withTerms.english(text);
        return tookMs();
      });
      return Math.min(...times);
    };
    for (const unit of [sentence, "一", "麦", "1", "1,", "第", "9年", "，", "一 \n", "A.I+芯片"]) {
      const length = Math.ceil(8_000 / unit.length);
      timeOf(unit.repeat(length));
      const once = timeOf(unit.repeat(length));
      // A quadratic way would take 16 times as long.
      expect(timeOf(unit.repeat(4 * length))).toBeLessThan(10 * once + 50);
    }
  });
});

describe("the words of a text", () => {
  it("are of four kinds, with what they may mean", () => {
    expect(gloss.words("张汝京何时投资30亿元 EUV產業？")).toEqual([
      { word: "张汝京", kind: "name", meanings: ["Zhang Rujing"] },
      { word: "何时", kind: "function", meanings: [] },
      { word: "投资", kind: "word", meanings: ["investment", "invest"] },
      { word: "30亿元", kind: "word", meanings: ["3 billion yuan"] },
      { word: " EUV", kind: "other", meanings: [] },
      { word: "產業", kind: "word", meanings: ["industry", "estate", "property", "industrial"] },
      { word: "？", kind: "other", meanings: [] },
    ]);
  });

  it("are function words where the table has them, whatever the dictionary says", () => {
    for (const word of functionWords.keys()) {
      expect(gloss.words(word)).toEqual([{ word, kind: "function", meanings: [] }]);
    }
  });

  it("mean nothing where nothing is known", () => {
    expect(gloss.words("𠮸")).toEqual([{ word: "𠮸", kind: "word", meanings: [] }]);
  });

  it("hold all of a text but white space, in order, and at most four meanings each", () => {
    fc.assert(
      fc.property(anyText, (pieces) => {
        const text = pieces.join("");
        const words = withTerms.words(text);
        const solid = (value: string) => value.replace(/\s/gu, "");
        expect(solid(words.map(({ word }) => word).join(""))).toBe(solid(text));
        for (const { word, kind, meanings } of words) {
          expect(meanings.length).toBeLessThanOrEqual(4);
          expect(kind === "other" && containsHan(word)).toBe(false);
        }
      }),
    );
  });
});

describe("glossKeywords", () => {
  it("has the meanings of Chinese words, and nothing of the rest", () => {
    expect(glossKeywords(gloss, "张汝京的 EUV 产业")).toBe("Zhang Rujing industry estate property industrial");
  });

  it("has an English word once for each Chinese one", () => {
    const words = [
      { word: "签约", kind: "word", meanings: ["sign a contract", "contract signing"] },
      { word: "合同", kind: "word", meanings: ["contract"] },
    ] as const;
    expect(glossKeywords({ words: () => words }, "")).toBe("sign a contract signing contract");
  });
});

describe("the organisation's terms", () => {
  it("win over the dictionary, in either script", () => {
    expect(withTerms.english("光掩模产业开工")).toBe("photomask industry start of construction");
    expect(withTerms.words("開工")).toEqual([{ word: "開工", kind: "word", meanings: ["start of construction"] }]);
  });

  it("are no part of other words", () => {
    expect(withTerms.words("离开工厂").map(({ word }) => word)).toEqual(["离开", "工厂"]);
  });

  it("win over numbers", () => {
    expect(withTerms.english("十三五和二十大")).toBe("13th Five-Year Plan and 20th Congress");
  });

  it("are found letter for letter where they are not all Chinese", () => {
    expect(withTerms.english("A.I+芯片产业")).toBe("AI chip industry");
    expect(withTerms.english("AxI+芯片")).toBe("AxI+ computer chip");
  });
});

describe("containsHan", () => {
  it("tells Chinese from everything else", () => {
    expect(["电", "x電x", "〇", "𠮷"].map(containsHan)).toEqual([true, true, true, true]);
    expect(["", "EUV", "，。", "かな", "한국", "🙂"].map(containsHan)).toEqual(Array(6).fill(false));
  });
});

describe("glossId", () => {
  it("names the dictionary, its date and the algorithm", () => {
    expect(glossId()).toMatch(/^cedict-1\.1\.1-\d{4}-\d\d-\d\d-v\d+$/);
  });

  it("changes with the terms, and not with their order", () => {
    const one = glossId(new Map([["光罩", ["photomask"]]]));
    const two = new Map([
      ["光罩", ["photomask"]],
      ["湿化学品", ["wet chemicals"]],
    ]);
    expect(new Set([glossId(), one, glossId(two), glossId(new Map([["光罩", ["mask"]]]))]).size).toBe(4);
    expect(glossId(new Map([...two].reverse()))).toBe(glossId(two));
    expect(glossId(new Map())).toBe(glossId());
  });
});

describe("a lazy gloss", () => {
  it("has the id that is known without loading it", async () => {
    expect(gloss.id).toBe(glossId());
    const lazy = lazyGloss({ modelsDir: modelsDir(), terms: TERMS });
    expect(lazy.id).toBe(glossId(TERMS));
    expect((await lazy.load()).id).toBe(lazy.id);
  });

  it("is loaded once, when it is needed", async () => {
    const lazy = lazyGloss({ modelsDir: modelsDir() });
    const [first, second] = await Promise.all([lazy.load(), lazy.load()]);
    expect(first).toBe(second);
  });

  it("is loaded anew after a failure", async () => {
    const options = { modelsDir: join(modelsDir(), "\0") };
    const lazy = lazyGloss(options);
    await expect(lazy.load()).rejects.toMatchObject({ code: "storage" });
    options.modelsDir = modelsDir();
    expect((await lazy.load()).english("集成电路")).toBe("integrated circuit");
  });
});
