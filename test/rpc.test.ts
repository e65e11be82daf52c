import { MessageChannel } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import { DocketError } from "../src/errors.ts";
import { callsOverPort, type Serve, serveCalls } from "../src/rpc.ts";

function overPort<Request, Result, Note = never>(serve: Serve<Request, Result, Note>) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  serveCalls(port1, serve);
  const { call, close } = callsOverPort<Request, Result, Note>(port2, {
    cancelled: (cause) => new DocketError("cancelled", "given up", { cause }),
    closed: () => new DocketError("cancelled", "closed here"),
    gone: () => new DocketError("storage", "gone there", { retryable: true }),
  });
  return { call, close, served: port1 };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));

describe("calls over a port", () => {
  it("come back to who made them, in whatever order they are done", async () => {
    const { call } = overPort(async (milliseconds: number) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return milliseconds;
    });
    const done: number[] = [];
    await Promise.all([20, 1].map(async (wait) => done.push(await call(wait))));
    expect(done).toEqual([1, 20]);
  });

  it("hear how far they are, each of itself, before the result", async () => {
    const { call } = overPort(async (name: string, { onNote }: { readonly onNote: (note: string) => void }) => {
      onNote(`${name} begins`);
      return name;
    });
    const heard: string[] = [];
    const onNote = (note: string): void => void heard.push(note);
    heard.push(await call("a", { onNote }), await call("b"));
    expect(heard).toEqual(["a begins", "a", "b"]);
  });

  it("fail as they failed there: with code, message and whether to try again", async () => {
    const { call } = overPort((code: "busy" | "none") => {
      throw code === "none" ? new TypeError("broken") : new DocketError(code, "come back", { retryable: true });
    });
    const ours = await call("busy").catch((error: unknown) => error);
    expect(ours).toBeInstanceOf(DocketError);
    expect(ours).toMatchObject({ code: "busy", message: "come back", retryable: true });
    const other = await call("none").catch((error: unknown) => error);
    expect(other).not.toBeInstanceOf(DocketError);
    expect(other).toMatchObject({ message: "broken", stack: expect.stringContaining("rpc.test.ts") });
  });

  it("are given up at both ends when the signal says so, and not made when it said so before", async () => {
    const signals: AbortSignal[] = [];
    const { call } = overPort(async (_: string, { signal }: { readonly signal: AbortSignal }) => {
      signals.push(signal);
      return await untilAborted(signal);
    });
    const controller = new AbortController();
    const waiting = call("a", { signal: controller.signal });
    await expect.poll(() => signals).toHaveLength(1);
    controller.abort("enough");
    await expect(waiting).rejects.toMatchObject({ code: "cancelled", cause: "enough" });
    await expect.poll(() => signals[0]?.aborted).toBe(true);
    await expect(call("b", { signal: controller.signal })).rejects.toMatchObject({ code: "cancelled" });
    expect(signals).toHaveLength(1);
  });

  it("fail when the other end goes, and what it was doing is given up there", async () => {
    const signals: AbortSignal[] = [];
    const { call, served } = overPort(async (_: string, { signal }: { readonly signal: AbortSignal }) => {
      signals.push(signal);
      return await untilAborted(signal);
    });
    const waiting = call("a");
    await expect.poll(() => signals).toHaveLength(1);
    served.close();
    await expect(waiting).rejects.toMatchObject({ code: "storage", retryable: true });
    await expect(call("b")).rejects.toMatchObject({ code: "storage" });
    await expect.poll(() => signals[0]?.aborted).toBe(true);
  });

  it("are cancelled by closing this end, after which there are none", async () => {
    const { call, close } = overPort((_: string, { signal }: { readonly signal: AbortSignal }) => untilAborted(signal));
    const waiting = call("a");
    close();
    await expect(waiting).rejects.toMatchObject({ code: "cancelled", message: "given up" });
    await expect(call("b")).rejects.toMatchObject({ code: "cancelled", message: "closed here" });
  });
});
