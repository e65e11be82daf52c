import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFrontMatter } from "../../src/documents/front-matter.ts";
import { anyCharacter } from "../support/any-text.ts";

describe("readFrontMatter", () => {
  it("reads every key", () => {
    const yaml = [
      "id: plan-2021",
      'title: "The  Plan"',
      "publisher: Ministry",
      "published: 2021-01-29",
      "source: https://example.org/plan",
      "number: MIIT [2021] 5",
      "language: zh",
      "effective_from: 2021",
      "effective_until: 2023-12",
      "supersedes: plan-2018",
      "amends: [a, { document: b, clause: 3.2 }]",
    ].join("\n");
    expect(readFrontMatter(yaml)).toEqual({
      facts: {
        ...{ id: "plan-2021", title: "The Plan", publisher: "Ministry", published: "2021-01-29" },
        ...{ source: "https://example.org/plan", number: "MIIT [2021] 5", language: "zh" },
        ...{ effectiveFrom: "2021", effectiveUntil: "2023-12", supersedes: ["plan-2018"] },
        amends: [
          { document: "a", clause: null },
          { document: "b", clause: "3.2" },
        ],
      },
      warnings: [],
    });
  });

  it("keeps a date exactly as precise as it was written", () => {
    for (const date of ["2022-08-22", "2022-08", "2022", "--02-27", "--02-29", "2024-02-29"]) {
      expect(readFrontMatter(`published: ${date}`)).toEqual({ facts: { published: date }, warnings: [] });
    }
  });

  it("warns of dates that are none, and leaves them out", () => {
    for (const date of [
      "2023-02-29",
      "2022-13",
      "2022-00-01",
      "2022-8-1",
      "--02-30",
      "1900-02-29",
      "0000",
      "29 January",
      "2022-08-22 09:01",
    ]) {
      const { facts, warnings } = readFrontMatter(`published: ${date}\ntitle: T`);
      expect(facts).toEqual({ title: "T" });
      expect(warnings).toEqual([
        `front matter: published is ${JSON.stringify(date)}: expected a date like 2022-08-19, 2022-08, 2022 or --02-27`,
      ]);
    }
  });

  it("keeps numbers as they are written", () => {
    expect(readFrontMatter("number: 007\ntitle: 1.10").facts).toEqual({ number: "007", title: "1.10" });
  });

  it("takes a value that is not there for no value", () => {
    expect(readFrontMatter("title:\npublisher: ~\nsource: null\nsupersedes: []\nnumber: ''")).toEqual({
      facts: {},
      warnings: [],
    });
    expect(readFrontMatter("")).toEqual({ facts: {}, warnings: [] });
    expect(readFrontMatter("# nothing yet\n")).toEqual({ facts: {}, warnings: [] });
  });

  it("names the keys that it does not use", () => {
    const { facts, warnings } = readFrontMatter("title: T\nkeywords: board\n__proto__: {a: b}\ntoString: x");
    expect(facts).toEqual({ title: "T" });
    expect(warnings).toEqual(['front matter: not used: "keywords", "__proto__", "toString"']);
  });

  it("takes the name of a collection, which is that of a folder", () => {
    expect(readFrontMatter("collection: 理事会").facts).toEqual({ collection: "理事会" });
    for (const name of ["a/b", "..", "a\\b"]) {
      const { facts, warnings } = readFrontMatter(`collection: '${name}'`);
      expect(facts).toEqual({});
      expect(warnings[0]).toContain("expected the name of a collection, without slashes");
    }
  });

  it("names key, value and what is expected where a value is wrong", () => {
    const { facts, warnings } = readFrontMatter(`language: fr\ntitle: [a]\nid: ${"x".repeat(600)}\nsupersedes: {a: b}`);
    expect(facts).toEqual({});
    expect(warnings[0]).toBe('front matter: language is "fr": expected en or zh');
    expect(warnings[1]).toContain("title is");
    expect(warnings[2]).toMatch(/id is "x{60}…": expected text of 1 to 500 characters/);
    expect(warnings[3]).toContain("supersedes is");
  });

  it("gives up on what is no YAML, with one warning", () => {
    for (const yaml of [
      "a: [",
      "\ta: b",
      "- a\n- b",
      "title: one\ntitle: two",
      "just words",
      "x".repeat(20_000),
      `a: ${"[".repeat(10_000)}`,
    ]) {
      const { facts, warnings } = readFrontMatter(yaml);
      expect(facts).toEqual({});
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/^front matter: .+: none of it is used$/);
    }
  });

  it("does not expand a billion laughs, nor follow a circle", () => {
    const names = [..."abcdefghij"];
    const laughs = names.map(
      (name, index) =>
        `${name}: &${name} [${Array(10)
          .fill(index === 0 ? "ha" : `*${names[index - 1]}`)
          .join(", ")}]`,
    );
    for (const yaml of [laughs.join("\n"), "a: &a [*a]\ntitle: *a", "title: *missing"]) {
      const { facts, warnings } = readFrontMatter(yaml);
      expect(facts).toEqual({});
      expect(warnings).toHaveLength(1);
    }
  });

  it("never fails, whatever stands there", () => {
    const keys = fc.constantFrom("title", "published", "supersedes", "language", "other", "?", "<<");
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom("[a, b]", "{a: b}", "&a x", "*a", "!!js/function x", "|\n  text", "2022-02-30"),
    );
    const lines = fc.array(fc.tuple(keys, values).map(([key, value]) => `${key}: ${value}`));
    fc.assert(
      fc.property(
        fc.oneof(
          lines.map((list) => list.join("\n")),
          fc.string({ unit: anyCharacter }),
        ),
        (yaml) => {
          const { facts, warnings } = readFrontMatter(yaml);
          expect(Object.values(facts).every((fact) => typeof fact === "string" || Array.isArray(fact))).toBe(true);
          for (const warning of warnings) expect(warning).toMatch(/^front matter: [^\n]+$/);
        },
      ),
    );
  });
});
