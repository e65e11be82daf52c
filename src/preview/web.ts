/**
 * The server of the page, on the loopback only: the page's files, what a person sees as a stream of events, and what they
 * do as small requests. It keeps nothing: all that is shown comes from the world.
 */

import { timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import type { User } from "@grammyjs/types";
import { serve } from "@hono/node-server";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { streamSSE } from "hono/streaming";
import { DocketError, errorText } from "../errors.ts";
import type { Cast } from "./preview-cast.ts";
import { type Actions, actionSchema } from "./web-actions.ts";
import type { Viewing } from "./web-view.ts";

interface WebOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly key: string;
  readonly cast: Cast;
  readonly actions: Actions;
  readonly viewing: Viewing;
}

interface Web {
  /** Address with the key. */
  readonly url: string;
  close(): Promise<void>;
}

/** The largest file that a bot can fetch. https://core.telegram.org/bots/api#getfile */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** A text of 4,096 characters and what it replies to, with room to spare. */
const MAX_ACTION_BYTES = 64 * 1024;
/** A comment now and then, so that a connection which died is noticed. */
const KEEP_ALIVE_MS = 15_000;

/** @throws DocketError `configuration` when the port is taken */
export async function startWeb({ port: wanted, key, cast, actions, viewing }: WebOptions): Promise<Web> {
  let port: number | null = null;
  const app = new Hono();
  const ended = new AbortController();
  app.use(onlyThisMachine(() => port));
  app.use("/api/*", onlyWithKey(key));
  app.onError((thrown, context) => {
    if (thrown instanceof HTTPException) return thrown.getResponse();
    return context.json({ problem: errorText(thrown) }, 400);
  });
  app.notFound((context) => context.text("There is nothing here.\n", 404));

  app.get("/api/events", (context) => {
    if (context.req.query("language") !== undefined)
      cast.speak(context.req.query("language") === "zh" ? "zh-hans" : "en");
    const person = personOf(context, cast);
    return streamSSE(context, async (stream) => {
      const { promise: over, resolve: end } = Promise.withResolvers<void>();
      let writing = Promise.resolve();
      const write = (data: string): void => {
        writing = writing.then(() => stream.writeSSE({ data }).catch(end));
      };
      const leave = viewing.watch(person.id, (event) => write(JSON.stringify(event)));
      const beat = setInterval(() => void stream.write(": alive\n\n").catch(end), KEEP_ALIVE_MS);
      stream.onAbort(end);
      ended.signal.addEventListener("abort", () => end(), { once: true });
      await over;
      clearInterval(beat);
      leave();
    });
  });

  app.post("/api/do", bodyLimit({ maxSize: MAX_ACTION_BYTES }), async (context) => {
    const person = personOf(context, cast);
    const parsed = actionSchema.safeParse(await context.req.json());
    if (!parsed.success) throw new Error(`the page asked for what is not known: ${parsed.error.issues[0]?.message}`);
    return context.json(await actions.do(person, parsed.data));
  });

  const tooLarge = (context: Context) => context.json({ problem: "no bot can fetch a file of more than 20 MB" }, 413);
  app.post("/api/file", bodyLimit({ maxSize: MAX_FILE_BYTES, onError: tooLarge }), async (context) => {
    const { name = "file", caption = "", chat, thread, reply: replyTo = null } = context.req.query();
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const to = { chat: Number(chat), thread: thread === undefined ? null : Number(thread) };
    const type = context.req.header("content-type") ?? "";
    actions.send(personOf(context, cast), to, { name, type, bytes, caption, replyTo });
    return context.json({ kind: "done" });
  });

  app.get("/api/file", (context) => {
    const { chat, message = "" } = context.req.query();
    const file = actions.file(personOf(context, cast), Number(chat), message);
    if (file === null) return context.json({ problem: "the file is no longer there" }, 404);
    // The page makes a download of it: whatever it holds, it never becomes a page of its own.
    return context.body(new Uint8Array(file.bytes), 200, { "content-type": "application/octet-stream" });
  });
  app.route("/", pageFiles());

  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: wanted }, resolve);
  server.once("error", reject);
  try {
    ({ port } = await promise);
  } catch (cause) {
    const problem = `PREVIEW_PORT ${wanted} cannot be listened on (${errorText(cause)}): choose another`;
    throw new DocketError("configuration", problem, { cause });
  }
  return {
    url: `http://127.0.0.1:${port}/#${key}`,
    close: () =>
      new Promise((done) => {
        ended.abort();
        server.close(() => done());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function personOf(context: Context, cast: Cast): User {
  const person = cast.find(Number(context.req.query("as"))) ?? cast.people()[0]?.user;
  if (person === undefined) throw new Error("nobody is there");
  return person;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Later ones win over earlier ones. They are sent as one file, as the scripts are. */
const STYLES = ["frame", "side", "chat", "bubble", "composer", "inspector"];

/** The page's own files: read, put together and compressed once, and nothing else of the disk. */
function pageFiles(): Hono {
  const folder = new URL("./page/", import.meta.url);
  const read = (name: string): Buffer => readFileSync(new URL(name, folder));
  const app = new Hono();
  const serve = (path: string, content: Buffer): void => {
    const type = TYPES[extname(path)] ?? "text/html; charset=utf-8";
    const plain = new Uint8Array(content);
    const packed = new Uint8Array(gzipSync(plain, { level: 9 }));
    app.get(path, (context) => {
      const packs = /\bgzip\b/u.test(context.req.header("accept-encoding") ?? "");
      if (packs) context.header("content-encoding", "gzip");
      context.header("vary", "accept-encoding");
      return context.body(packs ? packed : plain, 200, { "content-type": type });
    });
  };
  serve("/", read("index.html"));
  serve("/page.css", Buffer.concat(STYLES.map((name) => read(`${name}.css`))));
  serve("/page.js", Buffer.from(joinModules("main.js", (name) => read(name).toString("utf8"))));
  serve("/icon.svg", read("icon.svg"));
  return app;
}

const IMPORT = /^import \{[^}]*\} from "\.\/(?<name>[\w-]+\.js)";\n/gmu;

/**
 * The page's modules as one script. A browser asks for them one by one, six at a time at most, and each request costs it
 * more than all of their text. They are put one after another, what is imported before what imports it, so a name at the
 * top of one module must be in no other: a test holds that.
 * @param entry the module that imports the others @param read gives a module's text by its file's name
 */
export function joinModules(entry: string, read: (name: string) => string): string {
  const met = new Set<string>();
  const textOf = (name: string): string => {
    if (met.has(name)) return "";
    met.add(name);
    const module = read(name);
    const before = [...module.matchAll(IMPORT)].map(({ groups }) => textOf(groups?.name ?? ""));
    const own = module.replaceAll(IMPORT, "").replaceAll(/^export (?=(?:async )?function|const|class)/gmu, "");
    return `${before.join("")}// ${name}\n${own}`;
  };
  return textOf(entry);
}

/** Headers of every answer, the page's own files too. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // The browser itself refuses to make markup out of text.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/**
 * Lets only one page talk to the preview: the page that was opened with the printed address, on this machine, and
 * nobody else. Other pages in the same browser can send requests to the loopback too, and a name of their own can lead
 * there (DNS rebinding), so the host, the origin and a key are checked. The key stands behind the `#` of the address:
 * no request and no log ever has it there, and the page sends it as a header, which no other site's page can do. It is
 * no cookie, as cookies go to every port of the machine.
 * @param port null before it is known: then nobody is let in
 */
function onlyThisMachine(port: () => number | null): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    const host = context.req.header("host") ?? "";
    if (!hosts.includes(host)) return context.text("Open the address that the preview printed.\n", 403);
    const origin = context.req.header("origin");
    const site = context.req.header("sec-fetch-site") ?? "none";
    // A link to the page may stand anywhere: the page alone tells nothing.
    const opensPage = context.req.header("sec-fetch-dest") === "document";
    const ownSite = opensPage || site === "same-origin" || site === "none";
    const foreign = (origin !== undefined && origin !== `http://${host}`) || !ownSite;
    if (foreign) return context.text("Other sites may not ask here.\n", 403);
    await next();
    return undefined;
  };
}

function onlyWithKey(key: string): MiddlewareHandler {
  const expected = Buffer.from(`Bearer ${key}`);
  return async (context, next) => {
    const given = Buffer.from(context.req.header("authorization") ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return context.json({ problem: "open the address that the preview printed: its key is missing or old" }, 401);
    }
    await next();
    return undefined;
  };
}
