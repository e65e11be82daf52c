/**
 * Official answers: what the secretariat answered, as a document that is found, quoted and proven like any other. Made,
 * changed and taken back in the caller's transaction; the file in the folder of documents follows.
 */

import { Composer } from "grammy";
import { collectionsNeeded, type Library, type LibraryDocument } from "../../../engine/engine.ts";
import type { Language } from "../../../language/language.ts";
import type { FileOrders } from "../../../operations/file-orders.ts";
import type { Log } from "../../../operations/log.ts";
import type { DocketContext } from "../../context.ts";
import type { NamedDocument, OfficialAnswer, OfficialAnswers } from "../../conversation/official-answers.ts";
import type { Records } from "../../conversation/records.ts";
import type { UnansweredQuestion } from "../../conversation/unanswered.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { type Access, isAdmin, maySee } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { BUTTONS, button, pageOfList, turnButtons } from "../../render/reply-buttons.ts";
import {
  answerPress,
  asReplies,
  callsOf,
  keyboardChanged,
  messageBack,
  messageChanged,
  type Reply,
} from "../../render/reply-messages.ts";
import { joined, linkless, plain, shortened, styled } from "../../render/reply-text.ts";
import type { Secretariat } from "./secretariat.ts";

interface OfficialParts {
  readonly answers: OfficialAnswers;
  readonly orders: Pick<FileOrders, "add">;
  readonly library: Pick<Library, "document" | "documents">;
  readonly collections: Members["collections"];
  readonly secretariat: Pick<Secretariat, "tell">;
  readonly sayIn: (language: Language) => Say;
  readonly clock: () => Date;
  /** Day such as `2026-11-28`, where the organisation is. */
  readonly today: () => string;
}

interface Official {
  /** @param access of whoever asked: their passages decide who may read the answer */
  make(question: UnansweredQuestion, access: Access, author: number): OfficialAnswer | null;
  reword(answer: OfficialAnswer, text: string, author: number): void;
  /** Holds again, or a year longer. */
  renew(answer: OfficialAnswer, until: string): void;
  withdraw(answer: OfficialAnswer): void;
  /** Suspends those that name a document which has changed since, or is gone. @returns what is to be told */
  check(): readonly Outgoing[];
}

/** A shorter title or number stands in any text. */
const LEAST_NAME = 4;

export function createOfficial(parts: OfficialParts): Official {
  const { answers, orders, library, collections, secretariat, sayIn, clock, today } = parts;
  const write = (id: number, person: number | null): void => {
    const answer = answers.find(id);
    if (answer === null) return;
    const bytes = answer.state === "current" ? Buffer.from(documentOf(answer, sayIn(answer.language))) : null;
    orders.add({ path: answer.path, bytes, sidecar: null, person });
  };
  const changed = (
    answer: OfficialAnswer,
    change: Parameters<OfficialAnswers["change"]>[1],
    person: number | null,
  ): void => {
    answers.change(answer.id, change);
    write(answer.id, person);
  };
  const isAsNamed = ({ id, version }: NamedDocument): boolean => library.document(id)?.version === version;
  return {
    make(question, access, author) {
      if (question.reply === null || answers.ofSource(question.id) !== null) return null;
      const day = today();
      const { id: source, question: asked, reply: text, language } = question;
      const added = answers.add(
        {
          question: asked,
          text,
          language,
          author,
          day,
          source,
          until: yearAfter(day),
          collection: narrowest(question, access, collections),
          named: documentsNamedIn(text, library.documents()),
        },
        clock(),
      );
      write(added.id, author);
      return added;
    },
    reword: (answer, text, author) =>
      changed(
        answer,
        { text, author, day: today(), state: "current", named: documentsNamedIn(text, library.documents()) },
        author,
      ),
    renew: (answer, until) =>
      changed(answer, { until, state: "current", named: documentsNamedIn(answer.text, library.documents()) }, null),
    withdraw: (answer) => changed(answer, { state: "withdrawn" }, null),
    check: () =>
      answers
        .list()
        .filter(({ state, named }) => state === "current" && !named.every(isAsNamed))
        .flatMap((answer) => {
          changed(answer, { state: "suspended" }, null);
          return secretariat.tell((say) => ({
            text: say("official-suspended", { id: answer.id }),
            entities: [],
            keyboard: [],
          }));
        }),
  };
}

/**
 * The collection that the answer is for: never wider than what its asker's passages were for. "" is for all members.
 * Passages of several closed collections: one that nobody is on the list of, so that only admins read it.
 */
