/** The secretariat's commands: what they say and do, and that nobody else can use them. */

import { describe, expect, it } from "vitest";
import { ADMIN_COMMANDS } from "../../../../src/bot/handlers/admin/admin.ts";
import { detectEntities } from "../../../../src/bot-api-server/text/entities.ts";
import { overridden } from "../../../support/standing-changes.ts";
import { ADMIN, LISTED } from "../../members/setting.ts";
import { groupText, press, privateText, user } from "../handlers.ts";
import { secretariat } from "./secretariat.ts";

describe("the secretariat's commands", () => {
  it.each(ADMIN_COMMANDS)("/%s is for admins only", async (name) => {
    const { texts, members } = secretariat();
    expect(await texts(privateText(user(LISTED), `/${name} 1`))).toEqual(["This is for the secretariat."]);
    expect(await members.accessOf({ id: ADMIN })).toMatchObject({ admin: true });
  });

  it("are sent away from groups, where others read along, but for what is about the group", async () => {
    const { texts } = secretariat();
    for (const name of ADMIN_COMMANDS.filter((one) => one !== "remove" && one !== "secretariat")) {
      expect(await texts(groupText(user(ADMIN), `/${name}`))).toEqual([expect.stringMatching(/private chat/u)]);
    }
  });

  it("tell an admin the id of the group, which a setting wants", async () => {
    const { texts } = secretariat();
    const update = groupText(user(ADMIN), "/members");
    expect(await texts(update)).toEqual([expect.stringContaining(`MEMBERS_GROUP: ${update.message?.chat.id})`)]);
  });

  it.each([
    ["forwarded", { forward_origin: { type: "user", sender_user: user(LISTED), date: 1 } }],
    ["written by another bot", { via_bot: user(5, { is_bot: true }) }],
  ])("are not carried out when %s: somebody else wrote them", async (_how, more) => {
    const { command, members } = secretariat();
    expect(await command(`/remove ${LISTED}`, more)).toMatch(/write it yourself/u);
    expect((await members.standings.standingOf(LISTED)).override).toBeNull();
  });

  it("are left alone in a group where another bot may be meant", async () => {
    const { texts } = secretariat();
    expect(await texts(groupText(user(LISTED), "/stats"))).toEqual([]);
    expect(await texts(groupText(user(LISTED), "/stats@docket_bot"))).toEqual(["This is for the secretariat."]);
  });

  it("check the rights of whoever presses a button, when it is pressed", async () => {
    const { handle, members, calls } = secretariat();
    members.people.seen({ id: 8, name: "Bob", username: "bob", languageCode: null }, "en");
    for (const data of ["adm:remove:8:0", "adm:members:0", "dl:unanswered:1:", "adm:ask-remove:8:0"]) {
      expect(await handle(press(user(LISTED), data))).toEqual([]);
    }
    expect((await members.standings.standingOf(8)).override).toBeNull();
    expect(calls.every(({ payload }) => payload.text === "This is for the secretariat.")).toBe(true);
  });

  it.each(["adm:remove:1e9:0", "adm:remove:-5:0", "adm:members:99999", "adm:nothing", `adm:${"x".repeat(60)}`])(
    "do nothing for the forged button %s",
    async (data) => {
      const { handle, calls } = secretariat();
      expect(await handle(press(user(ADMIN), data))).toEqual([]);
      expect(calls.map(({ method }) => method)).toEqual(["answerCallbackQuery"]);
    },
  );
});

describe("/members", () => {
  it("lists who may ask, eight at a time, with a button to remove each but admins", async () => {
    const { handle, members } = secretariat();
    for (let id = 10; id < 20; id++) {
      members.people.seen({ id, name: `Member ${id}`, username: null, languageCode: null }, "en");
      await members.standings.change(overridden(id, "invited"));
    }
    const [page] = await handle(privateText(user(ADMIN), "/members"));
    expect(page?.payload.text).toMatch(/^12 people may ask \(page 1 of 2\)\n\n• 1 · admin · has not written yet\n/u);
    const buttons = JSON.stringify(page?.payload.reply_markup);
    expect(buttons).toContain("adm:members:1");
    expect(buttons).toContain(`adm:ask-remove:${LISTED}:0`);
    expect(buttons).not.toContain(`adm:ask-remove:${ADMIN}:`);
    const [last] = await handle(press(user(ADMIN), "adm:members:1"));
    expect(last).toMatchObject({ method: "editMessageText", payload: { message_id: 9 } });
    expect(String(last?.payload.text).match(/•/gu)).toHaveLength(4);
  });

  it("asks before it removes, then removes at once", async () => {
    const { texts, members } = secretariat();
    members.people.seen({ id: LISTED, name: "Li", username: "li", languageCode: null }, "en");
    expect(await texts(press(user(ADMIN), `adm:ask-remove:${LISTED}:0`))).toEqual([
      expect.stringMatching(/Li \(@li, 2\)/u),
    ]);
    expect(await members.accessOf({ id: LISTED })).toMatchObject({ kind: "member" });
    expect(await texts(press(user(ADMIN), `adm:remove:${LISTED}:0`))).toEqual([expect.not.stringMatching(/@li/u)]);
    expect(await members.accessOf({ id: LISTED })).toEqual({ kind: "stranger" });
  });
});

