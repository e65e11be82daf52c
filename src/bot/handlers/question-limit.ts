/** Somebody asked more than they may: the limit, and when it ends. Pure. */

import type { Say } from "../i18n/words.ts";
import type { Entry } from "../members/limits.ts";
import type { Reply } from "../render/reply-messages.ts";

export function replyToTooMany(entry: Exclude<Entry, { kind: "granted" }>, say: Say): Reply {
  if (entry.kind === "waiting") {
    return { text: say("limit-waiting", { questions: entry.questions }), entities: [], keyboard: [] };
  }
  const { until, questions } = entry;
  const shown = say.moment(until);
  const text = say(`limit-${entry.kind}`, { questions, until: shown });
  // Apps show the member's own time in its place; whoever has an old one reads the zone.
  const entity = {
    type: "date_time" as const,
    ...{ offset: text.indexOf(shown), length: shown.length },
    ...{ unix_time: Math.ceil(until.getTime() / 1_000), date_time_format: "Dt" as const },
  };
  return { text, entities: [entity], keyboard: [] };
}
