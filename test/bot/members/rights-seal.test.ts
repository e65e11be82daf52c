import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Access, maySee } from "../../../src/bot/members/access.ts";
import { createMembers } from "../../../src/bot/members/members.ts";
import { createRightsSeal } from "../../../src/bot/members/rights-seal.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { type Library, openLibrary } from "../../../src/library/library.ts";
import { sqliteQuestionTimes } from "../../../src/storage/sqlite/question-times.ts";
import { sqliteStandings, standingRows } from "../../../src/storage/sqlite/standings.ts";
import { openState } from "../../../src/storage/state.ts";
import { allowed, disallowed, overridden } from "../../support/standing-changes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testLog } from "../../support/test-log.ts";

/** Whoever waited for the other would take so long: more than a busy machine adds. */
const PATIENCE_MS = 60_000;
const [ADMIN, ADA, BOB, REMOVED] = [1, 2, 3, 4];
const COLLECTIONS = new Set(["", "board", "rules"]);

function filesOf(folder: string) {
  const path = join(folder, "state.sqlite");
  const all = ["", "-wal", "-shm"].map((ending) => `${path}${ending}`);
  return { path, remove: () => all.forEach((file) => void rmSync(file, { force: true })) };
}

/** A process with its state and library, until it is closed. */
function begin(folder: string, library: Pick<Library, "sealedRights" | "keepSealedRights">) {
  const database = openState(filesOf(folder).path);
  const log = testLog(new Set());
  const seal = createRightsSeal({ state: database, library, log });
  seal.check();
  const members = createMembers({
    standings: sqliteStandings(database),
    ...{ database, seal, log, clock: () => new Date(), calendar: calendarOf("UTC") },
    ...{ random: () => new Uint8Array(16), isInGroup: () => Promise.resolve(false), collections: () => COLLECTIONS },
    settings: { mode: "open", admins: [ADMIN], members: [], group: null },
    ...{ questionTimes: sqliteQuestionTimes(database), limits: { questionsPerHour: 5, questionsPerDay: 8 } },
  });
  let open = true;
  const end = (): void => {
    if (open) database.close();
    open = false;
  };
  onTestFinished(end);
  const sees = (access: Access): string[] => [...COLLECTIONS].filter((collection) => maySee(access, collection));
  return {
    ...{ database, seal, members, end, kind: () => seal.distrust()?.kind ?? null },
    seenBy: async (id: number) => sees(await members.accessOf({ id })),
  };
}

/** Ada is on the board's list; somebody was removed; the library knows. */
function setting() {
  const { path: folder } = temporaryFolder();
  const library = openLibrary(join(folder, "library.sqlite"));
  onTestFinished(() => library.close());
  const first = begin(folder, library);
  const rights = standingRows(first.database);
  rights.store(allowed("board", ADA));
  rights.store(overridden(REMOVED, "removed"));
  first.seal.check();
  return { folder, library, first, files: filesOf(folder) };
}

const OPEN = ["", "rules"];
const ALL = [...COLLECTIONS];

async function expectClosed(bot: ReturnType<typeof begin>): Promise<void> {
  expect(await bot.seenBy(ADA)).toEqual(OPEN);
  expect(await bot.seenBy(BOB)).toEqual(OPEN);
  expect(await bot.seenBy(REMOVED)).toEqual([]);
  expect(await bot.seenBy(ADMIN)).toEqual(ALL);
  expect(await bot.members.accessOfAll()).toMatchObject({ collections: new Set(OPEN) });
}

