/**
 * The answer that a model writes, of which only what is proven is sent. A sentence that fails is dropped; if the rest
 * does not answer any more, the model hears what failed and tries once again. Whatever goes wrong ends in a word for the
 * member, and leaves time for the answer that needs no model.
 */

import { DocketError } from "../../errors.ts";
import { tokenize } from "../../language/tokenize.ts";
import type { Glossary } from "../../language/zh/gloss.ts";
import type { Claim } from "../answering/answer.ts";
import type { ProgressStage } from "../answering/answering.ts";
import type { Judge } from "../grounding/entailment.ts";
import type { Call, ChatFault, ChatMessage, Outcome } from "../llm/chat-model.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { Turn } from "../retrieval/follow-up.ts";
import { asQuestion, type Question } from "../retrieval/question.ts";
import { createTurns } from "../turns.ts";
import {
  answerMessages,
  CLAIMS_FORM,
  type FailedClaim,
  type PromptPassage,
  readWritten,
  repairMessages,
  standAloneMessages,
} from "./prompt.ts";
import {
  type DroppedClaim,
  type ProofParts,
  type ProvenAnswer,
  type ProveWritten,
  proofOf,
  settled,
} from "./written-proof.ts";

interface WriteRequest extends Omit<ProofParts, "passages" | "language"> {
  readonly question: Question;
  readonly history: readonly Turn[];
  readonly day: string;
  /** Best first. */
  readonly evidence: readonly Evidence[];
  /** The person whose question it is; null at the command line. */
  readonly asker: number | null;
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: ProgressStage) => void;
}

export type Written = { readonly dropped: readonly DroppedClaim[] } & (
  | { readonly kind: "answered"; readonly claims: readonly [Claim, ...Claim[]] }
  /** The passages do not say it. */
  | { readonly kind: "not-found" }
  /** Nothing is sent as it was written; what the sentences quote, where that stands. */
  | { readonly kind: "failed"; readonly notice: Notice; readonly quoted?: readonly [Claim, ...Claim[]] }
);

export interface Writer {
  /** @throws DocketError `cancelled` */
  write(request: WriteRequest): Promise<Written>;
  /** A follow-up that can be understood alone; null where the model could not make it so. */
  standAlone(request: Pick<WriteRequest, "question" | "history" | "asker" | "signal">): Promise<Question | null>;
}

interface WriterOptions {
  readonly call: Call;
  readonly glossary: Glossary;
  /** Deadline for one answer, with all its calls. */
  readonly deadlineMs: number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Judges written sentences by their quotes; null where the rules on words decide alone. */
  readonly judge?: Judge | null;
  /** Tells the operator why no answer was written. */
  readonly onFailure: (message: string) => void;
}

/** Enough for a question with two halves; further down little is found that is not found above. */
const PASSAGES = 10;
/** Eight claims with their quotes are 1,500 in Chinese; a model that thinks takes the rest for that. */
const ANSWER_TOKENS = 6_000;
const QUESTION_TOKENS = 500;
/** Shares of the deadline: without a sign of the server; and for a follow-up, which there is another way for. */
const IDLE_SHARE = 0.5;
const FOLLOW_UP_SHARE = 0.2;
const FENCE_BYTES = 12;