function narrowest(
  { nearest }: UnansweredQuestion,
  access: Access,
  collections: Pick<Members["collections"], "restricted" | "restrict">,
): string {
  const restricted = collections.restricted();
  const closed = new Set(
    nearest
      .filter(({ document }) => maySee(access, document.collection))
      .flatMap(({ document }) => collectionsNeeded(document.collection))
      .filter((collection) => restricted.has(collection)),
  );
  const [one = "", ...others] = closed;
  if (others.length === 0) return one;
  collections.restrict(FOR_ADMINS);
  return FOR_ADMINS;
}

const FOR_ADMINS = "official-answers-restricted";

function documentsNamedIn(text: string, documents: readonly LibraryDocument[]): readonly NamedDocument[] {
  const isNamed = (name: string | null): boolean => name !== null && name.length >= LEAST_NAME && text.includes(name);
  return documents
    .filter(({ title, number }) => isNamed(title) || isNamed(number))
    .map(({ id, version }) => ({ id, version }));
}

function yearAfter(day: string): string {
  const [year = "", ...rest] = day.split("-");
  return [String(Number(year) + 1), ...rest].join("-").replace(/-02-29$/u, "-02-28");
}

function documentOf({ question, text, day, until, collection }: OfficialAnswer, say: Say): string {
  const facts = {
    title: say("official-title", { day: longDay(day, say) }),
    publisher: say("official-publisher"),
    published: day,
    effective_from: day,
    effective_until: until,
    ...(collection === "" ? {} : { collection }),
  };
  const lines = Object.entries(facts).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n# ${asHeading(question)}\n\n${asText(text)}\n`;
}

const QUESTION_CHARACTERS = 300;

