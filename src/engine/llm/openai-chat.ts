/**
 * A model behind OpenAI's protocol, whoever runs it. The package is used for the protocol alone: it takes a stream that
 * was cut cleanly for a whole answer, hangs on one that stalls, and passes on a page of HTML as a text, so what counts as
 * an answer is decided here. Chat completions only, and of their parameters those that the server turns out to know.
 */

import type { OpenAI } from "openai";
import { type FailureContext, failureOf } from "../../embedding/openai-failure.ts";
import {
  type ChatFault,
  type ChatModel,
  type ChatRequest,
  type Completion,
  estimatedUsage,
  type Failed,
  NO_USAGE,
  type Usage,
} from "./chat-model.ts";

interface OpenaiChatOptions {
  readonly client: () => Promise<OpenAI>;
  readonly model: string;
  readonly now: () => number;
}

/** An answer of eight claims is under 8,000 characters; a server that sends so much more has gone wrong. */
const MAX_CHARACTERS = 64_000;
/** Parameters that a server may refuse one after the other in one request. */
const MAX_ADJUSTMENTS = 5;

type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;

/** Text and chunks that have come so far. */
interface Received {
  text: string;
  chunks: number;
  finish: string | null;
  refusal: boolean;
  usage: Usage | null;
}

export function openaiChat({ client, model, now }: OpenaiChatOptions): ChatModel {
  let dialect: Refused = new Set();
  return {
    id: model,
    async complete(request) {
      const { chat, apiKey, baseURL } = await client();
      const from = `${model} at ${new URL(baseURL).host}`;
      let spoken = dialect;
      for (let adjustments = 0; ; adjustments++) {
        const received: Received = { text: "", chunks: 0, finish: null, refusal: false, usage: null };
        const idle = idleTimer(request);
        try {
          const body = chatBody(model, request, spoken);
          // The package's own timer is only there because it cannot be turned off.
          const options = { signal: idle.signal, maxRetries: 0, timeout: 2 * request.idleMs };
          const { data: stream, response } = await chat.completions.create(body, options).withResponse();
          dialect = spoken;
          for await (const chunk of stream) {
            idle.restart();
            const before = received.text;
            take(chunk, received);
            if (before === "" && received.text !== "") request.onText?.();
            if (received.text.length > MAX_CHARACTERS) break;
          }
          return outcomeOf(received, { request, from, idle, type: response.headers.get("content-type") ?? "" });
        } catch (error) {
          const stopped = stopOf(received, { request, from, idle });
          if (stopped !== null) return stopped;
          const asked = askedIn(request);
          const told = toldBy(error, { from, apiKey: apiKey ?? "", asked, now: now() });
          const plainer = told.fault === "refused" ? withoutParameters(spoken, told.parameters) : spoken;
          if (plainer.size > spoken.size && adjustments < MAX_ADJUSTMENTS) {
            spoken = plainer;
            continue;
          }
          const { fault, message, retryAfterMs } = told;
          return { kind: "failed", fault, message, retryAfterMs, usage: usageOf(received, request) };
        } finally {
          idle.end();
        }
      }
    },
  };
}

/** The words that are not the product's own: what a member has written, and what was found and said to it. */
function askedIn({ messages }: ChatRequest): string {
  return messages.flatMap(({ role, content }) => (role === "system" ? [] : [content])).join("\n");
}

function take(chunk: Chunk, received: Received): void {
  received.chunks += 1;
  // Not every server keeps to the types.
  const choice = chunk.choices?.[0];
  received.text += choice?.delta?.content ?? "";
  if (choice?.delta?.refusal) received.refusal = true;
  received.finish = choice?.finish_reason ?? received.finish;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = chunk.usage ?? {};
  if (Number.isFinite(inputTokens) && Number.isFinite(outputTokens)) {
    received.usage = { inputTokens: Number(inputTokens), outputTokens: Number(outputTokens) };
  }
}

interface Circumstances {
  readonly request: ChatRequest;
  readonly from: string;
  readonly idle: IdleTimer;
}

function outcomeOf(
  received: Received,
  { type, ...circumstances }: Circumstances & { readonly type: string },
): Completion {
  const stopped = stopOf(received, circumstances);
  if (stopped !== null) return stopped;
  const { request, from } = circumstances;
  const { text, finish, refusal, chunks } = received;
  const usage = usageOf(received, request);
  const failed = (fault: ChatFault, what: string): Failed => {
    return { kind: "failed", fault, message: `${from}: ${what}`, retryAfterMs: null, usage };
  };
  if (text.length > MAX_CHARACTERS) return failed("refused", "it wrote far more than was asked for: try another model");
  if (refusal || finish === "content_filter") return failed("filtered", "it refused to write this answer");
  if (finish === "length") return failed("length", "its answer was longer than allowed: use a model that thinks less");
  if (finish === "stop") return { kind: "whole", text, usage };
  if (finish !== null) return failed("refused", `it ended for a reason that fits no answer (${finish.slice(0, 30)})`);
  if (chunks === 0 && !type.includes("event-stream")) {
    return failed(
      "refused",
      "it answered with something else than a text: check the base URL, which often ends in /v1",
    );
  }
  return failed("cut", "the answer broke off in the middle: check the network, or try again");
}

