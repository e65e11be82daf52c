/** How people are written in what the secretariat reads. Pure. */

import type { KnownPerson, People } from "../../members/people.ts";
import { shortened } from "../../render/reply-cut.ts";
import { linkless } from "../../render/reply-linkless.ts";

/** Telegram takes 129; nobody is told apart by what comes after so many. */
const MAX_NAME = 40;

/**
 * `Ada Lovelace (@ada, 123)`: the id is what settings and commands take, so it is never cut off. What people call
 * themselves becomes no link, and does not turn around what stands beside it.
 */
export function nameOf({ id, name, username }: Pick<KnownPerson, "id" | "name" | "username">): string {
  return `${linkless(shortened(name, MAX_NAME))} (${username === null ? "" : `@${username}, `}${id})`;
}

export function nameOrId(people: People, id: number): string {
  const known = people.find(id);
  return known === null ? String(id) : nameOf(known);
}
