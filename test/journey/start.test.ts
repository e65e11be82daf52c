/**
 * `npm start` as an operator has it: from an empty data folder to an answer, its health and metrics, a backup while it
 * runs, a second one that waits, and an end on demand. And what must not be written anywhere is not.
 */

import { globSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { BotApiServer } from "../../src/bot-api-server/server.ts";
import { botApiServer } from "../support/bot-api-server.ts";
import { type RunningCommand, runCommand, startCommand } from "../support/command.ts";
import { scanText } from "../support/leaks.ts";
import { openaiServer } from "../support/openai-server.ts";
import { API_KEY, MEMBERS_NAME, MEMBERS_WORDS, TOKEN } from "../support/secrets.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.ts";

const QUESTION = `How hot is black tea brewed? ${MEMBERS_WORDS}`;
const ADMIN = 4_001;
/** Words of a member that must be gone when they say so. */
const PRIVATE = `${MEMBERS_WORDS}4711`;

interface Started {
  readonly server: BotApiServer;
  readonly data: TemporaryFolder;
  readonly environment: Readonly<Record<string, string>>;
  readonly operations: string;
  start(): RunningCommand;
  close(): Promise<void>;
}

async function operator(): Promise<Started> {
  const server = await botApiServer();
  const embeddings = await openaiServer({ dimensions: 8 });
  const [corpus, data] = [temporaryFolder(), temporaryFolder()];
  corpus.write("tea.md", "# Tea\n\nGreen tea is brewed at 80 degrees. Black tea is brewed at 95 degrees.\n");
  const port = await freePort();
  const environment = {
    ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: server.url, ADMINS: String(ADMIN), LOG_LEVEL: "debug" },
    ...{ DATA_DIR: data.path, CORPUS_DIR: corpus.path, OPERATIONS_ADDRESS: `127.0.0.1:${port}` },
    ...{ OPENAI_API_KEY: API_KEY, OPENAI_BASE_URL: embeddings.baseUrl, OPENAI_EMBEDDING_DIMENSIONS: "8" },
    // Vectors without meaning find nothing; the selector would.
    SELECTOR: "off",
  };
  const running: RunningCommand[] = [];
  return {
    ...{ server, data, environment, operations: `http://127.0.0.1:${port}` },
    start() {
      const command = startCommand("../src/main", [], { environment });
      running.push(command);
      return command;
    },
    async close() {
      for (const { process } of running) process.kill("SIGKILL");
      await Promise.all(running.map(({ result }) => result));
      await Promise.all([server.close(), embeddings.close()]);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return address !== null && typeof address === "object" ? address.port : 0;
}

function filesWith(folder: string, words: string): string[] {
  return globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((path) => path.isFile() && readFileSync(join(path.parentPath, path.name)).includes(words))
    .map(({ name }) => name);
}

/** The command lines of a process and of those that it starts, and the environments of these, until it is ended. Linux. */
function watchProcesses(pid: number): { end(): readonly string[] } {
  const seen = new Set<string>();
  const read = (path: string): string => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      // It has ended meanwhile.
      return "";
    }
  };
  const timer = setInterval(() => {
    const own = read(`/proc/${pid}/cmdline`);
    seen.add(own);
    for (const path of globSync(`/proc/${pid}/task/*/children`)) {
      for (const child of read(path).split(" ").filter(Boolean)) {
        const command = read(`/proc/${child}/cmdline`);
        // Between fork and exec a child still shows what its parent has, the environment too. The command line is read
        // first: once that is its own, so is the environment.
        if (command !== "" && command !== own) seen.add(command + read(`/proc/${child}/environ`));
      }
    }
  }, 10);
  return {
    end() {
      clearInterval(timer);
      return [...seen].filter((text) => text !== "");
    },
  };
}

const SOON = { timeout: 45_000, interval: 30 };

async function untilReady(operations: string): Promise<void> {
  // Without documents it serves as well, and says so.
  const asked = async () => expect(await (await fetch(`${operations}/ready`)).json()).toEqual({ status: "ready" });
  await vi.waitFor(asked, SOON);
}

