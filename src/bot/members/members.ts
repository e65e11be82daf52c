/**
 * Decides who may ask: the admins, whoever the configuration or an invitation lets in, and the members' group.
 * Everybody else is a stranger, and so is somebody of whom Telegram could not be asked.
 */

import type { Calendar } from "../../calendar.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { Database } from "../../storage/database.ts";
import type { QuestionTimes } from "../../storage/question-times.ts";
import type { Access, Person } from "./access.ts";
import { type CollectionRights, createCollectionRights } from "./collections.ts";
import { createInvitations, createRoster, type Invitations, type Roster } from "./invitations.ts";
import { createLimits, type LimitOptions, type Limits } from "./limits.ts";
import { createPeople, createRefusals, type People, type Refusals } from "./people.ts";
import type { RightsSeal } from "./rights-seal.ts";

export interface AccessSettings {
  readonly mode: "members" | "open";
  readonly admins: readonly number[];
  readonly members: readonly number[];
  /** The members' group. */
  readonly group: number | null;
}

export interface Members {
  readonly settings: AccessSettings;
  readonly people: People;
  readonly roster: Roster;
  readonly invitations: Invitations;
  readonly collections: CollectionRights;
  readonly limits: Limits;
  readonly refusals: Refusals;
  accessOf(person: Pick<Person, "id">): Promise<Access>;
  /** Telegram reported that somebody joined or left a group. */
  groupChanged(group: number, person: number, belongs: boolean): void;
}

export interface MembersOptions {
  readonly database: Database;
  readonly settings: AccessSettings;
  readonly questionTimes: QuestionTimes;
  readonly limits: LimitOptions;
  /** Tells whether somebody is in a group, as Telegram knows it now. */
  readonly isInGroup: (group: number, person: number) => Promise<boolean>;
  /** The collections that the library has documents of. */
  readonly collections: () => ReadonlySet<string>;
  /** Absent where there is no library to compare the state with. */
  readonly seal?: RightsSeal;
  readonly log: Log;
  readonly clock: () => Date;
  readonly calendar: Calendar;
  readonly random: (bytes: number) => Uint8Array;
}

const STRANGER: Access = { kind: "stranger" };

export function createMembers(options: MembersOptions): Members {
  const { database, settings, log, clock, random } = options;
  const roster = createRoster(database, clock);
  const isAdmin = (person: number): boolean => settings.admins.includes(person);
  const collections = createCollectionRights(database, options.collections, options.seal);
  const group = createGroup(
    async (person) => settings.group !== null && options.isInGroup(settings.group, person),
    clock,
  );

  const member = (person: number): Access => {
    const allowed = collections.allowedTo(person);
    const all = { kind: "member", admin: false, collections: allowed } as const;
    return allowed === null ? all : { ...all, closed: collections.closedTo(person) };
  };
  const byGroup = async (person: number): Promise<Access> => {
    if (settings.group === null) return STRANGER;
    try {
      return (await group.has(person)) ? member(person) : STRANGER;
    } catch (fault) {
      log.warn("The members' group cannot be asked: nobody is let in by it", {
        group: settings.group,
        reason: errorText(fault),
      });
      return { kind: "stranger", unchecked: true };
    }
  };

  return {
    settings,
    people: createPeople(database, clock),
    roster,
    invitations: createInvitations({ database, roster, isAdmin, clock, random }),
    collections,
    limits: createLimits(options.questionTimes, options.limits, options),
    refusals: createRefusals(database, clock),
    async accessOf({ id }) {
      if (isAdmin(id)) return { kind: "member", admin: true, collections: null };
      const standing = roster.overrideOf(id);
      if (standing === "removed") return STRANGER;
      // Somebody who was invited since is a member again.
      if (standing === null && options.seal?.wasRemoved(id) === true) return STRANGER;
      if (standing === "invited" || settings.mode === "open" || settings.members.includes(id)) return member(id);
      return byGroup(id);
    },
    groupChanged(changed, person, belongs) {
      if (changed === settings.group) group.changed(person, belongs);
    },
  };
}

