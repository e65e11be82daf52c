import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "dotenv";
import { describe, expect, it } from "vitest";
import { loadConfig, unknownSettings } from "../src/config.ts";
import { SETTINGS } from "../src/settings.ts";
import { API_KEY, secretsIn, TOKEN, WEBHOOK_SECRET } from "./support/secrets.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

function thrownBy(load: () => unknown): string {
  try {
    load();
  } catch (thrown) {
    return String(thrown);
  }
  throw new Error("nothing was thrown");
}

describe("what .env sets that is no setting", () => {
  it("is told, with the setting that may be meant", () => {
    const folder = temporaryFolder();
    folder.write(".env", "ADMIN=1\nBOT_TOKEN=x\nMEMBERS=2\nLOG_LEVL=info\nCOLOUR=red\n");
    expect(unknownSettings(folder.path)).toEqual([
      "ADMIN in .env is no setting and changes nothing: did you mean ADMINS?",
      "BOT_TOKEN in .env is no setting and changes nothing: did you mean TELEGRAM_BOT_TOKEN?",
      "LOG_LEVL in .env is no setting and changes nothing: did you mean LOG_LEVEL?",
      "COLOUR in .env is no setting and changes nothing: see .env.example for those there are",
    ]);
    expect(unknownSettings(temporaryFolder().path)).toEqual([]);
  });
});

