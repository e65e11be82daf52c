/** Ways from a proof: the whole section, the original file, the other edition. */

import { describe, expect, it } from "vitest";
import { BUTTONS } from "../../../src/bot/render/reply-buttons.ts";
import type { Block, Document } from "../../../src/documents/document.ts";
import { documentOf } from "../../support/documents.ts";
import { citationIn, FEES, PLAN } from "../render/cited.ts";
import { ID, LATE, NOT_FOUND, settingWith, toldIn, underlinedIn } from "./proof-setting.ts";
import { ADA, botSetting, buttonData, type Outcome, type Setting, textsOf } from "./question-setting.ts";

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
