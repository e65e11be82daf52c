/** The newest checklist of each admin's first steps, as it stands in their private chat, to be changed when a step is done. */

import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";

interface Checklist {
  readonly person: number;
  readonly message: number;
  /** The words that stand there. */
  readonly shown: string;
}

/** All that changes runs in the caller's transaction. */
export interface Checklists {
  /** It is on its way to the chat, in the place of an older one. */
  begin(person: number, shown: string, at: Date): void;
  /** It has come there. */
  came(person: number, message: number): void;
  /** Those that have come. */
  all(): readonly Checklist[];
  show(person: number, shown: string): void;
  end(person: number): void;
  readonly personalData: PersonalData;
  sweep(before: Date): number;
}

/** @param database the state */
export function keptChecklists({ prepare }: Database): Checklists {
  const erase = (person: number): number =>
    Number(prepare("DELETE FROM checklists WHERE person = ?").run(person).changes);
  return {
    begin: (person, shown, at) =>
      void prepare("INSERT OR REPLACE INTO checklists VALUES (?, NULL, ?, ?)").run(person, shown, at.getTime()),
    came: (person, message) => void prepare("UPDATE checklists SET message = ? WHERE person = ?").run(message, person),
    all: () =>
      prepare("SELECT person, message, shown FROM checklists WHERE message IS NOT NULL ORDER BY person")
        .all()
        .map((row) => ({ person: Number(row.person), message: Number(row.message), shown: String(row.shown) })),
    show: (person, shown) => void prepare("UPDATE checklists SET shown = ? WHERE person = ?").run(shown, person),
    end: (person) => void erase(person),
    personalData: {
      name: "first steps",
      export(person) {
        const row = prepare("SELECT at FROM checklists WHERE person = ?").get(person);
        return row === undefined ? null : { firstSteps: { at: new Date(Number(row.at)).toISOString() } };
      },
      erase,
    },
    sweep: (before) => Number(prepare("DELETE FROM checklists WHERE at < ?").run(before.getTime()).changes),
  };
}
