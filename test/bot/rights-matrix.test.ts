/**
 * A right that is taken back reaches what waits: seven kinds of people, every way in which words of a document leave
 * towards Telegram, and the right taken before, during and after the handling. A button, a command or a direct call of the
 * Bot API that is not listed here fails the test.
 */

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { IN_GROUPS, IN_PRIVATE } from "../../src/bot/bot-describe.ts";
import { ADMIN_COMMANDS } from "../../src/bot/handlers/admin/admin.ts";
import { BUTTONS } from "../../src/bot/render/reply-buttons.ts";
import { standingRows } from "../../src/storage/sqlite/standings.ts";
import type { StandingChange } from "../../src/storage/standings.ts";
import { allowed, disallowed, overridden } from "../support/standing-changes.ts";
import { user } from "./handlers/handlers.ts";
import { ADMIN, MEMBERS_GROUP, type RightsSetting, rightsSetting, SECRET } from "./rights.ts";
import {
  ask,
  COMMANDS_WITHOUT_WORDS,
  DIRECT,
  from,
  type Given,
  NO_WORDS,
  UNASKED,
  WAYS,
  type Way,
} from "./rights-ways.ts";

/** Calls that reach the outbox without an update: of the running bot, or by what it lends. */
const UNASKED_SENDING = /(?:running(?:\(\))?\??\.(?:send|decide)|(?<![\w.])decide|parts\.deliver|outbox\.add)\(/gu;

/** At this very moment, also while something else is under way. */
const storeNow = ({ database }: RightsSetting, change: StandingChange): void => standingRows(database).store(change);

const MOMENTS = ["never", "before", "during", "after"] as const;
type Moment = (typeof MOMENTS)[number];

/** The people, by their id; `may` tells whether the document is for them before anything is taken. */
const PEOPLE = [
  { kind: "an admin", id: ADMIN, may: true },
  { kind: "a member of the settings, on the list", id: 2, may: true },
  { kind: "a member of the settings, not on the list", id: 3, may: false },
  { kind: "somebody invited, on the list", id: 4, may: true },
  { kind: "somebody of the members' group, on the list", id: 5, may: true },
  { kind: "somebody removed, still on the list", id: 6, may: false },
  { kind: "a stranger", id: 7, may: false },
] as const;
const isMemberKind = (id: number): boolean => id < 6;
type Somebody = (typeof PEOPLE)[number];

/** The right that is taken from them; `null` where it cannot be taken from them. */
const TAKINGS: Readonly<Record<string, (bot: RightsSetting, who: Somebody) => (() => void) | null>> = {
  "their place on the list": (bot, { id }) => (id === ADMIN ? null : () => storeNow(bot, disallowed("rules", id))),
  membership: (bot, { id }) =>
    id === ADMIN
      ? null
      : id === 5
        ? () => bot.members.groupChanged(MEMBERS_GROUP, 5, false)
        : () => storeNow(bot, overridden(id, "removed")),
  "the document, moved to another list": ({ members, bot }, { id }) =>
    id === ADMIN
      ? null
      : () => {
          members.collections.restrict("board");
          bot.documents = bot.documents.map((one) => ({
            ...one,
            collection: one.collection === "rules" ? "board" : one.collection,
          }));
        },
};

async function prepared(bot: RightsSetting, { id, may }: Somebody, isGroup: boolean): Promise<Given> {
  const { members } = bot;
  bot.bot.documents = bot.bot.documents.map((one) => ({
    ...one,
    collection: one.collection === "board" ? "rules" : one.collection,
  }));
  members.collections.open("board");
  members.collections.open("rules");
  if (!isGroup) for (const one of [2, 4, 5, 6]) storeNow(bot, allowed("rules", one));
  storeNow(bot, overridden(2, "invited"));
  storeNow(bot, overridden(4, "invited"));
  storeNow(bot, overridden(6, "removed"));
  storeNow(bot, overridden(3, "invited"));
  members.groupChanged(MEMBERS_GROUP, 5, true);
  const who = user(id);
  // Words that they were shown while it was for them; others have it from somebody else, by forging.
  const asker = (isGroup ? isMemberKind(id) : may) ? who : user(2);
  await bot.handle(from(asker, "What is the deposit?"));
  await bot.handle(from(asker, "/search deposit"));
  await bot.sendWaiting();
  const row = bot.database
    .prepare("SELECT id FROM answers WHERE person = ? ORDER BY at DESC, rowid DESC")
    .get(asker.id);
  const search = bot.database.prepare("SELECT id FROM searches WHERE person = ?").get(asker.id);
  const proof = bot.records.proofs.idOf(bot.quotes.short) ?? "";
  const longProof = bot.records.proofs.idOf(bot.quotes.long) ?? "";
  return { bot, who, proof, longProof, answer: String(row?.id), search: String(search?.id) };
}

/** Of a way in a group what is read by all there; an admin's own messages are theirs. */
function isFor(reader: number, payload: unknown, isGroup: boolean): boolean {
  const { chat_id: chat } = payload as { chat_id?: number };
  return chat === undefined || (isGroup ? chat < 0 || (chat === reader && reader !== ADMIN) : chat === reader);
}

/** Messages that went to Telegram for this way; the words of the question are none of the document's. */
async function leaving(way: Way, given: Given, moment: Moment, take: () => void): Promise<string> {
  const { bot } = given;
  await way.prepare?.(given);
  const from = () =>
    JSON.stringify(bot.calls.splice(0).filter(({ payload }) => isFor(given.who.id, payload, way.group === true)));
  from();
  if (moment === "before") take();
  if (moment === "during") bot.during = take;
  await way.act(given);
  // Of what takes no while, the moment is when it is stored: nothing has left yet.
  const past = bot.during !== null && moment === "during";
  bot.during = null;
  if (past) {
    const direct = from();
    if (SECRET.test(direct)) return moment === "during" ? "" : direct;
    take();
  }
  const direct = from();
  if (moment === "after") take();
  await bot.sendWaiting();
  // What went past the outbox before it was taken was theirs.
  return moment === "after" ? from() : direct + from();
}

describe("a right that was taken back", () => {
  for (const [name, way] of Object.entries(WAYS)) {
    it(`is gone from ${name}`, async () => {
      const bot = rightsSetting();
      const isGroup = way.group === true;
      for (const somebody of PEOPLE) {
        const nothing = () => undefined;
        const may = (isGroup ? isMemberKind(somebody.id) : somebody.may) && way.not?.includes(somebody.id) !== true;
        const shown = await leaving(way, await prepared(bot, somebody, isGroup), "never", nothing);
        expect({ ...somebody, shown: SECRET.test(shown) }).toEqual({ ...somebody, shown: may });
        const takings = isGroup
          ? [["the collection, open to all", () => bot.members.collections.restrict("rules")] as const]
          : Object.entries(TAKINGS).map(([what, taking]) => [what, taking(bot, somebody)] as const);
        for (const [what, take] of takings) {
          if (take === null) continue;
          for (const moment of MOMENTS.slice(1)) {
            const given = await prepared(bot, somebody, isGroup);
            const left = await leaving(way, given, moment, take);
            expect({ kind: somebody.kind, what, moment, left: SECRET.exec(left)?.input ?? null }).toEqual({
              ...{ kind: somebody.kind, what, moment, left: null },
            });
          }
        }
      }
    });
  }

  it("is waited for where Telegram cannot be asked who belongs to the members' group", async () => {
    const bot = rightsSetting();
    const given = await prepared(bot, PEOPLE[4], false);
    for (const belongs of [true, false]) {
      bot.members.groupChanged(MEMBERS_GROUP, 5, true);
      await ask(given);
      bot.setting.later(6 * 60_000);
      bot.setting.group.set(5, new Error("no contact"));
      bot.calls.splice(0);
      for (let tries = 0; tries < 3; tries += 1) {
        await bot.sendWaiting();
        expect(bot.calls).toEqual([]);
        bot.setting.later(30_000);
      }
      bot.setting.group.set(5, belongs);
      await bot.sendWaiting();
      expect(SECRET.test(JSON.stringify(bot.calls))).toBe(belongs);
    }
  });

  it("is listed for every button, command, direct call and message of nobody's asking that there is", () => {
    const listed = Object.keys(WAYS).flatMap((name) => /^(?:button|command) (\w+)/u.exec(name)?.[1] ?? []);
    const pages = ["section", "search", "documents", "proof"];
    for (const button of Object.keys(BUTTONS)) {
      const ways = [...listed, ...pages].filter((one) => one === button).length + (button in NO_WORDS ? 1 : 0);
      expect({ button, listed: ways > 0 }).toEqual({ button, listed: true });
    }
    const commands = new Set(
      [...IN_PRIVATE, ...IN_GROUPS].filter((one) => !(ADMIN_COMMANDS as readonly string[]).includes(one)),
    );
    for (const command of commands) {
      const isListed = listed.includes(command) || COMMANDS_WITHOUT_WORDS.includes(command);
      expect({ command, isListed }).toEqual({ command, isListed: true });
    }
    const places = globSync("src/bot/**/*.ts")
      .filter((file) => !/^src\/bot\/(?:delivery|members)\//u.test(file))
      .map((file) => [file, readFileSync(file, "utf8").match(UNASKED_SENDING)?.length ?? 0] as const)
      .filter(([, count]) => count > 0);
    expect(places.sort()).toEqual(Object.entries(UNASKED).map(([file, [count]]) => [file, count]));
    const direct = globSync("src/bot/**/*.ts").flatMap((file) => {
      const text = readFileSync(file, "utf8");
      return [
        ...text.matchAll(
          /(?:api(?:\.raw)?|ctx|context)\s*\.(?<call>(?:send|answer|edit|copy|forward|set)[A-Z]\w+)\(/gu,
        ),
      ].map(({ groups }) => groups?.call ?? "");
    });
    expect([...new Set(direct)].filter((call) => !(call in DIRECT) && !/^set(?:My|Webhook)/u.test(call))).toEqual([]);
  });
});
