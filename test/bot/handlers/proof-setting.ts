/** A bot that has quoted a document once, and what presses on the proof of it lead to. */

import type { MessageEntity } from "@grammyjs/types";
import type { Citation } from "../../../src/engine/answering/answer.ts";
import { citationIn, FEES } from "../render/cited.ts";
import { botSetting, type Outcome, type Setting } from "./question-setting.ts";

export const LATE = citationIn(FEES, "After 30 days they lose the right to vote.");
export const NOT_FOUND = "There is no such source, or it is not for you to see.";
export const ID = "abcdefghijklmnopqrstuv";

export function settingWith(citation: Citation = LATE): Setting {
  const bot = botSetting();
  bot.records.proofs.keep({ id: ID, citation, at: new Date("2026-11-20T10:00:00Z") });
  return bot;
}

/** Notes that the press itself was answered with. */
export function toldIn({ called }: Outcome): unknown[] {
  return called.filter(({ method }) => method === "answerCallbackQuery").map(({ payload }) => payload.text);
}

export function underlinedIn({ sent }: Outcome): string {
  const [message] = sent;
  if (message === undefined) return "";
  const { text, entities } = message.payload as { text: string; entities: MessageEntity[] };
  const underline = entities.find(({ type }) => type === "underline");
  return underline === undefined ? "" : text.slice(underline.offset, underline.offset + underline.length);
}
