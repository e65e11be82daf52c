/**
 * Effects of handling one update: messages to be sent, and records to be kept. Handlers
 * collect both, and the worker puts all of it into the transaction that marks the update as handled. So a crash at any
 * moment leaves an update that is handled again from the start, or one whose messages are in the outbox: never an answer
 * made twice, never one lost.
 */

import type { Change } from "../changes.ts";
import type { Shown, Source } from "./leave.ts";

/** One call of the Bot API that must happen once. What may get lost (a draft, a reaction) is called directly instead. */
export interface Outgoing {
  readonly method:
    | "sendMessage"
    | "editMessageText"
    | "editMessageReplyMarkup"
    | "deleteMessage"
    | "sendDocument"
    | "setMyCommands";
  /** The method's parameters as the Bot API has them, `chat_id` among them; plain JSON. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** For `sendDocument`: what is uploaded. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  /** The asker's user id, by which this data can be given out and forgotten. */
  readonly person: number | null;
  /** Documents whose words it shows: it leaves only while they may be shown there. Absent: it shows none. */
  readonly shown?: Shown;
  /** The subject of the message, for whoever wants its number once it is in the chat: see `CallEnd`. */
  readonly receipt?: string;
}

export interface Effects {
  /** All that is sent from now on shows words of these documents, besides those that were named before. */
  shows(documents: readonly Source[], reader: number): void;
  /** Put into the outbox in this order; calls of one chat leave in the order in which they came. */
  send(outgoing: Outgoing): void;
  /** Makes a call once more of which nothing is known, and does nothing else. */
  sendAgain(id: number, chat: string): void;
  /** Stored in the transaction that ends the update, after the handler is done. */
  keep(...changes: readonly Change[]): void;
  /**
   * Runs inside that transaction, after all that is kept, and what it returns is sent: for what depends on how things stand
   * at that very moment, such as whether somebody else was quicker. Must be quick and must not throw for what may happen.
   */
  decide(work: () => readonly Outgoing[]): void;
}

/** Effects that one handler has asked for. */
export interface Collected {
  readonly effects: Effects;
  readonly outgoing: readonly Outgoing[];
  readonly again: readonly { readonly id: number; readonly chat: string }[];
  readonly changes: readonly Change[];
  /** Run after the changes; nothing of a run stays if its transaction fails. */
  readonly decisions: readonly (() => readonly Outgoing[])[];
  /** Nothing is taken any more: a handler that was cut off may still be running. */
  close(): void;
}

export function collectEffects(): Collected {
  const outgoing: Outgoing[] = [];
  const again: { id: number; chat: string }[] = [];
  const changes: Change[] = [];
  const decisions: (() => readonly Outgoing[])[] = [];
  let open = true;
  let shown: Shown | undefined;
  const naming = (call: Outgoing): Outgoing => (shown === undefined ? call : { shown, ...call });
  return {
    effects: {
      shows(documents, reader) {
        const named = documents.map(({ id, path, collection }): Source => ({ id, path, collection }));
        const all = new Map([...(shown?.documents ?? []), ...named].map((one) => [JSON.stringify(one), one]));
        if (all.size > 0) shown = { documents: [...all.values()], reader };
      },
      send: (call) => void (open && outgoing.push(naming(call))),
      sendAgain: (id, chat) => void (open && again.push({ id, chat })),
      keep: (...kept) => void (open && changes.push(...kept)),
      decide: (work) => void (open && decisions.push(() => work().map(naming))),
    },
    outgoing,
    again,
    changes,
    decisions,
    close() {
      open = false;
    },
  };
}
