/** What becomes of one reply of the model: sentences that are proven, an honest no, something to mend, or nothing. Pure. */

import type { Outcome } from "../llm/calling.ts";
import { readWritten } from "./claims.ts";
import type { FailedClaim } from "./prompt.ts";
import type { DroppedClaim, ProvenAnswer, ProveWritten } from "./written-proof.ts";

/** Why there is no answer by the model, or only one that words found, as far as a member is told. */
export type Notice = "model-failed" | "budget" | "filtered" | "model-found-nothing" | "words-alone";

export type Round = { readonly dropped: readonly DroppedClaim[] } & (
  | { readonly kind: "answered"; readonly sentences: ProvenAnswer["sentences"] }
  | { readonly kind: "not-found" }
  /** Too little of it is proven to be an answer. */
  | {
      readonly kind: "unproven";
      readonly text: string;
      readonly failed: readonly FailedClaim[];
      readonly sentences: ProvenAnswer["sentences"];
    }
  /** `message` is for the operator. */
  | { readonly kind: "failed"; readonly notice: Notice; readonly message: string }
);

/** Of what it wrote; more would cost more than it helps to know. */
const REPEATED_CHARACTERS = 6_000;

const OVER_BUDGET =
  "the budget for the language model is spent: raise MODEL_TOKENS_PER_MEMBER_PER_DAY, MODEL_TOKENS_PER_DAY or MODEL_COST_PER_DAY, or wait for the next day (it begins at midnight in TIME_ZONE)";

export function roundOf(outcome: Outcome, prove: ProveWritten): Round {
  switch (outcome.kind) {
    case "whole":
      return proven(outcome.text, prove);
    case "over-budget":
      return failed("budget", OVER_BUDGET);
    case "resting":
      return failed("model-failed", outcome.message);
    case "failed":
      return failed(outcome.fault === "filtered" ? "filtered" : "model-failed", outcome.message);
    default:
      return outcome satisfies never;
  }
}

function proven(text: string, prove: ProveWritten): Round {
  const written = readWritten(text);
  const repeated = text.slice(0, REPEATED_CHARACTERS).toWellFormed();
  if (written === null) {
    const unreadable = { text: "", fault: "it is not in the form that was asked for" };
    return { kind: "unproven", text: repeated, failed: [unreadable], sentences: [], dropped: [] };
  }
  if (written.kind === "not-found") return { kind: "not-found", dropped: [] };
  const { sentences, dropped, answers } = prove(written.claims);
  if (answers) return { kind: "answered", sentences, dropped };
  return { kind: "unproven", text: repeated, sentences, dropped, failed: dropped.map((claim) => failedClaim(claim)) };
}

function failed(notice: Notice, message: string): Round {
  return { kind: "failed", notice, message, dropped: [] };
}

/** What the model can mend it by. */
function failedClaim({ text, reason, detail }: DroppedClaim): FailedClaim {
  return { text, fault: `${FAULTS[reason]} (${detail.slice(0, 200).toWellFormed()})` };
}

const FAULTS: Readonly<Record<DroppedClaim["reason"], string>> = {
  "no-quote": "it copies no words of a passage that was given",
  "quote-not-found": "these words do not stand in that passage letter for letter",
  "quote-too-short": "the copied words are too few",
  figure: "this figure is not in the copied words",
  "swapped-figure": "in the copied words this figure belongs to something else",
  name: "this name is not in the copied words",
  address: "links and addresses are not allowed",
  negation: "it denies what the copied words do not deny, or leaves their denial out",
  words: "it says other things than the copied words",
  empty: "it says nothing that can be looked up: write the rule in words",
  subject: "the copied words do not say it of this",
  modality: "must, should, may and must not are to be as in the copied words",
  quantity: "all, most, some and only are to be as in the copied words",
  condition: "the condition is to be as in the copied words",
  exception: "the exception is to be as in the copied words",
  cause: "the cause is to be as in the copied words",
  comparison: "more and less are to be as in the copied words",
  time: "before, after, past and future are to be as in the copied words",
  order: "what is done by whom, and in which order, is to be as in the copied words",
  attribution: "in the copied words nobody says so, or somebody else",
  language: "every claim must be in the language of the question",
  "no-sentence": "it is no single sentence",
  unverified: "the passage has changed",
  repeated: "it is said twice",
  contradicted: "the copied words say otherwise",
  "not-said": "the copied words do not say all of it",
  unjudged: "nobody could judge it",
};

/** By reason only: what was asked and written is nobody's business in a log. */
export function unprovenMessage(dropped: readonly DroppedClaim[]): string {
  const counts = [...Map.groupBy(dropped, ({ reason }) => reason)].map(([reason, some]) => `${some.length} ${reason}`);
  return `what the language model wrote could not be proven (${counts.join(", ") || "not in the form asked for"})`;
}
