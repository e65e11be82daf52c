/** Changes of what people may do, as tests make them. */

import type { MembershipOverride, StandingChange } from "../../src/storage/standings.ts";

export const overridden = (person: number, override: MembershipOverride, at = new Date(0)): StandingChange => ({
  ...{ kind: "override", person, override, at },
});
export const allowed = (collection: string, person: number): StandingChange => ({
  ...{ kind: "allowed", collection, person },
});
export const disallowed = (collection: string, person: number): StandingChange => ({
  ...{ kind: "disallowed", collection, person },
});
