import { describe, expect, it } from "vitest";
import { BUTTONS } from "../../../src/bot/render/reply-buttons.ts";
import { documentOf } from "../../support/documents.ts";
import { citationIn, FEES, PLAN } from "../render/cited.ts";
import { ID, LATE, NOT_FOUND, settingWith, toldIn, underlinedIn } from "./proof-setting.ts";
import { ADA, botSetting, GROUP, ME, textsOf } from "./question-setting.ts";

const GROUP_MESSAGE = { chat: GROUP };

describe("a tap on a mark", () => {
  it("shows the words in their paragraph, with what is known of the document", async () => {
    const outcome = await settingWith().press(BUTTONS.proof.data(ID));
    expect(textsOf(outcome)).toEqual([
      [
        "Membership fees",
        "Late payment",
        "",
        "Members who are late are reminded once.",
        "After 30 days they lose the right to vote. The council may waive this. Ask fees@alliance\u2060.example\u2060.com.",
        "",
        "Council · 2024-05-01 · in force",
        "First quoted on 2026-11-20 · version f1e2d3c4",
      ].join("\n"),
    ]);
    expect(underlinedIn(outcome)).toBe("After 30 days they lose the right to vote.");
    expect(toldIn(outcome)).toEqual([undefined]);
  });

  it("does so in Chinese", async () => {
    const bot = settingWith(citationIn(PLAN, "培育10家龙头企业。"));
    bot.language = "zh";
    const outcome = await bot.press(BUTTONS.proof.data(ID));
    expect(textsOf(outcome)).toEqual([
      [
        "光刻材料行动计划",
        "总体要求",
        "",
        "到2025年，产业规模达到1000亿元。培育10家龙头企业。",
        "",
        "工业和信息化部 · 2021-01-29 · 现行有效",
        "首次引用于 2026-11-20 · 版本 0a1b2c3d",
      ].join("\n"),
    ]);
    expect(underlinedIn(outcome)).toBe("培育10家龙头企业。");
  });

  it("says whether the document still says so, once it was revised", async () => {
    const bot = settingWith();
    bot.documents = [{ ...FEES, version: "2", text: `${FEES.text}\n\nNew.` }];
    expect(textsOf(await bot.press(BUTTONS.proof.data(ID)))[0]).toMatch(/still says this word for word\.$/u);
    bot.documents = [{ ...FEES, version: "3", text: FEES.text.replace("30 days", "60 days") }];
    expect(textsOf(await bot.press(BUTTONS.proof.data(ID)))[0]).toMatch(/no longer says this in these words\.$/u);
    bot.documents = [];
    expect(textsOf(await bot.press(BUTTONS.proof.data(ID)))[0]).toMatch(/The document is no longer in the library\.$/u);
  });

  it("says what took its place since", async () => {
    const bot = settingWith();
    const successor = documentOf([{ section: ["New fees"], paragraphs: ["The fee is gone."] }], {
      ...{ id: "new", path: "rules/new.md", collection: "rules", title: "New fees" },
      ...{ effectiveFrom: "2026-01-01", supersedes: ["fees"] },
    });
    bot.documents = [FEES, successor];
    expect(textsOf(await bot.press(BUTTONS.proof.data(ID)))[0]).toContain(
      "superseded by “New fees” since 1 January 2026",
    );
  });

  it("copies the citation letter for letter", async () => {
    const citation = citationIn(FEES, "Ask fees@alliance.example.com.");
    const outcome = await settingWith(citation).press(BUTTONS.proof.data(ID));
    expect(JSON.stringify(outcome.sent[0]?.payload.reply_markup)).toContain(
      JSON.stringify("“Ask fees@alliance.example.com.” — Membership fees › Late payment, 2024-05-01"),
    );
  });

  it("shows it to whoever may see the document, and tells nobody else that there is one", async () => {
    const bot = settingWith();
    bot.access = { kind: "member", admin: false, collections: new Set(["plans"]) };
    const outcome = await bot.press(BUTTONS.proof.data(ID));
    expect(outcome.sent).toEqual([]);
    expect(toldIn(outcome)).toEqual([NOT_FOUND]);
    expect(toldIn(await bot.press(BUTTONS.proof.data("zzzzzzzzzzzzzzzzzzzzzz")))).toEqual([NOT_FOUND]);
  });

  it("follows a document that was moved to where fewer may see it", async () => {
    const bot = settingWith();
    bot.access = { kind: "member", admin: false, collections: new Set(["rules"]) };
    bot.documents = [{ ...FEES, collection: "board" }];
    expect((await bot.press(BUTTONS.proof.data(ID))).sent).toEqual([]);
  });

  it("shows what is from a folder that is gone to whom it was open, and not what was restricted", async () => {
    const bot = settingWith();
    bot.documents = [PLAN];
    const access = { kind: "member", admin: false, collections: new Set(["plans"]) } as const;
    bot.access = { ...access, closed: new Set(["board"]) };
    expect(textsOf(await bot.press(BUTTONS.proof.data(ID)))).toEqual([
      expect.stringMatching(/The document is no longer in the library\.$/u),
    ]);
    bot.access = { ...access, closed: new Set(["board", "rules"]) };
    expect((await bot.press(BUTTONS.proof.data(ID))).sent).toEqual([]);
  });

  it("is for whoever may see the place where the words were, wherever the document is now", async () => {
    const bot = settingWith(citationIn({ ...FEES, collection: "board" }, LATE.quote));
    bot.access = { kind: "member", admin: false, collections: new Set(["rules"]), closed: new Set(["board"]) };
    expect((await bot.press(BUTTONS.proof.data(ID))).sent).toEqual([]);
    bot.access = { ...bot.access, collections: new Set(["rules", "board"]), closed: new Set() };
    expect((await bot.press(BUTTONS.proof.data(ID))).sent).toHaveLength(1);
    // An older Docket noted what the document said of itself, and not its folder.
    const named = settingWith(citationIn({ ...FEES, path: "board/fees.md" }, LATE.quote));
    named.access = { kind: "member", admin: false, collections: new Set(["rules"]), closed: new Set(["board"]) };
    expect((await named.press(BUTTONS.proof.data(ID))).sent).toEqual([]);
  });

  it("in a group shows it to them alone", async () => {
    const outcome = await settingWith().press(BUTTONS.proof.data(ID), GROUP_MESSAGE);
    expect(outcome.sent).toEqual([]);
    const [message] = outcome.called.filter(({ method }) => method === "sendMessage");
    expect(message?.payload).toMatchObject({
      ...{ chat_id: GROUP.id, text: expect.stringMatching(/^Membership fees\nLate payment/u) },
      ephemeral_message_parameters: { receiver_user_id: ADA.id, callback_query_id: "1" },
    });
    expect(JSON.stringify(message?.payload.reply_markup)).toContain(`https://t.me/${ME.username}?start=p_${ID}`);
  });

  it("in a group that takes no such message shows it as a reply", async () => {
    const bot = settingWith();
    bot.refused = new Set(["sendMessage"]);
    const outcome = await bot.press(BUTTONS.proof.data(ID), GROUP_MESSAGE);
    expect(outcome.sent[0]?.payload).toMatchObject({ chat_id: GROUP.id, reply_parameters: { message_id: 50 } });
  });
});

