/**
 * The seam to a language model: messages in, one whole text out. A text that may not be whole is never given as if it
 * were; what may go wrong with a server is a value, told by its kind, since each kind asks for something else.
 */

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** The form in which the text must come. */
export interface TextForm {
  readonly name: string;
  /** JSON schema, for servers that hold a model to one. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Added to the first message: how to write it as that JSON, or else in lines, where a server holds to no schema. */
  readonly asJson: string;
  readonly asLines: string;
}

export interface ChatRequest {
  readonly messages: readonly [ChatMessage, ...ChatMessage[]];
  /** Of the text; a model that thinks before it writes spends them on that too. */
  readonly maxTokens: number;
  /** Absent for plain text. */
  readonly form?: TextForm;
  readonly signal: AbortSignal;
  /** The longest time without a sign from the server. */
  readonly idleMs: number;
  /** The first words are there. */
  readonly onText?: () => void;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type ChatFault =
  /** The connection broke, or ended before the text did. */
  | "cut"
  /** Nothing came for too long, or the end did not come in time. */
  | "stalled"
  | "rate-limited"
  | "no-credit"
  /** The key is not accepted, or there is no such model or address. */
  | "no-access"
  /** The server failed, or cannot be reached. */
  | "server"
  /** The messages are longer than the model can read. */
  | "context"
  /** The server's filter, or the model itself, refused to write this. */
  | "filtered"
  /** The text was longer than allowed, and ended in the middle. */
  | "length"
  /** The server did not understand the request, or answered with something else than a text. */
  | "refused"
  /** Whoever asked gave up. */
  | "cancelled";

export interface Failed {
  readonly kind: "failed";
  readonly fault: ChatFault;
  /** For the operator: who was asked, what happened, what to do. Holds no key and no member's words. */
  readonly message: string;
  /** How long the server asks to be left alone; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** As far as it is known or can be estimated. */
  readonly usage: Usage;
}

export type Completion = { readonly kind: "whole"; readonly text: string; readonly usage: Usage } | Failed;

export interface ChatModel {
  /** Names the model and who runs it. */
  readonly id: string;
  /** Never throws for what a server or a network does. */
  complete(request: ChatRequest): Promise<Completion>;
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0 };

/** Tokens of a text, rather too many: a Han character is about one, and three and a half other characters are. */
function estimatedTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(han * 1.2 + (text.length - han) / 3.5);
}

export function estimatedUsage(messages: readonly ChatMessage[], text: string): Usage {
  const inputTokens = messages.reduce((sum, { content }) => sum + estimatedTokens(content) + 4, 0);
  return { inputTokens, outputTokens: estimatedTokens(text) };
}
