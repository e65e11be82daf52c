import type { Message, MessageEntity } from "@grammyjs/types";
import { describe, expect, it } from "vitest";
import type { DocketContext } from "../../../src/bot/context.ts";
import { commandsAsMeant } from "../../../src/bot/handlers/question-read.ts";
import { nearName } from "../../../src/language/spelling.ts";
import { botSetting, GROUP, messageOf, textsOf } from "./question-setting.ts";

/** Context that the handlers behind it get to see. */
async function seen(text: string, entities: MessageEntity[] = []) {
  const message = { ...messageOf(text), entities } as Message;
  await commandsAsMeant()({ message } as DocketContext, () => Promise.resolve());
  return { text: message.text, entities: message.entities };
}

describe("a command", () => {
  it("is understood with capitals, and with a Chinese keyboard's stroke", async () => {
    const marked = [{ type: "bot_command" as const, offset: 0, length: 5 }];
    expect(await seen("/Help", marked)).toEqual({ text: "/help", entities: marked });
    expect(await seen("／help")).toEqual({ text: "/help", entities: marked });
    expect((await seen("/Search@Docket_bot Fee For HE")).text).toBe("/search@Docket_bot Fee For HE");
    expect((await seen("/Start i_AbC")).text).toBe("/start i_AbC");
  });

  it("is not made of other text", async () => {
    for (const text of ["Help", "a /Help", "/Users/ada", "／帮助", "1/2 OK"]) {
      expect(await seen(text)).toEqual({ text, entities: [] });
    }
  });

  it("with a slip of the pen is told which was meant", async () => {
    const bot = botSetting();
    expect(textsOf(await bot.say("/serach fee"))).toEqual(["I do not know this command. Did you mean /search?"]);
    expect(textsOf(await bot.say("/quit"))).toEqual(["I do not know this command. /help shows what there is."]);
    expect(textsOf(await bot.say("/membrs"))).toEqual(["I do not know this command. /help shows what there is."]);
    bot.access = { kind: "member", admin: true, collections: null };
    expect(textsOf(await bot.say("/membrs"))).toEqual(["I do not know this command. Did you mean /members?"]);
    expect(textsOf(await bot.say("/serch@docket_bot", { chat: GROUP }))).toEqual([
      "I do not know this command. Did you mean /search?",
    ]);
  });

  it("in Chinese characters is no question", async () => {
    const bot = botSetting();
    bot.language = "zh";
    expect(textsOf(await bot.say("/帮助"))).toEqual(["没有这个命令，请看 /help。"]);
    expect((await bot.say("/帮助", { chat: GROUP })).sent).toEqual([]);
  });
});

describe("the command that was meant", () => {
  const commands = ["new", "search", "documents", "help"];
  it.each([
    ...[
      ["serach", "search"],
      ["Search", "search"],
      ["sarch", "search"],
      ["document", "documents"],
      ["doucments", "documents"],
    ],
    ...[
      ["hlep", "help"],
      ["nwe", "new"],
      ["halp", "help"],
      ["xyz", null],
      ["heap2", null],
      ["a", null],
      ["", null],
    ],
  ])("by %s is %s", (typed, meant) => {
    expect(nearName(typed ?? "", commands)).toBe(meant);
  });
});
