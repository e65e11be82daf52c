/** Whether the bot answers as a guest, in chats that it is not in: off until an admin turns it on. */

import type { Database } from "../../storage/database.ts";

export interface GuestMode {
  isOn(): boolean;
  /** Runs in the caller's transaction. */
  turn(on: boolean): void;
}

/** @param database the state */
export function keptGuestMode({ prepare }: Database): GuestMode {
  return {
    isOn: () => prepare("SELECT 1 FROM guest_mode").get() !== undefined,
    turn(on) {
      if (on) prepare("INSERT OR IGNORE INTO guest_mode VALUES (1)").run();
      else prepare("DELETE FROM guest_mode").run();
    },
  };
}
