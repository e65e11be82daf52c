import { describe, expect, it } from "vitest";
import { termsTold } from "../../../src/engine/answering/foreign-quotes.ts";
import { parseGlossary } from "../../../src/language/zh/gloss.ts";
import { citationIn, FEES, PLAN } from "../../bot/render/cited.ts";

const GLOSSARY = parseGlossary(
  "光掩模\tphotomask / mask\n光罩\tphotomask\n抛光液\tpolishing slurry / slurry\n靶材\tsputtering target / target\n极紫外\textreme ultraviolet / EUV\n高新区\thigh-tech zone\n第三代(半导体)\tthird-generation semiconductor (3G)\n良率\tyield\n",
  "terms.tsv",
);
const english = (text: string) => [{ text, citations: [citationIn(FEES, "The fee is 20,000 yuan a year.")] as const }];
const chinese = (text: string) => [{ text, citations: [citationIn(PLAN, "培育10家龙头企业。")] as const }];

describe("terms of the glossary under a quote in the other language", () => {
  it("are told in the reader's, in the order of the quote, each once and by the first term of the file", () => {
    expect(termsTold(english("Polishing slurry and photomasks; one photomask costs more."), "zh", GLOSSARY)).toEqual([
      { term: "Polishing slurry", meaning: "抛光液" },
      { term: "photomask", meaning: "光掩模" },
    ]);
    expect(termsTold(english("In the high-tech zone."), "zh", GLOSSARY)).toEqual([
      { term: "high-tech zone", meaning: "高新区" },
    ]);
    expect(termsTold(chinese("极紫外光刻的光掩模。"), "en", GLOSSARY)).toEqual([
      { term: "极紫外", meaning: "extreme ultraviolet" },
      { term: "光掩模", meaning: "photomask" },
    ]);
  });

  it("are not told of quotes that the reader can read, nor of short words with everyday meanings", () => {
    expect(termsTold(english("Photomasks."), "en", GLOSSARY)).toEqual([]);
    expect(termsTold(english("The target for sales; fields yield more under the mask."), "zh", GLOSSARY)).toEqual([]);
    expect(termsTold(english("A photomasking step."), "zh", GLOSSARY)).toEqual([]);
  });

  it("may have any signs in them", () => {
    const signs = parseGlossary("第三代半导体\tthird-generation semiconductor\n总部\thead office (H.Q.)\n", "t");
    expect(termsTold(english("A third-generation semiconductor of the head office (H.Q.)."), "zh", signs)).toEqual([
      { term: "third-generation semiconductor", meaning: "第三代半导体" },
      { term: "head office (H.Q.)", meaning: "总部" },
    ]);
  });

  it("are found in traditional characters", () => {
    expect(termsTold(chinese("拋光液與極紫外"), "en", parseGlossary("極紫外\textreme ultraviolet\n", "t"))).toEqual([
      { term: "極紫外", meaning: "extreme ultraviolet" },
    ]);
  });
});
