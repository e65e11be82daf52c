/**
 * Store of who people are and what they may see, whichever database keeps it. All that is known of a person is one read, as
 * it is at one moment: rights that are read in parts could be of before and after a change.
 */

/** Somebody as an update names them. */
export interface NamedPerson {
  readonly id: number;
  readonly name: string;
  readonly username: string | null;
  /** IETF tag of their client. */
  readonly languageCode: string | null;
}

export interface StoredPerson extends NamedPerson {
  /** The language that they chose; null if none. */
  readonly language: string | null;
  /** In which they were spoken to last, where it is another than their client's. */
  readonly spoken: string | null;
  readonly seenAt: Date;
}

export type MembershipOverride = "invited" | "removed";

export interface Standing {
  /** Null where they have not written yet. */
  readonly known: StoredPerson | null;
  readonly override: MembershipOverride | null;
  /** A state that was lost knew them as removed. */
  readonly removedBefore: boolean;
  /** Collections that are not for all members. */
  readonly restricted: ReadonlySet<string>;
  /** Of those the ones whose list they are on. */
  readonly lists: ReadonlySet<string>;
  /** When they were last told that this bot is for members. */
  readonly refusedAt: Date | null;
}

export interface StoredOverride {
  readonly person: number;
  readonly override: MembershipOverride;
  readonly since: Date;
}

export type StandingChange =
  /** Noted if it is new, or was not noted for a day. */
  | { readonly kind: "seen"; readonly person: NamedPerson; readonly spoken: string | null; readonly at: Date }
  | { readonly kind: "language"; readonly person: NamedPerson; readonly language: string; readonly at: Date }
  | { readonly kind: "refused"; readonly person: number; readonly at: Date }
  | { readonly kind: "override"; readonly person: number; readonly override: MembershipOverride; readonly at: Date }
  /** Keeps the list that there is. */
  | { readonly kind: "restricted"; readonly collection: string }
  /** For all members; its list is forgotten. */
  | { readonly kind: "opened"; readonly collection: string }
  /** Restricts the collection, if it is open. */
  | { readonly kind: "allowed"; readonly collection: string; readonly person: number }
  | { readonly kind: "disallowed"; readonly collection: string; readonly person: number };

export interface Standings {
  standingOf(person: number): Promise<Standing>;
  /** The restricted ones, each with the people on its list, in order. */
  collections(): Promise<ReadonlyMap<string, readonly number[]>>;
  /** @param username without the @, in any case */
  named(username: string): Promise<StoredPerson | null>;
  /** People in order of their ids, overrides the newest first. */
  everybody(): Promise<{ readonly people: readonly StoredPerson[]; readonly overrides: readonly StoredOverride[] }>;
  /** All or none is stored once it resolves. */
  change(...changes: readonly StandingChange[]): Promise<void>;
}

/** How long a person's names are not noted again while they stay as they are. */
export const NOTED_FOR_MS = 86_400_000;

type Row = Readonly<Record<string, unknown>>;

/** A row of `people`, whichever database it is in. */
export function storedPerson(row: Row): StoredPerson {
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    id: Number(row.person),
    name: String(row.name),
    username: text(row.username),
    languageCode: text(row.client_language),
    language: text(row.language),
    spoken: text(row.spoken),
    seenAt: new Date(Number(row.seen_at)),
  };
}

/** A row of `roster`. */
export function storedOverride(row: Row): StoredOverride {
  const override = row.standing === "invited" ? "invited" : "removed";
  return { person: Number(row.person), override, since: new Date(Number(row.since)) };
}
