/** `/news`: what came, changed and ended in the documents that the member may see; and a digest of it each week, for who wants. */

import { Composer } from "grammy";
import type { Library } from "../../../engine/engine.ts";
import type { Log } from "../../../operations/log.ts";
import type { DocketContext } from "../../context.ts";
import type { Digests } from "../../conversation/digests.ts";
import type { News } from "../../conversation/news.ts";
import type { Records } from "../../conversation/records.ts";
import type { Access } from "../../members/access.ts";
import { pageOfList, turnButtons } from "../../render/pages.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import type { Reply } from "../../render/reply-messages.ts";
import { answerPress, changeMessage, sendReplies, sendWords } from "../../render/reply-send.ts";
import { maySeeCited } from "../question-view.ts";
import type { CitedNews } from "./library-news.ts";
import { NEWS_A_PAGE, newsReply } from "./news-text.ts";

export interface NewsParts {
  readonly news: Pick<News, "since">;
  readonly digests: Digests;
  readonly records: Pick<Records, "proofs">;
  readonly library: Pick<Library, "document" | "editions">;
  readonly retentionDays: number;
  readonly clock: () => Date;
  readonly log: Log;
}

const DAY_MS = 86_400_000;

export function newsHandlers(parts: NewsParts): Composer<DocketContext> {
  const { clock, log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  inPrivate.command("news", (ctx) => sendReplies(ctx, [pageFor(ctx, 1, parts)]));
  inPrivate.callbackQuery(BUTTONS.newsPage.pattern, async (ctx) => {
    changeMessage(ctx, pageFor(ctx, Number(ctx.match[1]), parts));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.newsWeekly.pattern, async (ctx) => {
    const { person, say } = ctx;
    const isOn = ctx.match[1] === "on";
    const at = clock();
    ctx.effects.keep(
      isOn ? { kind: "digest-wanted", person: person.id, at } : { kind: "digest-ended", person: person.id },
    );
    const other = button(say(isOn ? "news-weekly-end" : "news-weekly"), BUTTONS.newsWeekly.data(isOn ? "off" : "on"));
    sendWords(ctx, say(isOn ? "news-weekly-begun" : "news-weekly-ended"), [[other]]);
    await answerPress(ctx, log);
  });
  return composer;
}

function pageFor(ctx: DocketContext, wanted: number, parts: NewsParts): Reply {
  const { say, person, access } = ctx;
  const { digests, clock, retentionDays } = parts;
  const items = visibleNews(new Date(clock().getTime() - retentionDays * DAY_MS), access, parts);
  const { page, pages, shown } = pageOfList(items, wanted, NEWS_A_PAGE);
  ctx.effects.shows(
    shown.map(({ citation }) => citation.document),
    person.id,
  );
  const isOn = digests.has(person.id);
  const weekly = button(say(isOn ? "news-weekly-end" : "news-weekly"), BUTTONS.newsWeekly.data(isOn ? "off" : "on"));
  const heading =
    items.length === 0
      ? say("news-none", { days: retentionDays })
      : say("news-title", { count: items.length, days: retentionDays, page, pages });
  return newsReply({ heading, items: shown }, say, [
    ...turnButtons(page, pages, (to) => BUTTONS.newsPage.data(to)),
    [weekly],
  ]);
}

/** Newest first. */
export function visibleNews(
  since: Date,
  access: Access,
  { news, records, library }: Pick<NewsParts, "news" | "records" | "library">,
): readonly CitedNews[] {
  return news.since(since).flatMap((item) => {
    const citation = records.proofs.find(item.proof)?.citation;
    if (citation === undefined || !maySeeCited(access, citation.document, library)) return [];
    return [{ ...item, citation }];
  });
}
