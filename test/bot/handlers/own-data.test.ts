/** Data that a member can have and have erased: all of it, so that not even the files' bytes have it any more. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openRecords } from "../../../src/bot/conversation/records.ts";
import { introduce, membersOnly } from "../../../src/bot/handlers/gate.ts";
import { ownDataHandlers } from "../../../src/bot/handlers/own-data.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import type { PersonalData } from "../../../src/bot/members/access.ts";
import { createOwnData, membershipData, sweepMembers } from "../../../src/bot/members/own-data.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { sweepOnce } from "../../../src/operations/retention.ts";
import { MEMBERS_NAME, MEMBERS_WORDS } from "../../support/secrets.ts";
import { overridden } from "../../support/standing-changes.ts";
import { testLog } from "../../support/test-log.ts";
import { LISTED, membersSetting } from "../members/setting.ts";
import { groupText, handlersUnderTest, press, pressInGroup, privateText, user } from "./handlers.ts";

const MARKER = `${MEMBERS_WORDS}-what-does-the-photomask-cost`;
const NAME = `Zhang-${MEMBERS_NAME}`;
const NO_DATA: PersonalData = { name: "nothing", export: () => null, erase: () => 0 };

function rights() {
  const setting = membersSetting();
  const { members, database, clock, folder } = setting;
  const parts = { members, sayIn: loadWords(calendarOf("UTC")), clock };
  const records = openRecords(database);
  const ownData = createOwnData(database, {
    conversations: records.personalData,
    membership: membershipData(database),
    ...{ inbox: NO_DATA, outbox: NO_DATA, model: NO_DATA },
  });
  const handlers = handlersUnderTest(setting, [
    introduce(parts),
    ownDataHandlers({ ownData, clock, forgotten: () => [] }).middleware(),
    membersOnly(parts),
  ]);
  const asks = (person: number, words: string) => {
    members.people.seen({ id: person, name: NAME, username: null, languageCode: null }, "en");
    records.answers.keep({
      ...{ id: `answer-${person}`, person, chat: person, topic: 0, message: 1, language: "en", kind: "answered" },
      ...{ question: words, text: `${words} costs`, further: [], at: clock() },
    });
    records.feedback.judge({ answer: `answer-${person}`, person, verdict: "good", at: clock() });
  };
  const bytesHave = (words: string) =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(words));
  return { ...setting, ...handlers, records, asks, bytesHave };
}

describe("/mydata", () => {
  it("sends all that is kept of the member, and of nobody else, as a file", async () => {
    const { handle, asks } = rights();
    asks(LISTED, MARKER);
    asks(3, "another's question");
    const [sent] = await handle(privateText(user(LISTED), "/mydata"));
    expect(sent).toMatchObject({ method: "sendDocument", person: LISTED, payload: { chat_id: LISTED } });
    expect(sent?.file?.name).toBe("docket-2.json");
    const text = Buffer.from(sent?.file?.bytes ?? []).toString();
    expect(JSON.parse(text)).toMatchObject({
      person: LISTED,
      conversations: { answers: [{ question: MARKER }], feedback: [{ verdict: "good" }] },
      membership: { person: { name: NAME, seen_at: "2026-11-22T10:00:00.000Z" } },
    });
    expect(text).not.toContain("another's");
  });

  it("says so when nothing is kept, to a stranger too, and stays out of groups", async () => {
    const { texts } = rights();
    expect(await texts(privateText(user(99), "/mydata"))).toEqual(["Nothing is kept about you."]);
    expect(await texts(groupText(user(LISTED), "/mydata"))).toEqual([expect.stringMatching(/private chat/u)]);
    expect(await texts(groupText(user(99), "/forget"))).toEqual([]);
  });
});

describe("/forget", () => {
  it("asks before, and a no erases nothing", async () => {
    const { handle, texts, asks, records } = rights();
    asks(LISTED, MARKER);
    const [question] = await handle(privateText(user(LISTED), "/forget"));
    expect(JSON.stringify(question?.payload.reply_markup)).toContain("own:forget");
    expect(await texts(press(user(LISTED), "own:keep"))).toEqual(["Nothing was erased."]);
    expect(records.answers.find(`answer-${LISTED}`)).not.toBeNull();
  });

  it("is left alone in a group, where a forged press would write over what the bot said", async () => {
    const { handle, asks, records } = rights();
    asks(LISTED, MARKER);
    for (const id of [LISTED, 99]) {
      for (const data of ["own:keep", "own:forget"]) expect(await handle(pressInGroup(user(id), data))).toEqual([]);
    }
    expect(records.answers.find(`answer-${LISTED}`)).not.toBeNull();
  });

  it("erases it from every file, says how much it was, and leaves others' alone", async () => {
    const { texts, asks, records, bytesHave } = rights();
    asks(LISTED, MARKER);
    asks(3, "another's question");
    expect(bytesHave(MARKER)).not.toEqual([]);
    expect(await texts(press(user(LISTED), "own:forget"))).toEqual([
      "Erased: 3 records\nConversations, searches and feedback: 2\nName and language: 1\nMessages waiting to be handled: 0, to be sent: 0\nUses of the language model today: 0",
    ]);
    await setImmediate();
    expect(bytesHave(MARKER)).toEqual([]);
    expect(records.answers.find("answer-3")).toMatchObject({ question: "another's question" });
  });

  it("keeps no name of whoever forgets, not even because they asked for it", async () => {
    const { texts, asks, members, bytesHave } = rights();
    asks(LISTED, MARKER);
    await texts(privateText(user(LISTED, { first_name: NAME }), "/forget"));
    await texts(press(user(LISTED, { first_name: NAME }), "own:forget"));
    await setImmediate();
    expect(members.people.find(LISTED)).toBeNull();
    expect(bytesHave(NAME)).toEqual([]);
  });

  it("leaves a member a member, and somebody removed removed", async () => {
    const { texts, members } = rights();
    await members.standings.change(overridden(8, "invited"));
    await members.standings.change(overridden(LISTED, "removed"));
    for (const id of [8, LISTED]) await texts(press(user(id), "own:forget"));
    expect(await members.accessOf({ id: 8 })).toMatchObject({ kind: "member" });
    expect(await members.accessOf({ id: LISTED })).toEqual({ kind: "stranger" });
  });
});

describe("the limits on questions", () => {
  it("are not set back by erasing: the bare times of the last day stay, and go with it", async () => {
    const { texts, members, database, questionTimes, clock, later } = rights();
    const ask = async () => {
      const entry = await members.limits.enter(LISTED, clock());
      if (entry.kind !== "granted") return entry.kind;
      database.transaction(() => questionTimes.count(entry.slot.counted()));
      entry.slot.leave();
      return entry.kind;
    };
    for (let asked = 0; asked < 5; asked += 1) expect(await ask()).toBe("granted");
    expect(await texts(press(user(LISTED), "own:forget"))).toHaveLength(1);
    expect(await ask()).toBe("hour");
    later(2 * 86_400_000);
    const sweeps = { members: (before: Date) => sweepMembers(database, before, clock()) };
    sweepOnce({ database, clock, log: testLog(), retentionDays: 30, sweeps });
    expect(database.prepare("SELECT * FROM questions_asked").all()).toEqual([]);
  });
});

describe("retention", () => {
  it("erases what is older than so many days, from the files too, and nothing younger", async () => {
    const { asks, database, clock, later, records, members, bytesHave } = rights();
    const log = testLog();
    const sweep = () =>
      sweepOnce({
        ...{ database, clock, log, retentionDays: 30 },
        sweeps: { conversations: records.sweep, members: (before) => sweepMembers(database, before, clock()) },
      });
    await members.standings.change(overridden(3, "invited"));
    asks(LISTED, MARKER);
    asks(3, "an invited member's question");
    later(29 * 86_400_000);
    asks(4, "a younger question");
    sweep();
    expect(bytesHave(MARKER)).not.toEqual([]);
    later(2 * 86_400_000);
    sweep();
    expect(bytesHave(MARKER)).toEqual([]);
    expect(records.answers.find("answer-4")).not.toBeNull();
    expect(members.people.find(LISTED)).toBeNull();
    expect(members.people.find(3)).toMatchObject({ name: NAME });
  });
});
