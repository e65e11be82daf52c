/**
 * One class for everything that should not happen. What may happen (not found, refused) is a value, never an error.
 * Errors are caught in three places only: the bot's boundary, a script's main, and ingest's loop over files.
 */

export type ErrorCode =
  /** The command line or the configuration is wrong; the operator must change it. */
  | "usage"
  | "configuration"
  /** A source file cannot be read as a document. */
  | "document"
  /** The data folder cannot be read or written: missing rights, full disk, damaged file. */
  | "storage"
  /** Another process holds what this one needs. */
  | "busy"
  /** The corpus shrank so much that going on would empty the library. */
  | "vanished"
  /** The embedder or its server failed. */
  | "embedding"
  /** The caller gave up. */
  | "cancelled";

/** The same message in words that are kept by language, under this key. */
export interface Told {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface DocketErrorOptions {
  /** Words for people who read another language than the message is in. */
  readonly told?: Told | undefined;
  readonly cause?: unknown;
  /** True when the same call may succeed later, unchanged. */
  readonly retryable?: boolean;
}

/** A failure whose message names the thing, the value and the next step, fit to be shown to an operator. */
export class DocketError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly told: Told | undefined;

  constructor(code: ErrorCode, message: string, { cause, retryable = false, told }: DocketErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "DocketError";
    this.code = code;
    this.retryable = retryable;
    this.told = told;
  }
}

/** The message of anything that was thrown. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