describe("a member who calls themselves https://bad.example.com and @admin", () => {
  const NAME = "\u202ehttps://bad.example.com @admin /stats";
  const person = { id: 8, name: NAME, username: null, languageCode: null };

  it("puts no link, command or other name into what the secretariat reads", async () => {
    const { command, handle, members, records, clock } = secretariat();
    members.people.seen(person, "en");
    await members.standings.change(overridden(8, "invited"));
    const asked = {
      chat: 8,
      topic: 0,
      message: 1,
      nearest: [],
      question: `${NAME}?`,
      language: "en",
      at: clock(),
    } as const;
    records.unanswered.put({ answer: "1", person: 8, name: NAME, username: null, ...asked }, clock());
    const [page] = await handle(privateText(user(ADMIN), "/members"));
    expect(JSON.stringify(page?.payload.reply_markup)).not.toContain("\u202e");
    const read = [String(page?.payload.text), await command("/unanswered"), await command("/remove 8")];
    const found = read.flatMap((text) =>
      detectEntities(text).map(({ offset, length }) => text.slice(offset, offset + length)),
    );
    expect(found).toEqual(["/invite", "/unanswered", "/invite"]);
  });
});

describe("a member with a very long name", () => {
  it("is shown with their own id, by which they are removed, however much stands before it", async () => {
    const { command, members, records, clock } = secretariat();
    const name = `Li Wei (@liwei, 42)${" x".repeat(60)}`;
    members.people.seen({ id: 8, name, username: "eve", languageCode: null }, "en");
    await members.standings.change(overridden(8, "invited"));
    const asked = {
      chat: 8,
      topic: 0,
      message: 1,
      nearest: [],
      question: "Who pays?",
      language: "en",
      at: clock(),
    } as const;
    records.unanswered.put({ answer: "1", person: 8, name, username: "eve", ...asked }, clock());
    for (const text of ["/members", "/unanswered", "/collection board allow 8", "/remove 8"]) {
      expect(await command(text)).toContain("… (@eve, 8)");
    }
  });
});

describe("/remove", () => {
  it.each([
    ["an id", "/remove 8", {}],
    ["a name", "/remove @Bob", {}],
    ["a reply", "/remove", { reply_to_message: { message_id: 3, from: user(8), text: "hi" } }],
    [
      "a reply to a forward",
      "/remove",
      {
        reply_to_message: { message_id: 3, from: user(ADMIN), forward_origin: { type: "user", sender_user: user(8) } },
      },
    ],
  ])("takes %s", async (_way, text, more) => {
    const { command, members } = secretariat();
    members.people.seen({ id: 8, name: "Bob", username: "bob", languageCode: null }, "en");
    expect(await command(text, more)).toMatch(/^Bob \(@bob, 8\) can no longer ask/u);
    expect((await members.standings.standingOf(8)).override).toBe("removed");
  });

  it("works in a group, where the message is that it replies to", async () => {
    const { texts, members } = secretariat();
    const reply = { reply_to_message: { message_id: 3, from: user(8), text: "hi" } };
    await texts(groupText(user(ADMIN), "/remove", reply));
    expect((await members.standings.standingOf(8)).override).toBe("removed");
  });

  it("takes nobody for meant where a message only stands in a topic, which Telegram shows as a reply to its opening", async () => {
    const { texts, members } = secretariat();
    const opening = { message_id: 3, from: user(8), forum_topic_created: { name: "Fees", icon_color: 0 } };
    const inTopic = { is_topic_message: true, message_thread_id: 3, reply_to_message: opening };
    expect(await texts(groupText(user(ADMIN), "/remove", inTopic))).toEqual([expect.stringMatching(/^Whom\?/u)]);
    expect((await members.standings.standingOf(8)).override).toBeNull();
  });

  it("asks whom, where nobody is named, or nobody that it knows", async () => {
    const { command } = secretariat();
    expect(await command("/remove")).toMatch(/^Whom\?/u);
    expect(await command("/remove @nobody")).toMatch(/^Whom\?/u);
  });

  it("says how an admin is removed", async () => {
    const { command } = secretariat();
    expect(await command(`/remove ${ADMIN}`)).toMatch(/ADMINS/u);
  });
});

