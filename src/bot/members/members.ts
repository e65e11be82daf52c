/**
 * Decides who may ask: the admins, whoever the configuration or an invitation lets in, and the members' group.
 * Everybody else is a stranger, and so is somebody of whom Telegram could not be asked.
 */

import type { Calendar } from "../../calendar.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { Database } from "../../storage/database.ts";
import type { QuestionTimes } from "../../storage/question-times.ts";
import type { Standing, Standings } from "../../storage/standings.ts";
import type { Access, Person } from "./access.ts";
import { type CollectionRights, createCollectionRights, createOpening, TRUSTED } from "./collections.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { createLimits, type LimitOptions, type Limits } from "./limits.ts";
import { createPeople, type KnownPerson, knownPerson, type People } from "./people.ts";
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
  readonly standings: Standings;
  readonly people: People;
  readonly invitations: Invitations;
  readonly collections: CollectionRights;
  readonly limits: Limits;
  /** @param readers "all": where several read along, who see what any member may see */
  standingOf(person: Pick<Person, "id">, readers?: "one" | "all"): Promise<PersonStanding>;
  /** The same of their access alone. */
  accessOf(person: Pick<Person, "id">, readers?: "one" | "all"): Promise<Access>;
  /** Of any member, and of nobody in particular. */
  accessOfAll(): Promise<Access>;
  /** Collections that are not for all members, each with the people on its list. */
  collectionLists(): ReturnType<Standings["collections"]>;
  /** Telegram reported that somebody joined or left a group. */
  groupChanged(group: number, person: number, belongs: boolean): void;
}

interface PersonStanding {
  readonly access: Access;
  /** Null where they have not written yet. */
  readonly known: KnownPerson | null;
  /** When they were last told that this bot is for members. */
  readonly refusedAt: Date | null;
}

export interface MembersOptions {
  readonly database: Database;
  readonly standings: Standings;
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
  const { database, settings, standings, seal, clock, random } = options;
  const isAdmin = (person: number): boolean => settings.admins.includes(person);
  const belongs = groupMembership(options);
  const access = accessBy(options, isAdmin);
  const collectionLists: Members["collectionLists"] = async () => {
    const before = seal?.closedBefore() ?? [];
    return new Map([...before.map((name) => [name, []] as const), ...(await standings.collections())]);
  };

  const standingOf: Members["standingOf"] = async ({ id }, readers = "one") => {
    let standing = await standings.standingOf(id);
    let way = access.wayIn(id, standing);
    if (way === "group") {
      const found = await belongs(id);
      // Rights may have changed while Telegram was asked.
      if (found.asked) standing = await standings.standingOf(id);
      way = access.wayIn(id, standing);
      if (way === "group") way = found.belongs;
    }
    const known = standing.known === null ? null : knownPerson(standing.known);
    return { access: access.by(way, standing, readers), known, refusedAt: standing.refusedAt };
  };
  return {
    settings,
    standings,
    people: createPeople(database, clock),
    invitations: createInvitations({ database, isAdmin, clock, random }),
    collections: createCollectionRights(database, options.collections, seal),
    limits: createLimits(options.questionTimes, options.limits, options),
    standingOf,
    async accessOf(person, readers = "one") {
      if (isAdmin(person.id) && readers === "one") return ALL;
      return (await standingOf(person, readers)).access;
    },
    accessOfAll: async () => access.ofAll(new Set((await collectionLists()).keys())),
    collectionLists,
    groupChanged: belongs.changed,
  };
}

const ALL: Access = { kind: "member", admin: true, collections: null };

/** What lets somebody in; "group" where that is for Telegram to say. */
type WayIn = "admin" | "member" | "group" | "stranger" | "unchecked";

