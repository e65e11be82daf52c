import { describe, expect, it } from "vitest";
import type { Document } from "../../../src/documents/document.ts";
import type { Find, SearchRequest } from "../../../src/engine/retrieval/search.ts";
import { documentOf } from "../../support/documents.ts";
import { citationIn, evidenceOf, FEES, PLAN } from "../render/cited.ts";
import { botSetting, buttonData, textsOf } from "./question-setting.ts";

/** Finds the sentences of a document in order, as often as it is asked. */
function finder(document: Document) {
  const asked: SearchRequest[] = [];
  const find: Find = (request) => {
    asked.push(request);
    const evidence = document.text
      .split(/(?<=\.)\s+|(?<=。)|\n+/u)
      .filter((sentence) => /[.。]$/u.test(sentence))
      .map((sentence) => evidenceOf(citationIn(document, sentence)));
    return Promise.resolve(evidence);
  };
  return { find, asked };
}

describe("/search", () => {
  it("lists passages with their places, and turns to the next ones", async () => {
    const { find, asked } = finder(FEES);
    const bot = botSetting({ find });
    const first = await bot.say("/search fee");
    expect(textsOf(first)[0]).toMatch(/^Passages found, page 1 of 2:\n\n\[1\] Membership fees › Amounts · /u);
    const second = await bot.press(buttonData(first, "›"));
    expect(second.sent[0]?.method).toBe("editMessageText");
    expect(textsOf(second)[0]).toMatch(/page 2 of 2:\n\n\[5\] Membership fees › Late payment · /u);
    expect(bot.records.proofs.find(buttonData(second, "[5]").slice(2))?.citation.quote).toMatch(/waive this/u);
    expect(asked.map(({ question }) => question.text)).toEqual(["fee", "fee"]);
  });

  it("searches the library as on the day of /asof and says the day, on each page, until it ends", async () => {
    const { find, asked } = finder(FEES);
    const bot = botSetting({ find });
    await bot.say("/asof 1 June 2022");
    const first = await bot.say("/search fee");
    expect(asked[0]).toMatchObject({ day: "2022-06-01", publishedBy: "2022-06-01" });
    expect(textsOf(first)[0]).toMatch(/\n\n📅 As on 1 June 2022\. \/asof ends it\.$/u);
    await bot.say("/asof");
    const next = buttonData(first, "›");
    expect(textsOf(await bot.press(next))[0]).toContain("📅 As on 1 June 2022.");
    expect(asked[1]).toMatchObject({ day: "2022-06-01", publishedBy: "2022-06-01" });
    expect(textsOf(await bot.say("/search fee"))[0]).not.toContain("📅");
    expect(asked[2]).toMatchObject({ day: "2026-11-22" });
    expect(asked[2]).not.toHaveProperty("publishedBy");
    expect((await bot.press(next.replace("2022-06", "2022-13"))).sent).toEqual([]);
  });

  it("keeps one proof of the same words, however often they are found", async () => {
    const bot = botSetting(finder(PLAN));
    const proof = buttonData(await bot.say("/search 规模"), "[1]");
    expect(buttonData(await bot.say("/search 规模"), "[1]")).toBe(proof);
  });

  it("wants words", async () => {
    const bot = botSetting(finder(PLAN));
    expect(textsOf(await bot.say("/search"))).toEqual([
      "Write what to look for after the command, for example: /search membership fee",
    ]);
    expect(textsOf(await bot.say("/search ???"))).toEqual(textsOf(await bot.say("/search")));
  });

  it("says when no passage has the words, and what is shown is only near in meaning", async () => {
    const { find } = finder(FEES);
    const nowhere = { rank: null, score: 0.4 };
    const bot = botSetting({
      find: async (request) =>
        (await find(request)).map((one) => ({ ...one, rankings: { ...one.rankings, words: nowhere } })),
    });
    const first = await bot.say("/search qwertyuiop");
    expect(textsOf(first)[0]).toMatch(/^No passage has these words\. The nearest in meaning, page 1 of 2:\n\n\[1\]/u);
    bot.language = "zh";
    expect(textsOf(await bot.press(buttonData(first, "›")))[0]).toMatch(
      /^没有段落含有这些词。含义最接近的段落（第 2 页，共 2 页）：\n/u,
    );
  });

  it("says when there is nothing", async () => {
    expect(textsOf(await botSetting(finder(documentOf([]))).say("/search fee"))).toEqual(["I found no passages."]);
  });

  it("looks only where the member may, and turns only their own pages", async () => {
    const { find, asked } = finder(FEES);
    const bot = botSetting({ find });
    bot.access = { kind: "member", admin: false, collections: new Set(["rules"]) };
    const next = buttonData(await bot.say("/search fee"), "›");
    expect(asked[0]?.collections).toEqual(new Set(["rules"]));
    const stranger = { id: 8, is_bot: false, first_name: "Bob" };
    const query = { id: "1", from: stranger, chat_instance: "1", data: next };
    expect((await bot.handle({ callback_query: query as never })).sent).toEqual([]);
  });
});

