import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireLock } from "../../src/storage/lock.ts";
import { scanOutput } from "../support/leaks.ts";

describe("the lock", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "docket-lock-"));
    path = join(folder, "writing.lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("refuses a second holder and names the first", () => {
    const lock = acquireLock(path, "an ingest (process 1)");
    expect(() => acquireLock(path, "another")).toThrow(
      "is being written by an ingest (process 1): wait until it is done",
    );
    lock.release();
    acquireLock(path, "another").release();
  });

  it("is free again once its holder is killed", async () => {
    const child = spawn(process.execPath, [
      ...["--input-type=module-typescript", "-e"],
      `import { acquireLock } from ${JSON.stringify(new URL("../../src/storage/lock.ts", import.meta.url).href)};
       acquireLock(${JSON.stringify(path)}, "a child"); console.log("held"); setInterval(() => {}, 1000);`,
    ]);
    scanOutput(child, "the lock's holder");
    await new Promise((resolve) => child.stdout.once("data", resolve));
    expect(() => acquireLock(path, "me")).toThrow("is being written by a child");
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    acquireLock(path, "me").release();
  });
});
