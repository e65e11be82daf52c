/**
 * Files with one byte that is another: what was published is refused or is as it was; of the state nobody may see more than
 * before. More by hand: `BYTES=10000 npx vitest run test/storage/byte-damage.test.ts`.
 */

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { maySee } from "../../src/bot/members/access.ts";
import { createMembers } from "../../src/bot/members/members.ts";
import { createRightsSeal } from "../../src/bot/members/rights-seal.ts";
import { calendarOf } from "../../src/calendar.ts";
import { openSnapshot } from "../../src/index/snapshot.ts";
import { openLibrary } from "../../src/library/library.ts";
import { assertWhole } from "../../src/storage/database.ts";
import { sqliteQuestionTimes } from "../../src/storage/sqlite/question-times.ts";
import { sqliteStandings } from "../../src/storage/sqlite/standings.ts";
import { openState } from "../../src/storage/state.ts";
import { ingestSetting } from "../support/ingest-setting.ts";
import { allowed, overridden } from "../support/standing-changes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testLog } from "../support/test-log.ts";

const BYTES = Number(process.env.BYTES ?? 150);

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  bits: fc.integer({ min: 1, max: 255 }),
});

function damaged(bytes: Uint8Array, { at, bits }: { readonly at: number; readonly bits: number }): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const offset = Math.floor(at * copy.length);
  copy[offset] = (copy[offset] ?? 0) ^ bits;
  return copy;
}

it("an index is refused, or is the one that was published", async () => {
  const { run, options } = ingestSetting({
    documents: { "tea.md": "# Tea\n\nGreen tea is brewed at 80 degrees. Black tea at 95.\n" },
  });
  await run();
  const { snapshotsDir: folder, indexFormat: format } = options;
  const pictureOf = async () => {
    const snapshot = await openSnapshot({ folder, format });
    return snapshot === null
      ? null
      : [snapshot.index.size, snapshot.index.embedderId, snapshot.words.size, snapshot.revision];
  };
  const whole = await pictureOf();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    const bytes = readFileSync(file);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(damage, async (change) => {
        writeFileSync(file, damaged(bytes, change));
        try {
          expect(await pictureOf()).toEqual(whole);
        } catch (fault) {
          expect(fault).toMatchObject({ code: "storage" });
          refused += 1;
        }
      }),
      { numRuns: BYTES },
    );
    writeFileSync(file, bytes);
    // The pointer is a line of JSON, of which a space may be another sign of the same meaning.
    expect(refused).toBeGreaterThan(BYTES / 2);
  }
}, 600_000);

it("a state opens no collection and lets nobody in whom it did not", async () => {
  const { path: folder } = temporaryFolder();
  const path = join(folder, "state.sqlite");
  const library = openLibrary(join(folder, "library.sqlite"));
  const PEOPLE = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const COLLECTIONS = ["", "board", "rules"];
  const open = () => {
    const database = openState(path);
    try {
      assertWhole(database);
      const log = testLog(new Set());
      const seal = createRightsSeal({ state: database, library, log });
      seal.check();
      const members = createMembers({
        standings: sqliteStandings(database),
        ...{ database, seal, log, clock: () => new Date(0), calendar: calendarOf("UTC") },
        ...{
          random: () => new Uint8Array(16),
          isInGroup: () => Promise.resolve(false),
          collections: () => new Set(COLLECTIONS),
        },
        settings: { mode: "members", admins: [], members: [2, 3], group: null },
        ...{ questionTimes: sqliteQuestionTimes(database), limits: { questionsPerHour: 5, questionsPerDay: 8 } },
      });
      return { database, seal, members };
    } catch (fault) {
      database.close();
      throw fault;
    }
  };
  const seen = async ({ members }: Pick<ReturnType<typeof open>, "members">) => {
    const all = await Promise.all(PEOPLE.map((id) => members.accessOf({ id })));
    return all.flatMap((access, at) =>
      COLLECTIONS.filter((one) => maySee(access, one)).map((one) => `${PEOPLE[at]} ${one}`),
    );
  };
  const first = open();
  await first.members.standings.change(allowed("board", 2));
  first.members.collections.restrict("rules");
  await first.members.standings.change(overridden(4, "invited"));
  await first.members.standings.change(overridden(3, "removed"));
  first.seal.check();
  const before = new Set(await seen(first));
  first.database.connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  first.database.close();
  expect([...before]).toEqual(["2 ", "2 board", "4 "]);
  const bytes = readFileSync(path);
  // Where rights stand, and everywhere else.
  const words = ["board", "rules", "invited", "removed"].flatMap((word) => {
    const at = bytes.lastIndexOf(word);
    return Array.from({ length: word.length + 12 }, (_, back) => (at - 6 + back) / bytes.length);
  });
  const anywhere = fc.record({
    at: fc.oneof(
      fc.constantFrom(...words),
      damage.map(({ at }) => at),
    ),
    bits: fc.integer({ min: 1, max: 255 }),
  });
  await fc.assert(
    fc.asyncProperty(anywhere, async (change) => {
      for (const ending of ["-wal", "-shm"]) rmSync(`${path}${ending}`, { force: true });
      writeFileSync(path, damaged(bytes, change));
      let bot: ReturnType<typeof open>;
      try {
        bot = open();
      } catch {
        return;
      }
      const more = await seen(bot).then(
        (now) => now.filter((one) => !before.has(one)),
        () => [],
      );
      bot.database.close();
      expect(more).toEqual([]);
    }),
    { numRuns: BYTES },
  );
  library.close();
}, 600_000);
