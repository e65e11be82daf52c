/** A method of the Bot API: parameters in, Telegram's result out, or an ApiFailure thrown. */

import type { Parameters } from "../parameters.ts";
import type { State } from "../state.ts";

interface Call {
  readonly parameters: Parameters;
  readonly state: State;
  /** Aborted when the caller hangs up. */
  readonly gone: AbortSignal;
}

export type Method = (call: Call) => unknown;
export type Methods = Readonly<Record<string, Method>>;
