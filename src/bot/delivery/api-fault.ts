/** Classifies the error of a call: refused, never sent, or lost on the way so that nobody knows. */

import { GrammyError, HttpError } from "grammy";
import { errorText } from "../../errors.ts";

export type Fault =
  | {
      /** Telegram answered no. */
      readonly kind: "refused";
      readonly code: number;
      readonly description: string;
      readonly retryAfterMs: number | null;
      readonly movedTo: number | null;
    }
  /** No connection was made: nothing happened at the other side. */
  | { readonly kind: "unreachable"; readonly description: string }
  /** The call went out and no answer that can be read came back: it may have been done, or not. */
  | { readonly kind: "lost"; readonly description: string };

/** Codes of failures before the first byte is sent. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EMFILE",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

export function faultOf(error: unknown): Fault {
  if (error instanceof GrammyError) {
    const { error_code: code, description, parameters } = error;
    return {
      kind: "refused",
      code,
      description,
      retryAfterMs: parameters.retry_after === undefined ? null : parameters.retry_after * 1_000,
      movedTo: parameters.migrate_to_chat_id ?? null,
    };
  }
  const description = errorText(error);
  if (!(error instanceof HttpError)) return { kind: "lost", description };
  const { code } = (error.error ?? {}) as { readonly code?: unknown };
  return { kind: NEVER_SENT.has(String(code)) ? "unreachable" : "lost", description };
}
