import { describe, expect, it } from "vitest";
import { dateText, placeText, validityText } from "../../../src/engine/answering/wording.ts";
import type { Successor, Validity } from "../../../src/library/validity/validity.ts";

const fees: Successor = { id: "fees", title: "Fees 2024", since: "2024-01-01" };
const rules: Successor = { id: "rules", title: "会费办法", since: "2024" };
const hidden: Successor = { id: null, title: null, since: "2024-03" };
const undated: Successor = { id: "fees", title: "Fees 2024", since: null };

const CASES: readonly (readonly [Validity, string | null, string | null])[] = [
  [{ kind: "unknown" }, null, null],
  [{ kind: "in-force", amendedBy: [] }, "in force", "现行有效"],
  [
    { kind: "in-force", amendedBy: [fees, hidden] },
    "in force, amended by “Fees 2024” since 1 January 2024, amended since March 2024",
    "现行有效，已于2024年1月1日被《Fees 2024》修订，已于2024年3月被修订",
  ],
  [{ kind: "expired", on: "2023-12-31" }, "expired on 31 December 2023", "已于2023年12月31日到期"],
  [
    { kind: "not-yet-in-force", from: "2027-03-01" },
    "not in force until 1 March 2027",
    "尚未生效，自2027年3月1日起施行",
  ],
  [{ kind: "superseded", by: rules, now: null }, "superseded by “会费办法” since 2024", "已于2024年被《会费办法》取代"],
  [{ kind: "superseded", by: undated, now: null }, "superseded by “Fees 2024”", "已被《Fees 2024》取代"],
  [{ kind: "superseded", by: hidden, now: null }, "superseded since March 2024", "已于2024年3月被取代"],
  [{ kind: "superseded", by: { ...hidden, since: null }, now: null }, "superseded", "已被取代"],
  [
    { kind: "superseded", by: rules, now: fees },
    "superseded by “会费办法” since 2024 (now “Fees 2024”)",
    "已于2024年被《会费办法》取代（现行：《Fees 2024》）",
  ],
  [{ kind: "amended", by: fees }, "amended by “Fees 2024” since 1 January 2024", "已于2024年1月1日被《Fees 2024》修订"],
];

describe("a standing in words", () => {
  it.each(CASES)("%j", (standing, english, chinese) => {
    expect(validityText(standing, "en")).toBe(english);
    expect(validityText(standing, "zh")).toBe(chinese);
  });

  it("does not set a Chinese title that has its marks in marks again", () => {
    expect(validityText({ kind: "amended", by: { ...undated, title: "《办法》" } }, "zh")).toBe("已被《办法》修订");
  });
});

it("shows a date as it is kept, and one without a year as what it is", () => {
  expect(dateText("2022-08", "en")).toBe("2022-08");
  expect(dateText("--01-29", "en")).toBe("29 January, year not given");
  expect(dateText("--01-29", "zh")).toBe("1月29日（未注明年份）");
  expect(dateText(null, "en")).toBeNull();
});

it("says where a reader finds it, without saying the title twice", () => {
  const document = { title: "Rules" };
  expect(placeText(document, ["Rules", "3 Fees"], null, "en")).toBe("Rules › 3 Fees");
  expect(placeText(document, [], { kind: "page", number: 2 }, "en")).toBe("Rules › page 2");
  expect(placeText(document, ["Sheet1"], { kind: "row", number: 7 }, "zh")).toBe("Rules › Sheet1 › 第 7 行");
});
