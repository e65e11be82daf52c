/** The gate: who gets past it, what everybody else hears, and how somebody gets in. */

import { describe, expect, it } from "vitest";
import type { DocketContext } from "../../../src/bot/context.ts";
import { introduce, membersOnly, strangersLimit } from "../../../src/bot/handlers/gate.ts";
import { invitationHandlers, invitationLink } from "../../../src/bot/handlers/membership.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import type { AccessSettings } from "../../../src/bot/members/members.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { allowed, overridden } from "../../support/standing-changes.ts";
import { ADMIN, GROUP, LISTED, membersSetting } from "../members/setting.ts";
import { BOT, groupText, handlersUnderTest, press, privateText, user } from "./handlers.ts";

const DAY = 86_400_000;

function gate(settings: Partial<AccessSettings> = {}) {
  const setting = membersSetting(settings);
  const sayIn = loadWords(calendarOf("UTC"));
  const parts = { members: setting.members, sayIn, clock: setting.clock };
  const behind: DocketContext[] = [];
  const handlers = handlersUnderTest(setting, [
    introduce(parts),
    strangersLimit(),
    invitationHandlers({ members: setting.members, sayTo: () => sayIn("en") }).middleware(),
    membersOnly(parts),
    (ctx) => void behind.push(ctx),
  ]);
  return { ...setting, ...handlers, behind };
}