describe("a link to a proof", () => {
  it("shows the same", async () => {
    const bot = settingWith();
    const [byButton] = textsOf(await bot.press(BUTTONS.proof.data(ID)));
    expect(textsOf(await bot.say(`/start p_${ID}`))).toEqual([byButton]);
  });

  it("tells who has never written before what is kept of them", async () => {
    const bot = botSetting({ isKnown: async (person) => person !== ADA.id });
    bot.records.proofs.keep({ id: ID, citation: LATE, at: bot.now });
    const [proof, ...others] = textsOf(await bot.say(`/start p_${ID}`));
    expect(proof).toContain("After 30 days they lose the right to vote.");
    expect(others).toEqual([expect.stringMatching(/^Kept: your name and language, .*\/forget erases it\./su)]);
  });

  it.each([`p_${ID}x`, "p_zzzzzzzzzzzzzzzzzzzzzz", "p_", "p_' OR 1=1"])(
    "that leads nowhere says so: %s",
    async (payload) => {
      expect(textsOf(await settingWith().say(`/start ${payload}`))).toEqual([NOT_FOUND]);
    },
  );
});

describe("a button that was forged", () => {
  it.each(["p:", "p:short", `p:${ID}:extra`, `s:${ID}:-1`, "x:fr", "l:99999", "q:1:1", "é", "p".repeat(64)])(
    "gets a polite word: %s",
    async (data) => {
      const outcome = await settingWith().press(data);
      expect(outcome.sent).toEqual([]);
      expect(toldIn(outcome)).toEqual(["This button no longer works. Please ask again."]);
    },
  );
});
