/** Reports and answers of Telegram about the members' group. */

import { Api, GrammyError } from "grammy";
import { describe, expect, it } from "vitest";
import { groupProblem, isInGroup, membershipUpdates } from "../../../src/bot/handlers/membership.ts";
import { TOKEN } from "../../support/secrets.ts";
import { GROUP, membersSetting } from "../members/setting.ts";
import { handlersUnderTest, user } from "./handlers.ts";

/** An API that answers getChatMember as given, for whichever group or by the group's id. */
function api(given: unknown): Api {
  const made = new Api(TOKEN);
  made.config.use(async (_call, method, payload) => {
    const { chat_id } = payload as { readonly chat_id?: number };
    const answer = given instanceof Map ? given.get(chat_id) : given;
    if (answer instanceof Error) throw answer;
    return { ok: true, result: method === "getMe" ? user(4711, { is_bot: true }) : answer } as never;
  });
  return made;
}

function refusal(description: string, parameters = {}): GrammyError {
  return new GrammyError("no", { ok: false, error_code: 400, description, parameters }, "getChatMember", {});
}

const member = (status: string, more = {}) => ({ user: user(7), status, ...more });

describe("who is in the group", () => {
  it.each([
    ["creator", {}, true],
    ["administrator", {}, true],
    ["member", {}, true],
    ["restricted", { is_member: true }, true],
    ["restricted", { is_member: false }, false],
    ["left", {}, false],
    ["kicked", {}, false],
  ])("is told by the status %s %j: %s", async (status, more, expected) => {
    expect(await isInGroup(api(member(status, more)), GROUP, 7)).toBe(expected);
    const setting = membersSetting({ group: GROUP });
    const { members } = setting;
    const { handle } = handlersUnderTest(setting, [membershipUpdates(members).middleware()]);
    const chat = { id: GROUP, type: "supergroup", title: "Members" };
    const update = {
      chat,
      from: user(1),
      date: 1,
      old_chat_member: member("left"),
      new_chat_member: member(status, more),
    };
    await handle({ chat_member: update as never });
    expect((await members.accessOf({ id: 7 })).kind).toBe(expected ? "member" : "stranger");
  });

  it("is not somebody whom Telegram does not know", async () => {
    expect(await isInGroup(api(refusal("Bad Request: user not found")), GROUP, 7)).toBe(false);
  });

  it.each([
    ["member", true],
    ["left", false],
  ])("is known though the group became a supergroup with another id: %s", async (status, expected) => {
    const moved = refusal("Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: -100_7 });
    const groups = new Map<number, unknown>([
      [GROUP, moved],
      [-100_7, member(status)],
    ]);
    expect(await isInGroup(api(groups), GROUP, 7)).toBe(expected);
  });

  it.each(["Bad Request: chat not found", "Forbidden: bot was kicked", "Internal Server Error"])(
    "is not known after %j",
    async (description) => {
      await expect(isInGroup(api(refusal(description)), GROUP, 7)).rejects.toThrow(description);
    },
  );
});

describe("the bot's own place in the group", () => {
  it("is right as an admin", async () => {
    expect(await groupProblem(api(member("administrator")), GROUP)).toBeNull();
  });

  it.each([
    [member("member"), /no admin there \(member\).*make it an admin/u],
    [refusal("Bad Request: chat not found"), /cannot be asked .*chat not found.*add the bot to the group as an admin/u],
    [refusal("Bad Request: group chat was upgraded", { migrate_to_chat_id: -100_7 }), /set MEMBERS_GROUP=-1007/u],
  ])("is said to be wrong, with what to do", async (answer, expected) => {
    expect(await groupProblem(api(answer), GROUP)).toMatch(expected);
  });
});
