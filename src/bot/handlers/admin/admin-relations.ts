/** Asks the admins about documents that seem to replace others; nothing changes until one of them says so. */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import type { IngestReport, Library } from "../../../engine/engine.ts";
import type { DocketContext } from "../../context.ts";
import type { RelationsAsked } from "../../conversation/decisions.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { messageChanged } from "../../render/reply-messages.ts";
import { linkless, shortened } from "../../render/reply-text.ts";

export interface RelationParts {
  readonly relations: RelationsAsked;
  readonly library: Pick<Library, "document" | "decideRelation">;
  readonly clock: () => Date;
}

type Named = Pick<IngestReport["questions"][number]["by"], "title" | "path">;

const MAX_NAME = 120;
const MAX_QUOTE = 300;
/** Number asked about after one ingest; the others are asked about after the next. */
const MOST_AT_ONCE = 10;

export function relationHandlers({ relations, library, clock }: RelationParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(/^adm:replaces:(\d{1,9}):(yes|no)$/u, (ctx) => {
    const [, id, said] = ctx.match;
    const relation = relations.relation(Number(id));
    if (relation === null) return;
    const [by, of] = [relation.by, relation.of].map((name) => library.document(name));
    const names = { by: nameOf(by ?? null, relation.by), of: nameOf(of ?? null, relation.of) };
    const holds = said === "yes";
    ctx.effects.decide(() => {
      library.decideRelation({ ...relation, holds }, clock());
      return [messageChanged(ctx, ctx.say(holds ? "replaces-said" : "replaces-denied", names))];
    });
  });
  return composer;
}

/** Runs in the caller's transaction. @returns what is sent to each admin */
export function askAboutRelations(
  questions: IngestReport["questions"],
  relations: RelationsAsked,
  admins: readonly number[],
  sayTo: (person: number) => Say,
): readonly Outgoing[] {
  const asked: Outgoing[] = [];
  for (const { by, of, quote } of questions) {
    if (asked.length >= MOST_AT_ONCE * admins.length) break;
    const id = relations.note({ by: by.id, of: of.id });
    if (id === null) continue;
    const names = { by: nameOf(by, by.id), of: nameOf(of, of.id) };
    asked.push(...admins.map((admin) => question(id, names, quote, admin, sayTo(admin))));
  }
  return asked;
}

function question(
  id: number,
  names: { readonly by: string; readonly of: string },
  quote: string | null,
  admin: number,
  say: Say,
): Outgoing {
  const words = quote === null ? "" : `\n\n“${linkless(shortened(quote.replaceAll(/\s+/gu, " "), MAX_QUOTE))}”`;
  const reply_markup: InlineKeyboardMarkup = {
    inline_keyboard: [
      [
        { text: say("replaces-yes"), callback_data: `adm:replaces:${id}:yes` },
        { text: say("replaces-no"), callback_data: `adm:replaces:${id}:no` },
      ],
    ],
  };
  const text = `${say("replaces-ask", names)}${words}`;
  return { method: "sendMessage", payload: { chat_id: admin, text, reply_markup }, person: admin };
}

/** Versions of one work have one title: the file tells them apart. */
function nameOf(document: Named | null, id: string): string {
  const name = document === null ? id : `${document.title} (${document.path})`;
  return linkless(shortened(name, MAX_NAME));
}
