/**
 * The other way to the bot: each update is posted to its address until it is taken. Updates of one chat go one after
 * another, those of many chats at once; what fails is tried again at once, and then after longer and longer pauses.
 */

import { setTimeout as sleep } from "node:timers/promises";
import type { Update, WebhookInfo } from "@grammyjs/types";
import { badRequest, type Fields, isFields, type Parameters } from "./calls.ts";
import type { UpdateQueue } from "./updates.ts";

const DEFAULT_CONNECTIONS = 40;
const MAX_CONNECTIONS = 100;
/** Telegram waits about so long for an answer. */
const ANSWER_MS = 60_000;
const MAX_PAUSE_MS = 60_000;
const SECRET = /^[A-Za-z0-9_-]*$/u;

export interface WebhookOptions {
  readonly queue: UpdateQueue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The first pause between two tries of an update; each after it is twice as long. */
  readonly retryMs: number;
  /** A bot may answer an update with a call instead of making it. */
  readonly call: (method: string, parameters: Fields) => void;
}

export interface Webhook {
  isSet(): boolean;
  set(parameters: Parameters): true;
  remove(parameters: Parameters): true;
  info(): WebhookInfo;
  close(): void;
}

interface Target {
  readonly url: string;
  readonly secret: string;
  readonly connections: number;
  readonly ended: AbortController;
  readonly underWay: Set<Update>;
  readonly busyChats: Set<number>;
  lastError: { readonly date: number; readonly message: string } | null;
}

export function createWebhook({ queue, now, retryMs, call }: WebhookOptions): Webhook {
  let target: Target | null = null;

  const end = () => {
    target?.ended.abort();
    target = null;
  };

  const deliverMore = () => {
    if (target === null) return;
    for (const update of queue.first(Number.POSITIVE_INFINITY)) {
      if (target.underWay.size >= target.connections) return;
      const chat = chatOf(update);
      if (target.underWay.has(update) || target.busyChats.has(chat)) continue;
      target.underWay.add(update);
      target.busyChats.add(chat);
      void deliver(target, update, chat);
    }
  };

  const deliver = async (to: Target, update: Update, chat: number) => {
    for (let tries = 0; !to.ended.signal.aborted; tries++) {
      const failure = await post(to, update, call);
      if (failure === null) break;
      to.lastError = { date: Math.floor(now() / 1_000), message: failure };
      const pauseMs = tries === 0 ? 0 : Math.min(retryMs * 2 ** (tries - 1), MAX_PAUSE_MS);
      await sleep(pauseMs, undefined, { signal: to.ended.signal, ref: false }).catch(() => undefined);
    }
    to.underWay.delete(update);
    to.busyChats.delete(chat);
    if (to.ended.signal.aborted) return;
    queue.remove(update);
    deliverMore();
  };

  queue.onAdded(deliverMore);

  return {
    isSet: () => target !== null,
    set(parameters) {
      const url = parameters.text("url");
      const secret = parameters.text("secret_token");
      if (secret.length > 256) throw badRequest("secret token is too long");
      if (!SECRET.test(secret)) throw badRequest("secret token contains unallowed characters");
      if (url !== "") assertAddress(url);
      const allowed = parameters.list("allowed_updates");
      if (allowed !== null) queue.allow(allowed.map(String));
      if (parameters.flag("drop_pending_updates")) queue.keepLast(0);
      end();
      if (url === "") return true;
      const asked = parameters.integer("max_connections") ?? DEFAULT_CONNECTIONS;
      const connections = Math.min(Math.max(asked, 1), MAX_CONNECTIONS);
      const fresh = { ended: new AbortController(), underWay: new Set<Update>(), busyChats: new Set<number>() };
      target = { url, secret, connections, lastError: null, ...fresh };
      deliverMore();
      return true;
    },
    remove(parameters) {
      end();
      if (parameters.flag("drop_pending_updates")) queue.keepLast(0);
      return true;
    },
    info: () => infoOf(target, queue),
    close: end,
  };
}

/** @returns what went wrong, in Telegram's words, or null */
async function post(
  { url, secret, ended }: Target,
  update: Update,
  call: WebhookOptions["call"],
): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(secret !== "" && { "x-telegram-bot-api-secret-token": secret }),
      },
      body: JSON.stringify(update),
      redirect: "manual",
      signal: AbortSignal.any([ended.signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    const body = await response.text();
    if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    const answer = callIn(body);
    if (answer !== null) call(answer.method, answer);
    return null;
  } catch (thrown) {
    return thrown instanceof Error && thrown.name === "TimeoutError" ? "Read timeout expired" : "Connection refused";
  }
}

/** The call that a bot may answer an update with; null for any other text. */
function callIn(body: string): (Fields & { readonly method: string }) | null {
  if (!body.startsWith("{")) return null;
  try {
    const answer: unknown = JSON.parse(body);
    return isFields(answer) && typeof answer.method === "string" ? { ...answer, method: answer.method } : null;
  } catch {
    return null;
  }
}

function infoOf(target: Target | null, { allowed, pending }: UpdateQueue): WebhookInfo {
  const error = target?.lastError ?? null;
  return {
    url: target?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: pending,
    ...(target !== null && { max_connections: target.connections, ip_address: "127.0.0.1" }),
    ...(error !== null && { last_error_date: error.date, last_error_message: error.message }),
    ...(allowed !== null && { allowed_updates: allowed as NonNullable<WebhookInfo["allowed_updates"]> }),
  };
}

/** Telegram wants HTTPS; a bot that is tested here has only the loopback. */
function assertAddress(url: string): void {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null) throw badRequest("bad webhook: URL host is empty");
  const loopback = address.hostname === "127.0.0.1" || address.hostname === "localhost";
  if (address.protocol !== "https:" && !loopback)
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
}

/** Updates with the same number go one after another; 0 where an update belongs to no chat and no person. */
function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.channel_post ?? update.callback_query?.message;
  const from = update.inline_query?.from ?? update.chosen_inline_result?.from ?? update.callback_query?.from;
  const other =
    update.my_chat_member ?? update.chat_member ?? update.message_reaction ?? update.stopped_message_generation;
  return message?.chat.id ?? other?.chat.id ?? update.guest_message?.chat.id ?? from?.id ?? 0;
}
