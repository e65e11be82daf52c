/** Words of a document on their way into a message: no links are made of them, and they are cut where a reader would. */

import { describe, expect, it } from "vitest";
import { citationText } from "../../../src/bot/render/reply-proof.ts";
import { beginningOf, endOf, linkless, linklessWithOffsets, piecesOf } from "../../../src/bot/render/reply-text.ts";
import { detectEntities } from "../../../src/bot-api-server/text/entities.ts";
import { citationIn, FEES, IN_FORCE, PLAN } from "./cited.ts";

const AMOUNT = citationIn(FEES, "The fee is 20,000 yuan a year.", 1);
const SCALE = citationIn(PLAN, "到2025年，产业规模达到1000亿元。", 1);

describe("words of a document", () => {
  it.each([
    ...["@admin", "see (@admin_bot).", "/start", "run /ban@some_bot now", "#tag", "第#标签号", "#\u200c标签", "$USD"],
    ...[
      "https://a.example.com/x?y=1#z",
      "www.example.com",
      "t.me/join",
      "mail fees@example.com!",
      "1.企业",
      "10.0.0.1",
    ],
    ...["http://x.b1/", "tg://resolve?domain=x", "@\u202aadmin", "ex\u202eample.com", "网站.中国", "）.com"],
  ])("become no link: %s", (text) => {
    expect(detectEntities(linkless(text))).toEqual([]);
    expect(linkless(text).replaceAll("\u2060", "")).toBe(text.replaceAll(/[\u202a-\u202e]/gu, ""));
    expect(linkless(linkless(text))).toBe(linkless(text));
  });

  it.each(["It is due on 31 March. The fee is 3.5 %.", "and/or 2021/22", "e.g. No. 5", "第1.2条", "A+B=C", "2.5.1"])(
    "stay as they are where there is no danger: %s",
    (text) => {
      expect(linkless(text)).toBe(text);
    },
  );

  it("can be found again by their offsets", () => {
    const text = "Ask\u202e @admin at www.example.com today";
    const { text: shown, at } = linklessWithOffsets(text);
    expect(shown.slice(at(text.indexOf("today")))).toBe("today");
    expect(shown.slice(at(0), at(text.indexOf("@")))).toBe("Ask ");
  });
});

describe("cutting", () => {
  it("ends after a sentence", () => {
    expect(piecesOf("One is here. Two is there. Three.", 30)).toEqual(["One is here. Two is there.", "Three."]);
    expect(piecesOf("第一条在此。第二条在彼。第三条。", 13)).toEqual(["第一条在此。第二条在彼。", "第三条。"]);
  });

  it("goes between letters as people see them, where there is no sentence", () => {
    const family = "👩‍👩‍👧‍👦";
    const pieces = piecesOf(family.repeat(9), 16);
    expect(pieces.join("")).toBe(family.repeat(9));
    for (const piece of pieces) expect(piece.replaceAll(family, "")).toBe("");
  });

  it("says what was left out, at either end", () => {
    expect(beginningOf("One is here. Two is there.", 20)).toBe("One is here. …");
    expect(endOf("One is here. Two is there.", 20)).toBe("… Two is there.");
    expect(beginningOf("Short.", 20)).toBe("Short.");
  });

  it("leaves a citation that a button can copy", () => {
    const long = { ...AMOUNT, quote: "😀 smile ".repeat(80), standing: IN_FORCE };
    const copied = citationText(long, "en");
    expect(copied.length).toBeLessThanOrEqual(256);
    expect(copied).toMatch(/^“😀 smile .*…” — Membership fees › Amounts, 2024-05-01$/u);
    expect(citationText(SCALE, "zh")).toBe(
      "“到2025年，产业规模达到1000亿元。”——光刻材料行动计划 › 总体要求，2021-01-29",
    );
    const titled = { ...long, document: { ...long.document, title: "A long title of a document ".repeat(20) } };
    expect(citationText(titled, "en").length).toBeLessThanOrEqual(256);
    expect(citationText(titled, "en")).toMatch(/ …, 2024-05-01$/u);
  });
});
