/** The bot with a language model, as members and admins meet it: everything real but Telegram and the model's server. */

import type { User } from "@grammyjs/types";
import { expect, it, onTestFinished, vi } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { openState } from "../../src/storage/state.ts";
import { botApiServer } from "../support/bot-api-server.ts";
import { chatServer, refuses, says } from "../support/chat-server.ts";
import { runningBot } from "../support/running-bot.ts";
import { API_KEY, MEMBERS_NAME, MEMBERS_WORDS } from "../support/secrets.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { overhear, testLog } from "../support/test-log.ts";

const QUOTE = "Black tea is brewed at 95 degrees";
const dayIn = (timeZone: string): string => new Date().toLocaleDateString("sv-SE", { timeZone });
const USAGE = { prompt_tokens: 1_000, completion_tokens: 100 };
const WRITTEN = { claims: [{ text: "Brew black tea at 95 degrees.", support: [{ mark: 1, quote: QUOTE }] }] };
const JUDGED = { verdicts: [{ sentence: 1, verdict: "entailed" }] };
/** Writes, and judges what it is asked to examine. */
const ANSWERS = says(
  ({ messages }) => JSON.stringify(messages[0]?.content.startsWith("You examine") ? JUDGED : WRITTEN),
  { usage: USAGE },
);

it("answers in the model's words, and by quotes when the model is gone, of which the admin hears once", async () => {
  const [corpus, data] = [temporaryFolder(), temporaryFolder()];
  corpus.write("tea.md", `# Tea\n\nGreen tea is brewed at 80 degrees. ${QUOTE}.\n`);
  const [telegram, model] = [await botApiServer(), await chatServer(ANSWERS)];
  const { world, token, url } = telegram;
  const admin = world.person({ first_name: "Ada", language_code: "en" });
  const member = world.person({ first_name: "凌", last_name: MEMBERS_NAME, language_code: "zh-hans" });
  // In one of the two it is another day than in London, whatever the hour.
  const timeZone = ["Pacific/Kiritimati", "Etc/GMT+12"].find((zone) => dayIn(zone) !== dayIn("UTC")) ?? "";
  const config = loadConfig({
    ...{ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: url, ADMINS: String(admin.id), MEMBERS: String(member.id) },
    ...{ DATA_DIR: data.path, CORPUS_DIR: corpus.path, EMBEDDER: "minilm", TIME_ZONE: timeZone },
    ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: API_KEY },
    ...{ MODEL_PRICE_INPUT: "2", MODEL_PRICE_OUTPUT: "8" },
  });
  const engine = openEngine({ config, onNotice: testLog(overhear(telegram)).warn, inThread: "shown" });
  const report = await engine.ingest();
  const ingesting = {
    run: () => Promise.resolve(report),
    isRunning: () => false,
    progress: () => null,
    listen: () => () => undefined,
  };
  onTestFinished(() => model.close());
  const bot = await runningBot({ server: telegram, config, engine, ingesting });
  const [admins, members] = [world.privateChat(admin), world.privateChat(member)];
  const texts = (chat: typeof admins, viewer: User) => world.messages(chat, viewer).map(({ text }) => text ?? "");
  const read = (chat: typeof admins, viewer: User, words: string | RegExp) =>
    vi.waitFor(() => expect(texts(chat, viewer).join("\n---\n")).toMatch(words), { timeout: 45_000, interval: 5 });

  // Who never wrote is told in the language of most members.
  world.say(admin, admins, "/help");
  await read(admins, admin, /\S/u);
  world.say(member, members, "How hot is black tea brewed?");
  await read(members, member, "Brew black tea at 95 degrees. [1]");
  await read(members, member, QUOTE);
  const state = openState(`${data.path}/state.sqlite`);
  expect(state.prepare("SELECT person, settled, day FROM model_calls").all()).toEqual([
    { person: member.id, settled: 1, day: dayIn(timeZone) },
    { person: member.id, settled: 1, day: dayIn(timeZone) },
  ]);
  state.close();
  const afterOne = (await bot.metrics.text()).split("\n");
  expect(afterOne).toContain("docket_model_tokens_today 2200");
  expect(afterOne).toContain("docket_model_cost_today 0.0056");

  model.answerWith(refuses(401, { message: `wrong key: ${API_KEY}` }));
  for (const question of [`How hot is green tea brewed? ${MEMBERS_WORDS}`, "How hot is black tea brewed in all?"]) {
    world.say(member, members, question);
    await vi.waitFor(() => expect(texts(members, member).at(-1)).toContain("目前暂停撰写回答，以上是文件原文。"), {
      timeout: 45_000,
      interval: 5,
    });
    world.say(member, members, "/new");
    await vi.waitFor(() => expect(texts(members, member).at(-1)).not.toContain("目前暂停撰写回答，以上是文件原文。"), {
      timeout: 45_000,
      interval: 5,
    });
  }
  await read(
    admins,
    admin,
    /^The language model does not answer\. Members get the words of the documents[\s\S]*the API key is not accepted/mu,
  );
  expect(texts(admins, admin).filter((text) => text.includes("the API key is not accepted"))).toHaveLength(1);
  const metrics = await bot.metrics.text();
  expect(metrics).toContain('docket_answers_total{kind="answered",by="model"} 1');
  expect(metrics).toContain('docket_not_written_total{notice="model-away"} 2');
});
