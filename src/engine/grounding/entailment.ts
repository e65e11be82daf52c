/**
 * Entailment: the model judges each written sentence against its quotes, all of them in one call, at temperature 0, under
 * a deadline and a limit of tokens of its own. Null where it could not be asked, or answered oddly: then it has judged
 * nothing.
 */

import type { Call } from "../llm/calling.ts";
import {
  type EntailmentPair,
  entailmentMessages,
  readVerdicts,
  VERDICTS_FORM,
  type Verdict,
} from "./entailment-prompt.ts";

interface JudgeRequest {
  readonly pairs: readonly EntailmentPair[];
  /** Whose question it is; null at the command line. */
  readonly asker: number | null;
  readonly signal?: AbortSignal;
}

/** One verdict for each pair. Never throws for what a server, a network or a budget does. */
export type Judge = (request: JudgeRequest) => Promise<readonly Verdict[] | null>;

export interface EntailmentOptions {
  /** Its calls are put down in the ledger like all others. */
  readonly call: Call;
  /** For all of one call. */
  readonly deadlineMs: number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** For the operator: why nothing was judged. */
  readonly onFailure: (message: string) => void;
}

/** Eight verdicts take 150; a model that thinks takes the rest for that. */
const VERDICT_TOKENS = 2_000;
const FENCE_BYTES = 12;

export function createEntailment({ call, deadlineMs, randomBytes, onFailure }: EntailmentOptions): Judge {
  return async ({ pairs, asker, signal: given }) => {
    if (pairs.length === 0) return [];
    const signal = AbortSignal.any([
      AbortSignal.timeout(Math.round(deadlineMs)),
      ...(given === undefined ? [] : [given]),
    ]);
    const messages = entailmentMessages(pairs, `=== ${Buffer.from(randomBytes(FENCE_BYTES)).toString("hex")}`);
    const limits = { maxTokens: VERDICT_TOKENS, idleMs: deadlineMs, form: VERDICTS_FORM };
    // Where the ledger cannot be written nothing is asked.
    const outcome = await call({ messages, asker, signal, ...limits }).catch(() => null);
    const verdicts = outcome?.kind === "whole" ? readVerdicts(outcome.text, pairs.length) : null;
    if (verdicts === null && given?.aborted !== true)
      onFailure(`written sentences were not judged: ${reasonOf(outcome)}`);
    return verdicts;
  };
}

function reasonOf(outcome: Awaited<ReturnType<Call>> | null): string {
  switch (outcome?.kind) {
    case undefined:
      return "the ledger of the language model cannot be written";
    case "whole":
      return "the grounding model's answer is not in the form asked for: try another OPENAI_GROUNDING_MODEL";
    case "over-budget":
      return "the budget for the language model is spent";
    case "resting":
    case "failed":
      return outcome.message;
    default:
      return outcome satisfies never;
  }
}
