import { describe, expect, it } from "vitest";
import type { Entry, Slot } from "../../../src/bot/members/limits.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { membersSetting, type Setting } from "./setting.ts";

const MINUTE = 60_000;

async function granted(entering: Promise<Entry>): Promise<Slot> {
  const entry = await entering;
  if (entry.kind !== "granted") throw new Error(`not let in: ${entry.kind}`);
  return entry.slot;
}

async function inTurn<Result>(count: number, work: () => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < count; index += 1) results.push(await work());
  return results;
}

/** Asks, and is answered at once. */
async function ask({ members, clock, questionTimes }: Setting, person = 7): Promise<Entry> {
  const entry = await members.limits.enter(person, clock());
  if (entry.kind === "granted") {
    questionTimes.count(entry.slot.counted());
    entry.slot.leave();
  }
  return entry;
}

describe("a member's limits", () => {
  it("let in so many questions an hour, and say when the next may come", async () => {
    const setting = membersSetting({}, { limits: { questionsPerHour: 3, questionsPerDay: 100 } });
    for (let question = 0; question < 3; question++) {
      expect((await ask(setting)).kind).toBe("granted");
      setting.later(10 * MINUTE);
    }
    expect(await ask(setting)).toEqual({
      ...{ kind: "hour", questions: 3, told: false },
      until: new Date("2026-11-22T11:00:00Z"),
    });
    expect((await ask(setting, 8)).kind).toBe("granted");
    setting.later(30 * MINUTE);
    expect((await ask(setting)).kind).toBe("granted");
    expect(await ask(setting)).toMatchObject({ kind: "hour", until: new Date("2026-11-22T11:10:00Z") });
  });

  it("let in so many a day, which ends at midnight where the organisation is", async () => {
    const limits = { questionsPerHour: 100, questionsPerDay: 3 };
    const setting = membersSetting({}, { limits, calendar: calendarOf("Asia/Shanghai") });
    // Four hours into the evening.
    for (let question = 0; question < 3; question++) {
      setting.later(80 * MINUTE);
      expect((await ask(setting)).kind).toBe("granted");
    }
    setting.later(2 * 60 * MINUTE - 1);
    expect(await ask(setting)).toMatchObject({ kind: "day", questions: 3, until: new Date("2026-11-22T16:00:00Z") });
    setting.later(1);
    expect(await inTurn(3, async () => (await ask(setting)).kind)).toEqual(["granted", "granted", "granted"]);
    expect(await ask(setting)).toMatchObject({ kind: "day", until: new Date("2026-11-23T16:00:00Z") });
  });

  it("count all of a day of 27 hours", async () => {
    const limits = { questionsPerHour: 100, questionsPerDay: 2 };
    const setting = membersSetting({}, { limits, calendar: calendarOf("Antarctica/Casey") });
    setting.later(Date.parse("2012-02-21T13:00:00Z") - setting.clock().getTime());
    await ask(setting);
    setting.later(27 * 60 * MINUTE - 2);
    await ask(setting);
    setting.later(1);
    expect(await ask(setting)).toMatchObject({ kind: "day", until: new Date("2012-02-22T16:00:00Z") });
  });

  it("tell of whichever ends last to whoever is over both", async () => {
    const setting = membersSetting({}, { limits: { questionsPerHour: 2, questionsPerDay: 2 } });
    for (const hour of [11, 12]) {
      setting.later(Date.parse(`2026-11-22T${hour}:00:00Z`) - setting.clock().getTime());
      await ask(setting);
    }
    expect(await ask(setting)).toMatchObject({ kind: "day", until: new Date("2026-11-23T00:00:00Z") });
    const late = membersSetting({}, { limits: { questionsPerHour: 2, questionsPerDay: 2 } });
    late.later(13.5 * 60 * MINUTE);
    for (let question = 0; question < 2; question++) await ask(late);
    expect(await ask(late)).toMatchObject({ kind: "hour", until: new Date("2026-11-23T00:30:00Z") });
  });

  it("are told once a minute, however much is asked meanwhile", async () => {
    const setting = membersSetting({}, { limits: { questionsPerHour: 1, questionsPerDay: 100 } });
    await ask(setting);
    const told = await inTurn(50, async () => {
      const entry = await ask(setting);
      return "told" in entry && entry.told;
    });
    expect(told).toEqual([false, ...Array(49).fill(true)]);
    setting.later(MINUTE);
    expect(await ask(setting)).toMatchObject({ kind: "hour", told: false });
  });

  it.each([-1, 1])("are not confused by a clock that is %d minutes off Telegram's", async (minutes) => {
    const setting = membersSetting({}, { limits: { questionsPerHour: 100, questionsPerDay: 100 } });
    const { members, clock, later, questionTimes } = setting;
    later(10 * MINUTE);
    // One after the other, each after the answer to the last.
    for (let question = 0; question < 8; question++) {
      const arrived = new Date(Math.floor(clock().getTime() / 1_000) * 1_000 + minutes * MINUTE);
      const place = await granted(members.limits.enter(7, arrived));
      later(300);
      questionTimes.count(place.counted());
      place.leave();
      later(300);
    }
  });

  it("mute nobody when the clock is set back, and count on from there", async () => {
    const setting = membersSetting({}, { limits: { questionsPerHour: 3, questionsPerDay: 100 } });
    const asked = async (): Promise<readonly string[]> => {
      const kinds = await inTurn(4, async () => (await ask(setting)).kind);
      setting.later(1_000);
      return kinds;
    };
    const counted = ["granted", "granted", "granted", "hour"];
    expect(await asked()).toEqual(counted);
    setting.later(-26 * 60 * MINUTE);
    expect(await asked()).toEqual(counted);
  });

  it("count what is being answered", async () => {
    const { members, clock } = membersSetting({}, { limits: { questionsPerHour: 2, questionsPerDay: 100 } });
    await granted(members.limits.enter(7, clock()));
    await granted(members.limits.enter(7, clock()));
    expect((await members.limits.enter(7, clock())).kind).toBe("hour");
  });

  it("do not count a question that failed", async () => {
    const { members, clock } = membersSetting({}, { limits: { questionsPerHour: 1, questionsPerDay: 100 } });
    (await granted(members.limits.enter(7, clock()))).leave();
    expect((await members.limits.enter(7, clock())).kind).toBe("granted");
  });

  it("count those who enter while the store is looked at, and look again", async () => {
    const { later, ...setting } = membersSetting({}, { limits: { questionsPerHour: 3, questionsPerDay: 100 } });
    later(MINUTE);
    const { members, clock } = setting;
    const entries = await Promise.all(Array.from({ length: 10 }, () => members.limits.enter(7, clock())));
    expect(entries.map(({ kind }) => kind).sort()).toEqual([...Array(3).fill("granted"), ...Array(7).fill("hour")]);
  });

  it("run one question of a member at a time", async () => {
    const { members, clock } = membersSetting();
    const order: string[] = [];
    const first = await granted(members.limits.enter(7, clock()));
    const second = await granted(members.limits.enter(7, clock()));
    const other = await granted(members.limits.enter(8, clock()));
    const waiting = second.turn.then(() => order.push("second runs"));
    await Promise.all([first.turn, other.turn]);
    order.push("first done");
    first.leave();
    first.leave();
    await waiting;
    expect(order).toEqual(["first done", "second runs"]);
  });

  it("let three wait, and no more, in one chat or in several", async () => {
    const { members, clock } = membersSetting();
    const places = await inTurn(4, () => granted(members.limits.enter(7, clock())));
    expect(await members.limits.enter(7, clock())).toEqual({ kind: "waiting", questions: 4, told: false });
    expect((await members.limits.enter(8, clock())).kind).toBe("granted");
    places[0]?.leave();
    expect((await members.limits.enter(7, clock())).kind).toBe("granted");
  });

  it("refuse what came while four were unfinished, though its turn comes when they are done", async () => {
    const limits = { questionsPerHour: 100, questionsPerDay: 100 };
    const { members, clock, later, questionTimes } = membersSetting({}, { limits });
    // Ten at once, in one chat, which are handled one after the other.
    const arrived = clock();
    const kinds = await inTurn(10, async () => {
      later(1_000);
      const entry = await members.limits.enter(7, arrived);
      if (entry.kind === "granted") {
        later(1_000);
        questionTimes.count(entry.slot.counted());
        entry.slot.leave();
      }
      return entry.kind;
    });
    expect(kinds).toEqual([...Array(4).fill("granted"), ...Array(6).fill("waiting")]);
    later(1_000);
    expect((await members.limits.enter(7, clock())).kind).toBe("granted");
  });

  it("do not hold the bot's own absence against a member", async () => {
    const { members, clock, later, questionTimes } = membersSetting();
    const overnight = new Date(clock().getTime() - 3_600_000);
    const kinds = await inTurn(5, async () => {
      later(1_000);
      const entry = await members.limits.enter(7, overnight);
      if (entry.kind === "granted") {
        questionTimes.count(entry.slot.counted());
        entry.slot.leave();
      }
      return entry.kind;
    });
    expect(kinds).toEqual(Array(5).fill("granted"));
  });
});
