import type { MessageEntity } from "@grammyjs/types";
import { describe, expect, it } from "vitest";
import { BUTTONS } from "../../../src/bot/render/reply-buttons.ts";
import type { Block, Document } from "../../../src/documents/document.ts";
import type { Citation } from "../../../src/engine/answering/answer.ts";
import { documentOf } from "../../support/documents.ts";
import { citationIn, FEES, PLAN } from "../render/cited.ts";
import { ADA, botSetting, buttonData, GROUP, ME, type Outcome, type Setting, textsOf } from "./question-setting.ts";

const LATE = citationIn(FEES, "After 30 days they lose the right to vote.");
const ID = "abcdefghijklmnopqrstuv";
const NOT_FOUND = "There is no such source, or it is not for you to see.";

function settingWith(citation: Citation = LATE): Setting {
  const bot = botSetting();
  bot.records.proofs.keep({ id: ID, citation, at: new Date("2026-11-20T10:00:00Z") });
  return bot;
}

/** Answer to the press itself. */
function toldIn({ called }: Outcome): unknown[] {
  return called.filter(({ method }) => method === "answerCallbackQuery").map(({ payload }) => payload.text);
}

function underlinedIn({ sent }: Outcome): string {
  const [message] = sent;
  if (message === undefined) return "";
  const { text, entities } = message.payload as { text: string; entities: MessageEntity[] };
  const underline = entities.find(({ type }) => type === "underline");
  return underline === undefined ? "" : text.slice(underline.offset, underline.offset + underline.length);
}

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

describe("the whole section", () => {
  const long = documentOf(
    [
      { section: ["Rules", "One"], paragraphs: ["Not this."] },
      {
        section: ["Rules", "Two"],
        paragraphs: Array.from({ length: 90 }, (_, at) => `Sentence ${at} ${"word ".repeat(16)}ends.`),
      },
    ],
    { id: "long", path: "rules/long.md", collection: "rules", title: "Rules", version: "long" },
  );

  it("opens at the quoted words, and is turned page by page", async () => {
    const bot = botSetting();
    bot.documents = [long];
    const citation = citationIn(long, "Sentence 45");
    bot.records.proofs.keep({ id: ID, citation, at: new Date(0) });
    const opened = await bot.press(BUTTONS.section.data(ID, 0));
    expect(textsOf(opened)[0]).toMatch(/^Rules\nPage 2 of 3\n\nSentence \d/u);
    expect(textsOf(opened)[0]).toContain("Sentence 45");
    const back = await bot.press(buttonData(opened, "‹"));
    expect(back.sent[0]?.method).toBe("editMessageText");
    expect(textsOf(back)[0]).toMatch(/^Rules\nPage 1 of 3\n\nTwo\n\nSentence 0 /u);
    expect(textsOf(back)[0]).not.toContain("Not this.");
  });

  it("shows a list as one, under the document's title", async () => {
    const text = "Parts\n\nIt has these parts:\n\nA fee.\n\n2. A date.\n\nThat is all.";
    const kinds = ["heading", "paragraph", "list-item", "list-item", "paragraph"] as const;
    let end = 0;
    const blocks = text.split("\n\n").map((words, index): Block => {
      const start = text.indexOf(words, end);
      end = start + words.length;
      return { kind: kinds[index] ?? "paragraph", start, end, section: ["Parts"], place: null, leadIn: null };
    });
    const bot = botSetting();
    bot.documents = [{ ...long, text, blocks }];
    bot.records.proofs.keep({ id: ID, citation: citationIn({ ...long, text, blocks }, "A date."), at: new Date(0) });
    expect(textsOf(await bot.press(BUTTONS.section.data(ID, 0)))).toEqual([
      "Rules\n\nParts\n\nIt has these parts:\n• A fee.\n2. A date.\n\nThat is all.",
    ]);
  });

  it("marks the quoted words on the page where they stand, and nothing on another", async () => {
    const bot = botSetting();
    bot.documents = [long];
    const sentence = `Sentence 45 ${"word ".repeat(16)}ends.`;
    bot.records.proofs.keep({ id: ID, citation: citationIn(long, sentence), at: new Date(0) });
    const opened = await bot.press(BUTTONS.section.data(ID, 0));
    expect(underlinedIn(opened)).toBe(sentence);
    expect(underlinedIn(await bot.press(buttonData(opened, "‹")))).toBe("");
  });

  it("marks a quote over several blocks, in a list behind words that could be links, to the letter", async () => {
    const document = documentOf(
      [
        {
          section: ["规则"],
          paragraphs: ["见 example.com 和 @ada。", "会费每年20,000元。3月31日前缴纳。", "逾期提醒一次。"],
        },
      ],
      { id: "rules", path: "rules/rules.md", collection: "rules", title: "规则", version: "rules", language: "zh" },
    );
    const bot = botSetting();
    bot.documents = [document];
    const [start, end] = ["3月31日", "提醒一次"].map((words) => document.text.indexOf(words));
    const citation = { ...citationIn(document, "3月31日前缴纳。"), start: start ?? 0, end: (end ?? 0) + 4 };
    bot.records.proofs.keep({ id: ID, citation, at: new Date(0) });
    expect(underlinedIn(await bot.press(BUTTONS.section.data(ID, 0)))).toBe("3月31日前缴纳。\n\n逾期提醒一次");
  });

  it("has no page beyond its last", async () => {
    const outcome = await settingWith().press(BUTTONS.section.data(ID, 9));
    expect(outcome.sent).toEqual([]);
    expect(toldIn(outcome)).toEqual(["This button no longer works. Please ask again."]);
  });
});

