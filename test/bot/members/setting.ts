/** Members over a database of their own, with a clock that the test moves and a group that it fills. */

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import {
  type AccessSettings,
  createMembers,
  type Members,
  type MembersOptions,
} from "../../../src/bot/members/members.ts";
import { calendarOf } from "../../../src/calendar.ts";
import type { Database } from "../../../src/storage/database.ts";
import { type SqliteQuestionTimes, sqliteQuestionTimes } from "../../../src/storage/sqlite/question-times.ts";
import { sqliteStandings } from "../../../src/storage/sqlite/standings.ts";
import { openState } from "../../../src/storage/state.ts";
import { markedBytes } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testLog } from "../../support/test-log.ts";

export interface Setting {
  readonly members: Members;
  readonly database: Database;
  readonly questionTimes: SqliteQuestionTimes;
  readonly folder: string;
  /** Words of members, which no line of the log may hold. */
  readonly heard: Set<string>;
  readonly clock: () => Date;
  /** Answer that Telegram would give of who is in the group; an error is thrown. */
  readonly group: Map<number, boolean | Error>;
  /** Number of times that Telegram was asked. */
  asked(): number;
  later(milliseconds: number): void;
}

export const ADMIN = 1;
export const LISTED = 2;
export const GROUP = -1001;

export function membersSetting(
  settings: Partial<AccessSettings> = {},
  options: Partial<Pick<MembersOptions, "limits" | "collections" | "calendar" | "isInGroup">> = {},
): Setting {
  const { path: folder } = temporaryFolder();
  const database = openState(join(folder, "state.sqlite"));
  onTestFinished(() => database.close());
  let now = Date.parse("2026-11-22T10:00:00Z");
  let asked = 0;
  const heard = new Set<string>();
  const clock = () => new Date(now);
  const group = new Map<number, boolean | Error>();
  const questionTimes = sqliteQuestionTimes(database);
  const members = createMembers({
    standings: sqliteStandings(database),
    ...{ database, clock, calendar: calendarOf("UTC"), random: markedBytes(randomBytes) },
    settings: { mode: "members", admins: [ADMIN], members: [LISTED], group: null, ...settings },
    ...{ questionTimes, limits: { questionsPerHour: 5, questionsPerDay: 8 } },
    async isInGroup(_group, person) {
      asked += 1;
      const answer = group.get(person) ?? false;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    collections: () => new Set(["", "board", "notices"]),
    log: testLog(heard),
    ...options,
  });
  return {
    ...{ members, database, questionTimes, folder, clock, group, heard },
    asked: () => asked,
    later(milliseconds) {
      now += milliseconds;
    },
  };
}
