/**
 * Explains a failed request to an OpenAI-compatible server in words that tell the operator what to do, and
 * whether asking again may help. It knows errors by their shape, not by the package they come from. Pure.
 */

export interface Failure {
  readonly message: string;
  readonly retryable: boolean;
  /** Time for which the server asks to be left alone; null where it does not say. */
  readonly retryAfterMs: number | null;
}

export interface FailureContext {
  /** Model and host that were asked, for messages. */
  readonly from: string;
  /** Key that is never shown, though servers repeat it in their messages. */
  readonly apiKey: string;
  /** A member's words in the request: a message that repeats some of them is not shown. */
  readonly asked: string;
  /** Milliseconds since 1970, for a Retry-After that is a date. */
  readonly now: number;
}

const MAX_QUOTED_CHARACTERS = 300;

/** A shorter one is no secret but a word that stands for none, and may well occur in a message. */
const SHORTEST_KEY = 8;

export function failureOf(error: unknown, context: FailureContext): Failure {
  const { from, now } = context;
  const status = field(error, "status");
  if (typeof status !== "number") {
    const cause = shown(connectionCause(error), context);
    const message = `${from}: no connection${cause === "" ? "" : ` (${cause})`}: check the network and the base URL`;
    return { message, retryable: true, retryAfterMs: null };
  }
  const words = shown(field(error, "message"), context);
  const said = words === "" ? "" : `, saying "${words}"`;
  const remedy = remedyFor(status, field(error, "code") === "insufficient_quota");
  return {
    message: `${from}: ${remedy.what} (${status})${status === 401 ? "" : said}: ${remedy.next}`,
    retryable: remedy.retryable,
    retryAfterMs: retryAfter(field(error, "headers"), now),
  };
}

interface Remedy {
  readonly what: string;
  readonly next: string;
  readonly retryable: boolean;
}

function remedyFor(status: number, outOfCredit: boolean): Remedy {
  if (outOfCredit) return { what: "no credit is left", next: "add credit, or use another key", retryable: false };
  switch (status) {
    case 401:
      return { what: "the API key is not accepted", next: "check it, or make a new one", retryable: false };
    case 403:
      return {
        what: "the API key has no right to this",
        next: "check its project and its permissions",
        retryable: false,
      };
    case 404:
      return {
        what: "there is no such model or address",
        next: "check the model's name and the base URL",
        retryable: false,
      };
    case 408:
      return { what: "the request took too long", next: "try again", retryable: true };
    case 429:
      return { what: "too many requests", next: "try again later", retryable: true };
    default:
      return status >= 500
        ? { what: "the server failed", next: "try again later", retryable: true }
        : { what: "the request was refused", next: "check the model, its dimensions and its limits", retryable: false };
  }
}

/** Shows the server's message in one line, without the key; "" where it repeats the request. */
function shown(message: unknown, { apiKey, asked }: FailureContext): string {
  if (typeof message !== "string") return "";
  const line = (apiKey.length < SHORTEST_KEY ? message : message.replaceAll(apiKey, "[key]"))
    .replace(/\bsk-[\w*.-]+/g, "[key]")
    .replace(/^\d{3} /, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_QUOTED_CHARACTERS);
  return repeats(line, asked) ? "" : line;
}

/** The system's word for it (`ECONNREFUSED`), which lies some causes deep, else the innermost message. */
function connectionCause(error: unknown): string {
  const cause = field(error, "cause");
  if (cause !== undefined) return connectionCause(cause);
  const code = field(error, "code");
  const message = field(error, "message");
  return typeof code === "string" ? code : typeof message === "string" ? message : "";
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfter(headers: unknown, now: number): number | null {
  if (!(headers instanceof Headers)) return null;
  const milliseconds = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  if (milliseconds >= 0) return milliseconds;
  const after = headers.get("retry-after") ?? "";
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1_000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** So many letters in a row are the same by no chance. */
const LETTERS = 12;
/** A Chinese character says about as much as three. */
const HAN = 4;

/**
 * Detects messages that quote the request, as servers do that check their input: then they say what a
 * member wrote, and belong in no log. Compared are letters and digits alone, since it comes in one line and escaped.
 * @param asked where it is shorter than what is looked for, all of it; fewer than four letters are in any message
 */
export function repeats(message: string, asked: string): boolean {
  const [said, known] = [lettersOf(unescaped(message)), lettersOf(asked)];
  if (known.length < HAN) return false;
  for (let start = 0; start < said.length; start++) {
    const length = Math.min(/\p{Script=Han}/u.test(said.charAt(start)) ? HAN : LETTERS, known.length);
    if (start + length <= said.length && known.includes(said.slice(start, start + length))) return true;
  }
  return false;
}

/** JSON of servers in Python has Chinese as numbers. */
function unescaped(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}