export function createWriter(options: WriterOptions): Writer {
  const { call, glossary, deadlineMs, randomBytes, judge = null, onFailure } = options;
  const within = (ms: number, signal: AbortSignal | undefined): AbortSignal =>
    AbortSignal.any([AbortSignal.timeout(ms), ...(signal === undefined ? [] : [signal])]);
  const idleMs = deadlineMs * IDLE_SHARE;
  const turn = createTurns();

  async function write(request: WriteRequest): Promise<Written> {
    const { question, history, day, asker, onStage = () => undefined } = request;
    const signal = within(deadlineMs, request.signal);
    const dropped: DroppedClaim[] = [];
    let passages = request.evidence.slice(0, PASSAGES);
    const fence = newFence(randomBytes);
    const opening = () =>
      answerMessages({ question, history, day, glossary, fence, passages: passages.map(asPromptPassage) });
    const ask = (messages: readonly [ChatMessage, ...ChatMessage[]], onText: () => void): Promise<Outcome> =>
      call({ messages, asker, signal, idleMs, maxTokens: ANSWER_TOKENS, form: CLAIMS_FORM, onText });
    const writing = (): void => onStage({ kind: "writing" });

    onStage({ kind: "reading", passages: passages.length });
    let outcome = await ask(opening(), writing);
    if (outcome.kind === "failed" && outcome.fault === "context" && passages.length > 1) {
      passages = passages.slice(0, Math.ceil(passages.length / 2));
      onStage({ kind: "reading", passages: passages.length });
      outcome = await ask(opening(), writing);
    }
    const prove = proofOf({ ...request, passages, language: question.language });
    onStage({ kind: "checking" });
    await turn();
    let round = roundOf(outcome, prove);
    dropped.push(...round.dropped);
    if (round.kind === "unproven") {
      outcome = await ask([...opening(), ...repairMessages(round.text, round.failed)], writing);
      onStage({ kind: "checking" });
      await turn();
      round = roundOf(outcome, prove);
      dropped.push(...round.dropped);
    }
    request.signal?.throwIfAborted();
    if (round.kind === "not-found") return { ...round, dropped };
    if (round.kind === "failed") {
      onFailure(round.message);
      return { kind: "failed", notice: round.notice, dropped };
    }
    const claims = await grounded(round.sentences, request, judge, dropped);
    const [first, ...others] = claims;
    if (first !== undefined && claims.some(({ written }) => written === true)) {
      return { kind: "answered", claims: [first, ...others], dropped };
    }
    onFailure(unprovenMessage(dropped));
    const quoted: { quoted?: readonly [Claim, ...Claim[]] } = first === undefined ? {} : { quoted: [first, ...others] };
    return { kind: "failed", notice: "model-failed", dropped, ...quoted };
  }

  return {
    async write(request) {
      try {
        return await write(request);
      } catch (thrown) {
        if (request.signal?.aborted) throw cancelled(request.signal);
        if (!(thrown instanceof DocketError)) throw thrown;
        // The budget cannot be written: what is not counted is not spent.
        onFailure(thrown.message);
        return { kind: "failed", notice: "model-failed", dropped: [] };
      }
    },
    async standAlone({ question, history, asker, signal: given }) {
      const messages = standAloneMessages({ question, history, fence: newFence(randomBytes) });
      const signal = within(deadlineMs * FOLLOW_UP_SHARE, given);
      const limits = { maxTokens: QUESTION_TOKENS, idleMs: deadlineMs * FOLLOW_UP_SHARE };
      // Where the budget cannot be written, the question is understood the other way.
      const outcome = await call({ messages, asker, signal, ...limits }).catch(() => null);
      if (given?.aborted) throw cancelled(given);
      return outcome?.kind === "whole" ? questionWritten(outcome.text, question, history) : null;
    },
  };
}

/** The claims to send: as they are written, or by their quotes. */
async function grounded(
  sentences: ProvenAnswer["sentences"],
  { question, asker, signal }: WriteRequest,
  judge: Judge | null,
  dropped: DroppedClaim[],
): Promise<readonly Claim[]> {
  const proven = sentences.flatMap((sentence) => (sentence.proven === null ? [] : [sentence.proven]));
  const pairs = proven.map(({ text, citations }) => ({ text, quoted: citations.map(({ quote }) => quote) }));
  const stop = signal === undefined ? {} : { signal };
  const verdicts = judge === null ? "words" : await judge({ pairs, asker, ...stop });
  signal?.throwIfAborted();
  const { claims, dropped: unfounded } = settled({ sentences }, verdicts, question.language);
  dropped.push(...unfounded);
  return claims;
}

function newFence(randomBytes: WriterOptions["randomBytes"]): string {
  return `=== ${Buffer.from(randomBytes(FENCE_BYTES)).toString("hex")}`;
}

function asPromptPassage({ passage, validity: standing }: Evidence, index: number): PromptPassage {
  const { text, document, section } = passage;
  return { mark: index + 1, text, document, section, standing };
}