describe("/documents", () => {
  it("lists what there is with its standing", async () => {
    const bot = botSetting();
    bot.documents = [FEES, { ...PLAN, effectiveUntil: "2025" }];
    expect(textsOf(await bot.say("/documents"))).toEqual([
      "2 documents\n\n1 · Membership fees\n2024-05-01 · in force\n\n2 · 光刻材料行动计划\n⚠️ 2021-01-29 · expired on 31 December 2025\n\nTap a number for what is known of a document and where it comes from.",
    ]);
    bot.language = "zh";
    expect(textsOf(await bot.say("/documents"))).toEqual([
      "共 2 份文件\n\n1 · Membership fees\n2024-05-01 · 现行有效\n\n2 · 光刻材料行动计划\n⚠️ 2021-01-29 · 已于2025年12月31日到期\n\n点编号可查看文件的已知信息及其出处。",
    ]);
  });

  it("shows eight a page", async () => {
    const bot = botSetting();
    bot.documents = Array.from({ length: 17 }, (_, at) => ({
      ...FEES,
      id: `${at}`,
      path: `${at}.md`,
      title: `Rule ${at}`,
    }));
    const first = await bot.say("/documents");
    expect(textsOf(first)[0]).toMatch(/^17 documents, page 1 of 3\n\n1 · Rule 0\n/u);
    const second = await bot.press(buttonData(first, "›"));
    expect(textsOf(second)[0]).toMatch(/^17 documents, page 2 of 3\n\n9 · Rule 8\n/u);
    expect(textsOf(await bot.press("l:999"))[0]).toMatch(/page 3 of 3\n\n17 · Rule 16\n/u);
  });

  it("shows at a tap what is known of a document, who says it, how sure it is and in which words", async () => {
    const bot = botSetting();
    const text = `${FEES.text}\n\nIn force from 1 June 2024.`;
    const span = { start: FEES.text.length + 2, end: text.length };
    const document: Document = {
      ...{ ...FEES, text, version: "a1e2d3c4b5a69788" },
      origins: { title: "text", publisher: "sidecar", effectiveFrom: "text" },
      stated: [
        { kind: "effectiveFrom", value: "2024-06-01", ...span, sure: true },
        { kind: "supersedes", value: "Fee rules", ...span, sure: false },
      ],
    };
    bot.documents = [document];
    const data = buttonData(await bot.say("/documents"), "1");
    expect(textsOf(await bot.press(data))).toEqual([
      [
        "Membership fees",
        "issued by: Council (sidecar)",
        "effective from: 2024-06-01 (text)\nIn force from 1 June 2024.",
        "supersedes: Fee rules (text, unsure)\nIn force from 1 June 2024.",
      ].join("\n\n"),
    ]);
    bot.language = "zh-Hant";
    expect(textsOf(await bot.press(data))[0]).toContain("生效日期：2024-06-01（正文）");
    bot.access = { kind: "member", admin: false, collections: new Set(["plans"]) };
    expect(textsOf(await bot.press(data)).join("")).not.toContain("Council");
  });

  it("leaves out what the member may not see", async () => {
    const bot = botSetting();
    bot.access = { kind: "member", admin: false, collections: new Set(["plans"]) };
    expect(textsOf(await bot.say("/documents"))[0]).toMatch(/^One document\n\n1 · 光刻材料行动计划/u);
    bot.documents = [FEES];
    expect(textsOf(await bot.say("/documents"))).toEqual(["There are no documents yet."]);
  });
});

describe("inline", () => {
  const query = (words: string) => ({
    inline_query: { id: "9", from: { id: 7, is_bot: false, first_name: "Ada" }, query: words, offset: "" },
  });

  it("gives cited passages with a link to their proof, personal and not cached", async () => {
    const bot = botSetting(finder(PLAN));
    bot.language = "zh";
    const [call] = (await bot.handle(query("产业规模"))).called;
    expect(call).toMatchObject({ method: "answerInlineQuery", payload: { is_personal: true, cache_time: 0 } });
    const [first] = (call?.payload.results ?? []) as { id: string }[];
    expect(first).toMatchObject({
      title: "总体要求 · 光刻材料行动计划",
      input_message_content: {
        message_text: "到2025年，产业规模达到1000亿元。\n光刻材料行动计划 › 总体要求 · 2021-01-29 · 现行有效",
        entities: [{ type: "expandable_blockquote", offset: 0, length: 20 }],
      },
      reply_markup: { inline_keyboard: [[{ text: "查看出处", url: `https://t.me/docket_bot?start=p_${first?.id}` }]] },
    });
    expect(bot.records.proofs.find(first?.id ?? "")?.citation.quote).toBe("到2025年，产业规模达到1000亿元。");
  });

  it("gives ten at most", async () => {
    const many = documentOf([
      { section: ["A"], paragraphs: Array.from({ length: 15 }, (_, at) => `Sentence ${at + 10}.`) },
    ]);
    const [call] = (await botSetting(finder(many)).handle(query("sentence"))).called;
    expect(call?.payload.results).toHaveLength(10);
  });

  it("gives nothing for nothing", async () => {
    const [call] = (await botSetting().handle(query("  "))).called;
    expect(call?.payload.results).toEqual([]);
  });
});
