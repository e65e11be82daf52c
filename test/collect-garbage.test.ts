import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { collectGarbageSoon } from "../src/collect-garbage.ts";

it("lets go of what nobody has any more", async () => {
  let held: object | null = { bytes: new Uint8Array(1_000) };
  const left = new WeakRef(held);
  expect(left.deref()).toBeDefined();
  held = null;
  // What a reference has shown in this turn stays until the turn is over.
  await delay(1);
  collectGarbageSoon(1);
  // No time is measured: of two timers Node runs the one that is due first before the other, however late both are.
  await delay(20);
  expect(left.deref()).toBeUndefined();
});
