/**
 * The answer that a model writes, of which only what is proven is sent. A sentence that fails is dropped; if the rest
 * does not answer any more, the model hears what failed and tries once again. Whatever goes wrong ends in a word for the
 * member, and leaves time for the answer that needs no model.
 */

import { DocketError } from "../../errors.ts";
import { tokenize } from "../../language/tokenize.ts";
import type { Glossary } from "../../language/zh/gloss.ts";
import type { Claim } from "../answering/answer.ts";
import type { ProgressStage } from "../answering/stage.ts";
import type { Judge } from "../grounding/entailment.ts";
import type { Call, Outcome } from "../llm/calling.ts";
import type { ChatMessage } from "../llm/chat-model.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { Turn } from "../retrieval/follow-up.ts";
import { asQuestion, type Question } from "../retrieval/question.ts";
import { createTurns } from "../turns.ts";
import { CLAIMS_FORM } from "./claims.ts";
import { answerMessages, type PromptPassage, repairMessages, standAloneMessages } from "./prompt.ts";
import { type Notice, roundOf, unprovenMessage } from "./writing-round.ts";
import { type DroppedClaim, type ProofParts, type ProvenAnswer, proofOf, settled } from "./written-proof.ts";

interface WriteRequest extends Omit<ProofParts, "passages" | "language"> {
  readonly question: Question;
  readonly history: readonly Turn[];
  readonly day: string;
  /** Best first. */
  readonly evidence: readonly Evidence[];
  /** Whose question it is; null at the command line. */
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

export interface WriterOptions {
  readonly call: Call;
  readonly glossary: Glossary;
  /** For one answer, with all its calls. */
  readonly deadlineMs: number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Judges written sentences by their quotes; null where the rules on words decide alone. */
  readonly judge?: Judge | null;
  /** For the operator: why no answer was written. */
  readonly onFailure: (message: string) => void;
}

/** Enough for a question with two halves; further down little is found that is not found above. */
const PASSAGES = 10;
/** Eight claims with their quotes are 1,500 in Chinese; a model that thinks takes the rest for that. */
const ANSWER_TOKENS = 6_000;
const QUESTION_TOKENS = 500;
/** Of the deadline: without a sign of the server; and for a follow-up, which there is another way for. */
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
        // The ledger cannot be written: what is not counted is not spent.
        onFailure(thrown.message);
        return { kind: "failed", notice: "model-failed", dropped: [] };
      }
    },
    async standAlone({ question, history, asker, signal: given }) {
      const messages = standAloneMessages({ question, history, fence: newFence(randomBytes) });
      const signal = within(deadlineMs * FOLLOW_UP_SHARE, given);
      const limits = { maxTokens: QUESTION_TOKENS, idleMs: deadlineMs * FOLLOW_UP_SHARE };
      // Where the ledger cannot be written, the question is understood the other way.
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
/** Of the words that were asked, so many must be asked still; what points back gives way to what it means. */
const KEPT_WORDS = 1 / 3;
/** Of its own words, so many must have been said in the conversation. */
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

/** Of the words, the share that is among the known ones. */
function shareIn(known: readonly string[], words: readonly string[]): number {
  const among = new Set(known);
  return words.filter((word) => among.has(word)).length / Math.max(1, words.length);
}
