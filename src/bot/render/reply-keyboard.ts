/** The buttons under an answer: one for each citation number, and what can be done next. Pure. */

import type { InlineKeyboardButton } from "@grammyjs/types";
import type { Answer, Citation } from "../../engine/engine.ts";
import type { Say } from "../i18n/words.ts";
import { BUTTONS, button } from "./reply-buttons.ts";

export interface AnswerButtons {
  readonly say: Say;
  /** Of the kept answer: what its buttons name. */
  readonly answer: string;
  /** By mark. */
  readonly proofs: ReadonlyMap<number, string>;
  /** True where there is more to read on. */
  readonly more: boolean;
}

const MARKS_A_ROW = 6;

/** A button for each mark that has a proof. */
export function markRows(
  citations: readonly Citation[],
  proofs: ReadonlyMap<number, string>,
): InlineKeyboardButton[][] {
  const marks = citations.flatMap(({ mark }) => {
    const proof = proofs.get(mark);
    return proof === undefined ? [] : [button(`[${mark}]`, BUTTONS.proof.data(proof))];
  });
  const rows: InlineKeyboardButton[][] = [];
  for (let start = 0; start < marks.length; start += MARKS_A_ROW) rows.push(marks.slice(start, start + MARKS_A_ROW));
  return rows;
}

export function answerKeyboard(
  kind: Answer["kind"],
  citations: readonly Citation[],
  { say, answer: id, proofs, more }: AnswerButtons,
): InlineKeyboardButton[][] {
  const rows = markRows(citations, proofs);
  const toSecretariat = button(say("button-ask-secretariat"), BUTTONS.askSecretariat.data(id));
  if (kind === "not-found") {
    rows.push([toSecretariat]);
  } else {
    rows.push([
      ...(more ? [button(say("button-more"), BUTTONS.more.data(id))] : []),
      button("👍", BUTTONS.good.data(id)),
      button("👎", BUTTONS.bad.data(id)),
    ]);
    if (kind === "unsure") rows.push([toSecretariat]);
  }
  rows.push([button(say("button-new-topic"), BUTTONS.newTopic.data())]);
  return rows;
}
