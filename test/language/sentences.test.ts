import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesIn } from "../../src/language/sentences.ts";
import { processorTime } from "../support/processor-time.ts";

/** Sentences of a text in which `|` marks where they should end. */
function expectCuts(marked: string): void {
  const expected = marked.split("|").map((sentence) => sentence.trim());
  const text = marked.replaceAll("|", "");
  expect(sentencesIn(text, 0, text.length).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
}

describe("sentencesIn", () => {
  it.each([
    "Dr. Zhang met Mr. A. B. Smith, Jr. of St. Petersburg. |He agreed.",
    "Zhejiang Fengqi New Energy Co., Ltd. Jiaxing plant and Foo Inc. were named. |Bar Ltd. The fee is due.".replace(
      "Ltd. The",
      "Ltd. |The",
    ),
    "See Fig. 3, No. 5, Lee (ext. 27), Sec. IV and pp. 12-14, e.g. there, i.e. here, vs. that. |No. |The fee is due.",
    "In the U.S. Government the U.S. |The law holds. |Vitamin C. |It helps George W. Bush.",
    "From Jan. 5 to Feb. 3 it was cold. |It was warm in Sept. |The plan held.",
    "It opens at 9 a.m. |Members may come until 5 p.m. Beijing time.",
    "It was bought by Robert P. McCulloch, as cited (c. 800 BC) in Doe v. Roe.",
  ])("knows abbreviations and initials: %s", expectCuts);

  it.each([
    "Sales reached 2.100 billion yuan. |Version v1.2.3 and 3.5. |The rate is .5 percent.",
    "See https://a.org/b?c=d.e and readme.md. |ASP.NET and Node.js run at www.example.com.",
    "Yahoo! Inc. rose. |Yahoo! was sold! |Why? |Because.",
    "iPhone sales rose. |iPad sales fell.",
  ])("knows numbers, versions, addresses and names: %s", expectCuts);

  it.each([
    'He said "Stop." |He left. |(See below.) |"Why?" |She asked "why?" and left.',
    "It grew.[12] |It fell.[3][4] |The end (of it.) |Over.",
    "Well... |I think so. |He paused... and left. |Wait . . . |The end. |What?! |Yes.",
    "It ended.|The next began. |In 2023.|The plan",
  ])("knows quotes, notes, ellipses and forgotten spaces: %s", expectCuts);

  it.each([
    "It was stated . |He agreed , cleaning , etc .; adhere to it .",
    "`` I was here . '' |He left . |\" Yes . \" |She said ' no . ' |They left ( in 1990 . ) |The end .",
    "Foo Inc. was sold in the U.S. . |The price was 1 .",
  ])("reads text that was cut into tokens: %s", expectCuts);

  it.each([
    "1. Raise awareness, build consensus. |2. Obey the arrangement.",
    "There are three tasks: 1. Raise awareness, 2. Obey.",
    "Article 3. The fee is due. |Section 2.1. Members pay. |A. First. |(2. Second.)",
  ])("keeps the number with what it numbers: %s", expectCuts);

  it.each([
    "第一条 本办法自发布之日起施行。|第二条 会费为五百元！|为什么？|因为有规定。",
    "他说：“好。”|然后走了。|（详见附件。）|下一句",
    "他问：“为什么？”然后走了。|《什么是芯片？》一书已出版；《办法。》的规定有效。",
    "等等……然后呢——好的。|费用是3.5万元。|真的吗?|是No.5文件。|用Node.js开发。",
    "IC材料.|我们继续。",
  ])("cuts Chinese where it stops: %s", expectCuts);

  it("cuts at Chinese semicolons only in a long sentence, and never into stumps", () => {
    const clause = "各会员单位应当按照有关规定履行义务并按时足额向秘书处缴纳年度会费";
    expectCuts(`${clause}；${clause}。`);
    expectCuts(`（一）${clause}；|（二）${clause}；|（三）短；${clause}；|（四）${clause}；完。`);
  });

  it("ends a sentence at a line feed", () => {
    expectCuts("A heading\n|an item, no stop\n\n|the last");
  });

  it("keeps a long sentence without a stop whole", () => {
    const text = "word ".repeat(400).trim();
    expect(sentencesIn(text, 0, text.length)).toEqual([{ start: 0, end: text.length }]);
  });

  it("gives offsets of the text, for a slice of it", () => {
    const text = "Before. One. Two! After.";
    expect(sentencesIn(text, 8, 17)).toEqual([
      { start: 8, end: 12 },
      { start: 13, end: 17 },
    ]);
    expect(sentencesIn(text, 4, 4)).toEqual([]);
  });

  const parts = fc.constantFrom(
    ...[
      "word",
      "Word",
      " ",
      " ",
      "  ",
      ".",
      ". ",
      "!",
      "? ",
      "...",
      "…",
      "。",
      "！",
      "？",
      "；",
      "”",
      "“",
      '"',
      " '' ",
      "'",
      ")",
      "(",
      "[1]",
    ],
    ...[
      "\n",
      "\t",
      "Co.",
      "No. 5",
      "a.m.",
      "J. ",
      "1. ",
      "3.5",
      "集成电路",
      "𠮷",
      "👨\u200d👩",
      "e\u0301",
      "字".repeat(50),
    ],
  );
  const texts = fc.oneof(
    fc.array(parts, { maxLength: 40 }).map((list) => list.join("")),
    fc.string({ unit: "grapheme" }),
  );

  it("holds all that is visible, in order, without overlap and without loose spaces", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const sentence of sentencesIn(text, 0, text.length)) {
          expect(text.slice(end, sentence.start).trim()).toBe("");
          const slice = text.slice(sentence.start, sentence.end);
          expect(slice).not.toBe("");
          expect(slice).toBe(slice.trim());
          expect(slice.isWellFormed()).toBe(text.isWellFormed());
          end = sentence.end;
        }
        expect(text.slice(end).trim()).toBe("");
      }),
      { numRuns: 1000 },
    );
  });

  it("finds nothing more to cut in a sentence", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const sentences = sentencesIn(text, 0, text.length);
        const again = sentences.flatMap(({ start, end }) => sentencesIn(text, start, end));
        expect(again).toEqual(sentences);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes time in proportion to the text, whatever stands in it", () => {
    const parts = ["a. B", ". ", "。", "Dr. ", `${"字".repeat(130)}。`, "' . '", '. " a'];
    const texts = parts.map((part) => part.repeat(400_000 / part.length));
    for (const text of [...texts, `" ${'x . " a " '.repeat(40_000)}`]) {
      const tookMs = processorTime();
      sentencesIn(text, 0, text.length);
      expect(tookMs()).toBeLessThan(2_000);
    }
  });
});
