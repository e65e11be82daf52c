/**
 * Looks for changes after each ingest, and every minute, since documents end by themselves. Members are written to by day
 * alone; what the night has brought waits for the morning.
 */

import type { Library } from "../../../engine/engine.ts";
import { errorText } from "../../../errors.ts";
import type { Ingesting } from "../../../operations/ingesting.ts";
import type { Log } from "../../../operations/log.ts";
import { type ChangedAnswersParts, tellChangedAnswers } from "./changed-answers.ts";
import { type DigestParts, sendDigests } from "./digest.ts";
import type { LibraryNews } from "./library-news.ts";

/** How the documents stand to each other, and the day: while both are the same, nothing has changed. */
interface Compared {
  readonly index: ReturnType<Library["validityIndex"]>;
  readonly day: string;
}

export type NewsRoundsParts = DigestParts &
  ChangedAnswersParts & {
    readonly libraryNews: LibraryNews;
    readonly ingesting: Pick<Ingesting, "listen">;
    /** From 0 to 23, where the organisation is. */
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
    if (ended) return;
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
