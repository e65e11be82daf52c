import { expect, it } from "vitest";
import { floodControl } from "../../src/bot-api-server/server.ts";

const PRIVATE = 1_000;
const GROUP = -1_001;

function paced() {
  const clock = { now: 1_000_000 };
  const assertPace = floodControl(() => clock.now);
  /** Share of messages that pass. */
  const passing = (count: number, chatOf: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => chatOf(index)).filter((chat) => {
      try {
        assertPace(chat);
        return true;
      } catch {
        return false;
      }
    }).length;
  return { clock, passing };
}

it("lets a short burst into a private chat, then one message a second", () => {
  const { clock, passing } = paced();
  expect(passing(10, () => PRIVATE)).toBe(3);
  clock.now += 2_000;
  expect(passing(10, () => PRIVATE)).toBe(2);
});

it("lets 20 messages a minute into a group", () => {
  const { clock, passing } = paced();
  expect(passing(30, () => GROUP)).toBe(20);
  clock.now += 60_000;
  expect(passing(30, () => GROUP)).toBe(20);
});

it("lets 30 messages a second out in all", () => {
  const { clock, passing } = paced();
  expect(passing(100, (index) => PRIVATE + index)).toBe(30);
  clock.now += 1_000;
  expect(passing(100, (index) => PRIVATE + 500 + index)).toBe(30);
});
