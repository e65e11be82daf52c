/**
 * Long polling. Telegram forgets an update as soon as a later one is asked for, so the next call goes out only when all
 * updates of this one are stored. The offset is never kept or compared: it follows the last update of the last batch, and
 * is left out once nothing more came, since update ids start anew, anywhere, after a quiet week.
 */

import type { Api } from "grammy";
import { DocketError, errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import { forGrammy } from "./api.ts";
import { faultOf } from "./api-fault.ts";
import { ALLOWED_UPDATES, type ReceivedUpdate } from "./inbox-lane.ts";
import { backOffMs, type Wait } from "./wait.ts";

/** Shorter than the call's own time limit, so that a quiet poll is no error. */
const POLL_SECONDS = 25;
/** As many as Telegram gives at once. */
export const BATCH = 100;

/** How receiving goes, for whoever asks after the bot's health. */
export type Reception =
  | { readonly kind: "receiving" }
  | { readonly kind: "troubled"; readonly reason: string; readonly since: Date }
  /** Telegram refuses the token: only the operator can change that. */
  | { readonly kind: "refused"; readonly reason: string; readonly since: Date };

export interface ReceiveOptions {
  readonly api: Api;
  /** Resolves once they are on the disk. */
  readonly store: (updates: readonly ReceivedUpdate[]) => Promise<void>;
  readonly random: () => number;
  readonly wait: Wait;
  readonly clock: () => Date;
  readonly log: Log;
  readonly onChange: (reception: Reception) => void;
  /** The token has been refused for ten minutes: whoever supervises the process is to see it. */
  readonly onHopeless: (reason: string) => void;
}

/** Proxies and restarts of a Bot API server of one's own refuse for a while what is right. */
const REFUSED_RETRY_MS = 60_000;
const REFUSALS_WITHOUT_HOPE = 10;

/** Goes on through all trouble until the signal is aborted. */
export async function poll(options: ReceiveOptions, signal: AbortSignal): Promise<void> {
  const { api, store } = options;
  let offset: number | undefined;
  const noWebhook = () => api.deleteWebhook({ drop_pending_updates: false }, forGrammy(signal));
  if (!(await persist(options, signal, noWebhook))) return;
  while (!signal.aborted) {
    const goesOn = await persist(options, signal, async () => {
      const parameters = { limit: BATCH, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES };
      const updates = await api.getUpdates(
        offset === undefined ? parameters : { ...parameters, offset },
        forGrammy(signal),
      );
      await store(updates);
      const last = updates.at(-1);
      offset = last === undefined ? undefined : last.update_id + 1;
    });
    if (!goesOn) return;
  }
}

/**
 * Does it until it is done, with pauses of 1 s to 60 s after failures, and of a minute where the token is refused.
 * @returns false when the signal was aborted
 */
export async function persist(
  { random, wait, clock, log, onChange, onHopeless }: ReceiveOptions,
  signal: AbortSignal,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const since = clock();
  let refusals = 0;
  for (let failures = 1; ; failures++) {
    try {
      await work();
      onChange({ kind: "receiving" });
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const { reason, waitMs, refused } = adviceOf(error);
      if (refused) {
        refusals += 1;
        log.error(reason, { refusals });
        onChange({ kind: "refused", reason, since });
        if (refusals > REFUSALS_WITHOUT_HOPE) onHopeless(reason);
      } else {
        refusals = 0;
        log.warn("No updates can be received; trying again", { reason, failures });
        onChange({ kind: "troubled", reason, since });
      }
      await wait(refused ? REFUSED_RETRY_MS : (waitMs ?? backOffMs(failures, random)), signal);
      if (signal.aborted) return false;
    }
  }
}

function adviceOf(error: unknown): { reason: string; waitMs: number | null; refused: boolean } {
  if (error instanceof DocketError) return { reason: error.message, waitMs: null, refused: false };
  const fault = faultOf(error);
  if (fault.kind !== "refused") return { reason: errorText(error), waitMs: null, refused: false };
  const { code, description, retryAfterMs } = fault;
  // A token of the wrong form is answered by "Not Found", and nothing else is.
  if (code === 401 || (code === 404 && description === "Not Found")) {
    const remedy = "get the right one from @BotFather, set TELEGRAM_BOT_TOKEN and start again";
    return { reason: `Telegram refuses the token (${description}): ${remedy}`, waitMs: null, refused: true };
  }
  const remedy = "another bot runs with the same token: stop it";
  const reason = code === 409 ? `${description} (${remedy})` : `${code} ${description}`;
  return { reason, waitMs: retryAfterMs, refused: false };
}
