/**
 * The context that every handler has besides the update: grammY's context, and what the steps before it have found out.
 */

import type { Context } from "grammy";
import type { Language } from "../language/language.ts";
import type { Effects } from "./delivery/effects.ts";
import type { Say } from "./i18n/words.ts";
import type { Access, Person } from "./members/access.ts";

export interface DocketFlavour {
  readonly effects: Effects;
  /** Aborted when the update's deadline passes, the member presses Stop, or the bot shuts down for good. */
  readonly signal: AbortSignal;
  /** The person that the update is from; handlers behind the gate always have one. */
  person: Person;
  access: Access;
  /** Access as it is now: what is sent past the outbox is asked about right before. */
  accessNow: () => Promise<Access>;
  /** Words in the person's language. */
  say: Say;
  /** Data of the button of a prompt that the message answers without being a reply to it; absent mostly. */
  promptedBy?: string;
  /** The last question, to be answered once more from editions in that language; absent mostly. */
  retold?: { readonly question: string; readonly language: Language };
}

export type DocketContext = Context & DocketFlavour;
