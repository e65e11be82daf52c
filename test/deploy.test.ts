/** The files that run Docket on a server name what is there: files, settings, and time enough to end. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingsSchema } from "../src/settings.ts";

const dockerfile = readFileSync("Dockerfile", "utf8");
const compose = readFileSync("compose.yaml", "utf8");
const service = readFileSync("deploy/docket.service", "utf8");
/** Of runBot: what is under way may end in it. */
const DRAIN_SECONDS = 20;

describe("the container", () => {
  it("is given files that there are, and that are let into the build", () => {
    const lines = dockerfile.matchAll(/^COPY (?!--from)(?<paths>.+) \S+$/gmu);
    const copied = [...lines].flatMap(({ groups }) => groups?.paths?.split(" ") ?? []);
    expect(copied).toContain("src");
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    const allowed = readFileSync(".dockerignore", "utf8").split("\n");
    expect(allowed[0]).toBe("*");
    expect(copied.filter((path) => !allowed.includes(`!${path}`))).toEqual([]);
  });

  it("lets no secret of a developer's folder in", () => {
    expect(readFileSync(".dockerignore", "utf8")).not.toMatch(/^!\.env/mu);
    expect(dockerfile).not.toMatch(/TOKEN|KEY|SECRET/u);
  });
});

describe.each([
  ["the container", [...dockerfile.matchAll(/(?:ENV | {2})(?<name>[A-Z_]+)=/gu)]],
  ["compose.yaml", [...compose.matchAll(/^ {6}(?<name>[A-Z_]+): /gmu)]],
  ["the systemd unit", [...(/^Environment=.*$/mu.exec(service)?.[0] ?? "").matchAll(/[= ](?<name>[A-Z_]+)(?==)/gu)]],
])("%s", (_file, found) => {
  it("sets what is a setting", () => {
    const names = found.map(({ groups }) => groups?.name ?? "");
    expect(names).toContain("DATA_DIR");
    // Of Node and of the C library.
    const others = ["NODE_ENV", "MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"];
    expect(names.filter((name) => !(name in settingsSchema.shape) && !others.includes(name))).toEqual([]);
  });
});

describe("what runs it", () => {
  it("is of an exact version, the one that the project is tested with, and asked whether it is ready", () => {
    const images = [...dockerfile.matchAll(/^FROM node:(?<version>\S+)-slim/gmu)].map(({ groups }) => groups?.version);
    expect(images).toEqual([process.versions.node, process.versions.node]);
    expect(dockerfile).toContain("127.0.0.1:9464/ready");
    expect(dockerfile).toContain("--format '@{{.Manifest.Digest}}'");
  });

  it("is told by systemd how often to say that it turns, and leaves no core", () => {
    expect(service).toMatch(/^WatchdogSec=\d+$/mu);
    expect(service).toMatch(/^NotifyAccess=all$/mu);
    expect(service).toMatch(/^LimitCORE=0$/mu);
  });

  it.each([
    ["the container", /CMD \["node", (?<arguments>.*main\.ts)"\]/u.exec(dockerfile)],
    ["the systemd unit", /^ExecStart=\S+ (?<arguments>.*)$/mu.exec(service)],
  ])("starts %s as npm start does", (_what, found) => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    const started = found?.groups?.arguments?.replaceAll(/[",]+/gu, "") ?? "";
    expect(scripts.start).toBe(`node ${started}`);
  });

  it("sets the C library alike", () => {
    const settings = (text: string) =>
      Object.fromEntries([...text.matchAll(/(MALLOC_\w+)=(\d+)/gu)].map(([, name, value]) => [name, value]));
    expect(Object.keys(settings(service))).toHaveLength(3);
    expect(settings(dockerfile)).toEqual(settings(service));
  });

  it("waits longer than Docket takes to end", () => {
    const [grace] = /(?<=stop_grace_period: )\d+/u.exec(compose) ?? [];
    const [timeout] = /(?<=TimeoutStopSec=)\d+/u.exec(service) ?? [];
    for (const seconds of [grace, timeout]) expect(Number(seconds)).toBeGreaterThan(DRAIN_SECONDS + 5);
  });
});
