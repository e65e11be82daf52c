/** From a question to the sentence in its paragraph, over HTTP, with everything real but Telegram and the model. */

import type { Message, User } from "@grammyjs/types";
import { expect, it, vi } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import { type AnswerQuestion, createAnswering } from "../../../src/engine/answering/answering.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { createSearch } from "../../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../../src/library/current-index.ts";
import { botApiServer } from "../../support/bot-api-server.ts";
import { withDictionary } from "../../support/dictionary.ts";
import { ingestSetting } from "../../support/ingest-setting.ts";
import { runningBot } from "../../support/running-bot.ts";
import { MEMBERS_NAME } from "../../support/secrets.ts";

const DOCUMENTS = {
  "rules/fees.md":
    "---\ntitle: Membership fees\npublisher: Council\npublished: 2024-05-01\neffective_from: 2024-06-01\n---\n\n" +
    "# Membership fees\n\n## Late payment\n\nMembers who are late are reminded once at www.example.com. " +
    "After thirty days they lose the right to vote. The council may waive this.\n",
  "plans/计划.md":
    "---\ntitle: 光刻材料行动计划\npublished: 2021-01-29\n---\n\n# 光刻材料行动计划\n\n## 目标\n\n" +
    "本计划自印发之日起实施。到2025年培育十家龙头企业。各单位按年度报告进展。\n",
};

/** @param slowly waits with each answer for ever, or until it is cancelled */
async function startedBot({ slowly = false } = {}) {
  const { run, options, library, embedder, data, corpus } = ingestSetting({ documents: DOCUMENTS });
  await run();
  const server = await botApiServer();
  const { snapshotsDir, lockPath, indexFormat: format, gloss } = options;
  const index = currentIndex({
    library,
    format,
    snapshotsDir,
    lockPath,
    embedder,
    onNotice: () => undefined,
  });
  const search = createSearch({ library, embedder, index, gloss: gloss.load });
  const answer = createAnswering({ search, library, confidenceToAnswer: 0 });
  const never: AnswerQuestion = ({ signal }) =>
    new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("cancelled"))));
  const engine: Engine = {
    ...{
      library,
      embedder,
      find: async (request) => (await search(request)).evidence,
      answer: slowly ? never : answer,
    },
    ...{ ingest: () => run(), hasIndex: () => Promise.resolve(true), close: () => Promise.resolve() },
  };
  const config = loadConfig({
    ...{ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url, ACCESS: "open" },
    ...{ DATA_DIR: withDictionary(data.path), CORPUS_DIR: corpus.path },
  });
  const ingesting = { run: () => run(), isRunning: () => false, progress: () => null, listen: () => () => undefined };
  await runningBot({ server, config, engine, ingesting });
  return server;
}

function underlinedIn({ text = "", entities = [] }: Message): string {
  const underline = entities.find(({ type }) => type === "underline");
  return underline === undefined ? "" : text.slice(underline.offset, underline.offset + underline.length);
}

it("leads from a question to the quoted words in their paragraph, in both languages, and in a group for one pair of eyes", async () => {
  const { world } = await startedBot();
  const person = (name: string, language: string): User =>
    world.person({ first_name: name, last_name: MEMBERS_NAME, language_code: language });
  const [ada, ling] = [person("Ada", "en"), person("凌", "zh-hans")];
  /** The newest message of the bot that this person sees in the chat, once it holds these words. */
  const seen = (chat: Parameters<typeof world.messages>[0], viewer: User, words: string) =>
    vi.waitFor(
      () => {
        const message = world
          .messages(chat, viewer)
          .findLast(({ from, text }) => from?.is_bot === true && text?.includes(words));
        if (message === undefined)
          throw new Error(
            `nobody said ${words}: ${world
              .messages(chat, viewer)
              .map(({ text }) => text)
              .join(" | ")}`,
          );
        expect(message.detected_entities).toEqual([]);
        return message;
      },
      { timeout: 45_000, interval: 5 },
    );

  const english = world.privateChat(ada);
  world.say(ada, english, "When do members lose the right to vote?");
  const answer = await seen(english, ada, "[1] Membership fees › Late payment · 2024-05-01 · in force");
  const quote = "After thirty days they lose the right to vote.";
  expect(answer.text).toContain(quote);
  const mark = /right to vote\. (\[\d\])/u.exec(answer.text ?? "")?.[1] ?? "";
  await world.press(ada, answer, mark);
  const proof = await seen(english, ada, "Council · 2024-05-01 · in force");
  expect(underlinedIn(proof)).toBe(quote);
  expect(proof.text?.replaceAll("\u2060", "")).toContain(
    "Members who are late are reminded once at www.example.com. After thirty days they lose the right to vote. The council may waive this.",
  );
  await world.press(ada, proof, "Original file");
  await expect
    .poll(() => world.messages(english, ada).findLast(({ document }) => document !== undefined)?.document?.file_name)
    .toBe("fees.md");

  const chinese = world.privateChat(ling);
  world.say(ling, chinese, "到2025年培育多少家龙头企业？");
  const chineseAnswer = await seen(chinese, ling, "光刻材料行动计划 › 目标");
  const chineseMark = /龙头企业。(\[\d\])/u.exec(chineseAnswer.text ?? "")?.[1] ?? "";
  await world.press(ling, chineseAnswer, chineseMark);
  expect(underlinedIn(await seen(chinese, ling, "首次引用于"))).toBe("到2025年培育十家龙头企业。");

  const group = world.group({ title: "Members", members: [ada, ling] });
  world.say(ada, group, "When do members vote?");
  world.say(ada, group, "/ask When do members lose the right to vote?");
  const inGroup = await seen(group, ling, "[1] Membership fees");
  await world.press(ling, inGroup, "[1]");
  const whispered = await seen(group, ling, "首次引用于");
  expect(world.messages(group, ada)).not.toContainEqual(expect.objectContaining({ text: whispered.text }));
  const link = whispered.reply_markup?.inline_keyboard.flat().find((button) => "url" in button);
  const payload = link !== undefined && "url" in link ? new URL(link.url).searchParams.get("start") : null;
  world.start(ling, payload ?? "");
  expect((await seen(chinese, ling, "Membership fees\nLate payment")).text).toBe(whispered.text);
});

it("shows that it works, and stops when it is told to", async () => {
  const { world } = await startedBot({ slowly: true });
  const ada = world.person({ first_name: "Ada", language_code: "en" });
  const chat = world.privateChat(ada);
  const { message_id } = world.say(ada, chat, "When do members vote?");
  await vi.waitFor(() => expect(world.draft(chat)?.text).toBe("Searching the documents …"), { timeout: 45_000 });
  const asked = world.messages(chat, ada).find((message) => message.message_id === message_id);
  expect(asked?.reactions).toMatchObject([{ reaction: [{ type: "emoji", emoji: "👀" }] }]);
  expect(world.stop(ada, chat)).toBe(true);
  const texts = () => world.messages(chat, ada).map(({ text }) => text);
  await expect.poll(texts).toEqual(["When do members vote?", "Stopped. Your question was not answered."]);
});
