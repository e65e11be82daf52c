/**
 * Effects of handling one update: messages to be sent, and changes to be kept, as plain data. Handlers collect both,
 * and the worker puts all of it into the transaction that marks the update as handled. So a crash at any moment leaves
 * an update that is handled again from the start, or one whose messages are in the outbox: never an answer made twice,
 * never one lost. What depends on how things stand at that very moment is decided there instead: see `Effects.decide`.
 */

import type { Locale } from "../../language/language.ts";
import type { ConversationKey, Search } from "../../storage/conversations.ts";
import type { Database } from "../../storage/database.ts";
import type { CountedQuestion } from "../../storage/question-times.ts";
import { sqliteConversations } from "../../storage/sqlite/conversations.ts";
import { sqliteQuestionTimes } from "../../storage/sqlite/question-times.ts";
import { standingRows } from "../../storage/sqlite/standings.ts";
import { type KeptAnswer, keptProofs, type Proof } from "../conversation/answers.ts";
import { keptGuestMode } from "../conversation/decisions.ts";
import { type Feedback, keptFeedback } from "../conversation/feedback.ts";
import { keptDigests } from "../conversation/news.ts";
import { keptProposals, type Proposal } from "../conversation/proposals.ts";
import { type Desk, type Draft, keptDesk } from "../conversation/unanswered.ts";
import type { Person } from "../members/access.ts";
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

export type Change =
  | { readonly kind: "answered"; readonly answer: KeptAnswer }
  | { readonly kind: "cited"; readonly proof: Proof }
  | { readonly kind: "searched"; readonly search: Search }
  /** A follow-up leans on nothing said so far. */
  | { readonly kind: "context-ended"; readonly conversation: ConversationKey }
  /** @param day null: today */
  | {
      readonly kind: "day-asked";
      readonly conversation: ConversationKey;
      readonly day: string | null;
      readonly at: Date;
    }
  | { readonly kind: "judged"; readonly verdict: Parameters<Feedback["judge"]>[0] }
  | { readonly kind: "explained"; readonly explanation: Parameters<Feedback["explain"]>[0] }
  | { readonly kind: "commented"; readonly comment: Parameters<Feedback["comment"]>[0] }
  | { readonly kind: "comment-expected"; readonly expected: Parameters<Feedback["expectComment"]>[0] }
  | { readonly kind: "reply-expected"; readonly expected: Parameters<Feedback["expectReply"]>[0] }
  | { readonly kind: "no-comment-expected"; readonly person: number; readonly chat: number }
  | { readonly kind: "question-counted"; readonly question: CountedQuestion }
  | { readonly kind: "member-seen"; readonly person: Person; readonly spoken: Locale | null }
  | { readonly kind: "language-chosen"; readonly person: Person; readonly locale: Locale }
  /** A stranger was told that the bot is for members. */
  | { readonly kind: "stranger-told"; readonly person: number }
  | { readonly kind: "digest-wanted"; readonly person: number; readonly at: Date }
  | { readonly kind: "digest-ended"; readonly person: number }
  | { readonly kind: "file-proposed"; readonly proposal: Proposal }
  | { readonly kind: "collection-chosen"; readonly proposal: string; readonly collection: string }
  | { readonly kind: "proposal-dropped"; readonly proposal: string }
  | { readonly kind: "drafted"; readonly draft: Draft }
  | { readonly kind: "draft-dropped"; readonly draft: string }
  /** @param chat null: cards go to each admin */
  | { readonly kind: "secretariat-chat"; readonly chat: Parameters<Desk["useChat"]>[0] }
  | { readonly kind: "guest-mode"; readonly on: boolean }
  | { readonly kind: "chat-moved"; readonly from: number; readonly to: number };

type Storing = { readonly [Kind in Change["kind"]]: (change: Extract<Change, { readonly kind: Kind }>) => void };

/**
 * What the handling of an update keeps beside its messages, as plain data: it goes into the transaction that ends the
 * update, whichever database that is of. What depends on how things stand at that very moment is decided there instead:
 * see `Effects.decide`.
 * Stores changes in SQLite, in the caller's transaction. @param database the state
 */
export function changesInSqlite(database: Database, clock: () => Date): (changes: readonly Change[]) => void {
  const [conversations, proofs] = [sqliteConversations(database), keptProofs(database)];
  const [feedback, desk] = [keptFeedback(database), keptDesk(database)];
  const [proposals, digests] = [keptProposals(database), keptDigests(database)];
  const [guestMode, questionTimes] = [keptGuestMode(database), sqliteQuestionTimes(database)];
  const standings = standingRows(database);
  const store: Storing = {
    answered: conversations.store,
    cited: ({ proof }) => proofs.keep(proof),
    searched: conversations.store,
    "context-ended": conversations.store,
    "day-asked": conversations.store,
    judged: ({ verdict }) => feedback.judge(verdict),
    explained: ({ explanation }) => feedback.explain(explanation),
    commented: ({ comment }) => feedback.comment(comment),
    "comment-expected": ({ expected }) => feedback.expectComment(expected),
    "reply-expected": ({ expected }) => feedback.expectReply(expected),
    "no-comment-expected": ({ person, chat }) => feedback.expectNoComment(person, chat),
    "question-counted": ({ question }) => questionTimes.count(question),
    "member-seen": ({ person, spoken }) => standings.store({ kind: "seen", person, spoken, at: clock() }),
    "language-chosen": ({ person, locale }) =>
      standings.store({ kind: "language", person, language: locale, at: clock() }),
    "stranger-told": ({ person }) => standings.store({ kind: "refused", person, at: clock() }),
    "digest-wanted": ({ person, at }) => digests.subscribe(person, at),
    "digest-ended": ({ person }) => digests.unsubscribe(person),
    "file-proposed": ({ proposal }) => proposals.keep(proposal),
    "collection-chosen": ({ proposal, collection }) => proposals.choose(proposal, collection),
    "proposal-dropped": ({ proposal }) => proposals.drop(proposal),
    drafted: ({ draft }) => desk.keepDraft(draft),
    "draft-dropped": ({ draft }) => desk.dropDraft(draft),
    "secretariat-chat": ({ chat }) => desk.useChat(chat),
    "guest-mode": ({ on }) => guestMode.turn(on),
    "chat-moved": ({ from, to }) => desk.moveChat(from, to),
  };
  return (changes) => {
    for (const change of changes) (store[change.kind] as (change: Change) => void)(change);
  };
}
