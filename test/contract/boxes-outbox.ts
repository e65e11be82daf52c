/** The outbox, whichever database keeps it: what each step stores, and what a process that ends leaves to the next. */

import { expect, it } from "vitest";
import type { QueuedCall } from "../../src/storage/boxes.ts";
import { begunCall, call, type Open, texts } from "./boxes-made.ts";

export function outboxContract<Records>(open: Open<Records>): void {
  it("gives each call to one who begins it, as it was queued and in order", async () => {
    const { boxes } = await open();
    const file = { name: "rules.txt", bytes: new TextEncoder().encode("the rules") };
    const calls = [
      call("one", { file, shown: { documents: [], reader: 7 }, receipt: "card:1" }),
      call("two", { notice: true, repeatable: true, person: null }),
      call("other"),
    ];
    const heard: QueuedCall[] = [];
    boxes.listen({ onQueued: (queued) => void heard.push(...queued) });
    await boxes.outbox.add({ calls });
    const { queued } = await boxes.outbox.recover();
    expect(heard).toEqual(queued);
    const begun = [];
    for (const one of queued) begun.push(await boxes.outbox.begin(one));
    expect(begun).toMatchObject(calls.map((one) => ({ ...one, tries: 1 })));
    expect(await boxes.outbox.begin(queued[0] ?? { id: 0, chat: "" })).toBeNull();
  });

  it("leaves calls that were being made to the next process, and lets the former end them no more", async () => {
    const { boxes, restart } = await open();
    const former = await begunCall(boxes, call("one"));
    const { outbox, ...others } = await restart();
    const { queued, interrupted } = await outbox.recover();
    expect([queued, interrupted.map(({ payload }) => payload.text)]).toEqual([[], ["one"]]);
    const [lost] = interrupted;
    if (lost === undefined) throw new Error("it is not there");
    expect(await outbox.end(lost.lease, { kind: "postponed", milliseconds: 0 })).toBe(true);
    await outbox.begin({ id: lost.lease.id, chat: lost.chat });
    expect(await outbox.end(former.lease, { kind: "sent", message: 3 }, [call("late")])).toBe(false);
    expect(await others.depths()).toMatchObject({ outbox: 1 });
  });

  it("makes a call of which nothing is known once more for who asks for it in its chat, and only once", async () => {
    const { boxes } = await open();
    const { outbox } = boxes;
    const { id, lease } = await begunCall(boxes, call("one", { chat: "7" }));
    expect(await outbox.end(lease, { kind: "unknown" }, [call("may be missing", { notice: true })])).toBe(true);
    expect([await outbox.isUnknown(id, "7"), await outbox.isUnknown(id, "8")]).toEqual([true, false]);
    expect(await texts(boxes)).toEqual(["may be missing"]);
    await outbox.add({ again: [{ id, chat: "8" }] });
    expect(await texts(boxes)).toEqual(["may be missing"]);
    await outbox.add({ again: [{ id, chat: "7" }] });
    await outbox.add({ again: [{ id, chat: "7" }] });
    expect(await texts(boxes)).toEqual(["one", "may be missing"]);
  });

  it("waits before a call that is postponed, and no longer where the clock is set back", async () => {
    const { boxes, clock } = await open();
    const { lease } = await begunCall(boxes, call("one"));
    await boxes.outbox.end(lease, { kind: "postponed", milliseconds: 30_000 });
    const waits = async () => ((await boxes.outbox.recover()).queued[0]?.notBefore ?? 0) - clock.now.getTime();
    expect(await waits()).toBe(30_000);
    clock.now = new Date(clock.now.getTime() - 365 * 24 * 3_600_000);
    expect(await waits()).toBe(30_000);
  });

  it("makes a call in another form, and without what may not leave", async () => {
    const { boxes } = await open();
    const file = { name: "rules.txt", bytes: new TextEncoder().encode("the rules") };
    const first = await begunCall(boxes, call("one", { file, shown: { documents: [], reader: 7 } }));
    await boxes.outbox.end(first.lease, {
      kind: "changed",
      method: "sendDocument",
      payload: { chat_id: 7, text: "two" },
    });
    const second = await boxes.outbox.begin(first);
    expect(second).toMatchObject({ method: "sendDocument", payload: { text: "two" }, file, tries: 2 });
    if (second === null) throw new Error("it cannot be begun");
    await boxes.outbox.end(second.lease, {
      kind: "withheld",
      method: "sendMessage",
      payload: { chat_id: 7, text: "no" },
    });
    const third = await boxes.outbox.begin(first);
    expect(third).toMatchObject({ method: "sendMessage", payload: { text: "no" }, file: null, shown: null });
  });

  it("takes all calls of a group along when it moves", async () => {
    const { boxes } = await open();
    const inGroup = (text: string) => call(text, { chat: "-5", payload: { chat_id: -5, text } });
    const { lease } = await begunCall(boxes, inGroup("one"));
    await boxes.outbox.add({ calls: [inGroup("two"), call("mine")] });
    const heard: QueuedCall[] = [];
    boxes.listen({ onQueued: (queued) => void heard.push(...queued) });
    await boxes.outbox.end(lease, { kind: "moved", chat: -1005 });
    expect(heard.map(({ chat }) => chat)).toEqual(["-1005", "-1005"]);
    const begun = [];
    for (const one of heard) {
      const made = await boxes.outbox.begin(one);
      begun.push(made?.payload);
      if (made !== null) await boxes.outbox.end(made.lease, { kind: "sent", message: null });
    }
    expect(begun).toEqual([
      { chat_id: -1005, text: "one" },
      { chat_id: -1005, text: "two" },
    ]);
  });

  it("gives up one call, or all that wait for the same chat", async () => {
    const { boxes } = await open();
    const first = await begunCall(boxes, call("one"));
    await boxes.outbox.end(first.lease, { kind: "failed", chat: false }, [call("not sent", { notice: true })]);
    expect(await texts(boxes)).toEqual(["not sent"]);
    const second = await begunCall(boxes, call("two", { chat: "7" }));
    await boxes.outbox.add({ calls: [call("three", { chat: "7" }), call("four", { chat: "7" }), call("hers")] });
    await boxes.outbox.end(second.lease, { kind: "failed", chat: true });
    expect(await texts(boxes)).toEqual(["not sent", "hers"]);
  });
}
