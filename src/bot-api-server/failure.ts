/**
 * A call that the Bot API refuses: its code and its words, as Telegram sends them. Thrown by whatever notices first,
 * caught in one place, the server, which makes the answer of it. Not a DocketError: refusing is this server's work.
 */

import type { ResponseParameters } from "@grammyjs/types";

export class ApiFailure extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | null;

  constructor(code: number, description: string, parameters: ResponseParameters | null = null) {
    super(description);
    this.name = "ApiFailure";
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(what: string): ApiFailure {
  return new ApiFailure(400, `Bad Request: ${what}`);
}

export function forbidden(what: string): ApiFailure {
  return new ApiFailure(403, `Forbidden: ${what}`);
}

export function conflict(what: string): ApiFailure {
  return new ApiFailure(409, `Conflict: ${what}`);
}
