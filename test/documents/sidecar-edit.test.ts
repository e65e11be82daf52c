import { describe, expect, it } from "vitest";
import { editedSidecar, readSidecar } from "../../src/documents/front-matter.ts";

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
