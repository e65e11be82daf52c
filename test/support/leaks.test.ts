/** That a secret is found wherever tests have things written: a scan that finds nothing proves nothing. */

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { botApiServer } from "./bot-api-server.ts";
import { failTheRun, type Report, scanOutput, scanPrinted, scanText } from "./leaks.ts";
import * as secrets from "./secrets.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { overhear, testLog } from "./test-log.ts";

const { API_KEY, MEMBERS_NAME, MEMBERS_WORDS, markedBytes, secretsIn, TOKEN, WEBHOOK_SECRET } = secrets;
const INVITATION = Buffer.from(markedBytes(randomBytes)(16)).toString("base64url");

/** Keeps what is reported, where the run would fail. */
function reports(): { readonly found: string[]; readonly report: Report } {
  const found: string[] = [];
  return { found, report: (secret, where) => void found.push(`${secret} in ${where}`) };
}

describe("a secret", () => {
  it.each([
    [TOKEN, "the bot's token"],
    [API_KEY, "the model's key"],
    [WEBHOOK_SECRET, "the webhook's secret"],
    [INVITATION, "an invitation's secret"],
    [MEMBERS_WORDS, "a member's words"],
    [MEMBERS_NAME, "a member's name"],
  ])("is known: %#", (secret, name) => {
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(`"${secret}"`)];
    for (const form of forms) {
      expect(secretsIn(`before ${form}, after`)).toEqual([name]);
      expect(secretsIn(Buffer.from(`\u0000\u00ff${form}\n`))).toEqual([name]);
    }
    expect(secretsIn(secret.slice(0, -3))).toHaveLength(1);
    expect(secrets.withoutSecrets(`before ${secret}/getMe`)).toBe("before […]/getMe");
  });
});

describe("a leak is found", () => {
  it("in a line of the log: its event, its fields, an error's message and its stack", () => {
    const { found, report } = reports();
    const log = testLog(new Set(), report);
    const fault = new Error(`GET /bot${TOKEN}/getMe`);
    log.debug(`asked: ${MEMBERS_WORDS}`);
    log.info("x", { [API_KEY]: 1 });
    log.warn("x", { reason: fault.message });
    log.error("x", { trace: fault.stack ?? "" });
    log.error("nothing of the kind");
    expect(found).toEqual([
      "a member's words in a log line: asked: […]",
      "the model's key in a log line: x […] 1",
      "the bot's token in a log line: x reason GET /[…]/getMe",
      "the bot's token in a log line: x trace Error: GET /[…]/getMe",
    ]);
    expect(log.lines).toHaveLength(5);
  });

  it("in a line of the log that has what a member has said, without any mark", async () => {
    const { found, report } = reports();
    const server = await botApiServer();
    onTestFinished(() => server.close());
    const log = testLog(overhear(server), report);
    const ann = server.world.person({ first_name: "Annabella" });
    server.world.say(ann, server.world.privateChat(ann), "What is it all about?");
    log.info("handled", { text: "What is it all about?", by: "Annabella" });
    expect(found).toEqual([
      "what a member said in a log line: handled text […] by Annabella",
      "what a member said in a log line: handled text What is it all about? by […]",
    ]);
  });

  it("in text such as metrics, with the line that has it", () => {
    const { found, report } = reports();
    scanText("metrics", `docket_answers_total 1\ndocket_calls_total{method="${MEMBERS_WORDS}"} 1\n`, report);
    expect(found).toEqual([`a member's words in metrics: docket_calls_total{method="[…]"} 1`]);
  });

  it("in both outputs of a process, also where it comes in two pieces and no line ends", async () => {
    const { found, report } = reports();
    const [half, rest] = [API_KEY.slice(0, 10), API_KEY.slice(10)];
    const program = `
      console.log(${JSON.stringify(`fine\nthe token: ${TOKEN}`)});
      process.stderr.write("the key: ${half}");
      setTimeout(() => process.stderr.write("${rest}"), 100);`;
    const child = spawn(process.execPath, ["-e", program]);
    scanOutput(child, "a program", report);
    await new Promise((resolve) => child.once("close", resolve));
    expect(new Set(found)).toEqual(
      new Set([
        "the bot's token in standard output of a program: the token: […]",
        "the model's key in standard error of a program: the key: […]",
      ]),
    );
  });

  it("in what the tests themselves print, which is printed all the same", () => {
    const { found, report } = reports();
    const printed: unknown[] = [];
    const stream = { write: (piece: unknown) => printed.push(piece) > 0 };
    const { write } = stream;
    const end = scanPrinted(stream, "the output", report);
    stream.write(`webhook ${WEBHOOK_SECRET.slice(0, 4)}`);
    stream.write(Buffer.from(`${WEBHOOK_SECRET.slice(4)} set`));
    end();
    expect(found).toEqual(["the webhook's secret in the output: webhook […] set"]);
    expect(printed).toHaveLength(2);
    expect(stream.write).toBe(write);
  });
});