describe("/invite", () => {
  it("gives a link, the note and the day on which it ends", async () => {
    const { command, members } = secretariat();
    const text = await command("/invite  Bob\nof Acme");
    const [, secret = ""] = /https:\/\/t\.me\/docket_bot\?start=i_(\S+)/u.exec(text) ?? [];
    expect(text).toMatch(/until 29 Nov 2026, 10:00 UTC\..*: Bob of Acme$/su);
    expect(members.invitations.redeem(8, secret)).toMatchObject({ kind: "joined" });
  });
});

describe("/collection", () => {
  it("shows the folders and whose they are, and changes it", async () => {
    const { command, members } = secretariat();
    members.people.seen({ id: 8, name: "Bob", username: "bob", languageCode: null }, "en");
    expect(await command("/collection")).toMatch(
      /• \/ · one document · all members\n• board · 2 documents · all members/u,
    );
    expect(await command("/collection board")).toBe("board: for all members.");
    expect(await command("/collection board restrict")).toBe("board: for admins only.");
    expect(await command("/collection board allow @bob")).toBe("board: for admins and these members:\n• Bob (@bob, 8)");
    expect(await command("/collection")).toMatch(/• board · 2 documents · admins and one member/u);
    expect(await command("/collection board deny 9")).toMatch(/not on the list/u);
    expect(await command("/collection board 移除 8")).toBe("board: for admins only.");
    expect(await command("/collection board open")).toBe("board: for all members.");
    expect(members.collections.restricted()).toEqual(new Set());
  });

  it("shows all folders, however many, in messages that Telegram takes", async () => {
    const { handle, members } = secretariat();
    for (let at = 10; at < 90; at += 1) members.collections.restrict(`${at}-${"folder".repeat(15)}`);
    const texts = (await handle(privateText(user(ADMIN), "/collection"))).map(({ payload }) => String(payload.text));
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(4_096);
    expect(texts.join("\n").split("• ")).toHaveLength(84);
    expect(texts.at(-1)).toMatch(/\/collection NAME open: for all members$/u);
  });

  it("restricts a folder before its first document comes", async () => {
    const { command, members } = secretariat();
    expect(await command("/collection annual accounts restrict")).toBe("annual accounts: for admins only.");
    expect(members.collections.restricted()).toEqual(new Set(["annual accounts"]));
    expect(await command("/collection annual accounts")).toBe("annual accounts: for admins only.");
  });

  it("says what is wrong with a command", async () => {
    const { command, members } = secretariat();
    expect(await command("/collection bord")).toMatch(/no collection “bord”/u);
    expect(await command("/collection board close")).toMatch(/add restrict, allow, deny or open/u);
    expect(await command("/collection board allow @nobody")).toMatch(/^Whom\?/u);
    expect(members.collections.restricted()).toEqual(new Set());
  });
});

describe("/unanswered", () => {
  it("lists what members put to the secretariat, newest first, within one message", async () => {
    const { command, texts, records, clock } = secretariat();
    expect(await command("/unanswered")).toBe("No question waits for the secretariat.");
    for (let number = 0; number < 7; number++) {
      const bob = { person: 8, name: "Bob", username: null, chat: 8, topic: 0, message: 1, nearest: [] };
      const question = `Question ${number} ${"😀".repeat(2_000)}`;
      records.unanswered.put({ answer: `a${number}`, ...bob, question, language: "en", at: clock() }, clock());
    }
    const text = await command("/unanswered");
    expect(text).toMatch(
      /^7 questions put to the secretariat \(page 1 of 2\)\. [^\n]*:\n\n7 · Bob \(8\) · 22 Nov 2026, 10:00 UTC\nQuestion 6/u,
    );
    expect([...text].length).toBeLessThan(4_096);
    expect(text.isWellFormed()).toBe(true);
    expect(await texts(press(user(ADMIN), "dl:unanswered:2:"))).toEqual([expect.stringMatching(/Question 0/u)]);
    expect(await command("/unanswered question 3")).toMatch(/^One question put[^\n]*\n\n4 · Bob/u);
    expect(await command("/unanswered lunch")).toBe("No open question has “lunch”.");
  });
});