describe("the gate", () => {
  it("lets a member through, with who they are and what they may see", async () => {
    const { handle, behind, members } = gate();
    members.collections.restrict("board");
    await handle(privateText(user(LISTED, { last_name: "Li", username: "li", language_code: "zh-hans" }), "你好"));
    expect(behind).toHaveLength(1);
    expect(behind[0]?.person).toEqual({ id: LISTED, name: "N2 Li", username: "li", languageCode: "zh-hans" });
    expect(behind[0]?.access).toMatchObject({ admin: false, collections: new Set(["", "notices"]) });
    expect(behind[0]?.say.language).toBe("zh");
    expect(await members.standings.named("li")).toMatchObject({ id: LISTED, name: "N2 Li" });
  });

  it("speaks the chosen language, else the client's, else English", async () => {
    const { handle, behind, members } = gate();
    members.people.chooseLanguage({ id: LISTED, name: "Li", username: null, languageCode: null }, "zh");
    await handle(privateText(user(LISTED), "hello"));
    await handle(privateText(user(ADMIN, { language_code: "zh-TW" }), "hello"));
    await handle(privateText(user(ADMIN, { language_code: "de" }), "hello"));
    expect(behind.map(({ say }) => say.language)).toEqual(["zh", "zh", "en"]);
  });

  it("speaks the language that is written, where the client tells none, and goes on in it when a button is pressed", async () => {
    const { handle, behind } = gate();
    const { language_code: _, ...untold } = user(LISTED);
    for (const update of [
      privateText(untold, "联盟秘书处的联系人是谁？"),
      press(untold, "n"),
      privateText(untold, "/help"),
      privateText(untold, "Who leads the project?"),
      press(untold, "n"),
    ]) {
      await handle(update);
    }
    expect(behind.map(({ say }) => say.language)).toEqual(["zh", "zh", "zh", "en", "en"]);
  });

  it("speaks the language that is written to it, where none was chosen: also where the client tells none", async () => {
    const { handle, behind, members } = gate();
    const spoken = async (text: string, languageCode?: string) => {
      await handle(privateText(user(ADMIN, languageCode === undefined ? {} : { language_code: languageCode }), text));
      return behind.at(-1)?.say.locale;
    };
    expect(await spoken("联盟秘书处的联系人是谁？")).toBe("zh");
    expect(await spoken("聯盟秘書處的聯絡人是誰？")).toBe("zh-Hant");
    expect(await spoken("Who is the contact?")).toBe("en");
    expect(await spoken("光罩", "zh-hant")).toBe("zh-Hant");
    expect(await spoken("疫情期间找谁联系", "en")).toBe("zh");
    expect(await spoken("Who is 张汝京?", "en")).toBe("en");
    expect(await spoken("YMTC", "zh-hans")).toBe("zh");
    expect(await spoken("/search 会员", "en")).toBe("zh");
    members.people.chooseLanguage({ id: ADMIN, name: "Ada", username: null, languageCode: null }, "zh-Hant");
    expect(await spoken("联盟的秘书处")).toBe("zh-Hant");
  });

  it("goes on in the language of the buttons that are pressed", async () => {
    const { handle, behind } = gate();
    const pressed = async (label: string) => {
      const update = press(user(ADMIN), "m:abcdefghijklmnopqrstuv");
      const message = { ...update.callback_query?.message, reply_markup: { inline_keyboard: [[{ text: label }]] } };
      await handle({ ...update, callback_query: { ...update.callback_query, message } } as typeof update);
      return behind.at(-1)?.say.locale;
    };
    expect(await pressed("更多")).toBe("zh");
    expect(await pressed("換個話題")).toBe("zh-Hant");
    expect(await pressed("More")).toBe("en");
  });

  it("tells a stranger once a day, in their language, with the id that the secretariat needs", async () => {
    const { texts, behind, later } = gate();
    const stranger = user(99, { language_code: "zh" });
    expect(await texts(privateText(stranger, "碳化硅项目投资多少？"))).toEqual([expect.stringMatching(/秘书处.*99/su)]);
    expect(await texts(privateText(stranger, "？"))).toEqual([]);
    later(DAY);
    expect(await texts(privateText(stranger, "？"))).toHaveLength(1);
    expect(behind).toEqual([]);
  });

  it("tells a stranger who presses Start each time: in groups and inline they are sent here to read how to join", async () => {
    const { texts, later } = gate();
    expect(await texts(groupText(user(99), "/ask budget?"))).toEqual([expect.stringMatching(/in private/u)]);
    for (const text of ["/start", "/start hello", "/start"]) {
      later(5_000);
      expect(await texts(privateText(user(99), text))).toEqual([expect.stringMatching(/secretariat.*99/su)]);
      expect(await texts(privateText(user(99), text))).toEqual([]);
    }
    expect(await texts(privateText(user(99), "budget?"))).toEqual([]);
  });

  it("tells in both languages whoever's language it does not know", async () => {
    const { texts } = gate();
    const { language_code: _, ...unknown } = user(99);
    const [text] = await texts(privateText(unknown, "?"));
    expect(text).toMatch(/secretariat.*秘书处/su);
  });

  it("hears a stranger twenty times an hour, and members always", async () => {
    const { texts, later, members, handle, behind } = gate();
    let answers = 0;
    for (let times = 0; times < 200; times += 1) {
      answers += (await texts(privateText(user(99), `/start i_${"A".repeat(22)}`))).length;
      later(5_000);
    }
    expect(answers).toBe(20);
    expect(await texts(privateText(user(98), "/start"))).toHaveLength(1);
    for (let times = 0; times < 50; times += 1) await handle(privateText(user(LISTED), "When?"));
    expect(behind).toHaveLength(50);
    // Somebody who was let in meanwhile is heard at once.
    await members.standings.change(overridden(99, "invited"));
    await handle(privateText(user(99), "When?"));
    expect(behind).toHaveLength(51);
  });

  it("keeps nothing of a stranger but that they were told", async () => {
    const { handle, members, database } = gate();
    await handle(privateText(user(99), "the secret of 4711"));
    expect(members.people.find(99)).toBeNull();
    expect(database.prepare("SELECT * FROM refusals").all()).toHaveLength(1);
  });

  it.each([
    ["/ask", "/ask@docket_bot budget?", {}],
    ["a reply", "the budget?", { reply_to_message: { message_id: 3, from: BOT, text: "Hello" } }],
    ["a mention", "@docket_bot budget?", { entities: [{ type: "mention", offset: 0, length: 11 }] }],
  ])("answers a stranger in a group to %s, and never with their id", async (_way, text, more) => {
    const { texts, behind } = gate();
    const asked = groupText(user(99), text, more);
    expect(await texts(asked)).toEqual([expect.not.stringMatching(/99|budget/u)]);
    expect(await texts(asked)).toEqual([]);
    expect(behind).toEqual([]);
  });

  it("leaves a stranger in a group alone whose words are not for the bot, though they ask another one", async () => {
    const { texts, behind } = gate();
    for (const text of ["what is the budget?", "/help", "/ask@other_bot budget?"]) {
      expect(await texts(groupText(user(99), text))).toEqual([]);
    }
    expect(behind).toEqual([]);
  });

  it("shows in a group only what every member may see, to admins too", async () => {
    const { handle, behind, members } = gate();
    await members.standings.change(allowed("board", LISTED));
    await handle(groupText(user(LISTED), "/ask budget?"));
    await handle(groupText(user(ADMIN), "/ask budget?"));
    for (const { access } of behind) {
      expect(access).toMatchObject({ collections: new Set(["", "notices"]), closed: new Set(["board"]) });
    }
    expect(behind).toHaveLength(2);
  });

  it("gives rights to no one who hides: anonymous admins, channels, bots", async () => {
    const { texts, behind } = gate({ mode: "open" });
    const anonymous = { sender_chat: { id: -77, type: "supergroup", title: "A group" } };
    const groupBot = user(1_087_968_824, { is_bot: true, username: "GroupAnonymousBot" });
    expect(await texts(groupText(groupBot, "/members", anonymous))).toEqual([]);
    expect(await texts(groupText(groupBot, "/ask budget?", anonymous))).toEqual([expect.stringMatching(/yourself/u)]);
    expect(await texts(groupText(groupBot, "/ask@other_bot budget?", anonymous))).toEqual([]);
    expect(await texts(groupText(user(777_000), "news", { ...anonymous, is_automatic_forward: true }))).toEqual([]);
    expect(await texts(groupText(user(5, { is_bot: true }), "/ask budget?"))).toEqual([]);
    expect(behind).toEqual([]);
  });

  it("ends the waiting of a stranger's button and inline query, with nothing in it", async () => {
    const { handle, calls, behind } = gate();
    expect(await handle(press(user(99), "p:AAAAAAAAAAAAAAAAAAAAAA"))).toEqual([]);
    const inline = { id: "i", from: user(99), query: "budget", offset: "" };
    expect(await handle({ inline_query: inline })).toEqual([]);
    expect(calls.map(({ method }) => method)).toEqual(["answerCallbackQuery", "answerInlineQuery"]);
    expect(calls[1]?.payload).toMatchObject({ results: [], cache_time: 0, is_personal: true });
    expect(behind).toEqual([]);
  });

  it("lets Stop through, which comes with a chat and no sender", async () => {
    const { handle, behind } = gate();
    const chat = { id: LISTED, type: "private", first_name: "Li" } as const;
    await handle({ stopped_message_generation: { chat, draft_id: 3 } });
    expect(behind[0]?.person.id).toBe(LISTED);
  });

  it("tells somebody whose membership cannot be checked to ask again, each time", async () => {
    const { texts, group, behind } = gate({ group: GROUP });
    group.set(7, new Error("socket hang up"));
    expect(await texts(privateText(user(7), "?"))).toEqual([expect.stringMatching(/in a few minutes/u)]);
    expect(await texts(privateText(user(7), "?"))).toHaveLength(1);
    group.set(7, true);
    await texts(privateText(user(7), "?"));
    expect(behind).toHaveLength(1);
  });
});