describe("in a folder", () => {
  /** Called with what is found when the folder is removed. */
  function foundIn(files: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}): string[] {
    const { found, report } = reports();
    const ends: (() => void)[] = [];
    const { path, write } = temporaryFolder((end) => ends.push(end), report);
    for (const [name, content] of Object.entries(own)) write(name, content);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    }
    for (const end of ends) end();
    return found.map((leak) => leak.replace(path, ""));
  }

  it.each([
    ["the bot's token", TOKEN],
    ["the model's key", API_KEY],
    ["the webhook's secret", WEBHOOK_SECRET],
  ])("%s is found in any file", (name, secret) => {
    for (const file of ["state.sqlite", "state.sqlite-wal", "library.sqlite", "preview/bot.log", "backup.tar"]) {
      expect(foundIn({ [file]: `\u0000${secret}` })).toEqual([`${name} in the file /${file}`]);
    }
  });

  it("a member's words, name and invitation are found everywhere but in the state and its copies", () => {
    for (const secret of [MEMBERS_WORDS, MEMBERS_NAME, INVITATION]) {
      for (const file of [
        "library.sqlite",
        "writing.lock",
        "bot.log",
        "other/cache",
        "state.sqlite-shm",
        "state.sqlite.bak",
      ]) {
        expect(foundIn({ [file]: secret })).toEqual([expect.stringContaining(`in the file /${file}`)]);
      }
      expect(foundIn({ "state.sqlite": secret, "preview/state.sqlite-wal": secret, "backup.tar": secret })).toEqual([]);
    }
  });

  it("a test's own settings and documents may have them, and vectors are not looked through", () => {
    const own = { ".env": `TELEGRAM_BOT_TOKEN=${TOKEN}`, "corpus/a.md": MEMBERS_WORDS };
    expect(foundIn({ "generations/1/vectors": MEMBERS_WORDS }, own)).toEqual([]);
  });

  it("they are found where SQLite puts them, open and closed", () => {
    for (const close of [true, false]) {
      const { found, report } = reports();
      const ends: (() => void)[] = [];
      const { path } = temporaryFolder((end) => ends.push(end), report);
      const schema = { name: "notes", migrations: ["CREATE TABLE notes (text TEXT) STRICT"] };
      const database = openDatabase(join(path, "notes.sqlite"), schema);
      database.prepare("INSERT INTO notes VALUES (?)").run(MEMBERS_WORDS);
      if (close) database.close();
      for (const end of ends) end();
      if (!close) database.close();
      expect(found).toEqual([`a member's words in the file ${path}/notes.sqlite${close ? "" : "-wal"}`]);
    }
  });
});

it("a leak is an error that nobody awaits, with the test's name, and without the secret", async () => {
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  const { promise, resolve } = Promise.withResolvers<unknown>();
  process.once("unhandledRejection", resolve);
  try {
    scanText("a log line", `of ${TOKEN}`, failTheRun);
    const error = await promise;
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(
      /^Error: A leak of the bot's token: a log line: of \[…\]\n\(.*leaks\.test\.ts: a leak is/u,
    );
    expect(secretsIn(String(error instanceof Error && error.stack))).toEqual([]);
  } finally {
    for (const listener of others) process.on("unhandledRejection", listener);
  }
});
