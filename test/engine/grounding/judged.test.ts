/**
 * Number of claims that are sent as written, by what judges them: rules alone, a judge that says yes, an honest one,
 * none.
 */

import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createEntailment, type Judge } from "../../../src/engine/grounding/entailment.ts";
import { createProver } from "../../../src/engine/grounding/prove.ts";
import { type CallRequest, NO_USAGE } from "../../../src/engine/llm/chat-model.ts";
import { type Gloss, loadGloss, readGlossary } from "../../../src/language/zh/gloss.ts";
import { modelsDir } from "../../support/dictionary.ts";
import { type MeasuredClaim, measuredClaims } from "./claim-set.ts";

const CLAIMS_AN_ANSWER = 8;
const claims = measuredClaims();
const wrong = claims.filter(({ kind }) => kind !== null);
const right = claims.filter(({ kind }) => kind === null);
let gloss: Gloss;

beforeAll(async () => {
  gloss = await loadGloss({ modelsDir: modelsDir(), terms: readGlossary("glossary.tsv") });
});

/** A server that is sent sentences with the text under each, and has an opinion on them. */
function judgeWho(entails: (sentence: string, text: string) => boolean): Judge {
  const call = ({ messages }: CallRequest) => {
    const data = messages[1]?.content ?? "";
    const asked = data.matchAll(
      /=== \w+ sentence (\d+)\n(.*)\n=== \w+ text for sentence \d+\n([\s\S]*?)\n=== \w+ end/gu,
    );
    const verdicts = [...asked].map(([, number, sentence = "", text = ""]) => ({
      sentence: Number(number),
      verdict: entails(sentence, text) ? "entailed" : "not-said",
    }));
    return Promise.resolve({ kind: "whole", text: JSON.stringify({ verdicts }), usage: NO_USAGE } as const);
  };
  const onFailure = (message: string): never => {
    throw new Error(message);
  };
  return createEntailment({ call, deadlineMs: 1_000, randomBytes, onFailure });
}

/** The share that is sent as it is written. */
async function sent(some: readonly MeasuredClaim[], judge: Judge | "words" | "none"): Promise<number> {
  let count = 0;
  for (let start = 0; start < some.length; start += CLAIMS_AN_ANSWER) {
    const proven = some.slice(start, start + CLAIMS_AN_ANSWER).flatMap((claim) => {
      const prover = createProver([{ mark: 1, text: claim.passage, about: claim.about }], gloss);
      const proof = prover.prove({ text: claim.text, support: [{ mark: 1, quote: claim.quote }] });
      return proof.kind === "proven" ? [{ claim, proof }] : [];
    });
    const pairs = proven.map(({ claim, proof }) => ({
      text: claim.text,
      quoted: proof.quotes.map(({ text }) => text),
    }));
    const verdicts = typeof judge === "string" ? null : await judge({ pairs, asker: null });
    count += proven.filter(({ proof }, index) =>
      judge === "words" ? true : judge === "none" ? proof.isNear : verdicts?.[index] === "entailed",
    ).length;
  }
  return count / some.length;
}

describe("of claims that a model may write", () => {
  it("few false ones are sent by the rules alone, or with a judge that says yes to all", async () => {
    expect(await sent(wrong, "words")).toBeLessThanOrEqual(0.05);
    expect(
      await sent(
        wrong,
        judgeWho(() => true),
      ),
    ).toBeLessThanOrEqual(0.05);
  });

  it("hardly a false one is sent with an honest judge, and four of five true ones are", async () => {
    // One text may be true of one quote and false of another.
    const honest = judgeWho((sentence, text) =>
      right.some((claim) => claim.text === sentence && text.includes(claim.quote)),
    );
    expect(await sent(wrong, honest)).toBeLessThanOrEqual(0.02);
    expect(await sent(right, honest)).toBeGreaterThanOrEqual(0.8);
  });

  it("next to no false one is sent where nobody can be asked, and many of the true ones are", async () => {
    expect(await sent(wrong, "none")).toBeLessThanOrEqual(0.02);
    expect(await sent(right, "none")).toBeGreaterThanOrEqual(0.3);
  });
});
