/** Access of a person. Docket forbids whatever is not known to be allowed. */

import { collectionsNeeded } from "../../engine/engine.ts";

/** Somebody in Telegram, as an update names them. */
export interface Person {
  readonly id: number;
  /** Name, first and last, as Telegram shows it. */
  readonly name: string;
  readonly username: string | null;
  /** IETF tag of their client, such as `zh-hans`. */
  readonly languageCode: string | null;
}

export type Access =
  | {
      readonly kind: "member";
      readonly admin: boolean;
      /** The collections whose documents this person may see; null means all. */
      readonly collections: ReadonlySet<string> | null;
      /** Those that are not for them, also of folders that have no documents any more; absent where all are. */
      readonly closed?: ReadonlySet<string>;
    }
  | {
      readonly kind: "stranger";
      /** True where Telegram could not be asked whether they belong to the members' group: it may be a member. */
      readonly unchecked?: boolean;
    };

export function maySee(access: Access, collection: string): boolean {
  return access.kind === "member" && (access.collections === null || access.collections.has(collection));
}

/**
 * The access to a document that is gone, and perhaps its folder with it: what was open stays open, what was not does
 * not.
 */
export function mightSee(access: Access, collection: string): boolean {
  if (access.kind !== "member" || access.collections === null || access.closed === undefined) {
    return maySee(access, collection);
  }
  return collectionsNeeded(collection).every((name) => access.closed?.has(name) === false);
}

export function isAdmin(access: Access): boolean {
  return access.kind === "member" && access.admin;
}

/**
 * Personal data in a part of Docket. Every part that keeps anything has one, and `/mydata` and `/forget` go through
 * all of them.
 */
export interface PersonalData {
  /** Heading in the file that the member gets. */
  readonly name: string;
  /** Plain JSON; null where nothing is kept. */
  export(person: number): unknown;
  /** Number of records erased. Runs in the caller's transaction. */
  erase(person: number): number;
}
