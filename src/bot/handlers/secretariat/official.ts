/**
 * Official answers: what the secretariat answered, as a document that is found, quoted and proven like any other. Made,
 * changed and taken back in the caller's transaction; the file in the folder of documents follows.
 */

import { collectionsNeeded, type Library, type LibraryDocument } from "../../../engine/engine.ts";
import type { Language } from "../../../language/language.ts";
import type { FileOrders } from "../../../operations/file-orders.ts";
import type { NamedDocument, OfficialAnswer, OfficialAnswers } from "../../conversation/official-answers.ts";
import type { UnansweredQuestion } from "../../conversation/unanswered.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { type Access, maySee } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import type { Secretariat } from "./secretariat.ts";

export interface OfficialParts {
  readonly answers: OfficialAnswers;
  readonly orders: Pick<FileOrders, "add">;
  readonly library: Pick<Library, "document" | "documents">;
  readonly collections: Members["collections"];
  readonly secretariat: Pick<Secretariat, "tell">;
  readonly sayIn: (language: Language) => Say;
  readonly clock: () => Date;
  /** As `2026-11-28`, where the organisation is. */
  readonly today: () => string;
}

export interface Official {
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
          ...{ question: asked, text, language, author, day, source, until: yearAfter(day) },
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
            ...{ text: say("official-suspended", { id: answer.id }), entities: [], keyboard: [] },
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

export function yearAfter(day: string): string {
  const [year = "", ...rest] = day.split("-");
  return [String(Number(year) + 1), ...rest].join("-").replace(/-02-29$/u, "-02-28");
}

function documentOf({ question, text, day, until, collection }: OfficialAnswer, say: Say): string {
  const facts = {
    title: say("official-title", { day: longDay(day, say) }),
    publisher: say("official-publisher"),
    ...{ published: day, effective_from: day, effective_until: until },
    ...(collection === "" ? {} : { collection }),
  };
  const lines = Object.entries(facts).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n# ${asHeading(question)}\n\n${asText(text)}\n`;
}

const QUESTION_CHARACTERS = 300;

/** What a member wrote is words and nothing else. */
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
