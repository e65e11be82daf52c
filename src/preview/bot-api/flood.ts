/**
 * Telegram's flood control, as far as it is known: about a message a second in a private chat, 20 a minute in a group and
 * 30 a second in all, each with room for a short burst. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */

import { ApiFailure } from "./failure.ts";

interface Pace {
  readonly perSecond: number;
  /** So many at once, after a rest. */
  readonly burst: number;
}

const CHAT: Pace = { perSecond: 1, burst: 3 };
const GROUP: Pace = { perSecond: 20 / 60, burst: 20 };
const ALL: Pace = { perSecond: 30, burst: 30 };

/** @param now milliseconds since 1970 */
export function floodControl(now: () => number): (chat: number) => void {
  const levels = new Map<number | "all", { left: number; at: number }>();

  const current = (key: number | "all", { perSecond, burst }: Pace) => {
    const at = now();
    const level = levels.get(key) ?? { left: burst, at };
    return { left: Math.min(burst, level.left + ((at - level.at) / 1_000) * perSecond), at };
  };

  return (chat) => {
    const paces: readonly (readonly [number | "all", Pace])[] = [
      [chat, chat < 0 ? GROUP : CHAT],
      ["all", ALL],
    ];
    const present = paces.map(([key, pace]) => ({ key, pace, level: current(key, pace) }));
    const waits = present.map(({ pace, level }) =>
      level.left >= 1 ? 0 : Math.ceil((1 - level.left) / pace.perSecond),
    );
    const retry_after = Math.max(...waits);
    if (retry_after > 0) throw new ApiFailure(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
    for (const { key, level } of present) levels.set(key, { left: level.left - 1, at: level.at });
  };
}
