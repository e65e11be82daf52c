/**
 * The digest of a week, for who wants it: one message, by day, with what they may see, and a button that ends it. Who has
 * no news gets none.
 */

import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { Members } from "../../members/members.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { messagePayload } from "../../render/reply-messages.ts";
import { type NewsParts, visibleNews } from "./news-commands.ts";
import { NEWS_A_PAGE, newsReply } from "./news-text.ts";

export interface DigestParts extends Omit<NewsParts, "log" | "retentionDays"> {
  readonly members: Pick<Members, "accessOf">;
  readonly sayTo: (person: number) => Say;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
}

const WEEK_MS = 7 * 86_400_000;

export async function sendDigests(parts: DigestParts): Promise<void> {
  const { digests, members, clock, decide, sayTo } = parts;
  const now = clock();
  const lastBy = new Date(now.getTime() - WEEK_MS);
  for (const { person, lastAt } of digests.due(lastBy)) {
    const access = await members.accessOf({ id: person });
    // Telegram could not be asked whether they belong to the members' group: the next round asks again.
    if (access.kind === "stranger" && access.unchecked === true) continue;
    await decide(() => {
      // It may have been ended, or made by the process before.
      if (!digests.due(lastBy).some((one) => one.person === person)) return [];
      digests.made(person, now);
      const items = visibleNews(lastAt, access, parts);
      if (items.length === 0) return [];
      const say = sayTo(person);
      const shown = items.slice(0, NEWS_A_PAGE);
      const heading = say("news-digest", { count: items.length, more: items.length - shown.length });
      const reply = newsReply({ heading, items: shown }, say, [
        [button(say("news-weekly-end"), BUTTONS.newsWeekly.data("off"))],
      ]);
      const documents = shown.map(({ citation: { document } }) => ({
        ...{ id: document.id, path: document.path, collection: document.collection },
      }));
      const payload = { chat_id: person, ...messagePayload(reply) };
      return [{ method: "sendMessage", payload, person, shown: { documents, reader: person } }];
    });
  }
}