interface Group {
  /** @throws whatever asking Telegram throws */
  has(person: number): Promise<boolean>;
  /** Telegram said so by itself. */
  changed(person: number, belongs: boolean): void;
}

/** The longest that somebody who left is still let in, should Telegram's report of it be lost. */
const BELIEVED_MS = 5 * 60_000;
/** A no is asked again sooner: somebody who was just let into the group tries at once. */
const DISBELIEVED_MS = 30_000;
/** People remembered: memory stays bounded however many strangers write. */
const CAPACITY = 10_000;

interface Belief {
  readonly belongs: boolean;
  readonly at: number;
}

/**
 * Membership in the members' group. Telegram is asked once in five minutes for each person at most; what it reports of
 * its own accord (somebody joined, left, was banned) holds at once. Where it cannot be asked, nobody belongs.
 */
function createGroup(ask: (person: number) => Promise<boolean>, clock: () => Date): Group {
  const beliefs = new Map<number, Belief>();
  const asking = new Map<number, Promise<boolean>>();

  const remember = (person: number, belongs: boolean, at = clock().getTime()): void => {
    beliefs.delete(person);
    beliefs.set(person, { belongs, at });
    const [oldest] = beliefs.keys();
    if (beliefs.size > CAPACITY && oldest !== undefined) beliefs.delete(oldest);
  };

  const askTelegram = async (person: number): Promise<boolean> => {
    const before = beliefs.get(person);
    const askedAt = clock().getTime();
    const belongs = await ask(person);
    const now = beliefs.get(person);
    // A report of Telegram's meanwhile is newer than its answer.
    if (now !== undefined && now !== before) return now.belongs;
    remember(person, belongs, askedAt);
    return belongs;
  };

  return {
    async has(person) {
      const belief = beliefs.get(person);
      // Either way: a clock that is set back must not make a belief last.
      const age = belief === undefined ? Number.POSITIVE_INFINITY : Math.abs(clock().getTime() - belief.at);
      if (belief !== undefined && age < (belief.belongs ? BELIEVED_MS : DISBELIEVED_MS)) return belief.belongs;
      const running = asking.get(person) ?? askTelegram(person).finally(() => asking.delete(person));
      asking.set(person, running);
      return running;
    },
    changed: (person, belongs) => remember(person, belongs),
  };
}

export interface MemberEntry {
  readonly id: number;
  /** Null where the person has not written yet. */
  readonly name: string | null;
  readonly username: string | null;
  readonly by: "admin" | "list" | "invitation" | "group" | "open";
  /** When they came by an invitation. */
  readonly since: Date | null;
  /** The purpose of the invitation, "" for none. */
  readonly note: string;
  readonly seenAt: Date | null;
}

/**
 * Everybody who is known to be let in, and by what. Admins, then those of the configuration, then the invited (newest
 * first), then whoever else was seen.
 */
export function listMembers({ settings, roster, people, invitations }: Members): readonly MemberEntry[] {
  const standings = roster.all();
  const removed = new Set(standings.filter(({ standing }) => standing === "removed").map(({ person }) => person));
  const invited = new Map(
    standings.filter(({ standing }) => standing === "invited").map(({ person, since }) => [person, since]),
  );
  const known = new Map(people.all().map((person) => [person.id, person]));
  const ways = [
    ...settings.admins.map((id) => [id, "admin"] as const),
    ...settings.members.map((id) => [id, "list"] as const),
    ...[...invited.keys()].map((id) => [id, "invitation"] as const),
    ...[...known.keys()].map((id) => [id, settings.mode === "open" ? "open" : "group"] as const),
  ];
  const notes = invitations.notes();
  // The first way in counts: a Map keeps the place of a key and takes its last value, so it is filled backwards.
  const byPerson = new Map(ways.toReversed());
  return [...new Set(ways.map(([id]) => id))]
    .map((id) => ({
      ...{ id, name: known.get(id)?.name ?? null, username: known.get(id)?.username ?? null },
      by: byPerson.get(id) ?? "group",
      since: invited.get(id) ?? null,
      note: notes.get(id) ?? "",
      seenAt: known.get(id)?.seenAt ?? null,
    }))
    .filter(({ id, by }) => by === "admin" || !removed.has(id));
}
