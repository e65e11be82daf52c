/**
 * Changes that handlers keep: plain data, which could go to another machine, stored in the transaction that ends an
 * update.
 */

import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { recordsInSqlite } from "../../src/bot/delivery/boxes.ts";
import { type Change, changesInSqlite } from "../../src/bot/delivery/effects.ts";
import { sqliteBoxes } from "../../src/storage/sqlite/boxes.ts";
import { openState } from "../../src/storage/state.ts";
import { arrived, call } from "../contract/boxes-made.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const AT = new Date("2026-11-22T08:00:00Z");
const CONVERSATION = { person: 7, chat: 7, topic: 0 };
const ANN = { id: 7, name: "Ann", username: "ann", languageCode: "en" };
const SEEN = {
  ...{ title: "Rules", number: null, publisher: null, published: null, effectiveFrom: null, effectiveUntil: null },
  ...{ language: "en", pages: 1, characters: 9, warnings: [], copyOf: null, changed: [] },
};
const DRAFT = { id: "d", person: 1, question: 1, offered: [2], also: [], text: "Yes.", at: AT };
const PROPOSAL = {
  ...{ album: "", proposed: false },
  ...{ id: "f", person: 1, name: "rules.txt", bytes: Uint8Array.of(1, 2), seen: SEEN },
  ...{ collection: "", replaces: null, facts: null, at: AT },
};

/** Of each kind one, with the tables that it leaves a row in, or empties. */
const CHANGES: {
  readonly [Kind in Change["kind"]]: readonly [Extract<Change, { readonly kind: Kind }>, string, number];
} = {
  answered: [
    {
      kind: "answered",
      answer: {
        ...{ ...CONVERSATION, id: "a", message: 3, question: "What?", language: "en", kind: "answered" },
        ...{ text: "This.", further: [], rests: [], at: AT },
      },
    },
    "answers WHERE in_context = 1",
    1,
  ],
  "context-ended": [{ kind: "context-ended", conversation: CONVERSATION }, "answers WHERE in_context = 0", 1],
  cited: [
    {
      kind: "cited",
      proof: { id: "p", citation: { start: 0, end: 4, document: { id: "x", version: "v" } } as never, at: AT },
    },
    "proofs WHERE version = 'v'",
    1,
  ],
  searched: [{ kind: "searched", search: { id: "s", person: 7, words: "fees", at: AT } }, "searches", 1],
  "day-asked": [
    { kind: "day-asked", conversation: CONVERSATION, day: "2022-06-01", at: AT },
    "days_asked WHERE day = '2022-06-01'",
    1,
  ],
  judged: [
    { kind: "judged", verdict: { answer: "a", person: 7, verdict: "bad", at: AT } },
    "feedback WHERE verdict = 'bad'",
    1,
  ],
  explained: [
    { kind: "explained", explanation: { answer: "a", person: 7, reason: "outdated", at: AT } },
    "feedback WHERE reason = 'outdated'",
    1,
  ],
  commented: [
    { kind: "commented", comment: { answer: "a", person: 7, comment: "It is old." } },
    "feedback WHERE comment = 'It is old.'",
    1,
  ],
  "comment-expected": [
    { kind: "comment-expected", expected: { person: 7, chat: 7, answer: "a", until: AT } },
    "expected_comments",
    1,
  ],
  "reply-expected": [
    { kind: "reply-expected", expected: { person: ANN.id, chat: 9, button: "je:d:x", until: new Date(9) } },
    "expected_comments WHERE chat = 9",
    1,
  ],
  "no-comment-expected": [{ kind: "no-comment-expected", person: 7, chat: 7 }, "expected_comments WHERE chat = 7", 0],
  "question-counted": [
    { kind: "question-counted", question: { person: 7, askedAt: AT, doneAt: AT } },
    "questions_asked",
    1,
  ],
  "member-seen": [{ kind: "member-seen", person: ANN, spoken: "en" }, "people WHERE language IS NULL", 1],
  "language-chosen": [
    { kind: "language-chosen", person: ANN, locale: "zh-Hant" },
    "people WHERE language = 'zh-Hant'",
    1,
  ],
  "stranger-told": [{ kind: "stranger-told", person: 8 }, "refusals", 1],
  "digest-wanted": [{ kind: "digest-wanted", person: 7, at: AT }, "digests", 1],
  "digest-ended": [{ kind: "digest-ended", person: 7 }, "digests", 0],
  "file-proposed": [{ kind: "file-proposed", proposal: PROPOSAL }, "proposals WHERE collection = ''", 1],
  "collection-chosen": [
    { kind: "collection-chosen", proposal: "f", collection: "board" },
    "proposals WHERE collection = 'board'",
    1,
  ],
  "proposal-dropped": [{ kind: "proposal-dropped", proposal: "f" }, "proposals", 0],
  drafted: [{ kind: "drafted", draft: DRAFT }, "drafts", 1],
  "draft-dropped": [{ kind: "draft-dropped", draft: "d" }, "drafts", 0],
  "secretariat-chat": [
    { kind: "secretariat-chat", chat: { chat: -5, topic: 0, locale: "en" } },
    "secretariat_chat WHERE chat = -5",
    1,
  ],
  "guest-mode": [{ kind: "guest-mode", on: true }, "guest_mode", 1],
  "chat-moved": [{ kind: "chat-moved", from: -5, to: -1005 }, "secretariat_chat WHERE chat = -1005", 1],
};

function setting() {
  const database = openState(join(temporaryFolder().path, "state.sqlite"));
  onTestFinished(() => database.close());
  return {
    database,
    rows: (where: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${where}`).get()?.n),
  };
}

it("each kind is plain data, and is stored as such", () => {
  const { database, rows } = setting();
  const store = changesInSqlite(database, () => AT);
  const seen = Object.values(CHANGES).map(([change, where, expected]) => {
    store([structuredClone(change)]);
    return { kind: change.kind, rows: rows(where), expected };
  });
  expect(seen.map(({ kind, rows: found }) => [kind, found])).toEqual(
    seen.map(({ kind, expected }) => [kind, expected]),
  );
});

it("what an update changes is stored with its end, before what is decided on it, or not at all", async () => {
  const { database, rows } = setting();
  const boxes = sqliteBoxes({ database, clock: () => AT, keep: recordsInSqlite(database, () => AT) });
  await boxes.inbox.receive([arrived(5)]);
  const [waiting] = await boxes.inbox.recover();
  const begun = await boxes.inbox.begin(waiting?.position ?? 0);
  if (begun === null) throw new Error("it cannot be begun");
  const [[change]] = [CHANGES.searched];
  const fail = () => {
    throw new Error("it cannot be decided");
  };
  const batch = { calls: [call("one")], records: { changes: [change], decisions: [fail] } };
  await expect(boxes.inbox.end(begun.lease, "handled", batch)).rejects.toThrow("cannot be decided");
  expect([rows("searches"), rows("outbox")]).toEqual([0, 0]);
  const found: number[] = [];
  const decide = () => {
    found.push(rows("searches"));
    return [{ method: "sendMessage", payload: { chat_id: 7, text: "two" }, person: 7 } as const];
  };
  await boxes.inbox.end(begun.lease, "handled", { ...batch, records: { changes: [change], decisions: [decide] } });
  expect([found, rows("searches"), rows("outbox")]).toEqual([[1], 1, 2]);
});
