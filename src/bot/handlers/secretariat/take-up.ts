/** The secretariat takes up a question that nobody put to it: one that was missed, or one whose answer was found wrong. */

import type { Citation } from "../../../engine/engine.ts";
import type { KeptAnswer } from "../../conversation/answers.ts";
import type { QuestionOrigin, UnansweredQuestion } from "../../conversation/unanswered.ts";
import type { DeskParts } from "./desk-press.ts";

/** Runs in a transaction. @returns the question, under the number that it has or gets; null where it cannot be kept */
export function takeUp(
  { id: answer, person, chat, topic, message, question, language }: KeptAnswer,
  { origin, nearest, at }: { origin: QuestionOrigin; nearest: readonly Citation[]; at: Date },
  { records: { unanswered }, members: { people } }: Pick<DeskParts, "records" | "members">,
): UnansweredQuestion | null {
  const known = people.find(person);
  const asker = { person, name: known?.name ?? String(person), username: known?.username ?? null };
  const put = { answer, ...asker, chat, topic, message, question, language, nearest, origin, at };
  const id = unanswered.put(put, at) ?? unanswered.idOf(answer);
  return id === null ? null : unanswered.find(id);
}
