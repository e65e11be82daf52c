/**
 * Looks for changes after each ingest, and every minute, since documents end by themselves. Members are written to by day
 * alone; what the night has brought waits for the morning.
 */

import type { Library } from "../../../engine/engine.ts";
import { errorText } from "../../../errors.ts";
import type { Locale } from "../../../language/language.ts";
import type { Ingesting } from "../../../operations/ingesting.ts";
import type { Log } from "../../../operations/log.ts";
import type { OfficialAnswers } from "../../conversation/official-answers.ts";
import type { Proposals } from "../../conversation/proposals.ts";
import type { Records } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { Access } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { messagePayload, topicParameter } from "../../render/reply-messages.ts";
import { maySeeCited } from "../question-view.ts";
import { type ChangedAnswersParts, tellChangedAnswers } from "./changed-answers.ts";
import type { CitedNews, LibraryNews } from "./library-news.ts";
import { type DigestParts, NEWS_A_PAGE, newsReply, sendDigests } from "./news-commands.ts";

/** The relations of the documents, and the day: while both are the same, nothing has changed. */
interface Compared {
  readonly index: ReturnType<Library["validityIndex"]>;
  readonly day: string;
}

type NewsRoundsParts = DigestParts &
  ChangedAnswersParts & {
    readonly libraryNews: LibraryNews;
    readonly library: Pick<Library, "firstRead">;
    readonly ingesting: Pick<Ingesting, "listen">;
    /** Hour from 0 to 23, where the organisation is. */
    readonly hourOf: (moment: Date) => number;
    readonly log: Log;
  };

const EVERY_MS = 60_000;
/** Hours in which nobody is written to who did not just ask. */
const [QUIET_FROM, QUIET_UNTIL] = [21, 8];

/** @returns what ends it; resolves when a round that is under way has ended */
export function startNews(parts: NewsRoundsParts): () => Promise<void> {
  const { libraryNews, library, ingesting, today, hourOf, clock, decide, log } = parts;
  let last: Promise<void> = Promise.resolve();
  let ended = false;
  let [documents, answers]: (Compared | null)[] = [null, null];
  const once = async (): Promise<void> => {
    // Documents that are not read yet are neither new nor gone.
    if (ended || library.firstRead() !== null) return;
    const now: Compared = { index: library.validityIndex(), day: today() };
    const isNew = (before: Compared | null | undefined): boolean =>
      before?.index !== now.index || before.day !== now.day;
    if (isNew(documents)) await decide(libraryNews.check);
    documents = now;
    const hour = hourOf(clock());
    if (hour >= QUIET_FROM || hour < QUIET_UNTIL || ended) return;
    if (isNew(answers)) await tellChangedAnswers(parts);
    answers = now;
    await sendDigests(parts);
  };
  const round = (): void => {
    last = last.then(once).catch((thrown: unknown) => {
      if (!ended) log.error("News could not be told; trying again", { reason: errorText(thrown) });
    });
  };
  const stopListening = ingesting.listen({ onDone: round });
  const timer = setInterval(round, EVERY_MS);
  timer.unref();
  round();
  return async () => {
    ended = true;
    clearInterval(timer);
    stopListening();
    await last;
  };
}

interface TellNewsParts {
  readonly records: Pick<Records, "desk">;
  readonly members: Pick<Members, "settings" | "collections">;
  readonly library: Pick<Library, "document" | "editions">;
  readonly sayIn: (locale: Locale) => Say;
  readonly sayTo: (person: number) => Say;
  readonly proposals: Pick<Proposals, "changedBy">;
  readonly officialAnswers: Pick<OfficialAnswers, "list">;
}

/**
 * Tells the secretariat what has changed in the documents, at once: its chat of what all members may read, each admin
 * of the rest; and nobody of what they have done themselves in chat.
 */
export function tellNews(parts: TellNewsParts): (items: readonly CitedNews[]) => readonly Outgoing[] {
  const { records, members, library, sayIn, sayTo, proposals, officialAnswers } = parts;
  const changedBy = (path: string): number | null =>
    proposals.changedBy(path) ?? officialAnswers.list().find((answer) => answer.path === path)?.author ?? null;
  return (items) => {
    const place = records.desk.chat();
    const everybody: Access = { kind: "member", admin: false, ...members.collections.openToAll() };
    const isOpen = ({ citation }: CitedNews): boolean => maySeeCited(everybody, citation.document, library);
    const open = place === null ? [] : items.filter(isOpen);
    const forAdmins = place === null ? items : items.filter((item) => !isOpen(item));
    return [
      ...(place === null ? [] : messageOf(open, place, sayIn(place.locale), null)),
      ...members.settings.admins.flatMap((admin) => {
        const others = forAdmins.filter(({ citation }) => changedBy(citation.document.path) !== admin);
        return messageOf(others, { chat: admin, topic: 0 }, sayTo(admin), admin);
      }),
    ];
  };
}

function messageOf(
  items: readonly CitedNews[],
  { chat, topic }: { readonly chat: number; readonly topic: number },
  say: Say,
  person: number | null,
): readonly Outgoing[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, NEWS_A_PAGE);
  const heading = say("news-secretariat", { count: items.length, more: items.length - shown.length });
  const reply = newsReply({ heading, items: shown }, say);
  const documents = shown.map(({ citation: { document } }) => ({
    id: document.id,
    path: document.path,
    collection: document.collection,
  }));
  return [
    {
      method: "sendMessage",
      payload: { chat_id: chat, ...topicParameter(topic), ...messagePayload(reply) },
      person,
      shown: { documents, reader: person },
    },
  ];
}
