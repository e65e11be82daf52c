import { MessageChannel } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Config, loadConfig } from "../../src/config.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import type { AnswerRequest } from "../../src/engine/answering/answering.ts";
import {
  type Answering,
  answerInThread,
  answeringOverPort,
  type Detail,
  serveAnswering,
} from "../../src/engine/answering-thread.ts";
import { type Engine, openEngine } from "../../src/engine/engine.ts";
import { ingest } from "../../src/library/ingest.ts";
import { heldEmbedder } from "../embedding/held-embedder.ts";
import { withDictionary } from "../support/dictionary.ts";
import { ingestOptions } from "../support/ingest-setting.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wordEmbedder } from "../support/word-embedder.ts";

const TEA = `# Tea

Green tea is brewed at 80 degrees for two minutes. Black tea is brewed at 95 degrees for four minutes.
`;
const ASKED: AnswerRequest = { question: "At how many degrees is black tea brewed?", day: "2026-11-22" };
const SILENT = (): void => undefined;

/** Read in place: what is tried here is what comes afterwards. */
async function configured(embedder: Embedder = wordEmbedder()): Promise<Config> {
  const [corpus, data] = [temporaryFolder(), temporaryFolder()];
  corpus.write("tea.md", TEA);
  const options = ingestOptions(corpus.path, data.path, embedder);
  await ingest(options);
  options.library.close();
  return loadConfig({ DATA_DIR: withDictionary(data.path), CORPUS_DIR: corpus.path, EMBEDDER: "minilm" });
}

function opened(config: Config, inThread?: Detail, embedder: Embedder = wordEmbedder()): Engine {
  const engine = openEngine({ config, onNotice: SILENT, embedder, ...(inThread === undefined ? {} : { inThread }) });
  onTestFinished(engine.close);
  return engine;
}

/** Over a port, and in the same thread. */
function overPort(answering: Answering, detail: Detail): Answering {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  serveAnswering(answering, port1, detail);
  return answeringOverPort(port2);
}

/** An answer but for how long it took. */
async function answered({ answer }: Answering) {
  const { timings, ...result } = await answer(ASKED);
  expect(timings.totalMs).toBeGreaterThan(0);
  return result;
}

describe("answering in a thread of its own", () => {
  it("answers as in the caller's, and finds the same", async () => {
    const config = await configured();
    const here = opened(config);
    const there = opened(config, "all");
    const result = await answered(there);
    expect(result.answer.kind).toBe("answered");
    expect(result).toEqual(await answered(here));
    const request = { question: { text: "black tea", language: "en" }, day: ASKED.day } as const;
    expect(await there.find(request)).toEqual(await here.find(request));
  });

  const GUILTY = { code: "cancelled", retryable: false, message: expect.stringContaining("stops the thread") };
  const failing = async (notices: string[] = []) => {
    const answering = answerInThread({
      ...{ config: await configured(), detail: "shown", embedder: wordEmbedder(), onTrouble: SILENT },
      onNotice: (notice) => notices.push(notice),
      entry: new URL("../support/failing-answers.ts", import.meta.url),
      patience: { everyMs: 100, pings: 5 },
    });
    onTestFinished(answering.close);
    return (question: string) => answering.answer({ ...ASKED, question }).then(({ answer: { kind } }) => kind);
  };

  it.each(["end", "fail", "hang"])(
    "starts again after a question that makes it %s, which is not asked again",
    async (deadly) => {
      const notices: string[] = [];
      const answer = await failing(notices);
      expect(await answer("who?")).toBe("not-found");
      await expect(answer(deadly)).rejects.toMatchObject(GUILTY);
      expect(notices.filter((notice) => notice.includes("the next question starts another one"))).toHaveLength(2);
      expect(notices.at(-1)).toContain("it is not asked again for an hour");
      const before = notices.length;
      await expect(answer(deadly)).rejects.toMatchObject(GUILTY);
      expect(notices).toHaveLength(before);
      expect(await answer("who?")).toBe("not-found");
    },
  );

  it.each(["end", "fail", "hang"])(
    "answers all that was under way beside a question that makes it %s",
    async (deadly) => {
      const answer = await failing();
      const innocents = Array.from({ length: 6 }, () => answer("slow"));
      const guilty = [answer(deadly), answer(deadly)].map((one) => expect(one).rejects.toMatchObject(GUILTY));
      const later = Array.from({ length: 5 }, (_, number) => answer(`who ${number}?`));
      expect(new Set(await Promise.all([...innocents, ...later]))).toEqual(new Set(["not-found"]));
      await Promise.all(guilty);
    },
  );
});

describe("answering over a port", () => {
  it("sends what members can be shown, and the rest to who asks for it", async () => {
    const engine = opened(await configured());
    const { answer, evidence, candidates } = await answered(overPort(engine, "shown"));
    expect({ kind: answer.kind, passages: evidence.length, candidates }).toEqual({
      ...{ kind: "answered", passages: 1, candidates: [] },
    });
  });

  it("tells how far it is, and is told to stop", async () => {
    const held = heldEmbedder();
    const config = await configured(wordEmbedder({ id: held.id, dimensions: held.dimensions }));
    const engine = overPort(opened(config, undefined, held), "shown");
    const [stages, controller] = [[] as string[], new AbortController()];
    const waiting = engine.answer({ ...ASKED, signal: controller.signal, onStage: ({ kind }) => stages.push(kind) });
    await expect.poll(() => held.calls, { timeout: 10_000 }).toHaveLength(1);
    expect(stages).toEqual(["searching"]);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
    await expect.poll(() => held.calls[0]?.signal?.aborted).toBe(true);
  });
});