/** A member's text is words and nothing else. */
function asHeading(question: string): string {
  const line = [...question.replaceAll(/\s+/gu, " ").trim()].slice(0, QUESTION_CHARACTERS).join("");
  return line.replaceAll(/[\\`*_[\]<>#|~]/gu, (sign) => `\\${sign}`);
}

/** Lines stay lines, and none begins a heading. */
function asText(text: string): string {
  return text.replaceAll("\r", "").replaceAll(/^(\s*)(#|---|===)/gmu, "$1\\$2");
}

function longDay(day: string, { language }: Say): string {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language === "zh" ? "zh-CN" : "en-GB", options);
}

export interface OfficialPressParts {
  readonly official: Official;
  readonly officialAnswers: OfficialAnswers;
  readonly records: Pick<Records, "unanswered">;
  readonly members: Pick<Members, "accessOf">;
  readonly today: () => string;
  readonly log: Log;
}

const PAGE_SIZE = 5;
const LISTED_QUESTION_CHARACTERS = 200;
const MAX_ANSWER_CHARACTERS = 2_500;

/**
 * An answer becomes an official one by a button under it; `/answers` lists them, and each is changed by a reply to it.
 */
export function officialHandlers(parts: OfficialPressParts): Composer<DocketContext> {
  const { official, officialAnswers, records, members, today, log } = parts;
  const composer = new Composer<DocketContext>();

  composer.callbackQuery(BUTTONS.deskOfficial.pattern, async (ctx) => {
    const question = records.unanswered.find(Number(ctx.match[1]));
    if (question === null || question.reply === null) return answerPress(ctx, log, ctx.say("button-stale"));
    const access = await members.accessOf({ id: question.person });
    const author = ctx.person.id;
    ctx.effects.decide(() => {
      const made = official.make(question, access, author);
      const done = keyboardChanged(ctx, []);
      if (made === null) return [done, messageBack(ctx, ctx.say("official-is-one"))];
      const { id, until, collection } = made;
      const where = collection === "" ? "all" : "closed";
      const text = ctx.say("official-made", { id, until, where, collection: linkless(collection) });
      return [done, messageBack(ctx, text)];
    });
    await answerPress(ctx, log);
  });

  composer.command("answers", (ctx) => {
    ctx.effects.send(listMessage(ctx, 1, parts, false));
  });
  composer.callbackQuery(BUTTONS.deskAnswers.pattern, async (ctx) => {
    ctx.effects.send(listMessage(ctx, Number(ctx.match[1]), parts, true));
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskAnswer.pattern, async (ctx) => {
    const answer = officialAnswers.find(Number(ctx.match[1]));
    if (answer === null) return answerPress(ctx, log, ctx.say("button-stale"));
    for (const call of callsOf(ctx, [cardOf(answer, ctx.say, today())])) ctx.effects.send(call);
    await answerPress(ctx, log);
  });
  composer.callbackQuery([BUTTONS.deskRenew.pattern, BUTTONS.deskWithdraw.pattern], async (ctx) => {
    const answer = officialAnswers.find(Number(ctx.match[1]));
    if (answer === null || answer.state === "withdrawn") return answerPress(ctx, log, ctx.say("button-stale"));
    const isRenewal = BUTTONS.deskRenew.pattern.test(ctx.callbackQuery.data);
    const until = yearAfter(today());
    ctx.effects.decide(() => {
      if (isRenewal) official.renew(answer, until);
      else official.withdraw(answer);
      const { id } = answer;
      return [messageChanged(ctx, ctx.say(isRenewal ? "official-renewed" : "official-withdrawn", { id, until }))];
    });
    await answerPress(ctx, log);
  });

  composer.on("message:text", (ctx, next) => {
    const original = ctx.message.reply_to_message;
    const buttons = original?.from?.id === ctx.me.id ? (original.reply_markup?.inline_keyboard.flat() ?? []) : [];
    const id = buttons
      .map((one) => ("callback_data" in one ? BUTTONS.deskWithdraw.pattern.exec(one.callback_data)?.[1] : undefined))
      .find((found) => found !== undefined);
    if (id === undefined || !isAdmin(ctx.access) || ctx.message.text.startsWith("/")) return next();
    const answer = officialAnswers.find(Number(id));
    const text = ctx.message.text.trim().toWellFormed();
    if (answer === null || answer.state === "withdrawn")
      return ctx.effects.send(messageBack(ctx, ctx.say("button-stale")));
    if (text.length > MAX_ANSWER_CHARACTERS) {
      return ctx.effects.send(messageBack(ctx, ctx.say("desk-too-long", { most: MAX_ANSWER_CHARACTERS })));
    }
    ctx.effects.decide(() => {
      official.reword(answer, text, ctx.person.id);
      return [];
    });
    ctx.effects.send(messageBack(ctx, ctx.say("official-reworded", { id: answer.id })));
  });
  return composer;
}

function listMessage(
  ctx: DocketContext,
  wanted: number,
  { officialAnswers, today }: OfficialPressParts,
  isChange: boolean,
) {
  const { say } = ctx;
  const all = officialAnswers.list();
  const { page, pages, shown } = pageOfList(all, wanted, PAGE_SIZE);
  const lines = shown.map((answer) => `${lineOf(answer, say, today())}\n${questionOf(answer)}`);
  const title = all.length === 0 ? say("official-none") : say("official-list", { count: all.length, page, pages });
  const keyboard = [
    shown.map(({ id }) => button(String(id), BUTTONS.deskAnswer.data(id))),
    ...turnButtons(page, pages, (to) => BUTTONS.deskAnswers.data(to)),
  ].filter((row) => row.length > 0);
  const markup = { inline_keyboard: keyboard.map((row) => [...row]) };
  const text = [title, ...lines].join("\n\n");
  return isChange ? messageChanged(ctx, text, markup) : messageBack(ctx, text, markup);
}

function cardOf(answer: OfficialAnswer, say: Say, today: string): Reply {
  const { id, text, state } = answer;
  const [card = { text: "", entities: [], keyboard: [] }] = asReplies(
    [
      { content: styled("bold", lineOf(answer, say, today)), before: "" },
      { content: styled("blockquote", questionOf(answer)), before: "\n" },
      { content: plain(text), before: "\n\n" },
      { content: joined([styled("italic", say("official-how"))]), before: "\n\n" },
    ],
    state === "withdrawn"
      ? []
      : [
          [
            button(say(state === "suspended" ? "official-still-right" : "official-renew"), BUTTONS.deskRenew.data(id)),
            button(say("official-withdraw"), BUTTONS.deskWithdraw.data(id)),
          ],
        ],
  );
  return card;
}

function lineOf({ id, day, until, state, collection }: OfficialAnswer, say: Say, today: string): string {
  const shown = state === "current" && until < today ? "ended" : state;
  const where = collection === "" ? "all" : "closed";
  return say("official-line", { id, day, until, state: shown, where, collection: linkless(collection) });
}

function questionOf({ question }: OfficialAnswer): string {
  return linkless(shortened(question.replaceAll(/\s+/gu, " "), LISTED_QUESTION_CHARACTERS));
}
