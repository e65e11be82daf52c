import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { collectGarbageSoon } from "../src/collect-garbage.ts";

it("lets go of what nobody has any more", async () => {
  const left = new WeakRef({ bytes: new Uint8Array(1_000) });
  // What a reference has shown in this turn stays until the turn is over.
  await delay(1);
  expect(left.deref()).toBeDefined();
  collectGarbageSoon(1);
  await delay(20);
  expect(left.deref()).toBeUndefined();
});
