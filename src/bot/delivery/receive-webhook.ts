/**
 * A webhook: Telegram delivers each update to an address. 200 is answered when the update is stored, and not before; any
 * other answer makes Telegram deliver it again. Whoever does not know the secret is turned away unread.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { ReceivedUpdate } from "./inbox-lane.ts";

const SECRET_HEADER = "x-telegram-bot-api-secret-token";
/** Updates have a few thousand bytes; a message has 4,096 characters at most, beside what it replies to. */
const MAX_BYTES = 1_000_000;

export interface WebhookOptions {
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