describe("questions that ask the same", () => {
  it("stand together in /unanswered, with how often and since when", async () => {
    const { command, records, clock, later } = secretariat();
    const ask = (answer: string, question: string) => {
      const bob = { person: 8, name: "Bob", username: null, chat: 8, topic: 0, message: 1, nearest: [] };
      records.unanswered.put({ answer, ...bob, question, language: "en", at: clock() }, clock());
    };
    ask("1", "Who pays for lunch?");
    later(86_400_000);
    ask("2", "When is lunch?");
    ask("3", "For lunch, who pays?");
    expect(await command("/unanswered")).toBe(
      "3 questions put to the secretariat. /unanswered WORDS looks for some. A number opens the card:\n\n" +
        "3 · asked 2 times since 2026-11-22, last on 2026-11-23\nFor lunch, who pays?\n\n" +
        "2 · Bob (8) · 23 Nov 2026, 10:00 UTC\nWhen is lunch?",
    );
  });
});

describe("/missed", () => {
  const miss = { person: 8, chat: 8, topic: 0, message: 1, language: "en", text: "", further: [] } as const;

  it("lists what the documents did not answer, the most frequent first, and names nobody", async () => {
    const { command, records, members, clock } = secretariat();
    members.people.seen({ id: 8, name: "Bob", username: "bob", languageCode: null }, "en");
    expect(await command("/missed")).toBe("No question was left without an answer.");
    for (const [id, question, kind] of [
      ["1", "Who pays for lunch?", "not-found"],
      ["2", "For lunch, who pays?", "unsure"],
      ["3", "Where do we park?", "not-found"],
      ["4", "When is the fee due?", "answered"],
    ] as const) {
      records.answers.keep({ ...miss, id, question, kind, at: clock() });
    }
    const text = await command("/missed");
    expect(text).toMatch(
      /^3 questions that the documents did not answer.*\n\n1 · asked 2 times on .*\n.*pays.*\n\n2 · asked once/u,
    );
    expect(text).not.toMatch(/Bob|fee/u);
  });

  it("loses what was put to the secretariat, which has it in another list", async () => {
    const { command, records, clock } = secretariat();
    records.answers.keep({ ...miss, id: "1", question: "Who pays?", kind: "not-found", at: clock() });
    const put = { ...miss, answer: "1", name: "Bob", username: null, nearest: [], question: "Who pays?" };
    records.unanswered.put({ ...put, at: clock() }, clock());
    expect(await command("/missed")).toBe("No question was left without an answer.");
  });
});

describe("/stats", () => {
  it("counts what was asked, answered and judged", async () => {
    const { command, records, clock, later } = secretariat();
    const answer = {
      person: 8,
      chat: 8,
      topic: 0,
      message: 1,
      question: "?",
      language: "en",
      text: "",
      further: [],
    } as const;
    records.answers.keep({ ...answer, id: "1", kind: "answered", at: clock() });
    later(3 * 86_400_000);
    records.answers.keep({ ...answer, id: "2", kind: "answered", at: clock() });
    records.answers.keep({ ...answer, id: "3", kind: "not-found", at: clock(), person: 9 });
    records.feedback.judge({ answer: "2", person: 8, verdict: "bad", at: clock() });
    expect((await command("/stats")).split("\n\n")).toEqual([
      "Last 24 hours: 2 questions from 2 people\nanswered 1, unsure 0, not found 1, put to the secretariat 0\n👍 0 👎 1",
      "Last 7 days: 3 questions from 2 people\nanswered 2, unsure 0, not found 1, put to the secretariat 0\n👍 0 👎 1",
      "Last 30 days: 3 questions from 2 people\nanswered 2, unsure 0, not found 1, put to the secretariat 0\n👍 0 👎 1",
      "People who may ask, or did: 2\nDocuments: 6\nWaiting to be handled: 2, to be sent: 4",
    ]);
  });
});