describe("the original file", () => {
  const textOf = (outcome: Outcome): string => new TextDecoder().decode(outcome.sent[0]?.file?.bytes);

  it("comes as it is", async () => {
    const outcome = await settingWith().press(BUTTONS.file.data(ID));
    expect(outcome.sent[0]).toMatchObject({ method: "sendDocument", file: { name: "fees.md" }, person: ADA.id });
    expect(textOf(outcome)).toBe("# the file");
  });

  it("that was changed since comes as the text that was quoted, and says so", async () => {
    const bot = settingWith();
    bot.documents = [{ ...FEES, version: "2" }];
    const outcome = await bot.press(BUTTONS.file.data(ID));
    expect(outcome.sent[0]).toMatchObject({ file: { name: "fees.md.txt" } });
    expect(outcome.sent[0]?.payload.caption).toMatch(/this is the text that was quoted\.$/u);
    expect(textOf(outcome)).toBe(FEES.text);
  });

  it("that is gone with its text is said to be gone", async () => {
    const bot = settingWith({ ...LATE, document: { ...LATE.document, version: "unknown" } });
    bot.documents = [];
    expect(textsOf(await bot.press(BUTTONS.file.data(ID)))).toEqual(["The file is no longer here."]);
  });
});

/** The Chinese edition of the fees: block by block, without the last one. */
const FEES_IN_CHINESE: Document = documentOf(
  [
    { section: ["会费", "标准"], paragraphs: ["会费每年20,000元。3月31日前缴纳。"] },
    {
      section: ["会费", "逾期"],
      paragraphs: [
        "逾期会员将收到一次提醒。",
        "30天后失去表决权。理事会可以免除。请咨询fees@alliance.example.com。",
        "补缴者自次日起恢复表决权。",
      ],
    },
  ],
  {
    ...{ id: "fees-zh", path: "rules/fees.zh.md", collection: "rules", title: "会费", version: "99e2d3c4b5a69788" },
    language: "zh",
  },
);

describe("the other edition", () => {
  function settingWithEditions(): Setting {
    const bot = settingWith();
    bot.documents = [FEES, FEES_IN_CHINESE, PLAN];
    return bot;
  }

  it("is a button under the proof, and shows the sentence that says the same, underlined, with a way back", async () => {
    const bot = settingWithEditions();
    const outcome = await bot.press(buttonData(await bot.press(BUTTONS.proof.data(ID)), "Chinese edition"));
    expect(underlinedIn(outcome)).toBe("30天后失去表决权。");
    expect(underlinedIn(await bot.press(buttonData(outcome, "English edition")))).toBe(
      "After 30 days they lose the right to vote.",
    );
  });

  it("is not offered where no counterpart is sure, or the document has changed", async () => {
    const bot = settingWithEditions();
    const offered = async () => {
      const outcome = await bot.press(BUTTONS.proof.data(ID));
      return JSON.stringify(outcome.sent).includes("Chinese edition");
    };
    expect(await offered()).toBe(true);
    bot.documents = [FEES, { ...FEES_IN_CHINESE, blocks: FEES_IN_CHINESE.blocks.slice(0, 5) }];
    expect(await offered()).toBe(false);
    bot.documents = [{ ...FEES, version: "changed" }, FEES_IN_CHINESE];
    expect(await offered()).toBe(false);
    expect(toldIn(await bot.press(BUTTONS.edition.data(ID, "zh")))).toEqual([
      "This button no longer works. Please ask again.",
    ]);
  });

  it("is for nobody who may not see both, and neither is the one that is theirs", async () => {
    const bot = settingWithEditions();
    bot.documents = [FEES, { ...FEES_IN_CHINESE, collection: "board" }];
    bot.access = { kind: "member", admin: false, collections: new Set(["rules"]) };
    expect(textsOf(await bot.press(BUTTONS.proof.data(ID)))).toEqual([]);
    expect(toldIn(await bot.press(BUTTONS.proof.data(ID)))).toEqual([NOT_FOUND]);
  });
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
