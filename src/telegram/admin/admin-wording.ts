/** How people and moments are written in what the secretariat reads. Pure. */

import type { KnownPerson, People } from "../../members/people.ts";

/** `Ada Lovelace (@ada, 123)`: the id is what settings and commands take. */
export function nameOf({ id, name, username }: Pick<KnownPerson, "id" | "name" | "username">): string {
  return `${name} (${username === null ? "" : `@${username}, `}${id})`;
}

export function nameOrId(people: People, id: number): string {
  const known = people.find(id);
  return known === null ? String(id) : nameOf(known);
}

/** `2026-11-29 14:32 UTC`: nobody tells a bot their time zone. */
export function momentText(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

export function dayText(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** As much as fits beside other things; whole characters, never half a pair. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
