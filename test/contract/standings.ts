/** Store of who people are and what they may see, whichever database keeps it: against plain maps. */

import { hash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { NamedPerson, StandingChange, Standings, StoredPerson } from "../../src/storage/standings.ts";
import { allowed, disallowed, overridden } from "../support/standing-changes.ts";

export interface StandingsUnderTest {
  readonly standings: Standings;
  /** As a state that was lost knew them: a hash of `salt/person`. */
  forget(salt: string, hash: string): Promise<void>;
}

const DAY_MS = 86_400_000;
const NOON = Date.parse("2026-11-22T12:00:00Z");
const at = (days: number) => new Date(NOON + days * DAY_MS);
const ADA: NamedPerson = { id: 7, name: "Ada", username: "ada", languageCode: "en" };
const STRANGER = { known: null, override: null, removedBefore: false, refusedAt: null };

/** @param open an empty store, gone when the test ends */
export function standingsContract(open: () => Promise<StandingsUnderTest>, { runs } = { runs: 40 }): void {
  it("knows nothing of a stranger but what is closed to all", async () => {
    const { standings } = await open();
    const none = new Set<string>();
    expect(await standings.standingOf(7)).toEqual({ ...STRANGER, restricted: none, lists: none });
    await standings.change({ kind: "restricted", collection: "board" }, allowed("audit", 8));
    const restricted = new Set(["audit", "board"]);
    expect(await standings.standingOf(7)).toEqual({ ...STRANGER, restricted, lists: none });
    expect(await standings.standingOf(8)).toEqual({ ...STRANGER, restricted, lists: new Set(["audit"]) });
    expect(await standings.everybody()).toEqual({ people: [], overrides: [] });
    expect(await standings.named("ada")).toBeNull();
  });

  it("knows whom a state that was lost had removed, by hashes alone", async () => {
    const { standings, forget } = await open();
    for (const salt of ["one", "other"]) await forget(salt, hash("sha256", `${salt}/8`).slice(0, 32));
    expect((await standings.standingOf(8)).removedBefore).toBe(true);
    expect((await standings.standingOf(9)).removedBefore).toBe(false);
  });

  it("finds a name in any case, and follows whoever has it now", async () => {
    const { standings } = await open();
    await standings.change({ kind: "seen", person: ADA, spoken: null, at: at(0) });
    const other = { id: 9, name: "Other", username: "ADA", languageCode: null };
    await standings.change({ kind: "seen", person: other, spoken: "zh", at: at(1) });
    expect(await standings.named("aDa")).toMatchObject({ id: 9, spoken: "zh" });
    expect((await standings.standingOf(7)).known).toMatchObject({ name: "Ada", username: null });
  });

  it("stores all of a change that has several, or nothing", async () => {
    const { standings } = await open();
    const impossible = { ...overridden(7, "invited"), override: "someone" } as unknown as StandingChange;
    await expect(standings.change(allowed("board", 7), impossible)).rejects.toThrow();
    expect(await standings.collections()).toEqual(new Map());
  });

  it("tells after any changes what maps of them tell", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyChange, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        async (all) => {
          const { standings } = await open();
          const model = modelOf();
          for (const changes of all) {
            await standings.change(...changes);
            changes.forEach(model.change);
          }
          for (const person of PEOPLE) expect(await standings.standingOf(person)).toEqual(model.standingOf(person));
          expect(await standings.collections()).toEqual(model.collections());
          const { people, overrides } = await standings.everybody();
          expect(people).toEqual(model.people());
          expect(overrides).toEqual(model.overrides());
          for (const name of NAMES) {
            expect(await standings.named(name)).toEqual(
              model.people().find(({ username }) => username === name) ?? null,
            );
          }
        },
      ),
      { numRuns: runs },
    );
  });
}

