/**
 * Decisions that the secretariat was asked for once: documents that seem to replace others, each pair asked about once;
 * and whether the bot answers as a guest, in chats that it is not in.
 */

import type { Database } from "../../storage/database.ts";

/** Documents by their ids. */
interface SeemingRelation {
  readonly by: string;
  readonly of: string;
}

export interface RelationsAsked {
  /** Notes that it is asked about now. Runs in the caller's transaction. @returns null where it was before */
  note(relation: SeemingRelation): number | null;
  /** Null where nothing was asked under this number. */
  relation(id: number): SeemingRelation | null;
}

export function keptRelationsAsked({ prepare }: Database): RelationsAsked {
  return {
    note({ by, of }) {
      const row = prepare(
        "INSERT INTO relations_asked (successor, predecessor) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id",
      ).get(by, of);
      return row === undefined ? null : Number(row.id);
    },
    relation(id) {
      const row = prepare("SELECT successor, predecessor FROM relations_asked WHERE id = ?").get(id);
      return row === undefined ? null : { by: String(row.successor), of: String(row.predecessor) };
    },
  };
}

export interface GuestMode {
  isOn(): boolean;
  /** Runs in the caller's transaction. */
  turn(on: boolean): void;
}

/**
 * Keeps whether the bot answers as a guest, in chats that it is not in: off until an admin turns it on.
 * @param database the state
 */
export function keptGuestMode({ prepare }: Database): GuestMode {
  return {
    isOn: () => prepare("SELECT 1 FROM guest_mode").get() !== undefined,
    turn(on) {
      if (on) prepare("INSERT OR IGNORE INTO guest_mode VALUES (1)").run();
      else prepare("DELETE FROM guest_mode").run();
    },
  };
}
