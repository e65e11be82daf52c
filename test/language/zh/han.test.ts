import { describe, expect, it } from "vitest";
import { fold, simplified, simplifiedCharacters } from "../../../src/language/zh/han.ts";

describe("simplifiedCharacters", () => {
  it("learns from words in both scripts, and leaves what does not differ", () => {
    const simplified = simplifiedCharacters([
      ["電路", "电路"],
      ["發電", "发电"],
    ]);
    expect(simplified).toEqual(
      new Map([
        ["電", "电"],
        ["發", "发"],
      ]),
    );
    expect(fold("發電廠的電路", simplified)).toBe("发电廠的电路");
  });

  it("takes what most words take, and leaves a character that simplified words are written with", () => {
    const simplified = simplifiedCharacters([
      ["乾燥", "干燥"],
      ["餅乾", "饼干"],
      ["乾", "乾"],
      ["什麼", "什么"],
      ["老么", "老幺"],
    ]);
    expect(simplified.get("乾")).toBe("干");
    expect(simplified.get("么")).toBeUndefined();
  });

  it("has a table of its own for matching, where no dictionary is at hand", () => {
    expect(simplified("無場內調傳聲戰壓網頁點擊")).toBe("无场内调传声战压网页点击");
    expect(simplified("里面的制度")).toBe("里面的制度");
  });

  it("changes no half of a character, and no length", () => {
    expect(
      simplifiedCharacters([
        ["𡞵㛟", "㛟𡞵"],
        ["電", "电路"],
      ]),
    ).toEqual(new Map());
  });
});
