import { describe, expect, it } from "vitest";
import { itemsOf } from "../../../src/documents/pdf/pdf-paragraphs.ts";
import type { Segment } from "../../../src/documents/pdf/pdf-segments.ts";

const SIZE = 11;
/** A line of Chinese, as wide as it has characters. */
const line = (text: string, left: number, row: number): Segment => ({
  ...{ text, left, right: left + text.length * SIZE, baseline: 100 + row * 18, size: SIZE, bold: false },
});
const setRight = (text: string, row: number) => line(text, 520 - text.length * SIZE, row);
const paragraphs = (segments: readonly Segment[]) =>
  itemsOf(segments, 1).map((item) => (item.kind === "text" ? item.lines.join("/") : "table"));

const BODY = [
  line("为做好年度统计工作，现就会员信息核对有关事项通知如下，请各单位认真组织", 82, 2),
  line("落实，并将核对结果按时报送秘书处，逾期未报的视为会员单位的信息没有变化。", 60, 3),
];

describe("the lines of a page", () => {
  it("keeps the number of a notice, and whom it is to, apart from its text", () => {
    const head = [line("材联秘〔2023〕18号", 230, 0), line("各会员单位：", 60, 1)];
    expect(paragraphs([...head, ...BODY])).toEqual([
      "材联秘〔2023〕18号",
      "各会员单位：",
      BODY.map(({ text }) => text).join("/"),
    ]);
  });

  it("keeps a signature apart from its day, set to the right or in the middle of it", () => {
    const day = "2023年2月28日";
    expect(paragraphs([...BODY, setRight("集成电路材料联盟秘书处", 5), setRight(day, 6)]).slice(-2)).toEqual([
      "集成电路材料联盟秘书处",
      day,
    ]);
    expect(paragraphs([...BODY, line("集成电路材料联盟秘书处", 390, 5), line(day, 399, 6)]).slice(-2)).toEqual([
      "集成电路材料联盟秘书处",
      day,
    ]);
  });

  it("keeps the unit above a table out of the sentence before it", () => {
    const unit = { ...line("in thousands of euros", 60, 4), right: 180 };
    const rows = ["Fees", "Rent"].flatMap((name, row) => [line(name, 60, 6 + row), line("120", 300, 6 + row)]);
    const before = { ...line("The table shows what the association earned in these years", 60, 3), right: 500 };
    expect(paragraphs([before, unit, ...rows])).toEqual([before.text, unit.text, "table"]);
  });
});
