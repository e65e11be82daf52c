import { describe, expect, it } from "vitest";
import { languageOf, languageOfQuestion } from "../../src/language/language.ts";

describe("languageOf", () => {
  it("calls a text Chinese from two Han characters to three Latin words on", () => {
    expect(languageOf("中文 three words here")).toBe("zh");
    expect(languageOf("中文 these are four words")).toBe("en");
  });

  it("is not misled by the names in a text", () => {
    expect(
      languageOf("中国集成电路材料产业技术创新联盟（ICMTIA）与 SEMI China 共同举办 IC Materials Forum 2022。"),
    ).toBe("zh");
    expect(
      languageOf(
        "The Alliance (集成电路材料产业技术创新联盟) held its general meeting in Beijing on 27 February. Guests of the ministry, of universities and of companies took part and spoke about the roadmap.",
      ),
    ).toBe("en");
  });

  it("counts rare characters, and Latin words with accents once", () => {
    expect(languageOf("𠮷𠮷")).toBe("zh");
    expect(languageOf("中文 naïveté déjà")).toBe("zh");
  });

  it("takes a text without letters for the language around it", () => {
    expect(languageOf("2022: 3.5 %")).toBe("en");
    expect(languageOf("2022: 3.5 %", "zh")).toBe("zh");
    expect(languageOf("fee 3.5 %", "zh")).toBe("en");
  });
});

describe("languageOfQuestion", () => {
  it("answers in the language of the question, not of the name that it asks about", () => {
    expect(languageOfQuestion("Who chairs 集成电路材料产业技术创新联盟?")).toBe("en");
    expect(languageOfQuestion("What is the fee of 一级会员?")).toBe("en");
    expect(languageOfQuestion("什么是 Basic Electronic Components Industry Development Action Plan?")).toBe("zh");
    expect(languageOfQuestion("Yangtze River Delta joint conference office 是谁设立的")).toBe("zh");
  });

  it("goes by the script where there is one", () => {
    expect(languageOfQuestion("会费多少")).toBe("zh");
    expect(languageOfQuestion("membership fee")).toBe("en");
    expect(languageOfQuestion("ICMTIA 会费")).toBe("zh");
    expect(languageOfQuestion("2022?")).toBe("en");
  });
});
