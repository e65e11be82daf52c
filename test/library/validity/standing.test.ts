import { describe, expect, it } from "vitest";
import { effectiveSince, isPublishedBy, validityByDates } from "../../../src/library/validity/validity.ts";

const inForce = { kind: "in-force", amendedBy: [] };

describe("the standing of a document by its own dates", () => {
  const plan = { effectiveFrom: "2021", effectiveUntil: "2023" };

  it("holds through the last day of a year that is given alone", () => {
    expect(validityByDates(plan, "2021-01-01")).toEqual(inForce);
    expect(validityByDates(plan, "2023-12-31")).toEqual(inForce);
    expect(validityByDates(plan, "2024-01-01")).toEqual({ kind: "expired", on: "2023-12-31" });
  });

  it("has not begun before its first day", () => {
    expect(validityByDates(plan, "2020-12-31")).toEqual({ kind: "not-yet-in-force", from: "2021-01-01" });
  });

  it("knows how long a month is, leap years included", () => {
    expect(validityByDates({ effectiveFrom: null, effectiveUntil: "2024-02" }, "2024-02-29")).toEqual(inForce);
    expect(validityByDates({ effectiveFrom: null, effectiveUntil: "2023-02" }, "2023-03-01")).toEqual({
      kind: "expired",
      on: "2023-02-28",
    });
  });

  it("is unknown without dates, and with dates that name no year", () => {
    const unknown = { kind: "unknown" };
    expect(validityByDates({ effectiveFrom: null, effectiveUntil: null }, "2026-01-01")).toEqual(unknown);
    expect(validityByDates({ effectiveFrom: null, effectiveUntil: "--02-27" }, "2026-01-01")).toEqual(unknown);
  });
});

describe("the effect of a document on others", () => {
  const effective = (effectiveFrom: string | null, published: string | null) =>
    effectiveSince({ effectiveFrom, published, effectiveUntil: null });

  it("begins when it takes effect, else when it was published", () => {
    expect(effective("2024", "2023-12-01")).toBe("2024");
    expect(effective(null, "2023-12-01")).toBe("2023-12-01");
    expect(effective("--01-01", "2023-12-01")).toBe("2023-12-01");
    expect(effective(null, "--12-01")).toBeNull();
  });

  it("is not there on a day before it was published, as far as that is known", () => {
    expect(isPublishedBy({ published: "2022-08" }, "2022-07-31")).toBe(false);
    expect(isPublishedBy({ published: "2022-08" }, "2022-08-01")).toBe(true);
    expect(isPublishedBy({ published: null }, "1999-01-01")).toBe(true);
    expect(isPublishedBy({ published: "--08-01" }, "1999-01-01")).toBe(true);
  });
});
