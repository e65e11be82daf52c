import { describe, expect, it } from "vitest";
import { withWorkFacts } from "../../../src/library/editions/editions.ts";
import { createValidityIndex, type DatedDocument } from "../../../src/library/validity/validity.ts";
import { documentOf } from "../../support/documents.ts";

function file(id: string, language: "en" | "zh", facts: Partial<DatedDocument> = {}): DatedDocument {
  return documentOf([], { id, path: id, language, ...facts });
}

/** `plan.md` and `plan.zh.md` are editions of each other, and so on. */
function standingsOf(...documents: readonly DatedDocument[]) {
  const workOf = (id: string): string => id.replace(".zh.", ".");
  const editionsOf = (id: string) => documents.filter((one) => one.id !== id && workOf(one.id) === workOf(id));
  const whole = withWorkFacts(documents, editionsOf);
  const validityOf = createValidityIndex({ documents: whole, textOf: () => null }).on({ day: "2026-01-01" });
  return Object.fromEntries(whole.map((document) => [document.id, validityOf(document).kind]));
}

describe("facts of a work", () => {
  it("hold for an edition that does not say them", () => {
    const [english, chinese] = [file("plan.md", "en", { effectiveUntil: "2023" }), file("plan.zh.md", "zh")];
    expect(standingsOf(english, chinese)).toEqual({ "plan.md": "expired", "plan.zh.md": "expired" });
  });

  it("are replaced with it: what supersedes one edition supersedes the other, said by either edition of the new one", () => {
    const old = [file("fees.md", "en"), file("fees.zh.md", "zh")];
    const now = [file("fees-2025.md", "en"), file("fees-2025.zh.md", "zh", { supersedes: ["fees.md"] })];
    expect(standingsOf(...old, ...now)).toEqual({
      ...{ "fees.md": "superseded", "fees.zh.md": "superseded" },
      ...{ "fees-2025.md": "unknown", "fees-2025.zh.md": "unknown" },
    });
  });

  it("are not taken from an edition in another collection, which could say anything of it", () => {
    const charter = file("charter.md", "en", { collection: "official" });
    const theirs = { collection: "members", effectiveUntil: "2020", supersedes: ["statutes.md"] };
    const statutes = file("statutes.md", "en", { collection: "official" });
    expect(standingsOf(charter, file("charter.zh.md", "zh", theirs), statutes)).toEqual({
      ...{ "charter.md": "unknown", "charter.zh.md": "expired", "statutes.md": "unknown" },
    });
  });
});