/** Null where nobody stopped it. The package ends a stream quietly that was aborted. */
function stopOf(received: Received, { request, from, idle }: Circumstances): Failed | null {
  const failed = (fault: ChatFault, what: string): Failed => {
    return {
      kind: "failed",
      fault,
      message: `${from}: ${what}`,
      retryAfterMs: null,
      usage: usageOf(received, request),
    };
  };
  const { aborted, reason } = request.signal;
  if (aborted && reason instanceof Error && reason.name === "TimeoutError") {
    return failed("stalled", "it was not done in time: use a quicker model, or allow more by ANSWER_DEADLINE_SECONDS");
  }
  if (aborted) return failed("cancelled", "stopped");
  if (!idle.signal.aborted) return null;
  return failed("stalled", `nothing came for ${request.idleMs / 1_000} s: allow more by ANSWER_DEADLINE_SECONDS`);
}

/** Usage that the server counted; else an estimate, if it wrote anything at all. */
function usageOf({ usage, chunks, text }: Received, { messages }: ChatRequest): Usage {
  return usage ?? (chunks === 0 ? NO_USAGE : estimatedUsage(messages, text));
}

interface IdleTimer {
  /** Fires with the request's own signal, too. */
  readonly signal: AbortSignal;
  restart(): void;
  end(): void;
}

function idleTimer({ signal, idleMs }: ChatRequest): IdleTimer {
  const silence = new AbortController();
  const fire = (): void => silence.abort();
  let timer = setTimeout(fire, idleMs);
  return {
    signal: AbortSignal.any([signal, silence.signal]),
    restart() {
      clearTimeout(timer);
      timer = setTimeout(fire, idleMs);
    },
    end: () => clearTimeout(timer),
  };
}

/** Parameters that a server has refused. */
type Refused = ReadonlySet<Parameter>;

/**
 * The body of a chat completion in a server's own dialect: OpenAI's parameters, without those that the server has
 * refused. It refuses each of them once; from then on it is asked without. Pure.
 * What to try next: without what the server named; where it named nothing, without all that can be missed.
 */
function withoutParameters(refused: Refused, named: readonly Parameter[]): Refused {
  const dispensable = PARAMETERS.filter((parameter) => parameter !== "max_tokens");
  return new Set([...refused, ...(named.length === 0 ? dispensable : named)]);
}

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;

function chatBody(model: string, { messages, maxTokens, form }: ChatRequest, refused: Refused): Body {
  const [first, ...others] = messages;
  const inJson = form !== undefined && !refused.has("response_format");
  const how = form === undefined ? "" : `\n\n${inJson ? form.asJson : form.asLines}`;
  return {
    model,
    messages: [{ ...first, content: `${first.content}${how}` }, ...others],
    stream: true,
    // Its newer models have another name for it; everybody else knows the old one.
    ...(refused.has("max_tokens") ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(refused.has("store") ? {} : { store: false }),
    ...(refused.has("stream_options") ? {} : { stream_options: { include_usage: true } }),
    ...(refused.has("temperature") ? {} : { temperature: 0 }),
    ...(inJson
      ? {
          response_format: {
            type: "json_schema",
            json_schema: { name: form.name, strict: true, schema: { ...form.schema } },
          },
        }
      : {}),
  };
}

interface Told extends Pick<Failed, "fault" | "message" | "retryAfterMs"> {
  /** Parameters of the request that the error names: a server that does not know one may do without it. */
  readonly parameters: readonly Parameter[];
}

/** Parameters that a request can do without, by the name that servers know it by. */
const PARAMETERS = ["response_format", "store", "stream_options", "temperature", "max_tokens"] as const;
type Parameter = (typeof PARAMETERS)[number];

const CONTEXT = /context[ _]?(?:length|window)|maximum context|too many tokens|prompt is too long|input is too long/iu;
const FILTER = /content[ _]?(?:filter|policy|management)|data_inspection_failed|content exists risk|moderation/iu;
const CREDIT = /insufficient[ _]?(?:quota|balance)|exceeded your current quota|arrearage|billing/iu;

/**
 * Tells what an error of a chat server means for whoever asked. Servers that speak OpenAI's protocol tell the same
 * thing by different statuses, codes and sentences; all of them are told apart here, by shape and words.
 */
function toldBy(error: unknown, context: FailureContext): Told {
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