function accessBy(
  { settings, seal, collections }: Pick<MembersOptions, "settings" | "seal" | "collections">,
  isAdmin: (person: number) => boolean,
) {
  const opening = createOpening(collections, seal ?? TRUSTED);
  return {
    wayIn(id: number, { override, removedBefore }: Standing): WayIn {
      if (isAdmin(id)) return "admin";
      if (override === "removed") return "stranger";
      // Somebody who was invited since is a member again.
      if (override === null && (removedBefore || seal?.wasRemoved(id) === true)) return "stranger";
      if (override === "invited" || settings.mode === "open" || settings.members.includes(id)) return "member";
      return settings.group === null ? "stranger" : "group";
    },
    by(way: WayIn, standing: Standing, readers: "one" | "all"): Access {
      if (way === "unchecked") return { kind: "stranger", unchecked: true };
      if (way === "stranger" || way === "group") return STRANGER;
      if (readers === "all") return { kind: "member", admin: way === "admin", ...opening.toAll(standing.restricted) };
      if (way === "admin") return ALL;
      const { collections: allowed, closed } = opening.to(standing);
      const member = { kind: "member", admin: false, collections: allowed } as const;
      return allowed === null ? member : { ...member, closed };
    },
    ofAll: (restricted: ReadonlySet<string>): Access => ({
      kind: "member",
      admin: false,
      ...opening.toAll(restricted),
    }),
  };
}

/** Tells whether somebody is in the members' group, and whether Telegram had to be asked for it. */
function groupMembership({ settings, isInGroup, log, clock }: MembersOptions) {
  const members = createGroup(async (person) => settings.group !== null && isInGroup(settings.group, person), clock);
  const find = async (person: number): Promise<{ readonly belongs: WayIn; readonly asked: boolean }> => {
    const believed = members.believed(person);
    if (believed !== null) return { belongs: believed ? "member" : "stranger", asked: false };
    try {
      return { belongs: (await members.ask(person)) ? "member" : "stranger", asked: true };
    } catch (fault) {
      log.warn("The members' group cannot be asked: nobody is let in by it", {
        group: settings.group,
        reason: errorText(fault),
      });
      return { belongs: "unchecked", asked: true };
    }
  };
  return Object.assign(find, {
    /** Telegram reported that somebody joined or left a group. */
    changed(group: number, person: number, belongs: boolean): void {
      if (group === settings.group) members.changed(person, belongs);
    },
  });
}

interface Group {
  /** Null where Telegram is to be asked. */
  believed(person: number): boolean | null;
  /** @throws whatever asking Telegram throws */
  ask(person: number): Promise<boolean>;
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
    believed(person) {
      const belief = beliefs.get(person);
      if (belief === undefined) return null;
      // Either way: a clock that is set back must not make a belief last.
      const age = Math.abs(clock().getTime() - belief.at);
      return age < (belief.belongs ? BELIEVED_MS : DISBELIEVED_MS) ? belief.belongs : null;
    },
    ask(person) {
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
  /** Day on which they came by an invitation. */
  readonly since: Date | null;
  /** The purpose of the invitation, "" for none. */
  readonly note: string;
  readonly seenAt: Date | null;
}

/**
 * Everybody who is known to be let in, and by what. Admins, then those of the configuration, then the invited (newest
 * first), then whoever else was seen.
 */
export async function listMembers({
  settings,
  standings,
  invitations,
}: Pick<Members, "settings" | "standings" | "invitations">): Promise<readonly MemberEntry[]> {
  const { people, overrides } = await standings.everybody();
  const removed = new Set(overrides.filter(({ override }) => override === "removed").map(({ person }) => person));
  const invited = new Map(
    overrides.filter(({ override }) => override === "invited").map(({ person, since }) => [person, since]),
  );
  const known = new Map(people.map((person) => [person.id, person]));
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
      id,
      name: known.get(id)?.name ?? null,
      username: known.get(id)?.username ?? null,
      by: byPerson.get(id) ?? "group",
      since: invited.get(id) ?? null,
      note: notes.get(id) ?? "",
      seenAt: known.get(id)?.seenAt ?? null,
    }))
    .filter(({ id, by }) => by === "admin" || !removed.has(id));
}
