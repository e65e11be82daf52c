import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editedSidecar, readFrontMatter, readSidecar } from "../../src/documents/front-matter.ts";
import { markdownReader } from "../../src/documents/markdown/markdown.ts";
import { plainReader } from "../../src/documents/plain/plain.ts";
import { readDocument } from "../../src/documents/read.ts";
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

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sidecar = (text: string) => ({ name: "rules.txt.meta.yaml", bytes: bytes(text) });

describe("a file of facts beside a document", () => {
  it("gives what front matter gives", () => {
    const text = "title: Rules\nnumber: 7\npublished: 2022-08\ncollection: board\nsupersedes: [rules-2020]\n";
    const facts = {
      title: "Rules",
      number: "7",
      published: "2022-08",
      collection: "board",
      supersedes: ["rules-2020"],
    };
    expect(readSidecar(sidecar(text))).toEqual({ facts, warnings: [] });
    expect(readSidecar(sidecar(`---\r\n${text}---\r\n`))).toEqual({ facts, warnings: [] });
  });

  it("wins over what the file says of itself, and adds to its folder", async () => {
    const document = await readDocument({
      path: "members/rules.md",
      bytes: bytes("---\ntitle: Old\npublisher: Board\n---\nSome text.\n"),
      readers: [markdownReader(), plainReader()],
      sidecar: sidecar("title: New\nid: rules\ncollection: board"),
    });
    expect(document).toMatchObject({ title: "New", publisher: "Board", id: "rules", collection: "board/members" });
  });

  it("does not keep a document from being read when it is broken, and says in which line", async () => {
    const read = (yaml: string | Uint8Array) =>
      readDocument({
        ...{ path: "rules.txt", bytes: bytes("Some text."), readers: [plainReader()] },
        sidecar: { name: "rules.txt.meta.yaml", bytes: typeof yaml === "string" ? bytes(yaml) : yaml },
      });
    const { text, title, warnings } = await read("title: Rules\nnumber: 7\nbad: : x\n");
    expect({ text, title }).toEqual({ text: "Some text.", title: "rules" });
    expect(warnings).toEqual([
      expect.stringMatching(/^rules\.txt\.meta\.yaml: not valid YAML \(.* line 3, .*\): none/),
    ]);
    expect((await read("published: soon")).warnings).toEqual([
      expect.stringMatching(/^rules\.txt\.meta\.yaml: published is "soon": expected a date/),
    ]);
    expect((await read(new Uint8Array([0, 1, 0, 2, 0, 0, 3]))).warnings[0]).toMatch(
      /^rules\.txt\.meta\.yaml: binary content/,
    );
    expect((await read("a: &a [x]\nb: [*a, *a]")).warnings[0]).toMatch(/aliases .* are not read: none of it is used$/);
    expect((await read("")).warnings).toEqual([]);
  });
});

describe("a fact beside a document", () => {
  it("is written, changed and taken back, and all else stays as it is", () => {
    const first = editedSidecar(null, "title", "Fees: “2027” #1");
    expect(first).toEqual({ text: expect.stringContaining("title:") });
    const text = "text" in first ? first.text : "";
    expect(readSidecar({ name: "a.meta.yaml", bytes: Buffer.from(text) }).facts).toEqual({ title: "Fees: “2027” #1" });
    const own = "# ours\npublisher: Council # who else\neffective_from: 2022\n";
    expect(editedSidecar(own, "effective_from", "2026-11-28")).toEqual({
      text: "# ours\npublisher: Council # who else\neffective_from: 2026-11-28\n",
    });
    expect(editedSidecar(`---\n${own}---\n`, "effective_from", null)).toEqual({
      text: "# ours\npublisher: Council # who else\n",
    });
    expect(editedSidecar("title: One\n", "title", null)).toEqual({ text: "" });
  });

  it.each(["\n", "key: value", "- a", "'", '"', "*a", "&a b", "{", "yes: [", "007"])(
    "keeps %j as the words that it is",
    (value) => {
      const edited = editedSidecar("number: 5\n", "title", `A ${value}`);
      const text = "text" in edited ? edited.text : "";
      const facts = readSidecar({ name: "a.meta.yaml", bytes: Buffer.from(text) }).facts;
      expect(facts).toEqual({ number: "5", title: `A ${value}`.replaceAll(/\s+/gu, " ").trim() });
    },
  );

  it("is refused where it can be none, and where what stands there cannot be read", () => {
    expect(editedSidecar(null, "published", "next year")).toEqual({ problem: "value" });
    expect(editedSidecar(null, "title", "x".repeat(600))).toEqual({ problem: "value" });
    expect(editedSidecar("title: [", "title", "One")).toEqual({ problem: "sidecar" });
    expect(editedSidecar("- a\n- b\n", "title", "One")).toEqual({ problem: "sidecar" });
  });
});
