/**
 * Signs of life (an eye on a message, a draft, "typing") beside the outbox. Telegram takes some 30 calls a second from a bot,
 * and each sign is one that an answer may be missing, so signs yield: after any call that was limited they rest, an eye is
 * put on once and taken back when nothing waits, and of drafts there are few a second. All of it may get lost.
 */

import type { Api } from "grammy";
import { LRUCache } from "lru-cache";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import { faultOf } from "./api.ts";

/** The message that an eye is put on. */
export interface Seen {
  readonly chat: number;
  readonly message: number;
}

export interface Signs {
  /** Puts an eye on a message; once, however often it is asked for. */
  eye(seen: Seen, api: Api): void;
  /** Takes the eye back, if there is one: the message is dealt with. */
  over(seen: Seen): void;
  /** A sign that is worth something now or never: made at once, or not at all. Resolves when it was; never rejects. */
  now(sign: string, call: () => Promise<unknown>): Promise<void>;
  /** A call was limited: signs rest for as long, and for a while besides. */
  rest(milliseconds: number): void;
}

export interface SignsOptions {
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  /** Messages that wait to be sent. */
  readonly waiting: () => number;
  readonly log: Pick<Log, "debug">;
}

/** Eyes at once: each takes some 100 ms at Telegram, and more would only be limited together. */
const AT_ONCE = 16;
/** Whoever was limited is so for a while: answers come first until then. */
const REST_MS = 15_000;
/** Drafts, "typing" and eyes that are taken back; of Telegram's 30 calls a second the rest is for answers. */
const OTHERS_A_SECOND = 10;
/** Messages that may wait while eyes are taken back. */
const FEW = 10;
const LOOK_AGAIN_MS = 500;
/** An eye that stays on a message does little harm. */
const MOST_TO_TAKE_BACK = 2_000;

/** Messages that were dealt with, so long: an eye that comes late would stay. */
const DEALT_WITH = { max: 5_000, ttl: 60_000 } as const;

type Eye = { readonly seen: Seen; readonly api: Api; state: "queued" | "asked" | "shown"; isOver: boolean };

export function createSigns({ now, waiting, log }: SignsOptions): Signs {
  const eyes = new Map<string, Eye>();
  const dealtWith = new LRUCache<string, true>(DEALT_WITH);
  let queue: Eye[] = [];
  let toTakeBack: Eye[] = [];
  let asked = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const others = allowance(OTHERS_A_SECOND, now);
  const rests = (): boolean => now() < restsUntil;

  const rest = (milliseconds: number): void => {
    restsUntil = Math.max(restsUntil, now() + milliseconds + REST_MS);
    // The chats are answered by then, or nearly.
    for (const eye of queue.splice(0)) eyes.delete(keyOf(eye.seen));
  };
  const make = async (sign: string, call: () => Promise<unknown>): Promise<boolean> => {
    asked += 1;
    try {
      await call();
      return true;
    } catch (thrown) {
      const fault = faultOf(thrown);
      if (fault.kind === "refused" && fault.code === 429) rest(fault.retryAfterMs ?? 0);
      log.debug("sign of life lost", { sign, problem: errorText(thrown) });
      return false;
    } finally {
      asked -= 1;
    }
  };
  const putOn = async (eye: Eye): Promise<void> => {
    eye.state = "asked";
    const { chat, message } = eye.seen;
    const isOn = await make("reaction", () =>
      eye.api.setMessageReaction(chat, message, [{ type: "emoji", emoji: "👀" }]),
    );
    if (!isOn) eyes.delete(keyOf(eye.seen));
    else {
      eye.state = "shown";
      if (eye.isOver) takeBack(eye);
    }
    goOn();
  };
  const takeBack = (eye: Eye): void => {
    eyes.delete(keyOf(eye.seen));
    toTakeBack.push(eye);
    if (toTakeBack.length > MOST_TO_TAKE_BACK) toTakeBack = toTakeBack.slice(-MOST_TO_TAKE_BACK);
  };
  const goOn = (): void => {
    while (asked < AT_ONCE && !rests()) {
      const eye = queue.shift();
      if (eye === undefined) break;
      void putOn(eye);
    }
    while (toTakeBack.length > 0 && queue.length === 0 && asked < AT_ONCE && !rests()) {
      if (waiting() > FEW || !others.take()) break;
      const { seen, api } = toTakeBack.shift() as Eye;
      void make("reaction", () => api.setMessageReaction(seen.chat, seen.message, [])).then(goOn);
    }
    clearTimeout(timer);
    timer = toTakeBack.length === 0 ? undefined : setTimeout(goOn, LOOK_AGAIN_MS).unref();
  };
  return {
    rest,
    eye(seen, api) {
      if (rests() || eyes.has(keyOf(seen)) || dealtWith.has(keyOf(seen))) return;
      const eye: Eye = { seen, api, state: "queued", isOver: false };
      eyes.set(keyOf(seen), eye);
      queue.push(eye);
      goOn();
    },
    over(seen) {
      dealtWith.set(keyOf(seen), true);
      const eye = eyes.get(keyOf(seen));
      if (eye === undefined) return;
      eye.isOver = true;
      if (eye.state === "asked") return;
      if (eye.state === "shown") takeBack(eye);
      else {
        queue = queue.filter((other) => other !== eye);
        eyes.delete(keyOf(seen));
      }
      goOn();
    },
    async now(sign, call) {
      if (rests() || queue.length > 0 || asked >= AT_ONCE || !others.take()) return;
      await make(sign, call);
    },
  };
}

function keyOf({ chat, message }: Seen): string {
  return `${chat} ${message}`;
}

/** Allows so many a second, and as many at once after a rest. */
function allowance(perSecond: number, now: () => number): { take(): boolean } {
  let left = perSecond;
  let at = now();
  return {
    take() {
      const since = now() - at;
      at += since;
      left = Math.min(perSecond, left + (since / 1_000) * perSecond);
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