describe("configuration", () => {
  it("runs on defaults alone", () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ embedder: "minilm", dataDir: resolve("data"), corpusDir: resolve("corpus") });
    expect(config.libraryDir).toBe(config.dataDir);
  });

  it("reports every problem at once, with the value and what is expected", () => {
    const load = () => loadConfig({ EMBEDDER: "word2vec", OPENAI_EMBEDDING_DIMENSIONS: "many", LOG_LEVEL: "loud" });
    expect(load).toThrow(
      [
        "Configuration has 3 problems (see .env.example):",
        '  EMBEDDER must be minilm, folder or openai, got "word2vec"',
        '  OPENAI_EMBEDDING_DIMENSIONS must be a whole number from 1 to 4096, got "many"',
        '  LOG_LEVEL must be one of debug, info, warn, error, silent, got "loud"',
      ].join("\n"),
    );
  });

  it("takes an empty value for one that is not set", () => {
    expect(loadConfig({ OPENAI_API_KEY: "", EMBEDDER: " " }).embedder).toBe("minilm");
  });

  it("uses the key's embedder when there is a key, unless told otherwise", () => {
    expect(loadConfig({ OPENAI_API_KEY: API_KEY }).embedder).toBe("openai");
    expect(loadConfig({ OPENAI_API_KEY: API_KEY, EMBEDDER: "minilm" }).embedder).toBe("minilm");
  });

  it("asks for a key or an address when the openai embedder has neither", () => {
    expect(() => loadConfig({ EMBEDDER: "folder" })).toThrow("EMBEDDING_MODEL_DIR is not set");
    const own = loadConfig({ EMBEDDING_MODEL_DIR: "models/own", OPENAI_API_KEY: API_KEY });
    expect([own.embedder, own.embeddingModelDir]).toEqual(["folder", resolve("models/own")]);
    expect(loadConfig({ EMBEDDING_MODEL_DIR: "models/own", EMBEDDER: "minilm" }).embedder).toBe("minilm");
    expect(() => loadConfig({ EMBEDDER: "openai" })).toThrow("neither OPENAI_API_KEY nor OPENAI_BASE_URL is set");
    expect(loadConfig({ EMBEDDER: "openai", OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" }).embedder).toBe("openai");
  });

  it("never prints a key, not even a wrong one", () => {
    const load = () => loadConfig({ OPENAI_API_KEY: `sk ${API_KEY}\nkey` });
    expect(load).toThrow("OPENAI_API_KEY must be one line");
    expect(secretsIn(thrownBy(load))).toEqual([]);
  });

  it("takes ids as people write them, and refuses a name", () => {
    expect(loadConfig({ ADMINS: " 17, 23;42 " }).access.admins).toEqual([17, 23, 42]);
    expect(() => loadConfig({ ADMINS: "@ming" })).toThrow("ADMINS must be Telegram user ids");
  });

  it("takes a webhook only with the secret that proves who calls it", () => {
    const webhook = { WEBHOOK_URL: "https://bot.example.org/hook", WEBHOOK_SECRET };
    expect(loadConfig(webhook).telegram.webhook).toEqual({
      url: "https://bot.example.org/hook",
      secret: WEBHOOK_SECRET,
      host: "127.0.0.1",
      port: 8080,
    });
    expect(() => loadConfig({ WEBHOOK_URL: webhook.WEBHOOK_URL })).toThrow("WEBHOOK_SECRET is not set");
    expect(() => loadConfig({ ...webhook, WEBHOOK_ADDRESS: "8080" })).toThrow("must be a host and a port");
    expect(() => loadConfig({ ...webhook, WEBHOOK_ADDRESS: "host:70000" })).toThrow("must be a host and a port");
  });

  it("never prints a token, not even a wrong one", () => {
    const load = () => loadConfig({ TELEGRAM_BOT_TOKEN: `${TOKEN} `.repeat(2) });
    expect(load).toThrow("does not look like a token: get one from @BotFather");
    expect(secretsIn(thrownBy(load))).toEqual([]);
  });

  it("never prints a webhook's secret, not even a wrong one", () => {
    const load = () =>
      loadConfig({ WEBHOOK_URL: "https://bot.example.org/hook", WEBHOOK_SECRET: `${WEBHOOK_SECRET}!` });
    expect(load).toThrow("WEBHOOK_SECRET must be");
    expect(secretsIn(thrownBy(load))).toEqual([]);
  });

  it("lets a flag win, and keeps another corpus apart from the members' library", () => {
    const config = loadConfig({ CORPUS_DIR: "corpus" }, { CORPUS_DIR: "elsewhere" });
    expect(config.corpusDir).toBe(resolve("elsewhere"));
    expect(config.libraryDir).toMatch(/data\/other\/elsewhere-[0-9a-f]{8}$/u);
    expect(loadConfig({ CORPUS_DIR: "elsewhere" }).libraryDir).toBe(resolve("data"));
  });

  it("uses the glossary that ships, if it is there, and any that is set", () => {
    expect(loadConfig({}).glossaryFile).toBe(resolve("glossary.tsv"));
    expect(loadConfig({ GLOSSARY_FILE: "mine.tsv" }).glossaryFile).toBe(resolve("mine.tsv"));
  });

  it("takes a time zone by its full name, and says what to write where there is none of that name", () => {
    expect(loadConfig({ TIME_ZONE: " Asia/Shanghai " }).timeZone).toBe("Asia/Shanghai");
    expect(() => loadConfig({ TIME_ZONE: "Asia/Beijing" })).toThrow(
      "TIME_ZONE must be a time zone's full name, such as Asia/Shanghai (all of China), Europe/Berlin or UTC, " +
        'got "Asia/Beijing"',
    );
  });

  it.each([
    ["Asia/Shanghai", "Asia/Shanghai"],
    // It has a time, but no name by which others could be asked for it.
    ["CST-8", "UTC"],
  ])("has the machine's own time zone where none is set: with TZ=%s it is %s", (TZ, zone) => {
    const print = 'import("./src/config.ts").then(({ loadConfig }) => console.log(loadConfig({}).timeZone))';
    expect(execFileSync(process.execPath, ["-e", print], { env: { TZ }, encoding: "utf8" })).toBe(`${zone}\n`);
  });

  it("is described, setting by setting, in .env.example", () => {
    const example = readFileSync(".env.example", "utf8");
    const names = Object.keys(parse(example.replaceAll(/^# (?=[A-Z_]+=)/gmu, "")));
    expect(names).toEqual(SETTINGS.map(({ name }) => name));
    for (const { purpose } of SETTINGS) expect(example).toContain(purpose);
  });
});