const PEOPLE = [7, 8, 9, 5_000_000_000_000];
const NAMES = ["ada", "bob"];
const person = fc.constantFrom(...PEOPLE);
const collection = fc.constantFrom("", "board", "理事会", 'o\'hara "x"');
const moment = fc.integer({ min: -3, max: 3 }).map((halves) => at(halves / 2));
const language = fc.constantFrom("en", "zh", "zh-Hant");
const named = fc.record({
  ...{
    id: person,
    name: fc.constantFrom("Ada", "李", "O'Hara \\ %"),
    languageCode: fc.option(fc.constantFrom("en", "zh")),
  },
  username: fc.option(fc.constantFrom(...NAMES)),
});
const anyChange: fc.Arbitrary<StandingChange> = fc.oneof(
  fc.record({ kind: fc.constant("seen" as const), person: named, spoken: fc.option(language), at: moment }),
  fc.record({ kind: fc.constant("language" as const), person: named, language, at: moment }),
  fc.record({ kind: fc.constant("refused" as const), person, at: moment }),
  fc.tuple(person, fc.constantFrom("invited" as const, "removed" as const), moment).map((of) => overridden(...of)),
  fc.record({ kind: fc.constantFrom("restricted" as const, "opened" as const), collection }),
  fc.tuple(collection, person).map((of) => allowed(...of)),
  fc.tuple(collection, person).map((of) => disallowed(...of)),
);

function modelOf() {
  const people = new Map<number, StoredPerson>();
  const overrides = new Map<number, { override: "invited" | "removed"; since: Date }>();
  const refusals = new Map<number, Date>();
  const lists = new Map<string, Set<number>>();
  const note = (person: NamedPerson, spoken: string | null, at: Date, language?: string): void => {
    for (const other of people.values()) {
      if (other.id !== person.id && person.username !== null && other.username === person.username) {
        people.set(other.id, { ...other, username: null });
      }
    }
    const chosen = language ?? people.get(person.id)?.language ?? null;
    people.set(person.id, { ...person, spoken, language: chosen, seenAt: at });
  };
  const isNew = (person: NamedPerson, spoken: string | null, at: Date): boolean => {
    const known = people.get(person.id);
    if (known === undefined || known.spoken !== spoken || known.name !== person.name) return true;
    if (known.username !== person.username || known.languageCode !== person.languageCode) return true;
    return at.getTime() - known.seenAt.getTime() > DAY_MS;
  };
  const listOf = (name: string): Set<number> => {
    const list = lists.get(name) ?? new Set();
    lists.set(name, list);
    return list;
  };
  const inOrder = (one: number, other: number): number => one - other;
  return {
    change(change: StandingChange): void {
      switch (change.kind) {
        case "seen":
          if (isNew(change.person, change.spoken, change.at)) note(change.person, change.spoken, change.at);
          break;
        case "language":
          note(change.person, change.language, change.at, change.language);
          break;
        case "refused":
          refusals.set(change.person, change.at);
          break;
        case "override":
          overrides.set(change.person, { override: change.override, since: change.at });
          break;
        case "restricted":
          listOf(change.collection);
          break;
        case "opened":
          lists.delete(change.collection);
          break;
        case "allowed":
          listOf(change.collection).add(change.person);
          break;
        case "disallowed":
          lists.get(change.collection)?.delete(change.person);
          break;
        default:
          change satisfies never;
      }
    },
    standingOf: (person: number) => ({
      ...{ known: people.get(person) ?? null, override: overrides.get(person)?.override ?? null },
      ...{ removedBefore: false, refusedAt: refusals.get(person) ?? null, restricted: new Set(lists.keys()) },
      lists: new Set([...lists].filter(([, list]) => list.has(person)).map(([name]) => name)),
    }),
    collections: () => new Map([...lists].map(([name, list]) => [name, [...list].sort(inOrder)])),
    people: () => [...people.values()].sort((one, other) => one.id - other.id),
    overrides: () =>
      [...overrides]
        .map(([person, kept]) => ({ person, ...kept }))
        .sort((one, other) => other.since.getTime() - one.since.getTime() || one.person - other.person),
  };
}