describe("a state", () => {
  it("that is the one the library remembers is trusted, after any number of changes and starts", async () => {
    const { folder, library, first } = setting();
    expect(await first.seenBy(ADA)).toEqual(ALL);
    expect(await first.seenBy(BOB)).toEqual(OPEN);
    first.members.collections.open("board");
    first.seal.check();
    await first.members.standings.change(allowed("rules", BOB));
    // Killed before the library was told: the state is newer, and right.
    first.end();
    const next = begin(folder, library);
    expect(next.kind()).toBeNull();
    expect(await next.seenBy(ADA)).toEqual(["", "board"]);
    expect(library.sealedRights()?.restricted).toEqual(["rules"]);
  });

  it("that is lost closes what was closed, lets nobody back, and tells", async () => {
    const { folder, library, first, files } = setting();
    first.end();
    files.remove();
    const next = begin(folder, library);
    expect(next.kind()).toBe("lost");
    await expectClosed(next);
    // What an admin says meanwhile opens nothing to anybody, and another start changes nothing.
    next.members.collections.open("board");
    await next.members.standings.change(allowed("board", ADA));
    await expectClosed(next);
    next.end();
    const again = begin(folder, library);
    expect(again.kind()).toBe("lost");
    await expectClosed(again);
  });

  it("that was lost holds again once an admin has decided: what was closed stays so, and who was removed stays out", async () => {
    const { folder, library, first, files } = setting();
    first.end();
    files.remove();
    let bot = begin(folder, library);
    bot.database.transaction(bot.seal.accept);
    expect(bot.kind()).toBe("lost");
    bot.seal.check();
    expect(bot.kind()).toBeNull();
    for (const _ of ["now", "after a new start"]) {
      await expectClosed(bot);
      bot.end();
      bot = begin(folder, library);
      expect(bot.kind()).toBeNull();
    }
    await bot.members.standings.change(allowed("board", ADA));
    await bot.members.standings.change(overridden(REMOVED, "invited"));
    bot.seal.check();
    expect(await bot.seenBy(ADA)).toEqual(ALL);
    expect(await bot.seenBy(REMOVED)).toEqual(OPEN);
    // Once more lost: who was removed before the first time stays out.
    await bot.members.standings.change(overridden(REMOVED, "removed"));
    bot.seal.check();
    bot.end();
    files.remove();
    await expectClosed(begin(folder, library));
  });

  it("that is older than the library closes what was closed then or now", async () => {
    const { folder, library, first, files } = setting();
    first.end();
    const old = readFileSync(files.path);
    let bot = begin(folder, library);
    await bot.members.standings.change(disallowed("board", ADA));
    bot.members.collections.restrict("rules");
    bot.seal.check();
    bot.end();
    files.remove();
    writeFileSync(files.path, old);
    bot = begin(folder, library);
    expect(bot.kind()).toBe("older");
    expect(await bot.seenBy(ADA)).toEqual([""]);
    expect(await bot.seenBy(REMOVED)).toEqual([]);
  });

  it.each(["replaced", "removed"])("that is %s under the running bot is not trusted any more", async (how) => {
    const { first, files, folder } = setting();
    const told: string[] = [];
    first.seal.onDistrust((kind) => void told.push(kind));
    rmSync(files.path);
    if (how === "replaced") copyFileSync(join(folder, "library.sqlite"), files.path);
    first.seal.check();
    first.seal.check();
    expect(told).toEqual(["replaced"]);
    await expectClosed(first);
  });

  it("that an older one is written over, under the same number, is not trusted any more", async () => {
    const { first, files } = setting();
    const told: string[] = [];
    first.seal.onDistrust((kind) => void told.push(kind));
    const empty = (): void => first.database.connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    empty();
    const old = readFileSync(files.path);
    await first.members.standings.change(overridden(BOB, "removed"));
    first.seal.check();
    empty();
    // Its own writing, into the log and into the file, is nothing to distrust.
    for (const _ of [1, 2, 3]) first.seal.check();
    expect(first.kind()).toBeNull();
    writeFileSync(files.path, old, { flag: "r+" });
    for (const _ of [1, 2, 3]) first.seal.check();
    expect(told).toEqual(["replaced"]);
    expect(await first.seenBy(ADA)).toEqual(OPEN);
    expect(await first.seenBy(BOB)).toEqual([]);
  });

  it("that is cut under the running bot is not trusted any more", async () => {
    const { first, files } = setting();
    first.database.connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    first.seal.check();
    expect(first.kind()).toBeNull();
    truncateSync(files.path, 8_192);
    first.seal.check();
    expect(first.kind()).toBe("cut");
  });

  it("is not held up by a library that is being written, and is sealed afterwards", async () => {
    const { first, library, folder } = setting();
    const writer = openLibrary(join(folder, "library.sqlite"));
    onTestFinished(() => writer.close());
    writer.database.connection.exec("BEGIN IMMEDIATE");
    first.members.collections.restrict("rules");
    library.database.connection.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
    const began = performance.now();
    first.seal.check();
    expect(performance.now() - began).toBeLessThan(PATIENCE_MS / 2);
    expect(library.sealedRights()?.restricted).toEqual(["board"]);
    writer.database.connection.exec("ROLLBACK");
    first.seal.check();
    expect(library.sealedRights()?.restricted).toEqual(["board", "rules"]);
    expect(existsSync(first.database.path)).toBe(true);
  });

  it("names nobody in the library", () => {
    const { library } = setting();
    expect(library.sealedRights()?.removed).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/u)]);
  });
});
