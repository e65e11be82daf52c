import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../../src/language/canonical.ts";
import { anyCharacter } from "../support/any-text.ts";

function textOf(text: string): string {
  return canonicalText(text).text;
}

describe("canonicalText", () => {
  it("composes characters, so that equal words are equal text", () => {
    expect(textOf("cafe\u0301 \u1100\u1161")).toBe("café 가");
  });

  it("knows one line end and one space", () => {
    expect(textOf("a\r\nb\rc\u2028d\fe\u0085f")).toBe("a\nb\nc\nd\ne\nf");
    expect(textOf("a\u00a0b\u3000c\u2009d\te")).toBe("a b c d\te");
  });

  it("shows an order that was hidden between letters, and counts what hid it", () => {
    const { text, warnings } = canonicalText(
      "I\u200bG\u200bN\u200bORE \u202eevil\u202c\u{e0041}\u{e0042} so\u00adft\u0007",
    );
    expect(text).toBe("IGNORE evil soft");
    expect(warnings).toEqual([
      "invisible characters were left out: 1 control characters, 2 direction marks, 2 tag characters, 4 zero-width characters",
    ]);
  });

  it("keeps the joiners inside emoji, and the variation selectors after them", () => {
    for (const emoji of [
      "👨\u200d👩\u200d👧\u200d👦",
      "🏳\ufe0f\u200d🌈",
      "👩🏽\u200d🚀",
      "❤\ufe0f\u200d🔥",
      "5\ufe0f\u20e3",
      "🇨🇳",
    ]) {
      expect(canonicalText(emoji)).toEqual({ text: emoji, warnings: [] });
    }
  });

  it("keeps the joiners that Persian and Hindi are spelt with", () => {
    for (const word of ["می\u200cخواهم", "क्\u200dष"]) expect(canonicalText(word)).toEqual({ text: word, warnings: [] });
  });

  it("keeps the variant of a Chinese character", () => {
    expect(textOf("葛\u{e0100}城")).toBe("葛\u{e0100}城");
  });

  it("removes joiners and selectors that join and vary nothing", () => {
    expect(textOf("a\u200db 中\u200d文 \u200dx 👨\u200d 👨\u200d\u200d👩 x\ufe0f 葛\u{e0100}\u{e0101} \u{e0100}")).toBe(
      "ab 中文 x 👨 👨👩 x 葛\u{e0100} ",
    );
  });

  it("replaces half characters, with a warning", () => {
    const { text, warnings } = canonicalText("a\ud800b");
    expect(text).toBe("a\ufffdb");
    expect(warnings).toHaveLength(1);
  });

  it("says nothing about text that only changed its line ends and spaces", () => {
    expect(canonicalText("a\r\nb\u00a0e\u0301").warnings).toEqual([]);
  });

  it("settles where a joiner holds accents apart that would change places without it", () => {
    const accents = "\u06cc\u200c\u093c\u0338";
    expect(textOf(accents)).toBe("\u06cc\u0338\u093c");
    const chain = `\u06cc${"\u200c\u093c".repeat(20_000)}\u0338`;
    const once = textOf(chain);
    expect(textOf(once)).toBe(once);
  });

  it("changes nothing the second time, and leaves nothing invisible", () => {
    const parts = fc.constantFrom(
      ...[
        "a",
        "e",
        "\u0301",
        "👨",
        "\u200d",
        "\u200c",
        "\ufe0f",
        "\u{e0100}",
        "葛",
        "म",
        "\u200b",
        "\u0338",
        "\u1100",
        "\u1161",
        "\r",
        "\n",
        "\ud800",
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(parts).map((list) => list.join("")),
          fc.string({ unit: anyCharacter }),
        ),
        (text) => {
          const once = textOf(text);
          expect(canonicalText(once)).toEqual({ text: once, warnings: [] });
          expect(once).toBe(once.normalize("NFC"));
          expect(once).not.toMatch(/[\p{Cc}--[\t\n]]|[\u200b\u00ad\ufeff]|\p{Bidi_C}|[\u{e0000}-\u{e007f}]/v);
        },
      ),
      { numRuns: 500 },
    );
  });
});
