import { expect, it } from "vitest";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { createAnswering } from "../../../src/engine/answering/answering.ts";
import { questionDirection } from "../../../src/engine/retrieval/question-direction.ts";
import { createSearch } from "../../../src/engine/retrieval/search.ts";
import { DocketError } from "../../../src/errors.ts";
import { currentIndex } from "../../../src/library/current-index.ts";
import { ingestSetting } from "../../support/ingest-setting.ts";

const gone = () => new DocketError("embedding", "the server is gone");

function away(embed: Embedder["embed"] = () => Promise.reject(gone())) {
  let now = 0;
  const told: (string | null)[] = [];
  let calls = 0;
  const embedder = {
    id: "server",
    dimensions: 2,
    embed(...call: Parameters<Embedder["embed"]>) {
      calls += 1;
      return embed(...call);
    },
    close: async () => undefined,
  };
  const direction = questionDirection(embedder, {
    onAway: (reason) => told.push(reason),
    now: () => now,
    deadlineMs: 100,
  });
  return { direction, told, calls: () => calls, later: (ms: number) => (now += ms) };
}

it("does without for half a minute after a failure, tells once, and tells when it is back", async () => {
  const faults = [gone(), gone()];
  const { direction, told, calls, later } = away(async () => {
    const fault = faults.shift();
    if (fault !== undefined) throw fault;
    return [Float32Array.of(1, 0)];
  });
  for (let times = 0; times < 3; times += 1) expect(await direction("q", null)).toBeNull();
  expect(calls()).toBe(1);
  later(30_000);
  expect(await direction("q", null)).toBeNull();
  later(30_000);
  expect(await direction("q", null)).toMatchObject({ length: 1 });
  expect(told).toEqual(["the server is gone", null]);
});

it("waits no longer than its deadline, for all tries together", async () => {
  const { direction, told } = away(
    (_texts, _role, signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener("abort", () => reject(new DocketError("cancelled", "cancelled"))),
      ),
  );
  expect(await direction("q", null)).toBeNull();
  expect(told).toEqual(["server: no answer within 0.1 s"]);
});

it("takes a question that was given up for that", async () => {
  const controller = new AbortController();
  const { direction, told } = away(
    (_texts, _role, signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener("abort", () => reject(new DocketError("cancelled", "cancelled"))),
      ),
  );
  const waiting = expect(direction("q", null, controller.signal)).rejects.toMatchObject({ code: "cancelled" });
  controller.abort();
  await waiting;
  expect(told).toEqual([]);
});

it("answers by words alone, says so, and claims no more than that they come near", async () => {
  const { run, library, options, embedder } = ingestSetting({
    documents: {
      "tea.md": "# Tea\n\nGreen tea is brewed at 80 degrees for two minutes.\n\nBlack tea is brewed at 95 degrees.\n",
    },
  });
  await run();
  const index = currentIndex({
    ...{
      library,
      format: options.indexFormat,
      snapshotsDir: options.snapshotsDir,
      lockPath: options.lockPath,
      embedder,
    },
    onNotice: () => undefined,
  });
  const search = createSearch({
    ...{ library, index, gloss: options.gloss.load },
    embedder: { ...embedder, embed: () => Promise.reject(gone()) },
    wordsAlone: { onAway: () => undefined, now: () => 0 },
  });
  const answer = createAnswering({ search, library });
  const near = await answer({ question: "At how many degrees is green tea brewed?", day: "2026-11-22" });
  expect(near).toMatchObject({ notice: "words-alone", answer: { kind: "unsure" } });
  expect(JSON.stringify(near.answer)).toContain("80 degrees");
  const far = await answer({ question: "Who repairs zebra garages in winter?", day: "2026-11-22" });
  expect(far.answer.kind).toBe("not-found");
});
