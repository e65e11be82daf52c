/**
 * What an error of a chat server means for whoever asked. Servers that speak OpenAI's protocol tell the same thing by
 * different statuses, codes and sentences; all of them are told apart here, by shape and words. Pure.
 */

import { type FailureContext, failureOf } from "../../embedding/openai-failure.ts";
import type { ChatFault, Failed } from "./chat-model.ts";

export interface Told extends Pick<Failed, "fault" | "message" | "retryAfterMs"> {
  /** Of the request's parameters, those that the error names: a server that does not know one may do without it. */
  readonly parameters: readonly Parameter[];
}

/** What a request can do without, by the name that servers know it by. */
export const PARAMETERS = ["response_format", "store", "stream_options", "temperature", "max_tokens"] as const;
export type Parameter = (typeof PARAMETERS)[number];

const CONTEXT = /context[ _]?(?:length|window)|maximum context|too many tokens|prompt is too long|input is too long/iu;
const FILTER = /content[ _]?(?:filter|policy|management)|data_inspection_failed|content exists risk|moderation/iu;
const CREDIT = /insufficient[ _]?(?:quota|balance)|exceeded your current quota|arrearage|billing/iu;

export function toldBy(error: unknown, context: FailureContext): Told {
  const { message, retryAfterMs } = failureOf(error, context);
  const fault = faultOf(error);
  const refused = fault === "refused" ? PARAMETERS.filter((parameter) => mentions(error, parameter)) : [];
  return { fault, message: ownMessage(fault, message, context), retryAfterMs, parameters: refused };
}

function faultOf(error: unknown): ChatFault {
  const status = field(error, "status");
  const words = wordsOf(error);
  if (CREDIT.test(words) || status === 402) return "no-credit";
  if (CONTEXT.test(words)) return "context";
  if (FILTER.test(words)) return "filtered";
  if (status === 429 || /rate[ _]?limit/iu.test(words)) return "rate-limited";
  if (status === 413) return "context";
  if (status === 401 || status === 403 || status === 404) return "no-access";
  if (typeof status === "number") return status >= 500 || status === 408 ? "server" : "refused";
  // An error event in the stream has a body and no status; a connection that never was has neither.
  if (field(error, "error") !== undefined || isUnreachable(error)) return "server";
  return "cut";
}

/** The server was not reached at all, as against a connection that broke. */
function isUnreachable(error: unknown): boolean {
  const code = field(error, "code");
  if (typeof code === "string") return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT|TLS/u.test(code);
  const cause = field(error, "cause");
  return cause !== undefined && isUnreachable(cause);
}

const OWN_WORDS: Partial<Record<ChatFault, string>> = {
  context: "the question with its passages is longer than the model can read: use a model that reads more",
  filtered: "the server's filter refused to write this answer",
  "no-credit": "no credit is left: add credit, or use another key",
  cut: "the answer broke off in the middle: check the network, or try again",
};

function ownMessage(fault: ChatFault, message: string, { from }: FailureContext): string {
  const own = OWN_WORDS[fault];
  return own === undefined ? message : `${from}: ${own}`;
}

/** `max_tokens` is not what `max_completion_tokens` is named for. */
function mentions(error: unknown, parameter: Parameter): boolean {
  const words = wordsOf(error);
  const synonym = parameter === "response_format" ? "|json_schema|structured output" : "";
  return new RegExp(`(?<![\\w])(?:${parameter}${synonym})(?![\\w])`, "iu").test(words);
}

function wordsOf(error: unknown): string {
  return ["message", "code", "param", "type"]
    .map((name) => field(error, name))
    .filter((value) => typeof value === "string")
    .join(" ");
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
