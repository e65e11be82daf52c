import { MessageChannel } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import { openParts } from "../../../src/embedding/minilm/engine.ts";
import {
  lendModel,
  type Model,
  type ModelTask,
  modelOverLine,
  type OwnModel,
  ownModel,
} from "../../../src/embedding/minilm/minilm.ts";
import { openSelecting } from "../../../src/embedding/minilm/selecting.ts";
import { serveCalls } from "../../../src/rpc.ts";
import { failureOf } from "../../contract/embedder.ts";

const QUESTION = "How much may a hotel room cost?";
const PASSAGES = [
  {
    title: "Travel policy - Hotels",
    units: ["Book at least five days ahead.", "A room costs at most 90 euros a night.", "Breakfast is paid for."],
  },
  { title: "", units: ["The board has nine members."] },
];
const asQuestion = { role: "question", prepare: (text: string) => text } as const;

function overLine(model: OwnModel, longestTaskMs?: number): Model {
  const { port, takeBack } = lendModel(model);
  const remote = modelOverLine(port, longestTaskMs);
  onTestFinished(async () => {
    await remote.close();
    takeBack();
  });
  return remote;
}

describe("ownModel", () => {
  it("embeds and selects for its owner, and over a line, the same to the bit", async () => {
    const own = ownModel({ threads: 1 });
    onTestFinished(own.close);
    const remote = overLine(own);
    const select = await openSelecting(openParts());
    const expected = await Promise.all(PASSAGES.map((passage) => select(QUESTION, passage)));
    expect(await own.select(QUESTION, PASSAGES)).toEqual(expected);
    expect(await remote.select(QUESTION, PASSAGES)).toEqual(expected);
    expect(await remote.embed([QUESTION], asQuestion)).toEqual(await own.embed([QUESTION], asQuestion));
  });

  it("selects where it is not to embed", async () => {
    const own = ownModel({ threads: 1, embeds: false });
    onTestFinished(own.close);
    expect((await own.select(QUESTION, PASSAGES))[0]).toHaveLength(3);
    expect((await failureOf(own.embed([QUESTION], asQuestion))).code).toBe("embedding");
  });

  it("lets a question over the line pass before passages that wait", async () => {
    const own = ownModel({ threads: 1 });
    onTestFinished(own.close);
    const remote = overLine(own);
    await remote.embed(["warm"], asQuestion);
    let done = 0;
    const passages = Promise.allSettled(
      Array.from({ length: 40 }, async (_, number) => {
        await own.embed([`passage ${number} `.repeat(60)], { ...asQuestion, role: "passage" });
        done += 1;
      }),
    );
    await remote.embed([QUESTION], asQuestion);
    expect(done).toBeLessThan(10);
    await own.close();
    await passages;
  });
});

/** An owner whose lines go nowhere but to here. */
function scripted(answer: (task: ModelTask, signal: AbortSignal) => Promise<Float32Array[]>) {
  const ends: MessageChannel["port1"][] = [];
  let stuck = 0;
  const nobody = () => Promise.reject(new TypeError("the owner is asked for lines alone"));
  const model: OwnModel = {
    ...{ embed: nobody, select: nobody, close: () => Promise.resolve() },
    isStuck() {
      stuck += 1;
    },
    async line() {
      const { port1, port2 } = new MessageChannel();
      ends.push(port1);
      serveCalls<ModelTask, Float32Array[]>(port1, (task, { signal }) => answer(task, signal));
      return port2;
    },
  };
  return { model, ends, stuck: () => stuck };
}

describe("modelOverLine", () => {
  it("has a line drawn once, and asks its owner nothing else", async () => {
    const { model, ends } = scripted(async () => [Float32Array.of(1)]);
    const remote = overLine(model);
    expect(await remote.embed(["one"], asQuestion)).toEqual([Float32Array.of(1)]);
    expect(await remote.select("two?", [{ title: "", units: ["three"] }])).toEqual([Float32Array.of(1)]);
    expect(ends).toHaveLength(1);
  });

  it("has another line drawn when the thread at its end has ended", async () => {
    const { model, ends } = scripted(async ({ kind }) => {
      if (kind === "embed" && ends.length === 1) ends[0]?.close();
      return [Float32Array.of(ends.length)];
    });
    const remote = overLine(model);
    expect(await failureOf(remote.embed(["deadly"], asQuestion))).toMatchObject({ code: "embedding", retryable: true });
    expect(await remote.embed(["next"], asQuestion)).toEqual([Float32Array.of(2)]);
  });

  it("tells the owner of a thread that does not come back, and asks another", async () => {
    const { model, ends, stuck } = scripted(async () => {
      if (ends.length === 1) await new Promise(() => undefined);
      return [Float32Array.of(ends.length)];
    });
    const remote = overLine(model, 50);
    expect(await failureOf(remote.embed(["hang"], asQuestion))).toMatchObject({ code: "embedding", retryable: true });
    await expect.poll(stuck).toBe(1);
    expect(await remote.embed(["next"], asQuestion)).toEqual([Float32Array.of(2)]);
  });

  it("cancels at the other end what is given up here", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { model } = scripted(async (_, signal) => {
      await new Promise<void>((aborted) => signal.addEventListener("abort", () => aborted()));
      resolve();
      return [];
    });
    const remote = overLine(model);
    const controller = new AbortController();
    const call = failureOf(remote.select("who?", [{ title: "", units: ["a"] }], controller.signal));
    setTimeout(() => controller.abort(), 20);
    expect((await call).code).toBe("cancelled");
    await promise;
  });
});
