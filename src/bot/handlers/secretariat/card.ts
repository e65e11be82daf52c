/**
 * A question as the secretariat sees it, and what its asker sees of it: who asks what, how it stands, what the documents
 * have that comes nearest, and what can be done. Pure.
 */

import { type Citation, dayText } from "../../../engine/engine.ts";
import { isOpen, type UnansweredQuestion } from "../../conversation/unanswered.ts";
import type { Say } from "../../i18n/words.ts";
import { foldedQuote, sourceLine } from "../../render/reply.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { asReplies, type Reply } from "../../render/reply-messages.ts";
import { beginningOf, joined, linkless, plain, type RichText, styled } from "../../render/reply-text.ts";
import { nameOf } from "../admin/admin-members.ts";

export interface CardView {
  readonly say: Say;
  /** Those that whoever reads the card may see, each with its place in `nearest`, from 1. */
  readonly passages: readonly Citation[];
  /** The name of the admin who handles it; null where nobody does. */
  readonly handler: string | null;
}

const QUESTION_CODE_POINTS = 1_200;
const PASSAGE_CODE_POINTS = 300;
/** With the question and four passages a card is one message. */
const REPLY_CODE_POINTS = 1_000;

export function cardOf(question: UnansweredQuestion, view: CardView): Reply {
  const { say, passages } = view;
  const asker = { id: question.person, name: question.name, username: question.username };
  const blocks = [
    { content: joined([styled("bold", say("card-title", { id: question.id })), ` · ${stateText(question, view)}`]) },
    {
      content: plain(
        `${question.origin === "asked" ? nameOf(asker) : say(`card-${question.origin}`)} · ${say.moment(question.at)}`,
      ),
    },
    { content: quoted(question.question, QUESTION_CODE_POINTS) },
    ...(question.reply === null
      ? []
      : [{ content: plain(beginningOf(linkless(question.reply), REPLY_CODE_POINTS)), before: "\n\n" }]),
    ...(isOpen(question) ? [{ content: plain(say("card-nearest", { count: passages.length })), before: "\n\n" }] : []),
    ...(isOpen(question) ? passages : []).map((citation) => ({
      content: joined(
        [`[${citation.mark}] ${sourceLine(citation, say)}`, foldedQuote(citation.quote, PASSAGE_CODE_POINTS)],
        "\n",
      ),
    })),
  ];
  const [card = { text: "", entities: [], keyboard: [] }] = asReplies(
    blocks.map((block) => ({ before: "\n", ...block })),
    cardKeyboard(question, view),
  );
  return card;
}

export function cardKeyboard(question: UnansweredQuestion, { say, passages }: CardView): Reply["keyboard"] {
  if (!isOpen(question)) return [];
  const { id, state, origin } = question;
  // A member who did not put it waits for nothing, and is told of nothing but an answer.
  const isAsked = origin === "asked";
  return [
    [
      button(say("card-answer"), BUTTONS.deskTake.data(id)),
      ...(passages.length > 0 ? [button(say("card-document"), BUTTONS.deskDocument.data(id))] : []),
    ],
    [
      button(say(isAsked ? "card-decline" : "card-aside"), BUTTONS.deskDecline.data(id)),
      ...(isAsked && state === "waiting" ? [button(say("card-seen"), BUTTONS.deskSeen.data(id))] : []),
    ],
  ];
}

/** Which of the passages answers it. */
export function pointKeyboard({ id }: UnansweredQuestion, { say, passages }: CardView): Reply["keyboard"] {
  return [
    passages.map(({ mark }) => button(`[${mark}]`, BUTTONS.deskPoint.data(id, mark))),
    [button(say("card-back"), BUTTONS.deskBack.data(id))],
  ];
}

export function declineKeyboard({ id, origin }: UnansweredQuestion, say: Say): Reply["keyboard"] {
  return [
    [
      button(say(origin === "asked" ? "card-decline-yes" : "card-aside-yes"), BUTTONS.deskDeclineYes.data(id)),
      button(say("card-back"), BUTTONS.deskBack.data(id)),
    ],
  ];
}

function stateText({ state, origin }: UnansweredQuestion, { say, handler }: CardView): string {
  return say("card-state", {
    state: state === "declined" && origin !== "asked" ? "aside" : state,
    who: handler === null ? "" : linkless(handler),
    known: handler === null ? "no" : "yes",
  });
}

/** The asker's view, under the button by which they put it. */
export function receiptOf({ id, state }: UnansweredQuestion, say: Say): Reply {
  const withdraw = [[button(say("receipt-withdraw"), BUTTONS.withdraw.data(id))]];
  return {
    text: say("receipt", { id, state }),
    entities: [],
    keyboard: isOpen({ state }) ? withdraw : [],
  };
}

/** The secretariat's word, as the asker gets it: never to be taken for a document's. */
export function answerMessage(question: Pick<UnansweredQuestion, "question">, text: string, say: Say, at: Date): Reply {
  const [reply = { text: "", entities: [], keyboard: [] }] = asReplies([
    { content: plain(say("secretariat-answers")), before: "" },
    { content: quoted(question.question, QUESTION_CODE_POINTS / 2), before: "\n" },
    { content: plain(text), before: "\n\n" },
    { content: styled("italic", say("secretariat-word", { day: dayText(say.day(at), say.locale) })), before: "\n\n" },
  ]);
  return reply;
}

/** A receipt that is changed rings no bell: that there will be no answer is a message of its own. */
export function declinedMessage({ question }: Pick<UnansweredQuestion, "question">, say: Say): Reply {
  const [reply = { text: "", entities: [], keyboard: [] }] = asReplies([
    { content: plain(say("secretariat-declines")), before: "" },
    { content: quoted(question, QUESTION_CODE_POINTS / 2), before: "\n" },
  ]);
  return reply;
}

/** Where the secretariat says that the answer stands. */
export function pointMessage(question: UnansweredQuestion, citation: Citation, proof: string, say: Say): Reply {
  const [reply = { text: "", entities: [], keyboard: [] }] = asReplies(
    [
      { content: plain(say("secretariat-points")), before: "" },
      { content: quoted(question.question, QUESTION_CODE_POINTS / 2), before: "\n" },
      { content: plain(`[1] ${sourceLine(citation, say)}`), before: "\n\n" },
      { content: foldedQuote(citation.quote, PASSAGE_CODE_POINTS * 3), before: "\n" },
    ],
    [[button("[1]", BUTTONS.proof.data(proof))]],
  );
  return reply;
}

/** To whoever found an answer wrong. */
export function fixedMessage(question: string, say: Say): Reply {
  const [reply = { text: "", entities: [], keyboard: [] }] = asReplies([
    { content: plain(say("feedback-was-fixed")), before: "" },
    { content: quoted(question, QUESTION_CODE_POINTS / 2), before: "\n" },
  ]);
  return reply;
}

function quoted(text: string, most: number): RichText {
  return styled("blockquote", beginningOf(linkless(text), most));
}