describe("npm start", () => {
  it("answers, is watched, backed up and ended, and writes no secret anywhere", async () => {
    const { server, data, environment, operations, start, close } = await operator();
    try {
      const bot = start();
      const processes = watchProcesses(bot.process.pid ?? 0);
      await untilReady(operations);
      const seen = processes.end();
      // The bot itself, and the process that reads documents for it.
      if (process.platform === "linux") expect(seen.length).toBeGreaterThan(1);
      scanText("what `ps` shows", seen.join("\n"));
      const { world, faults } = server;
      const admin = world.person({ first_name: "Ada", id: ADMIN, language_code: "en" });
      const chat = world.privateChat(admin);
      const texts = () => world.messages(chat, admin).map(({ text }) => text ?? "");
      const stranger = world.person({ first_name: "Eve", last_name: MEMBERS_NAME, id: 4_002, language_code: "en" });

      // A server in trouble makes the bot say what it was doing.
      faults.order({ method: "sendMessage", times: 1, fault: { kind: "html", code: 500 } });
      world.say(admin, chat, QUESTION);
      world.say(stranger, world.privateChat(stranger), QUESTION);
      await vi.waitFor(() => expect(texts().join()).toContain("I did not find an answer"), SOON);
      await vi.waitFor(() => expect(world.messages(world.privateChat(stranger)).length).toBeGreaterThan(1), SOON);
      expect(JSON.stringify(world.messages(world.privateChat(stranger)))).not.toContain("95 degrees");

      // Eve is invited, asks, and wants to be forgotten.
      const evesChat = world.privateChat(stranger);
      const eveReads = async (words: string) =>
        await vi.waitFor(() => {
          const found = world
            .messages(evesChat, stranger)
            .findLast(({ text, caption }) => (text ?? caption)?.includes(words));
          if (found === undefined) throw new Error(`Eve does not read "${words}"`);
          return found;
        }, SOON);
      world.say(admin, chat, "/invite Eve of Acme");
      await vi.waitFor(() => expect(texts().join()).toContain("start=i_"), SOON);
      const [, payload = ""] = /start=(i_\S+)/u.exec(texts().join()) ?? [];
      world.start(stranger, payload);
      await eveReads("Welcome");
      await vi.waitFor(() => expect(texts().join()).toContain("joined with your invitation: Eve of Acme"), SOON);
      world.say(stranger, evesChat, `Is green tea brewed at 80 degrees? ${PRIVATE}`);
      await eveReads("I did not find an answer");
      await vi.waitFor(() => expect(filesWith(data.path, PRIVATE)).not.toEqual([]), SOON);
      world.say(stranger, evesChat, "/mydata");
      const file = world.file(await eveReads("all that is kept"));
      expect(Buffer.from(file?.bytes ?? []).toString()).toContain(PRIVATE);
      world.say(stranger, evesChat, "/forget");
      await world.press(stranger, await eveReads("cannot be undone"), "own:forget");
      await eveReads("Erased");
      await vi.waitFor(() => expect(filesWith(data.path, PRIVATE)).toEqual([]), SOON);

      const metrics = await (await fetch(`${operations}/metrics`)).text();
      expect(metrics).toMatch(/docket_answers_total\{kind="(?:answered|unsure|not-found)",by="\w*"\} \d/u);
      expect(metrics).toMatch(/docket_answer_seconds_count\{stage="embed"\} 2/u);
      expect(metrics).toMatch(/docket_outbox_messages 0/u);
      expect(metrics).toMatch(/docket_documents 1/u);
      const health = await (await fetch(`${operations}/health`)).text();
      expect(JSON.parse(health)).toEqual({ status: "alive" });
      for (const text of [metrics, health, await (await fetch(`${operations}/ready`)).text()])
        scanText("operations", text);

      const backup = await runCommand("backup", [join(data.path, "backup.tar")], { environment });
      expect(backup).toMatchObject({ code: 0, stdout: expect.stringMatching(/state\.sqlite \(.*library\.sqlite \(/u) });

      const second = start();
      let said = "";
      second.process.stderr?.on("data", (line: string) => {
        said += line;
      });
      await vi.waitFor(() => expect(said).toContain("Another bot runs on this data folder"), SOON);
      second.process.kill("SIGTERM");
      expect((await second.result).code).toBe(0);

      bot.process.kill("SIGTERM");
      const { code, stdout, stderr } = await bot.result;
      expect(code).toBe(0);
      expect(stdout).toBe("");
      for (const line of stderr.trim().split("\n"))
        expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) });
    } finally {
      await close();
    }
  });

  it("builds a damaged library again by itself, at the start and when it is met, and never the state", async () => {
    const { data, operations, start, close } = await operator();
    const file = join(data.path, "library.sqlite");
    /** All pages but the first, which opening reads. */
    const damage = () => {
      const bytes = readFileSync(file);
      bytes.fill(0x5a, 8_192);
      writeFileSync(file, bytes);
      rmSync(`${file}-wal`, { force: true });
      rmSync(`${file}-shm`, { force: true });
    };
    const aside = (name: string) => readdirSync(data.path).filter((one) => one.startsWith(`${name}.damaged-`));
    try {
      const bot = start();
      await untilReady(operations);
      bot.process.kill("SIGTERM");
      await bot.result;
      damage();
      const next = start();
      await untilReady(operations);
      expect(aside("library.sqlite")).toHaveLength(1);
      next.process.kill("SIGTERM");
      expect((await next.result).stderr).toContain("it was put aside, and is built from the documents");
      expect(aside("state.sqlite")).toEqual([]);
    } finally {
      await close();
    }
  });

  it("opens the preview without a token, or beside one when asked to, which it leaves alone", async () => {
    const { server, data, environment, close } = await operator();
    const { TELEGRAM_BOT_TOKEN: _, ...without } = environment;
    const beside = { ...environment, DATA_DIR: join(data.path, "beside") };
    const open = async (args: readonly string[], ownEnvironment: Readonly<Record<string, string>>) => {
      const command = startCommand("../src/main", args, { environment: { ...ownEnvironment, PREVIEW_PORT: "0" } });
      let said = "";
      command.process.stdout?.on("data", (text: string) => {
        said += text;
      });
      const address = await vi.waitFor(() => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+\/#\S{32}/u.exec(said) ?? [];
        if (found === undefined) throw new Error("no address yet");
        return found;
      }, SOON);
      expect(await (await fetch(address)).text()).toContain("<title>Docket preview</title>");
      command.process.kill("SIGTERM");
      expect((await command.result).code).toBe(0);
    };
    try {
      await Promise.all([open([], without), open(["--preview"], beside)]);
      expect(server.calls).toEqual([]);
    } finally {
      await close();
    }
  });

  it("says what is wrong with an address that is taken", async () => {
    const { environment, operations, close } = await operator();
    try {
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(Number(new URL(operations).port), "127.0.0.1", resolve));
      const refused = await runCommand("../src/main", [], { environment });
      taken.close();
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(/OPERATIONS_ADDRESS 127\.0\.0\.1:\d+ cannot be listened on/u);
    } finally {
      await close();
    }
  });
});
