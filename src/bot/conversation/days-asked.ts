/** The day that somebody asks about in a conversation, as long as they do. */

import type { Database } from "../../storage/database.ts";
import type { ConversationKey } from "./answers.ts";

export interface DaysAsked {
  /** Null where today is asked about. */
  of(conversation: ConversationKey): string | null;
  begin(conversation: ConversationKey, day: string, now: Date): void;
  end(conversation: ConversationKey): void;
}

export function keptDaysAsked(database: Database): DaysAsked {
  return {
    of({ person, chat, topic }) {
      const row = database
        .prepare("SELECT day FROM days_asked WHERE person = ? AND chat = ? AND topic = ?")
        .get(person, chat, topic);
      return row === undefined ? null : String(row.day);
    },
    begin({ person, chat, topic }, day, now) {
      const insert = database.prepare("INSERT OR REPLACE INTO days_asked VALUES (?, ?, ?, ?, ?)");
      insert.run(person, chat, topic, day, now.getTime());
    },
    end({ person, chat, topic }) {
      database.prepare("DELETE FROM days_asked WHERE person = ? AND chat = ? AND topic = ?").run(person, chat, topic);
    },
  };
}
