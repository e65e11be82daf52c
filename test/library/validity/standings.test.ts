import { describe, expect, it } from "vitest";
import type { Document } from "../../../src/documents/document.ts";
import type { RelationDecision } from "../../../src/library/validity/relations.ts";
import { type AccessScope, createValidityIndex } from "../../../src/library/validity/validity.ts";
import { documentOf } from "../../support/documents.ts";
import { processorTime } from "../../support/processor-time.ts";

const sections = [
  { section: ["1 Amount"], paragraphs: ["The fee is 500 yuan."] },
  { section: ["2 Payment"], paragraphs: ["It is paid in March."] },
];

function document(id: string, facts: Partial<Document> = {}): Document {
  return documentOf(sections, { id, path: `${id}.md`, title: id.toUpperCase(), version: id, ...facts });
}

function standings(...documents: readonly Document[]) {
  return standingsWith([], ...documents);
}

function standingsWith(decisions: readonly RelationDecision[], ...documents: readonly Document[]) {
  const byVersion = new Map(documents.map((one) => [one.version, one]));
  const all = createValidityIndex({
    ...{ documents, decisions },
    textOf: (version) => byVersion.get(version) ?? null,
  });
  const find = (id: string): Document => {
    const found = documents.find((known) => known.id === id);
    if (found === undefined) throw new Error(`no document ${id}`);
    return found;
  };
  return {
    problems: all.problems(),
    questions: all.questions().map(({ by, of, quote }) => [by.id, of.id, quote]),
    of: (id: string, day: string, view: Partial<AccessScope> = {}) => all.on({ day, ...view })(find(id)),
    /** Of the part of the text that these words are. */
    ofWords: (id: string, words: string, day: string) => {
      const found = find(id);
      const start = found.text.indexOf(words);
      return all.on({ day })(found, { start, end: start + words.length });
    },
  };
}

const inForce = { kind: "in-force", amendedBy: [] };
const by = (id: string, since: string | null = null) => ({ id, title: id.toUpperCase(), since });
const superseded = (id: string, since: string | null = null, now: object | null = null) => ({
  kind: "superseded",
  by: by(id, since),
  now,
});