describe("the link of an invitation", () => {
  const payloadOf = (link: string) => new URL(link).searchParams.get("start") ?? "";

  it("lets a stranger in, tells the admin who came, and goes on to the start", async () => {
    const { handle, members, behind } = gate();
    const link = invitationLink(BOT.username, members.invitations.create(ADMIN, "Bob of Acme").secret);
    expect(link).toMatch(/^https:\/\/t\.me\/docket_bot\?start=i_[A-Za-z0-9_-]{22}$/u);
    const sent = await handle(privateText(user(8, { username: "bob" }), `/start ${payloadOf(link)}`));
    expect(sent.map(({ payload }) => [payload.chat_id, payload.text])).toEqual([
      [ADMIN, "N8 (@bob, 8) joined with your invitation: Bob of Acme"],
      [8, "Welcome, you are a member now."],
    ]);
    expect(behind[0]?.access).toMatchObject({ kind: "member", admin: false });
  });

  it("says politely why it does not hold", async () => {
    const { texts, members, behind, later } = gate();
    const { secret } = members.invitations.create(ADMIN, "");
    const other = members.invitations.create(ADMIN, "").secret;
    members.invitations.redeem(8, secret);
    expect(await texts(privateText(user(9), `/start i_${secret}`))).toEqual([expect.stringMatching(/used already/u)]);
    expect(await texts(privateText(user(9), "/start i_forged"))).toEqual([expect.stringMatching(/do not know/u)]);
    later(8 * DAY);
    expect(await texts(privateText(user(9), `/start i_${other}`))).toEqual([
      expect.stringMatching(/expired on 2026-11-29/u),
    ]);
    expect(behind).toEqual([]);
  });

  it("is left for somebody else by whoever is in already", async () => {
    const { texts, members, behind } = gate();
    const { secret } = members.invitations.create(ADMIN, "");
    expect(await texts(privateText(user(LISTED), `/start i_${secret}`))).toEqual([]);
    expect(behind).toHaveLength(1);
    expect(members.invitations.redeem(9, secret).kind).toBe("joined");
  });

  it("does nothing in a group", async () => {
    const { members, texts } = gate();
    const { secret } = members.invitations.create(ADMIN, "");
    expect(await texts(groupText(user(9), `/start i_${secret}`))).toEqual([]);
    expect(await members.accessOf({ id: 9 })).toEqual({ kind: "stranger" });
  });
});
