/** Messages between the bot's process (bot-process.ts) and the benchmark. */

export interface BotOrder {
  /** Where Telegram is played. */
  readonly apiRoot: string;
  readonly token: string;
  /** The address that updates are delivered to; null where the bot is to poll. */
  readonly webhookPort: number | null;
  readonly dataDir: string;
  readonly corpusDir: string;
  /** `words` costs next to nothing: what is measured then is everything else. */
  readonly embedder: "minilm" | "words";
}

/** Since it was asked the last time. */
export interface BotWatch {
  /** Longest time that the main thread heard nobody. */
  readonly longestBlockMs: number;
  readonly p99BlockMs: number;
  /** Processor time of the whole process. */
  readonly cpuMs: number;
  readonly memoryMb: number;
  /** Warnings and errors in its log. */
  readonly complaints: number;
  /** Updates and messages that are not dealt with. */
  readonly left: number;
}

export type BotMessage = { readonly kind: "ready" } | { readonly kind: "watched"; readonly watch: BotWatch };
export type BotRequest = "watch" | "stop";
