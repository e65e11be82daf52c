import { describe, expect, it } from "vitest";
import type { KeptAnswer } from "../../../src/bot/conversation/answers.ts";
import { newId, openRecords } from "../../../src/bot/conversation/records.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { sqliteConversations } from "../../../src/storage/sqlite/conversations.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { citationIn, FEES } from "../render/cited.ts";

const NOON = new Date("2026-11-22T12:00:00Z");
const minutes = (later: number): Date => new Date(NOON.getTime() + later * 60_000);
const ADA = { person: 7, chat: 7, topic: 0 };

function openedRecords() {
  const path = `${temporaryFolder().path}/state.sqlite`;
  const database = openDatabase(path, STATE_SCHEMA);
  return { ...openRecords(database), store: sqliteConversations(database).store };
}

function answerOf(id: string, more: Partial<KeptAnswer> = {}): KeptAnswer {
  const said = { question: `question ${id}`, text: `answer ${id}`, language: "en", kind: "answered" } as const;
  return { id, ...ADA, message: Number(id), ...said, further: [], rests: [], at: minutes(Number(id)), ...more };
}

describe("what is kept of a person", () => {
  /** Ada and another have each asked, judged, searched, and put a question to the secretariat. */
  function filled() {
    const records = openedRecords();
    for (const [person, id] of [
      [7, "1"],
      [8, "2"],
    ] as const) {
      records.answers.keep(answerOf(id, { person, chat: person }));
      records.feedback.judge({ answer: id, person, verdict: "bad", at: minutes(1) });
      records.feedback.expectComment({ person, chat: person, answer: id, until: minutes(10) });
      records.store({ kind: "searched", search: { id, person, words: "fees", at: minutes(1) } });
      const asker = { person, name: "A", username: null, chat: person, topic: 0, message: 1, nearest: [] };
      const put = { answer: id, ...asker, question: "q", language: "en", at: minutes(1) } as const;
      const question = records.unanswered.put(put, minutes(100)) ?? 0;
      records.desk.keepCard({ chat: 1, message: question, question, kind: "card" });
    }
    records.proofs.keep({ id: "p", citation: citationIn(FEES, "It is due on 31 March."), at: NOON });
    return records;
  }

  it("is given out, with times as people write them", () => {
    expect(filled().personalData.export(7)).toMatchObject({
      answers: [{ question: "question 1", at: "2026-11-22T12:01:00.000Z" }],
      feedback: [{ verdict: "bad" }],
      unanswered: [{ question: "q" }],
      searches: [{ words: "fees" }],
    });
    expect(filled().personalData.export(9)).toBeNull();
  });

  it("has no passages of documents that were never shown: whoever lost access can have their data, too", () => {
    const records = openedRecords();
    const further = [citationIn(FEES, "It is due on 31 March.")];
    records.answers.keep(answerOf("1", { person: 7, chat: 7, further }));
    expect(JSON.stringify(records.personalData.export(7))).not.toContain("31 March");
  });

  it("is erased whole, and nothing of anybody else's, and no proof", () => {
    const records = filled();
    expect(records.personalData.erase(7)).toBe(5);
    expect(records.personalData.export(7)).toBeNull();
    expect(records.feedback.expectedComment(7, 7, minutes(2))).toBeNull();
    expect(records.personalData.export(8)).not.toBeNull();
    expect(records.proofs.find("p")?.citation.quote).toBe("It is due on 31 March.");
  });

  it("goes when it is too old; proofs stay", () => {
    const records = filled();
    expect(records.sweep(minutes(0))).toBe(0);
    expect(records.sweep(minutes(60))).toBe(10);
    expect(records.personalData.export(8)).toBeNull();
    expect(records.proofs.find("p")?.at).toEqual(NOON);
  });
});

describe("a proof", () => {
  it("is found by its words, in the same version and document only", () => {
    const { proofs } = openedRecords();
    const citation = citationIn(FEES, "It is due on 31 March.");
    proofs.keep({ id: "p", citation, at: NOON });
    expect(proofs.idOf({ ...citation, mark: 9 })).toBe("p");
    expect(proofs.idOf({ ...citation, end: citation.end - 1 })).toBeNull();
    expect(proofs.idOf({ ...citation, document: { ...citation.document, version: "2" } })).toBeNull();
    expect(proofs.idOf({ ...citation, document: { ...citation.document, id: "copy" } })).toBeNull();
  });

  it("has a name of 22 letters that buttons and links can carry", () => {
    expect(newId((size) => new Uint8Array(size).fill(255))).toMatch(/^[A-Za-z0-9_-]{22}$/u);
  });
});

describe("a question for the secretariat", () => {
  it("is kept once, newest first", () => {
    const { unanswered } = openedRecords();
    const asker = { person: 7, name: "Ada", username: "ada", chat: 7, topic: 0, message: 3, nearest: [] };
    for (const answer of ["1", "2", "1"]) {
      const at = minutes(Number(answer));
      unanswered.put({ answer, ...asker, question: `q${answer}`, language: "zh", at }, minutes(60));
    }
    expect(unanswered.count()).toBe(2);
    expect(unanswered.open()).toMatchObject([
      { id: 2, answer: "2", ...asker, question: "q2", language: "zh", at: minutes(2), state: "waiting" },
      { question: "q1" },
    ]);
  });

  it("is closed once: whoever comes second changes nothing", () => {
    const { unanswered } = openedRecords();
    const asker = { person: 7, name: "Ada", username: "ada", chat: 7, topic: 0, message: 3, nearest: [] };
    unanswered.put({ answer: "1", ...asker, question: "q", language: "en", at: minutes(1) }, minutes(60));
    expect(unanswered.change(1, { state: "answered", handler: 1, reply: "first", at: minutes(2) })).toBe(true);
    expect(unanswered.change(1, { state: "answered", handler: 2, reply: "second", at: minutes(3) })).toBe(false);
    expect(unanswered.find(1)).toMatchObject({ state: "answered", handler: 1, reply: "first" });
    expect(unanswered.count()).toBe(0);
  });

  it("is reminded of when its time has come, and then not again before the next", () => {
    const { unanswered } = openedRecords();
    const asker = { person: 7, name: "Ada", username: "ada", chat: 7, topic: 0, message: 3, nearest: [] };
    unanswered.put({ answer: "1", ...asker, question: "q", language: "en", at: minutes(1) }, minutes(60));
    expect(unanswered.isDue(minutes(59))).toBe(false);
    expect(unanswered.remind(minutes(60), minutes(120))).toMatchObject([{ id: 1 }]);
    expect(unanswered.remind(minutes(119), minutes(180))).toEqual([]);
    unanswered.change(1, { state: "withdrawn", handler: null, at: minutes(119) });
    expect(unanswered.isDue(minutes(500))).toBe(false);
  });
});
