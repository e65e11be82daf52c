/** Everybody who is known to be let in, and by what. */

import type { Members } from "./members.ts";

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

/** Admins, then those of the configuration, then the invited (newest first), then whoever else was seen. */
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
