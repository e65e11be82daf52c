import { Api } from "grammy";
import { describe, expect, it } from "vitest";
import { describeBot } from "../../../src/bot/bot-describe.ts";
import { ADMIN_COMMANDS } from "../../../src/bot/handlers/admin/admin.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { TOKEN } from "../../support/secrets.ts";
import { testLog } from "../../support/test-log.ts";
import { FEES } from "../render/cited.ts";
import { asker } from "./asker.ts";
import { botSetting, buttonData, GROUP, textsOf } from "./question-setting.ts";

describe("/start", () => {
  it("says what this is, what is kept, and that nothing leaves the machine", async () => {
    const [text] = textsOf(await botSetting().say("/start"));
    expect(text).toMatch(/^Ask me anything about the organisation's documents, in English or Chinese\./u);
    expect(text).toContain(
      "Kept: your name and language, and for 30 days your questions, searches, answers and feedback; the secretariat reads, without your name, what",
    );
    expect(text).toMatch(/go to nobody else\.$/u);
  });

  it("shows a member questions that the library can be asked, of its own headings, and what they may ask about", async () => {
    const bot = botSetting();
    const { sent } = await bot.say("/start");
    const markup = sent[2]?.payload.reply_markup as { keyboard: { text: string }[][] } | undefined;
    const keys = markup?.keyboard.flat() ?? [];
    expect(keys.map(({ text }) => text)).toContain("What do the documents say about “Amounts”?");
    const shelves = sent[1]?.payload.reply_markup as { inline_keyboard: { text: string }[][] } | undefined;
    expect(shelves?.inline_keyboard.flat().map(({ text }) => text)).toEqual(["rules (1)", "plans (1)"]);
    bot.access = { kind: "member", admin: false, collections: new Set(["plans"]) };
    expect(JSON.stringify((await bot.say("/start")).sent)).not.toContain("Amounts");
    bot.documents = [];
    expect((await bot.say("/start")).sent).toHaveLength(1);
  });

  it("shows an admin what is set up, which ticks itself", async () => {
    const bot = botSetting();
    bot.access = { kind: "member", admin: true, collections: null };
    bot.documents = [];
    const first = await bot.say("/start");
    expect(textsOf(first)[1]).toMatch(/^What is set up:\n\n☐ Documents: none yet[^\n]*\n☐ Folders[^\n]*\n✅ Members/u);
    bot.documents = [FEES];
    expect(textsOf(await bot.press(buttonData(first, "Look again")))[0]).toContain("✅ Documents: one");
    bot.access = { kind: "member", admin: false, collections: null };
    expect((await bot.press(buttonData(first, "Look again"))).sent).toEqual([]);
  });

  it("names the provider that questions go to, in the member's language", async () => {
    const bot = botSetting({ provider: "OpenAI", retentionDays: 7 });
    bot.language = "zh";
    const [text] = textsOf(await bot.say("/start hello"));
    expect(text).toContain("您的提问、搜索、回答和反馈会保存 7 天");
    expect(text).toMatch(/会发送给语言模型服务商：OpenAI。$/u);
  });

  it("in a group, where Telegram writes it when the bot is added by a link, says how to ask there", async () => {
    expect(textsOf(await botSetting().say("/start@docket_bot true", { chat: GROUP }))).toEqual([
      expect.stringMatching(/^Ask me anything.*In a group, write \/ask and your question, or reply to me\. \/help/su),
    ]);
    expect(textsOf(await botSetting().say("/start", { chat: GROUP }))).toEqual([]);
  });
});

describe("/help", () => {
  it.each(["en", "zh"] as const)("names every command of the menu, and the bot (%s)", async (language) => {
    const bot = botSetting();
    bot.language = language;
    const [text] = textsOf(await bot.say("/help"));
    for (const word of [
      "/search",
      "/documents",
      "/new",
      "/asof",
      "/language",
      "/mydata",
      "/forget",
      "/ask",
      "@docket_bot",
    ]) {
      expect(text).toContain(word);
    }
  });
});

describe("/help for the secretariat", () => {
  it("has its own commands too, but not where others read it", async () => {
    const bot = botSetting();
    bot.access = { kind: "member", admin: true, collections: null };
    const [text] = textsOf(await bot.say("/help"));
    expect(text).toMatch(/\n\nFor the secretariat, in this chat:\n\n\/members: Who may ask\n/u);
    for (const command of ADMIN_COMMANDS) expect(text).toContain(`\n/${command}: `);
    expect(textsOf(await bot.say("/help", { chat: GROUP }))[0]).not.toContain("/members");
    bot.language = "zh";
    expect(textsOf(await bot.say("/help"))[0]).toContain("\n/members：成员名单\n");
  });
});

describe("/language", () => {
  it("lets the member choose, and answers in what was chosen", async () => {
    const bot = botSetting();
    const asked = await bot.say("/language");
    expect(textsOf(await bot.press(buttonData(asked, "简体中文")))).toEqual(["好的，以后我用中文与您交流。"]);
    expect(textsOf(await bot.say("/new"))).toEqual(["好的，我们换个话题。您想了解什么？"]);
    expect(textsOf(await bot.press(buttonData(asked, "English")))).toEqual(["I speak English with you from now on."]);
  });
});

describe("a command in a group", () => {
  it("is answered as a reply", async () => {
    const { sent } = await botSetting().say("/new", { chat: GROUP });
    expect(sent[0]?.payload).toMatchObject({ chat_id: GROUP.id, reply_parameters: { message_id: 40 } });
  });
});

describe("the bot's description", () => {
  /** An API that notes every call, and refuses some methods. */
  function recordingApi(refused: readonly string[] = []) {
    const calls: { method: string; payload: Readonly<Record<string, unknown>> }[] = [];
    const api = new Api(TOKEN);
    api.config.use((_previous, method, payload) => {
      calls.push({ method, payload: { ...payload } });
      if (refused.includes(method)) return Promise.resolve({ ok: false, error_code: 400, description: "refused" });
      return Promise.resolve({ ok: true, result: true as never });
    });
    return { api, calls };
  }
  const options = { sayIn: loadWords(calendarOf("UTC")), admins: [7], log: testLog() };

  it("has menus for members, groups and admins, in both languages", async () => {
    const { api, calls } = recordingApi();
    await describeBot(api, options);
    const menus = calls.filter(({ method }) => method === "setMyCommands").map(({ payload }) => payload);
    expect(menus.map(({ scope, language_code }) => [scope, language_code])).toEqual([
      [{ type: "all_private_chats" }, undefined],
      [{ type: "all_group_chats" }, undefined],
      [{ type: "chat", chat_id: 7 }, undefined],
      [{ type: "all_private_chats" }, "zh"],
      [{ type: "all_group_chats" }, "zh"],
      [{ type: "chat", chat_id: 7 }, "zh"],
    ]);
    const named = menus.map(({ commands }) => (commands as { command: string }[]).map(({ command }) => command));
    expect(named[1]).toEqual(["ask", "search", "documents", "asof", "new", "help"]);
    expect(named[2]).toEqual(expect.arrayContaining(["invite", "unanswered", "forget"]));
    expect(menus[3]?.commands).toContainEqual({ command: "search", description: "查找段落" });
    expect(calls.filter(({ method }) => method.endsWith("Description"))).toHaveLength(4);
  });

  it("that is refused keeps no bot from starting", async () => {
    const { api, calls } = recordingApi(["setMyCommands", "setMyDescription"]);
    await describeBot(api, options);
    expect(calls).toHaveLength(10);
  });
});

describe("/asof", () => {
  it("has the next questions answered as on that day, and says so with each, until it ends", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    expect(textsOf(await bot.say("/asof 1 June 2022"))[0]).toContain("as on 1 June 2022");
    const [text] = textsOf(await bot.say("When is the fee due?"));
    expect(asked[0]).toMatchObject({ day: "2022-06-01", publishedBy: "2022-06-01" });
    expect(text).toMatch(/\n\n📅 As on 1 June 2022\. \/asof ends it\.$/u);
    expect(textsOf(await bot.say("/asof"))).toEqual(["I answer as of today."]);
    const [today] = textsOf(await bot.say("When is the fee due?"));
    expect(asked[1]).toMatchObject({ day: "2026-11-22" });
    expect(asked[1]).not.toHaveProperty("publishedBy");
    expect(today).not.toContain("📅");
  });

  it("takes a day as people write it, and asks for one where it is none", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    bot.language = "zh";
    expect(textsOf(await bot.say("/asof 2022年6月1日"))[0]).toContain("2022年6月1日");
    await bot.say("会费何时缴纳？");
    expect(asked[0]?.day).toBe("2022-06-01");
    for (const none of ["/asof 2022-02-30", "/asof June", "/asof 2022"]) {
      expect(textsOf(await bot.say(none))[0]).toContain("/asof 2022-06-01");
    }
    await bot.say("/new");
    await bot.say("会费何时缴纳？");
    expect(asked[1]?.day).toBe("2026-11-22");
  });

  it("is of one person in one chat", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    await bot.say("/asof 2022-06-01");
    await bot.say("/ask When?", { chat: GROUP });
    expect(asked[0]?.day).toBe("2026-11-22");
  });
});
