/** A process that reads files, with a reader that does what the file says: what a hostile file might make a library do. */

import { execSync } from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns/promises";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { connect as connectSecurely } from "node:tls";
import { Worker } from "node:worker_threads";
import type { ReadResult } from "../../../src/documents/document.ts";
import type { Reader } from "../../../src/documents/read.ts";
import { takeNetworkAway } from "../../../src/documents/reading/no-network.ts";
import { serveReading } from "../../../src/documents/reading/reading-child.ts";

type Deed = (argument: string) => unknown;

const encoder = new TextEncoder();

const DEEDS: Readonly<Record<string, Deed>> = {
  say: (words) => words,
  pid: () => `process ${process.pid}`,
  hang: () => {
    for (;;);
  },
  wait: () => new Promise((resolve) => setTimeout(resolve, 600_000)),
  /** Milliseconds on the processor, however long that takes. */
  work: (milliseconds) => {
    const before = process.cpuUsage();
    for (;;) {
      const { user, system } = process.cpuUsage(before);
      if (user + system > Number.parseInt(milliseconds, 10) * 1_000) return "done";
      for (let turn = 0; turn < 1e6; turn += 1);
    }
  },
  fill: () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(10_000).fill(1));
  },
  swell: async () => {
    const kept: Uint8Array[] = [];
    for (;;) {
      kept.push(new Uint8Array(10_000_000).fill(1));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  },
  exit: () => process.exit(7),
  kill: () => process.kill(process.pid, "SIGSEGV"),
  throw: () => {
    throw new TypeError("x is not\n a function");
  },
  later: () => {
    const send = process.send?.bind(process);
    Object.assign(process, {
      send: (message: { readonly kind: string }, sent: () => void) =>
        send?.(message, () => {
          sent();
          if (message.kind === "result") throw new Error("the answer is out");
        }),
    });
    return "sooner";
  },
  open: (path) => readFileSync(path, "utf8"),
  write: () => import("node:fs").then(({ writeFileSync }) => writeFileSync(`${tmpdir()}/docket-was-here`, "x")),
  run: () => execSync("id").toString(),
  thread: () => new Worker("1", { eval: true }),
  compile: () => new Function("return 1")(),
  environment: () => JSON.stringify(process.env),
  fetch: (url) => fetch(url).then(() => "fetched"),
  connect: (port) => connect(Number(port), "127.0.0.1"),
  tls: (port) => connectSecurely(Number(port), "127.0.0.1"),
  udp: (port) => dgram.createSocket("udp4").send("x", Number(port), "127.0.0.1"),
  resolve: (name) => dns.resolve4(name),
};

const reader: Reader = {
  format: "test",
  extensions: [".txt"],
  maxBytes: 100_000_000,
  async read(bytes, { onPages } = {}) {
    const [words = "", ...others] = new TextDecoder().decode(bytes).split("\n");
    const pages = /^work \d+\/(\d+)/.exec(words)?.[1];
    if (pages !== undefined) {
      onPages?.(Number(pages));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (words.startsWith("long ")) return result("x".repeat(Number(words.slice(5))));
    const [name = "", argument = ""] = words.split(" ");
    const done = await DEEDS[name]?.(argument);
    const attachments = others.map((line, index) => ({ name: `${index}.txt`, bytes: encoder.encode(line) }));
    return { ...result(`${name}: ${String(done)}`), attachments };
  },
};

function result(text: string): ReadResult {
  const block = { kind: "paragraph" as const, start: 0, end: text.length, section: [], place: null, leadIn: null };
  return { text, blocks: [block], facts: {}, warnings: [] };
}

takeNetworkAway();
serveReading([reader]);
