/**
 * Invitations: 128 random bits in a link, of which only a hash is kept. Each lets one person in, once, within a week.
 */

import { createHash } from "node:crypto";
import type { Database } from "../../storage/database.ts";
import { standingRows } from "../../storage/sqlite/standings.ts";

interface Invitation {
  /** The admin's note on it, "" for none. */
  readonly note: string;
  readonly createdBy: number;
  readonly expiresAt: Date;
}

type Redemption =
  | { readonly kind: "joined"; readonly invitation: Invitation }
  /** The same person used it before: their tap was handled twice, or they tapped it again. */
  | { readonly kind: "used-by-you" }
  | { readonly kind: "used" }
  | { readonly kind: "expired"; readonly invitation: Invitation }
  | { readonly kind: "unknown" };

export interface Invitations {
  /** @returns the secret for the link, which is nowhere else */
  create(admin: number, note: string): { readonly secret: string; readonly expiresAt: Date };
  /** Puts the person on the roster in the same transaction that uses the invitation up. */
  redeem(person: number, secret: string): Redemption;
  /** Those that nobody used and that still hold, newest first. */
  open(): readonly Invitation[];
  /** The purpose of the invitation that somebody came with. */
  notes(): ReadonlyMap<number, string>;
}

const SECRET_BYTES = 16;
const LIFETIME_MS = 7 * 86_400_000;

interface InvitationParts {
  readonly database: Database;
  /** Now: what somebody made who is no admin any more lets nobody in. */
  readonly isAdmin: (person: number) => boolean;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

export function createInvitations({ database, isAdmin, clock, random }: InvitationParts): Invitations {
  const rows = standingRows(database);
  return {
    create(admin, note) {
      const secret = Buffer.from(random(SECRET_BYTES)).toString("base64url");
      const now = clock().getTime();
      const expiresAt = new Date(now + LIFETIME_MS);
      database
        .prepare("INSERT INTO invitations (hash, note, created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?)")
        .run(hashOf(secret), note, admin, now, expiresAt.getTime());
      return { secret, expiresAt };
    },
    redeem: (person, secret) =>
      database.transaction((): Redemption => {
        const hash = hashOf(secret);
        const row = database.prepare("SELECT * FROM invitations WHERE hash = ?").get(hash);
        if (row === undefined || !isAdmin(Number(row.created_by))) return { kind: "unknown" };
        if (row.used_by !== null) return { kind: Number(row.used_by) === person ? "used-by-you" : "used" };
        const invitation = asInvitation(row);
        const now = clock();
        if (invitation.expiresAt <= now) return { kind: "expired", invitation };
        database
          .prepare("UPDATE invitations SET used_by = ?, used_at = ? WHERE hash = ?")
          .run(person, now.getTime(), hash);
        rows.store({ kind: "override", person, override: "invited", at: now });
        return { kind: "joined", invitation };
      }),
    open: () =>
      database
        .prepare("SELECT * FROM invitations WHERE used_by IS NULL AND expires_at > ? ORDER BY created_at DESC")
        .all(clock().getTime())
        .map(asInvitation)
        .filter(({ createdBy }) => isAdmin(createdBy)),
    notes: () =>
      new Map(
        database
          .prepare("SELECT used_by, note FROM invitations WHERE used_by IS NOT NULL ORDER BY used_at")
          .all()
          .map((row) => [Number(row.used_by), String(row.note)]),
      ),
  };
}

function hashOf(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}

function asInvitation(row: Record<string, unknown>): Invitation {
  return {
    note: String(row.note),
    createdBy: Number(row.created_by),
    expiresAt: new Date(Number(row.expires_at)),
  };
}