function cancelled({ reason }: AbortSignal): DocketError {
  return new DocketError("cancelled", "answering was cancelled", { cause: reason });
}

/** Longer than a question is that takes everything along. */
const MAX_QUESTION_CHARACTERS = 400;
/** Share of the words asked that must be asked still; what points back gives way to what it means. */
const KEPT_WORDS = 1 / 3;
/** Share of its own words that must have been said in the conversation. */
const KNOWN_WORDS = 1 / 2;

/**
 * A follow-up as a model wrote it, to be understood without the conversation. It decides what is searched for, so it is
 * taken only if it still asks what was asked, in words that were said. Pure.
 * A question that the model wrote in place of one; null where it is another one, or brings along what nobody said.
 */
export function questionWritten(text: string, asked: Question, history: readonly Turn[]): Question | null {
  const question = asQuestion(
    text
      .trim()
      .slice(0, 2 * MAX_QUESTION_CHARACTERS)
      .split("\n")[0] ?? "",
  );
  if ("problem" in question || question.language !== asked.language) return null;
  if (question.text.length > MAX_QUESTION_CHARACTERS + asked.text.length) return null;
  const conversation = [asked.text, ...history.map(({ content }) => content)].join("\n");
  if (shareIn(tokenize(conversation), tokenize(question.text)) < KNOWN_WORDS) return null;
  const before = tokenize(asked.text);
  if (before.length > 1 && shareIn(tokenize(question.text), before) < KEPT_WORDS) return null;
  const known = conversation.toLowerCase();
  const addresses = question.text.toLowerCase().match(/\S*(?:[\p{L}\p{N}]\.\p{L}{2}|[@/]\w)\S*/gu) ?? [];
  return addresses.every((address) => known.includes(address)) ? question : null;
}

/** Share of the words that is among the known ones. */
function shareIn(known: readonly string[], words: readonly string[]): number {
  const among = new Set(known);
  return words.filter((word) => among.has(word)).length / Math.max(1, words.length);
}

/** Reason why there is no answer by the model, or only one that words found, as far as a member is told. */
export type Notice = "model-away" | "model-failed" | "budget" | "filtered" | "model-found-nothing" | "words-alone";

type Round = { readonly dropped: readonly DroppedClaim[] } & (
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

/** Length of its text that is repeated; more would cost more than it helps to know. */
const REPEATED_CHARACTERS = 6_000;

const OVER_BUDGET =
  "the budget for the language model is spent: raise MODEL_TOKENS_PER_MEMBER_PER_DAY, MODEL_TOKENS_PER_DAY or MODEL_COST_PER_DAY, or wait for the next day (it begins at midnight in TIME_ZONE)";

/** Result of a round from one reply of the model: proven sentences, an honest no, something to mend, or nothing. */
function roundOf(outcome: Outcome, prove: ProveWritten): Round {
  switch (outcome.kind) {
    case "whole":
      return proven(outcome.text, prove);
    case "over-budget":
      return failed("budget", OVER_BUDGET);
    case "resting":
      return failed("model-away", outcome.message);
    case "failed":
      return failed(noticeOf(outcome.fault), outcome.message);
    default:
      return outcome satisfies never;
  }
}

/** Nobody was there to write, or somebody was and it came to nothing. */
function noticeOf(fault: ChatFault): Notice {
  switch (fault) {
    case "no-access":
    case "no-credit":
    case "rate-limited":
    case "server":
    case "stalled":
    case "cut":
      return "model-away";
    case "filtered":
      return "filtered";
    case "context":
    case "length":
    case "refused":
    case "cancelled":
      return "model-failed";
    default:
      return fault satisfies never;
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

/** Sentence and reason that the model can mend it by. */
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

/** Tells the reason only: what was asked and written is nobody's business in a log. */
function unprovenMessage(dropped: readonly DroppedClaim[]): string {
  const counts = [...Map.groupBy(dropped, ({ reason }) => reason)].map(([reason, some]) => `${some.length} ${reason}`);
  return `what the language model wrote could not be proven (${counts.join(", ") || "not in the form asked for"})`;
}
