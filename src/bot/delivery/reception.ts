/**
 * Updates come in by long polling or by a webhook. Either way Telegram may forget one only once it is stored: the next
 * poll goes out, or 200 is answered, after that and not before.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import { createAdaptorServer } from "@hono/node-server";
import type { Api } from "grammy";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { DocketError, errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import { faultOf, forGrammy } from "./api.ts";
import { ALLOWED_UPDATES, type ReceivedUpdate } from "./lanes.ts";
import { backOffMs, type Wait } from "./wait.ts";

/** Shorter than the call's own time limit, so that a quiet poll is no error. */
const POLL_SECONDS = 25;
/** Number of updates that Telegram gives at once. */
export const BATCH = 100;

/** State of receiving, for whoever asks after the bot's health. */
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

const SECRET_HEADER = "x-telegram-bot-api-secret-token";
/** Updates have a few thousand bytes; a message has 4,096 characters at most, beside what it replies to. */
const MAX_BYTES = 1_000_000;

interface WebhookOptions {
  /** The address that Telegram knows; its path is served. */
  readonly url: string;
  readonly secret: string;
  readonly host: string;
  /** 0 chooses a free one. */
  readonly port: number;
  /** Resolves once it is on the disk. */
  readonly store: (updates: readonly ReceivedUpdate[]) => Promise<void>;
  readonly log: Log;
}

export interface Webhook {
  readonly port: number;
  /** Takes no update any more. */
  close(): Promise<void>;
}

/**
 * A webhook: Telegram delivers each update to an address. 200 is answered when the update is stored, and not before;
 * any other answer makes Telegram deliver it again. Whoever does not know the secret is turned away unread.
 */
export async function serveWebhook(options: WebhookOptions): Promise<Webhook> {
  const { host, port, log } = options;
  const server = createAdaptorServer({ fetch: webhookApp(options).fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const chosen = typeof address === "object" && address !== null ? address.port : port;
  log.info("The webhook listens", { host, port: chosen });
  return {
    port: chosen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // An update that is cut off here is delivered again, and known again if it was stored.
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function webhookApp({ url, secret, store, log }: WebhookOptions): Hono {
  const app = new Hono();
  const turnedAway = onceAMinute((times) =>
    log.warn("Calls of the webhook with a wrong secret are turned away", { times }),
  );
  app.onError((error, context) => {
    log.warn("A call of the webhook broke off", { reason: errorText(error) });
    return context.body(null, 400);
  });
  app.post(
    new URL(url).pathname,
    async (context, next) => {
      if (!isSame(context.req.header(SECRET_HEADER) ?? "", secret)) {
        turnedAway();
        return context.body(null, 401);
      }
      return await next();
    },
    bodyLimit({ maxSize: MAX_BYTES, onError: (context) => context.body(null, 413) }),
    async (context) => {
      const update = asUpdate(await context.req.text());
      if (update === null) return context.body(null, 400);
      try {
        await store([update]);
        return context.body(null, 200);
      } catch (error) {
        log.error("An update cannot be stored; Telegram delivers it again", { reason: errorText(error) });
        return context.body(null, 500);
      }
    },
  );
  return app;
}

const MINUTE_MS = 60_000;

/** Tells the first time at once, and then once a minute how often it was: whoever floods the webhook floods no log. */
function onceAMinute(tell: (times: number) => void): () => void {
  let times = 0;
  let told = Number.NEGATIVE_INFINITY;
  return () => {
    times += 1;
    if (performance.now() - told < MINUTE_MS) return;
    told = performance.now();
    tell(times);
    times = 0;
  };
}

/** Compares hashes, which have one length, so that the time tells nothing. */
function isSame(given: string, secret: string): boolean {
  const [one, other] = [given, secret].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

function asUpdate(text: string): ReceivedUpdate | null {
  try {
    const update: unknown = JSON.parse(text);
    const { update_id: id } = (update ?? {}) as { readonly update_id?: unknown };
    return Number.isSafeInteger(id) ? (update as ReceivedUpdate) : null;
  } catch {
    return null;
  }
}
