import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { folderEmbedder } from "../../src/embedding/folder/folder-embedder.ts";
import { seededRandom } from "../index/vector/random-entries.ts";
import { runCommand } from "../support/command.ts";
import { smallFolder } from "../support/model-folders.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const REVISION = "fd1525a9fd15316a2d503bf26ab031a61d056e98";
const REPOSITORY = "intfloat/multilingual-e5-small";
const RERANKER = "BAAI/bge-reranker-base/resolve/2cfc18c9415c912f9d8155881c133215df768a70";

/** Files that the hub has; of the graph it states a SHA-256, as of all large files. */
const files = new Map(
  Object.entries({ ...smallFolder(seededRandom(1), 24), "README.md": { not: "wanted" } }).map(([name, content]) => [
    name === "model.onnx" ? "onnx/model.onnx" : name,
    content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(JSON.stringify(content)),
  ]),
);

const sha = (kind: string, ...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash(kind);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

interface Asked {
  readonly path: string;
  readonly range: string | undefined;
}

describe("npm run models", () => {
  const removals: (() => void)[] = [];
  const servers: Server[] = [];
  afterAll(() => {
    for (const remove of removals) remove();
    for (const server of servers) server.close();
  });
  let asked: Asked[] = [];
  /** Changes what a file's answer is: of one that is cut the first 100 bytes are sent, until `cutWhen`. */
  let serve: (path: string, content: Buffer) => { readonly content: Buffer; readonly cutWhen?: () => boolean };
  let hub = "";
  beforeEach(async () => {
    asked = [];
    serve = (_, content) => ({ content });
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://hub");
      const listings = [`${REPOSITORY}/resolve/${REVISION}`, RERANKER].map((at) => at.replace("/resolve/", "/tree/"));
      if (listings.some((listing) => url.pathname === `/api/models/${listing}`)) {
        const listing = [...files].map(([path, content]) => ({
          ...{ type: "file", path, size: content.length, oid: sha("sha1", `blob ${content.length}\0`, content) },
          ...(path.endsWith(".onnx") ? { lfs: { oid: sha("sha256", content), size: content.length } } : {}),
        }));
        response.end(JSON.stringify([{ type: "directory", path: "onnx", size: 0, oid: "0".repeat(40) }, ...listing]));
        return;
      }
      const path = url.pathname.replace(`/${REPOSITORY}/resolve/${REVISION}/`, "").replace(`/${RERANKER}/`, "");
      const stored = files.get(path);
      if (stored === undefined) {
        response.writeHead(404).end();
        return;
      }
      const { range } = request.headers;
      asked.push({ path, range });
      const { content, cutWhen } = serve(path, stored);
      const from = Number(/^bytes=(\d+)-$/u.exec(range ?? "")?.[1] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, { "content-length": content.length - from });
      if (cutWhen === undefined) {
        response.end(content.subarray(from));
        return;
      }
      response.write(content.subarray(from, from + 100));
      const look = setInterval(() => {
        if (!cutWhen()) return;
        clearInterval(look);
        response.destroy();
      }, 5);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  const newFolder = () => temporaryFolder((remove) => removals.push(remove)).path;
  const get = (to: string, ...more: readonly string[]) =>
    runCommand("models", ["get", "multilingual-e5-small", "--hub", hub, "--to", to, ...more]);

  it("downloads what an embedder needs, and writes beside it where it came from and its licence", async () => {
    const to = newFolder();
    const { code, stdout, stderr } = await get(to, "--json");
    expect([code, stderr]).toEqual([0, ""]);
    const { folder } = JSON.parse(stdout);
    expect(folder).toBe(join(to, "multilingual-e5-small"));
    const source = JSON.parse(readFileSync(join(folder, "docket-source.json"), "utf8"));
    expect(source).toMatchObject({ hub, repository: REPOSITORY, revision: REVISION, licence: "MIT" });
    const wanted = [...files.keys()].filter((path) => path !== "README.md");
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(wanted));

    const embedder = folderEmbedder({ folder, threads: 1 });
    expect(await embedder.embed(["the fee"], "question")).toHaveLength(1);
    await embedder.close();

    asked = [];
    expect(await get(to)).toMatchObject({ code: 0 });
    expect(asked).toEqual([]);
  });

  it("says which setting names the folder of a reranker", async () => {
    const to = newFolder();
    const { code, stdout } = await runCommand("models", ["get", "bge-reranker-base", "--hub", hub, "--to", to]);
    expect(code).toBe(0);
    expect(stdout).toContain(`RERANKER_MODEL_DIR=${join(to, "bge-reranker-base")}`);
  });

  it("goes on where a download was cut", async () => {
    const to = newFolder();
    const graph = join(to, "multilingual-e5-small", "onnx", "model.onnx");
    // A connection that breaks throws away what its reader has not taken yet.
    const cutWhen = () => existsSync(`${graph}.part`) && statSync(`${graph}.part`).size > 0;
    serve = (path, content) => (path === "onnx/model.onnx" ? { content, cutWhen } : { content });
    expect(await get(to)).toMatchObject({ code: 1, stderr: expect.stringContaining("onnx/model.onnx: ") });
    expect([existsSync(graph), existsSync(`${graph}.part`)]).toEqual([false, true]);
    const had = readFileSync(`${graph}.part`).length;
    expect(had).toBeGreaterThan(0);
    serve = (_, content) => ({ content });
    asked = [];
    expect(await get(to)).toMatchObject({ code: 0 });
    expect(asked).toContainEqual({ path: "onnx/model.onnx", range: `bytes=${had}-` });
    expect(readFileSync(graph)).toEqual(files.get("onnx/model.onnx"));
  });

  it.each(["onnx/model.onnx", "config.json"])("keeps no %s that is not what the hub states", async (wrong) => {
    const to = newFolder();
    serve = (path, content) => {
      const changed = Buffer.from(content);
      if (path === wrong) changed[3] = (changed[3] ?? 0) ^ 1;
      return { content: changed };
    };
    const { code, stderr } = await get(to);
    expect(code).toBe(1);
    expect(stderr).toContain(`${wrong}: is not what the hub states`);
    expect(existsSync(join(to, "multilingual-e5-small", wrong))).toBe(false);
    expect(existsSync(join(to, "multilingual-e5-small", "docket-source.json"))).toBe(false);
  });

  it("downloads a file again that was changed since", async () => {
    const to = newFolder();
    await get(to);
    writeFileSync(join(to, "multilingual-e5-small", "config.json"), "{}");
    asked = [];
    expect(await get(to)).toMatchObject({ code: 0 });
    expect(asked.map(({ path }) => path)).toEqual(["config.json"]);
  });

  it("names the models that there are", async () => {
    const { code, stderr } = await runCommand("models", ["get", "word2vec"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/multilingual-e5-small, bge-m3, bge-reranker-base/u);
    expect(await runCommand("models", ["--help"])).toMatchObject({ code: 0, stdout: expect.stringContaining("--hub") });
  });
});