describe("a document that another one supersedes", () => {
  it("holds until the other takes effect", () => {
    const { of } = standings(
      document("old", { effectiveFrom: "2020" }),
      document("new", { published: "2023-12-01", effectiveFrom: "2024", supersedes: ["old"] }),
    );
    expect(of("old", "2023-12-31")).toEqual(inForce);
    expect(of("new", "2023-12-31")).toEqual({ kind: "not-yet-in-force", from: "2024-01-01" });
    expect(of("old", "2024-01-01")).toEqual(superseded("new", "2024"));
    expect(of("new", "2024-01-01")).toEqual(inForce);
  });

  it("holds until the other is published, where that does not say when it takes effect", () => {
    const { of } = standings(document("old"), document("new", { published: "2024-05-02", supersedes: ["old"] }));
    expect(of("old", "2024-05-01")).toEqual({ kind: "unknown" });
    expect(of("old", "2024-05-02")).toEqual(superseded("new", "2024-05-02"));
  });

  it("is superseded on any day by a document without dates", () => {
    const { of } = standings(document("old", { effectiveFrom: "2020" }), document("new", { supersedes: ["old"] }));
    expect(of("old", "1999-01-01")).toEqual(superseded("new"));
  });

  it("is found by its number, however that is written", () => {
    for (const number of [
      "工信部规[2021]5号",
      "工信部规（2021） 5 号",
      "工信部规【２０２１】５号",
      "《工信部规〔2021〕5号》",
    ]) {
      const { of } = standings(
        document("old", { number: "工信部规〔2021〕5号" }),
        document("new", { supersedes: [number] }),
      );
      expect(of("old", "2026-01-01").kind).toBe("superseded");
    }
    const { of } = standings(
      document("old", { number: "MIIT (2021) No. 5" }),
      document("other", { number: "MIIT (2021) No. 51" }),
      document("new", { supersedes: ["miit [2021] no.5"] }),
    );
    expect(of("old", "2026-01-01").kind).toBe("superseded");
    expect(of("other", "2026-01-01").kind).toBe("unknown");
  });

  it("takes its translations along, each superseded by the one in its own language", () => {
    const { of } = standings(
      document("old-en", { number: "A1" }),
      document("old-zh", { number: "A1", language: "zh" }),
      document("new-en", { number: "A2", supersedes: ["A1"] }),
      document("new-zh", { number: "A2", supersedes: ["A1"], language: "zh" }),
    );
    expect(of("old-en", "2026-01-01")).toEqual(superseded("new-en"));
    expect(of("old-zh", "2026-01-01")).toEqual(superseded("new-zh"));
  });

  it("names who superseded it, and what holds now, in a line of several", () => {
    const { of } = standings(
      document("a"),
      document("b", { effectiveFrom: "2021", supersedes: ["a"] }),
      document("c", { effectiveFrom: "2024", supersedes: ["b"] }),
    );
    expect(of("a", "2020-01-01")).toEqual({ kind: "unknown" });
    expect(of("a", "2022-01-01")).toEqual(superseded("b", "2021"));
    expect(of("a", "2025-01-01")).toEqual(superseded("b", "2021", by("c", "2024")));
    expect(of("b", "2025-01-01")).toEqual(superseded("c", "2024"));
  });

  it("stays superseded when the other has expired", () => {
    const { of } = standings(
      document("old"),
      document("new", { effectiveFrom: "2021", effectiveUntil: "2023", supersedes: ["old"] }),
    );
    expect(of("old", "2026-01-01")).toEqual(superseded("new", "2021"));
    expect(of("new", "2026-01-01")).toEqual({ kind: "expired", on: "2023-12-31" });
  });

  it("of another collection is asked about and not believed, until the secretariat says so", () => {
    const charter = document("charter", { collection: "official" });
    const claims = { collection: "members", published: "2026", supersedes: ["charter"] };
    const evil = document("evil", claims);
    const asked = standings(charter, evil);
    expect(asked.of("charter", "2026-11-01")).toEqual({ kind: "unknown" });
    expect(asked.questions).toEqual([["evil", "charter", null]]);
    const decided = (holds: boolean) => standingsWith([{ by: "evil", of: "charter", holds }], charter, evil);
    expect(decided(true).of("charter", "2026-11-01")).toMatchObject({ kind: "superseded" });
    expect(decided(false).of("charter", "2026-11-01")).toEqual({ kind: "unknown" });
    expect([decided(true).questions, decided(false).questions]).toEqual([[], []]);
    // The folders of two languages are one place.
    const inChinese = document("new", { ...claims, collection: "zh" });
    expect(standings(document("charter", { collection: "en" }), inChinese).questions).toEqual([]);
  });

  it("is superseded, but not told by what, where the asker may not see that", () => {
    const { of } = standingsWith(
      [{ by: "new", of: "old", holds: true }],
      document("old", { collection: "open" }),
      document("new", { collection: "board", published: "2024", supersedes: ["old"] }),
      document("newer", { collection: "board", published: "2025", supersedes: ["new"] }),
    );
    const hidden = { kind: "superseded", by: { id: null, title: null, since: "2024" }, now: null };
    expect(of("old", "2026-01-01", { collections: new Set(["open"]) })).toEqual(hidden);
    expect(of("old", "2026-01-01", { collections: new Set(["open", "board"]) })).toMatchObject({
      now: { id: "newer" },
    });
  });

  it("holds on a past day on which the other had not been published, though it reaches back", () => {
    const { of } = standings(
      document("old", { effectiveFrom: "2020" }),
      document("new", { published: "2024-05-01", effectiveFrom: "2024-01-01", supersedes: ["old"] }),
    );
    expect(of("old", "2024-03-01", { publishedBy: "2024-03-01" })).toEqual(inForce);
    expect(of("old", "2024-03-01").kind).toBe("superseded");
  });
});

