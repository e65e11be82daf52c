import { describe, expect, it } from "vitest";
import { unitIn } from "../../../src/documents/tables/table-unit.ts";

describe("the unit of a table", () => {
  it.each([
    ["in thousands of euros", "in thousands of euros"],
    ["in thousands of US dollars", "in thousands of US dollars"],
    ["Figures in millions of pounds sterling", "Figures in millions of pounds sterling"],
    ["Prices in CNY per kg", "Prices in CNY per kg"],
    ["€m", "€m"],
    ["Million tonnes", "Million tonnes"],
    ["(tonnes)", "tonnes"],
    ["per cent", "per cent"],
    ["单位：万元", "单位：万元"],
    ["（人民币百万元）", "人民币百万元"],
    ["（万元）", "万元"],
  ])("is named by the line %s above it", (line, unit) => {
    expect(unitIn(line)).toBe(unit);
  });

  it.each([
    "The fee is due in euros and in March",
    "In million-dollar deals, members ask the board",
    "单位：上海某公司",
    "tonnes of copper were sold",
    "Million Voices",
  ])("is not named by %s", (line) => {
    expect(unitIn(line)).toBeUndefined();
  });

  it.each(["Percentage", "USD", "（元）"])("is not that of all columns where a column is called %s", (name) => {
    expect(unitIn(name, false)).toBeUndefined();
  });
});
