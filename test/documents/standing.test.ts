import { describe, expect, it } from "vitest";
import { standingOn } from "../../src/documents/standing.ts";

describe("the standing of a document", () => {
  const plan = { effectiveFrom: "2021", effectiveUntil: "2023" };

  it("holds through the last day of a year that is given alone", () => {
    expect(standingOn(plan, "2021-01-01")).toEqual({ kind: "in-force" });
    expect(standingOn(plan, "2023-12-31")).toEqual({ kind: "in-force" });
    expect(standingOn(plan, "2024-01-01")).toEqual({ kind: "expired", on: "2023-12-31" });
  });

  it("has not begun before its first day", () => {
    expect(standingOn(plan, "2020-12-31")).toEqual({ kind: "not-yet-in-force", from: "2021-01-01" });
  });

  it("knows how long a month is, leap years included", () => {
    expect(standingOn({ effectiveFrom: null, effectiveUntil: "2024-02" }, "2024-02-29")).toEqual({ kind: "in-force" });
    expect(standingOn({ effectiveFrom: null, effectiveUntil: "2023-02" }, "2023-03-01")).toEqual({
      kind: "expired",
      on: "2023-02-28",
    });
  });

  it("is unknown without dates, and with dates that name no year", () => {
    expect(standingOn({ effectiveFrom: null, effectiveUntil: null }, "2026-01-01")).toEqual({ kind: "unknown" });
    expect(standingOn({ effectiveFrom: null, effectiveUntil: "--02-27" }, "2026-01-01")).toEqual({ kind: "unknown" });
  });
});
