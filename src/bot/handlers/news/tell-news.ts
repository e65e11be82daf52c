/**
 * Tells the secretariat what has changed in the documents, at once: its chat of what all members may read, each admin of
 * the rest; and nobody of what they have done themselves in chat.
 */

import type { Library } from "../../../engine/engine.ts";
import type { OfficialAnswers } from "../../conversation/official-answers.ts";
import type { Proposals } from "../../conversation/proposals.ts";
import type { Records } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { Access } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { messagePayload } from "../../render/reply-messages.ts";
import { topicParameter } from "../../render/reply-send.ts";
import { maySeeCited, readByEverybody } from "../question-view.ts";
import type { CitedNews } from "./library-news.ts";
import { NEWS_A_PAGE, newsReply } from "./news-text.ts";

export interface TellNewsParts {
  readonly records: Pick<Records, "desk">;
  readonly members: Pick<Members, "settings" | "collections">;
  readonly library: Pick<Library, "document" | "editions">;
  readonly sayIn: (language: "en" | "zh") => Say;
  readonly sayTo: (person: number) => Say;
  readonly proposals: Pick<Proposals, "changedBy">;
  readonly officialAnswers: Pick<OfficialAnswers, "list">;
}

export function tellNews(parts: TellNewsParts): (items: readonly CitedNews[]) => readonly Outgoing[] {
  const { records, members, library, sayIn, sayTo, proposals, officialAnswers } = parts;
  const changedBy = (path: string): number | null =>
    proposals.changedBy(path) ?? officialAnswers.list().find((answer) => answer.path === path)?.author ?? null;
  return (items) => {
    const place = records.desk.chat();
    const everybody: Access = { kind: "member", admin: false, ...readByEverybody(members) };
    const isOpen = ({ citation }: CitedNews): boolean => maySeeCited(everybody, citation.document, library);
    const open = place === null ? [] : items.filter(isOpen);
    const forAdmins = place === null ? items : items.filter((item) => !isOpen(item));
    return [
      ...(place === null ? [] : messageOf(open, place, sayIn(place.language), null)),
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
    ...{ id: document.id, path: document.path, collection: document.collection },
  }));
  return [
    {
      method: "sendMessage",
      payload: { chat_id: chat, ...topicParameter(topic), ...messagePayload(reply) },
      ...{ person, shown: { documents, reader: person } },
    },
  ];
}