describe("what cannot be so", () => {
  it("is reported and ignored: a document that supersedes itself", () => {
    const { of, problems } = standings(document("a", { supersedes: ["a"] }));
    expect(of("a", "2026-01-01")).toEqual({ kind: "unknown" });
    expect(problems).toEqual([{ path: "a.md", problem: expect.stringContaining("supersedes itself") }]);
  });

  it("is not that a new version carries its predecessor's number", () => {
    const { of, problems } = standings(
      document("old", { number: "A1" }),
      document("new", { number: "A1", supersedes: ["A1"] }),
    );
    expect(of("old", "2026-01-01")).toEqual(superseded("new"));
    expect(of("new", "2026-01-01")).toEqual({ kind: "unknown" });
    expect(problems).toEqual([]);
  });

  it("is reported and ignored: a circle; what leads into it and out of it is not", () => {
    const { of, problems } = standings(
      document("first"),
      document("a", { supersedes: ["c", "first"] }),
      document("b", { supersedes: ["a"] }),
      document("c", { supersedes: ["b"] }),
      document("last", { supersedes: ["b"] }),
    );
    expect(problems.map(({ path }) => path)).toEqual(["a.md", "b.md", "c.md"]);
    expect(of("a", "2026-01-01")).toEqual({ kind: "unknown" });
    expect(of("b", "2026-01-01")).toEqual(superseded("last"));
    expect(of("first", "2026-01-01")).toEqual(superseded("a"));
  });

  it("is reported: a name that no document has, since it may be misspelt", () => {
    const { problems } = standings(
      document("a", { supersedes: ["gone"], amends: [{ document: "lost", clause: "3" }] }),
    );
    expect(problems.map(({ path, problem }) => `${path}: ${problem.split(",")[0]}`)).toEqual([
      'a.md: it supersedes "gone"',
      'a.md: it amends "lost"',
    ]);
  });
});

describe("a document that another one amends", () => {
  const rules = document("rules", { effectiveFrom: "2020" });
  const amends = (clause: string | null) => [{ document: "rules", clause }];

  it("is in force but for the clause that is named, from the day of the amendment on", () => {
    const { of, ofWords } = standings(
      rules,
      document("change", { published: "2025-05", effectiveFrom: "2025-06-01", amends: amends("Article 2") }),
    );
    const change = by("change", "2025-06-01");
    expect(ofWords("rules", "paid in March", "2025-05-31")).toEqual(inForce);
    expect(ofWords("rules", "paid in March", "2025-06-01")).toEqual({ kind: "amended", by: change });
    expect(ofWords("rules", "500 yuan", "2025-06-01")).toEqual(inForce);
    expect(of("rules", "2025-06-01")).toEqual({ kind: "in-force", amendedBy: [change] });
  });

  it("is in force, with a note, where no clause is named", () => {
    const { ofWords } = standings(rules, document("change", { published: "2025", amends: amends(null) }));
    expect(ofWords("rules", "500 yuan", "2026-01-01")).toEqual({ kind: "in-force", amendedBy: [by("change", "2025")] });
  });

  it("is in force, with a note and a report, where the clause is not found", () => {
    const { ofWords, problems } = standings(rules, document("change", { amends: amends("9.9") }));
    expect(ofWords("rules", "500 yuan", "2026-01-01")).toEqual({ kind: "in-force", amendedBy: [by("change")] });
    expect(problems).toEqual([{ path: "change.md", problem: expect.stringContaining('"9.9" of rules.md') }]);
  });

  it("shows the last change of a clause that was changed twice", () => {
    const { ofWords } = standings(
      rules,
      document("second", { published: "2025", amends: amends("2") }),
      document("first", { published: "2023", amends: amends("2") }),
    );
    expect(ofWords("rules", "March", "2024-01-01")).toEqual({ kind: "amended", by: by("first", "2023") });
    expect(ofWords("rules", "March", "2026-01-01")).toEqual({ kind: "amended", by: by("second", "2025") });
  });

  it("is superseded or expired first of all", () => {
    const { of } = standings(
      document("rules", { effectiveUntil: "2023" }),
      document("change", { amends: amends("2") }),
    );
    expect(of("rules", "2026-01-01")).toEqual({ kind: "expired", on: "2023-12-31" });
  });
});

it("is worked out for ten times as many documents in about ten times the time", () => {
  const timeOf = (count: number): number => {
    const many = Array.from({ length: count }, (_, index) =>
      document(`d${index}`, { number: `N${index}`, supersedes: index % 10 === 0 ? [] : [`n ${index - 1}`] }),
    );
    const tookMs = processorTime();
    const { of } = standings(...many);
    expect(of("d0", "2026-01-01")).toEqual(superseded("d1", null, by("d9")));
    return tookMs();
  };
  timeOf(1_000);
  expect(timeOf(10_000)).toBeLessThan(40 * Math.max(1, timeOf(1_000)));
});
