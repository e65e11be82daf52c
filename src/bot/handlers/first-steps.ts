/**
 * First steps: for a member three questions that the library can be asked, made of its own headings, and the collections
 * that are theirs to see; for an admin a checklist that ticks itself.
 */

import type { InlineKeyboardButton } from "@grammyjs/types";
import { collectionName, type Library, type LibraryDocument } from "../../engine/engine.ts";
import type { DocketContext } from "../context.ts";
import type { Outgoing } from "../delivery/effects.ts";
import { maySee } from "../members/access.ts";
import { BUTTONS, button } from "../render/reply-buttons.ts";
import { linkless } from "../render/reply-linkless.ts";
import { addressOf } from "../render/reply-send.ts";

export interface ExampleParts {
  readonly library: Pick<Library, "documents" | "version" | "editions">;
}

const EXAMPLES = 3;
/** A button shows so much on a phone. */
const HEADING_CHARACTERS = 60;
/** Looked through for headings; a library may have thousands. */
const MOST_DOCUMENTS = 50;
const MOST_COLLECTIONS = 12;

/** With the questions as keys, which send themselves; null where there are no documents to ask. */
export function examplesFor(ctx: DocketContext, { library }: ExampleParts): Outgoing | null {
  const { say, access, person } = ctx;
  const editions = library.editions();
  const seen = library.documents().filter((document) => editions.isOpen(document, (name) => maySee(access, name)));
  const examples = examplesIn(seen, ctx, library);
  if (examples.length === 0) return null;
  const counts = Map.groupBy(seen, ({ collection }) => collectionName(collection));
  const named = [...counts.values()].flatMap(([first]) => first ?? []);
  ctx.effects.shows([...examples.map(({ document }) => document), ...named.slice(0, MOST_COLLECTIONS + 1)], person.id);
  const collections = [...counts]
    .filter(([name]) => name !== "")
    .slice(0, MOST_COLLECTIONS)
    .map(([name, documents]) => `• ${linkless(name)} (${documents.length})`);
  const text = [
    say("start-examples"),
    ...(collections.length > 0 ? [[say("start-collections"), ...collections].join("\n")] : []),
  ].join("\n\n");
  const keyboard = examples.map(({ text: example }) => [{ text: example }]);
  const reply_markup = { keyboard, one_time_keyboard: true, resize_keyboard: true };
  return { method: "sendMessage", payload: { ...addressOf(ctx), text, reply_markup }, person: person.id };
}

/** Headings that are questions first, those in the member's language before others, each of another document. */
function examplesIn(documents: readonly LibraryDocument[], { say }: DocketContext, library: ExampleParts["library"]) {
  const own = documents.toSorted((one, other) => rankOf(one, say.language) - rankOf(other, say.language));
  const found = own.slice(0, MOST_DOCUMENTS).flatMap((document) => {
    const version = library.version(document.version);
    const headings = (version?.blocks ?? [])
      .filter(({ kind }) => kind === "heading")
      .map(({ start, end }) => version?.text.slice(start, end).trim() ?? "")
      .filter(
        (heading) => heading !== document.title && heading.length <= HEADING_CHARACTERS && /\p{L}/u.test(heading),
      );
    const question = headings.find((heading) => /[?？]$/u.test(heading));
    const heading = question ?? headings[0];
    if (heading === undefined) return [];
    return [{ document, isQuestion: question !== undefined, text: question ?? say("start-example", { heading }) }];
  });
  const inOrder = [...found.filter(({ isQuestion }) => isQuestion), ...found.filter(({ isQuestion }) => !isQuestion)];
  return [...new Map(inOrder.toReversed().map((example) => [example.text, example])).values()]
    .toReversed()
    .slice(0, EXAMPLES);
}

function rankOf({ language }: LibraryDocument, wanted: string): number {
  return language === wanted ? 0 : 1;
}

/** What an admin has set up, as it is now. */
export interface SetUp {
  readonly documents: number;
  /** Of the collections, those for some members only. */
  readonly restricted: number;
  /** People besides the admins, or a group, or everybody. */
  readonly members: boolean;
  readonly secretariatChat: boolean;
}

export function checklistFor({ say, me }: DocketContext, setUp: SetUp): string {
  const line = (isDone: boolean, key: string, values = {}): string => `${isDone ? "✅" : "☐"} ${say(key, values)}`;
  return [
    say("first-title"),
    [
      line(setUp.documents > 0, "first-documents", { count: setUp.documents }),
      line(setUp.restricted > 0, "first-collections", { count: setUp.restricted }),
      line(setUp.members, "first-members"),
      line(setUp.secretariatChat, "first-secretariat"),
      line(me.can_read_all_group_messages, "first-privacy", { on: me.can_read_all_group_messages ? "no" : "yes" }),
      line(me.supports_inline_queries, "first-inline", { bot: `@${me.username}` }),
    ].join("\n"),
  ].join("\n\n");
}

export function checklistButtons({ say }: DocketContext): InlineKeyboardButton[][] {
  return [[button(say("first-again"), BUTTONS.firstSteps.data())]];
}
