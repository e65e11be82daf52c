/**
 * Questions that the bot must answer within a time: the press of a button, an inline query, a guest's message. Telegram
 * forgets them soon; whoever asked then sees nothing.
 */

import type { User } from "@grammyjs/types";
import { badRequest } from "./failure.ts";

/** About how long Telegram's apps wait; Telegram itself names no figure. */
const QUERY_MS = 15_000;

export const QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid";

export interface OpenQuery<Answer> {
  readonly id: string;
  readonly from: User;
  /** Where it was asked. */
  readonly chat: number;
  /** The message whose button was pressed, if it was a press. */
  readonly message: number | null;
  readonly answer: (answer: Answer) => void;
}

export class OpenQueries<Answer> {
  readonly #open = new Map<string, OpenQuery<Answer> & { readonly giveUp: () => void }>();
  /** Those whose time is not over, answered or not. */
  readonly #recent = new Map<string, OpenQuery<Answer>>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** @returns the query's id, and what the bot answers: null if it does not in time */
  ask(
    from: User,
    chat: number,
    message: number | null = null,
  ): { readonly id: string; readonly answered: Promise<Answer | null> } {
    const id = String(Math.floor((1 + this.#random()) * 1_000_000_000_000_000));
    const answered = new Promise<Answer | null>((resolve) => {
      const settle = (answer: Answer | null) => {
        this.#open.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        this.#recent.delete(id);
        settle(null);
      }, QUERY_MS);
      timer.unref();
      const query = { id, from, chat, message, answer: settle };
      this.#recent.set(id, query);
      this.#open.set(id, { ...query, giveUp: () => settle(null) });
    });
    return { id, answered };
  }

  /** Also when it is answered already. */
  recent(id: string): OpenQuery<Answer> | null {
    return this.#recent.get(id) ?? null;
  }

  /** @throws ApiFailure if there was no such query or its time is over */
  require(id: string): OpenQuery<Answer> {
    const query = this.#open.get(id);
    if (query === undefined) throw badRequest(QUERY_TOO_OLD);
    return query;
  }

  giveUp(): void {
    for (const { giveUp } of [...this.#open.values()]) giveUp();
  }
}
