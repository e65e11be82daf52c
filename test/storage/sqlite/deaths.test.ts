/** Of updates that were under way when the process died the guilty are given up, and no other. */

import { join } from "node:path";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import type { Lease } from "../../../src/storage/boxes.ts";
import { inboxRows } from "../../../src/storage/sqlite/box-rows.ts";
import { openState } from "../../../src/storage/state.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** At once, beside one suspect. */
const SLOTS = 24;

function inboxWith(updates: number) {
  const database = openState(join(temporaryFolder().path, "state.sqlite"));
  database.connection.exec("PRAGMA synchronous = OFF");
  onTestFinished(() => database.close());
  const inbox = inboxRows(database, () => new Date());
  const digest = new Uint8Array(16);
  inbox.add(
    Array.from({ length: updates }, (_, index) => ({
      ...{ number: index + 1, digest, lane: `chat ${index}`, person: null, body: String(index + 1) },
    })),
  );
  return inbox;
}

/**
 * Lives until all is handled or given up: as many at once as may be, and of suspects one; whichever is next in `random`
 * is done, and the process ends if it is deadly.
 */
function live(updates: number, deadly: ReadonlySet<number>, random: () => number) {
  const inbox = inboxWith(updates);
  const given: number[] = [];
  let deaths = 0;
  /** Number of others that were handled between a suspect's beginning and its end: they do not wait for it. */
  let beside = 0;
  for (;;) {
    const waiting = inbox.recover();
    if (waiting.length === 0) return { given: given.sort((one, other) => one - other), deaths, beside };
    const suspects = waiting.filter(({ suspect }) => suspect);
    const others = waiting.filter(({ suspect }) => !suspect);
    const underWay: { lease: Lease; id: number; suspect: boolean }[] = [];
    const begin = (): void => {
      const next = [
        ...(underWay.some(({ suspect }) => suspect) ? [] : suspects.splice(0, 1)),
        ...others.splice(0, Math.max(0, SLOTS - underWay.length)),
      ];
      for (const { position, suspect } of next) {
        const begun = inbox.begin(position);
        if (begun === null) continue;
        const { lease, deadly: isDeadly } = begun;
        const id = Number(begun.body);
        if (isDeadly) {
          inbox.end(lease, "parked");
          given.push(id);
        } else underWay.push({ lease, id, suspect });
      }
    };
    for (begin(); underWay.length > 0 || suspects.length > 0 || others.length > 0; begin()) {
      const [done] = underWay.splice(Math.floor(random() * underWay.length), 1);
      if (done === undefined) continue;
      if (deadly.has(done.id)) {
        deaths += 1;
        break;
      }
      inbox.end(done.lease, "handled");
      if (!done.suspect && underWay.some(({ suspect }) => suspect)) beside += 1;
    }
  }
}

it("gives up the deadly ones of 2,000 and no innocent one, however they come", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })),
      (deadly, stream) => {
        const { given, deaths } = live(2_000, new Set(deadly), () => stream.next().value);
        expect(given).toEqual(deadly.toSorted((one, other) => one - other));
        expect(deaths).toBeLessThanOrEqual(5 * deadly.length);
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);

it("lets nobody wait for a suspect", () => {
  // The newest of what is under way ends first, so that a suspect, which begins first, is the last to end.
  const { given, beside } = live(200, new Set([100]), () => 0.999_999);
  expect(given).toEqual([100]);
  expect(beside).toBeGreaterThan(50);
});

it("gives up nobody where something else ends the process again and again", () => {
  const inbox = inboxWith(400);
  for (let life = 0; life < 100; life += 1) {
    const waiting = inbox.recover();
    // Each life is too short for the first suspect, and handles one of the others.
    const suspect = waiting.find((one) => one.suspect);
    if (suspect !== undefined) expect(inbox.begin(suspect.position)).toMatchObject({ deadly: false });
    for (const [index, { position }] of waiting
      .filter((one) => !one.suspect)
      .slice(0, 4)
      .entries()) {
      const begun = inbox.begin(position);
      if (begun !== null && index === 0) inbox.end(begun.lease, "handled");
    }
  }
});

it("counts an end against one that was alone, and of several against none", () => {
  const inbox = inboxWith(3);
  for (const { position } of inbox.recover()) inbox.begin(position);
  for (let end = 0; end < 5; end += 1) {
    for (const { position } of inbox.recover())
      expect(inbox.begin(position)).toMatchObject({ tries: 1, deadly: false });
  }
  const [first] = inbox.recover();
  for (const deadly of [false, false, true]) {
    expect(inbox.begin(first?.position ?? 0)).toMatchObject({ tries: 1, deadly });
    inbox.recover();
  }
});
