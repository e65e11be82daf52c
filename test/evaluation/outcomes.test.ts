import { describe, expect, it } from "vitest";
import type { Prediction, Scored } from "../../scripts/evaluation/metrics.ts";
import {
  changedOutcomes,
  type Outcome,
  outcomeOf,
  outcomesOf,
  outcomesTable,
} from "../../scripts/evaluation/outcomes.ts";
import type { EvaluationQuestion } from "../../scripts/evaluation/questions.ts";

const asked = (id: string, answerable: boolean): EvaluationQuestion => ({
  ...{ id, question: `${id}?`, lang: "en", kind: "fee", history: [], answerable },
  ...(answerable ? { gold_docs: ["a.md"], answers: ["20 yuan"] } : { gold_docs: [], answers: [] }),
});
const predicted = (id: string, kind: Prediction["kind"], answer: string): Prediction => ({
  ...{ id, kind, answer, refused: kind !== "answered", nearest: [], retrieved: [] },
  citations: kind === "answered" ? [{ file: "a.md", quote: answer }] : [],
});
const scored = (answerable: boolean, kind: Prediction["kind"], answer: string, confidence = 0.8): Scored => {
  const id = `${answerable}-${kind}-${answer}`;
  const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 };
  const [question, prediction] = [asked(id, answerable), predicted(id, kind, answer)];
  return { question, prediction, timings, confidence, verbatim: null };
};

describe("what a member gets", () => {
  it.each<[boolean, Prediction["kind"], string, Outcome]>([
    [true, "answered", "It costs 20 yuan.", "right"],
    [true, "answered", "It is open.", "wrong"],
    [true, "unsure", "It costs 20 yuan.", "unsure"],
    [true, "not-found", "", "missed"],
    [false, "answered", "It is open.", "wrongly answered"],
    [false, "unsure", "It is open.", "unsure, rightly"],
    [false, "not-found", "", "abstained"],
  ])("answerable %s, %s, «%s»: %s", (answerable, kind, answer, outcome) => {
    const { question, prediction } = scored(answerable, kind, answer);
    expect(outcomeOf(question, prediction)).toBe(outcome);
  });

  it("is counted by kind: half of what is unsure and right serves", () => {
    const all = [
      scored(true, "answered", "It costs 20 yuan."),
      scored(true, "unsure", "It costs 20 yuan."),
      scored(false, "answered", "Is it open?", 0.9),
      scored(true, "answered", "These are:", 0.95),
    ];
    const outcomes = outcomesOf(all);
    expect(outcomes.kinds.fee).toMatchObject({ questions: 4, right: 1, unsure: 1, served: 0.375, misled: 0.5 });
    expect(outcomes.form["first quote is a statement"]).toBeCloseTo(1 / 3);
    expect(outcomes.worst.map(({ answer }) => answer)).toEqual(["These are:", "Is it open?"]);
    expect(outcomesTable(outcomes)).toContain("fee");
  });

  it("is compared with an earlier run", () => {
    const now = scored(true, "answered", "It costs 20 yuan.");
    const before = { ...predicted(now.question.id, "not-found", ""), id: now.question.id };
    expect(changedOutcomes([now], [before])).toEqual([`${now.question.id}: missed -> right`]);
    expect(changedOutcomes([now], [now.prediction])).toEqual([]);
  });
});
