/**
 * What the handling of an update keeps beside its messages, as plain data: it goes into the transaction that ends the
 * update, whichever database that is of. What depends on how things stand at that very moment is decided there instead:
 * see `Effects.decide`.
 */

import type { Locale } from "../language/language.ts";
import type { Database } from "../storage/database.ts";
import { type ConversationKey, type KeptAnswer, keptAnswers, keptProofs, type Proof } from "./conversation/answers.ts";
import { keptGuestMode } from "./conversation/decisions.ts";
import { type Feedback, keptFeedback } from "./conversation/feedback.ts";
import { keptDigests } from "./conversation/news.ts";
import { keptProposals, type Proposal } from "./conversation/proposals.ts";
import { keptDaysAsked, keptSearches, type Search } from "./conversation/records.ts";
import { type Desk, type Draft, keptDesk } from "./conversation/unanswered.ts";
import type { Person } from "./members/access.ts";
import { type CountedQuestion, countQuestion } from "./members/limits.ts";
import { createPeople, createRefusals } from "./members/people.ts";

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
  | { readonly kind: "no-comment-expected"; readonly person: number; readonly chat: number }
  | { readonly kind: "question-counted"; readonly question: CountedQuestion }
  | { readonly kind: "member-seen"; readonly person: Person }
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

/** Stores changes in SQLite, in the caller's transaction. @param database the state */
export function changesInSqlite(database: Database, clock: () => Date): (changes: readonly Change[]) => void {
  const [answers, proofs, searches] = [keptAnswers(database), keptProofs(database), keptSearches(database)];
  const [daysAsked, feedback, desk] = [keptDaysAsked(database), keptFeedback(database), keptDesk(database)];
  const [proposals, digests] = [keptProposals(database), keptDigests(database)];
  const guestMode = keptGuestMode(database);
  const [people, refusals] = [createPeople(database, clock), createRefusals(database, clock)];
  const store: Storing = {
    answered: ({ answer }) => answers.keep(answer),
    cited: ({ proof }) => proofs.keep(proof),
    searched: ({ search }) => searches.keep(search),
    "context-ended": ({ conversation }) => answers.endContext(conversation),
    "day-asked": ({ conversation, day, at }) =>
      day === null ? daysAsked.end(conversation) : daysAsked.begin(conversation, day, at),
    judged: ({ verdict }) => feedback.judge(verdict),
    explained: ({ explanation }) => feedback.explain(explanation),
    commented: ({ comment }) => feedback.comment(comment),
    "comment-expected": ({ expected }) => feedback.expectComment(expected),
    "no-comment-expected": ({ person, chat }) => feedback.expectNoComment(person, chat),
    "question-counted": ({ question }) => countQuestion(database, question),
    "member-seen": ({ person }) => people.seen(person),
    "language-chosen": ({ person, locale }) => people.chooseLanguage(person, locale),
    "stranger-told": ({ person }) => refusals.told(person),
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
