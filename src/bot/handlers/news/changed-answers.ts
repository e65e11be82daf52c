/**
 * Answers whose words have changed or ended since: whoever got one is told once, with the words then and now, where they
 * asked. A document that was revised and still says it has changed nothing for them.
 */

import {
  type Citation,
  dayText,
  isInForce,
  type Library,
  type StoredVersion,
  type Validity,
  type ValidityOf,
  validityText,
} from "../../../engine/engine.ts";
import { tokenize } from "../../../language/tokenize.ts";
import type { KeptAnswer } from "../../conversation/answers.ts";
import { newId, type Records } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { Access } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { foldedQuote, sourceLine } from "../../render/reply.ts";
import { markRows } from "../../render/reply-buttons.ts";
import { asReplies, type Block, messagePayload, type Reply, topicParameter } from "../../render/reply-messages.ts";
import { beginningOf, joined, linkless, plain, styled } from "../../render/reply-text.ts";
import { maySeeCited } from "../question-view.ts";
import { citationAt } from "./library-news.ts";

export interface ChangedAnswersParts {
  readonly records: Pick<Records, "answers" | "proofs">;
  readonly members: Pick<Members, "accessOf">;
  readonly library: Pick<Library, "documents" | "document" | "version" | "validityIndex" | "editions">;
  readonly sayTo: (person: number) => Say;
  readonly retentionDays: number;
  readonly today: () => string;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
}

/** Fate of words that were quoted. */
interface ChangedWords {
  readonly before: Citation;
  /** The words in their place; null where there are none, or they are not for this reader. */
  readonly after: Citation | null;
  /** Validity of the old words now; null where their document is gone. */
  readonly standing: Validity | null;
}

const DAY_MS = 86_400_000;
/** An answer has as many sentences as fit this; more changes are told as these. */
const MOST_CHANGES = 3;

export async function tellChangedAnswers(parts: ChangedAnswersParts): Promise<void> {
  const { records, library, members, retentionDays, today, clock, decide } = parts;
  const since = new Date(clock().getTime() - retentionDays * DAY_MS);
  const everything = library.validityIndex().on({ day: today() });
  const known = new Map<string, boolean>();
  const isChanged = (answer: KeptAnswer): boolean =>
    (answer.rests ?? []).some(({ proof, held }) => {
      const key = `${proof} ${held}`;
      const changed = known.get(key) ?? changeOf(proof, held, everything, parts) !== null;
      known.set(key, changed);
      return changed;
    });
  const changed = records.answers.untold(since).filter(isChanged);
  // A member who asked the same several times is told once, under their last question.
  const byWords = Map.groupBy(changed, (answer) =>
    [answer.person, answer.chat, answer.topic, ...(answer.rests ?? []).map(({ proof }) => proof)].join(" "),
  );
  for (const [newest, ...others] of byWords.values()) {
    if (newest === undefined) continue;
    const access = await members.accessOf({ id: newest.person }, newest.chat < 0 ? "all" : "one");
    if (access.kind === "stranger") continue;
    await decide(() => {
      const isFirst = records.answers.tell(newest.id, clock());
      for (const other of others) records.answers.tell(other.id, clock());
      return isFirst ? messageOf(newest, access, parts) : [];
    });
  }
}

/** Runs in a transaction. */
function messageOf(answer: KeptAnswer, access: Access, parts: ChangedAnswersParts): readonly Outgoing[] {
  const { records, library, sayTo, today, clock, randomBytes } = parts;
  const collections = access.kind === "member" ? access.collections : new Set<string>();
  const validityOf = library.validityIndex().on({ day: today(), ...(collections === null ? {} : { collections }) });
  const changes = (answer.rests ?? [])
    .flatMap(({ proof, held }) => changeOf(proof, held, validityOf, parts) ?? [])
    .filter(({ before }) => maySeeCited(access, before.document, library))
    .map(({ after, ...change }): ChangedWords => {
      const isSeen = after !== null && maySeeCited(access, after.document, library);
      return { ...change, after: isSeen ? after : null };
    })
    .slice(0, MOST_CHANGES);
  if (changes.length === 0) return [];
  const cited = changes.flatMap(({ before, after }) => (after === null ? [before] : [before, after]));
  const proofs = new Map(
    cited.map((citation) => {
      const known = records.proofs.idOf(citation);
      const id = known ?? newId(randomBytes);
      if (known === null) records.proofs.keep({ id, citation, at: clock() });
      return [citation, id] as const;
    }),
  );
  const { person, chat, topic, message } = answer;
  const reply = changedReply(answer, changes, { proofs, say: sayTo(person) });
  const reply_parameters = { message_id: message, allow_sending_without_reply: true };
  const documents = cited.map(({ document: { id, path, collection } }) => ({ id, path, collection }));
  const payload = { chat_id: chat, ...topicParameter(topic), ...messagePayload(reply), reply_parameters };
  return [{ method: "sendMessage", payload, person, shown: { documents, reader: person } }];
}

/** Null where the words are there and hold as they did. */
function changeOf(
  proof: string,
  held: boolean,
  validityOf: ValidityOf,
  { records, library }: Pick<ChangedAnswersParts, "records" | "library">,
): ChangedWords | null {
  const before = records.proofs.find(proof)?.citation;
  if (before === undefined) return null;
  const { document: cited, quote } = before;
  // A document under another name is the same text.
  const document = library.document(cited.id) ?? library.documents().find(({ version }) => version === cited.version);
  if (document === undefined) return { before, after: null, standing: null };
  const isSame = document.version === cited.version;
  const version = library.version(document.version);
  const isThere = isSame || (version !== null && saysStill(version, quote));
  const standing = isSame ? validityOf(document, before) : validityOf(document);
  if (isThere && (isInForce(standing) || !held)) return null;
  const successor = standing.kind === "superseded" || standing.kind === "amended" ? standing.by.id : null;
  const place = isThere ? (successor === null ? null : library.document(successor)) : document;
  return { before, after: place === null ? null : inPlace(before, place, validityOf, library), standing };
}

function inPlace(
  before: Citation,
  document: NonNullable<ReturnType<Library["document"]>>,
  validityOf: ValidityOf,
  library: Pick<Library, "version">,
): Citation | null {
  const version = library.version(document.version);
  const span = version === null ? null : counterpartOf(before, version);
  if (version === null || span === null) return null;
  return citationAt({ document, span, standing: validityOf(document, span) }, version);
}

const QUESTION_CODE_POINTS = 400;
/** Three changes with their places are one message. */
const QUOTE_CODE_POINTS = 260;

/** "Your answer of 3 November has changed": the question, and of each change the words then and now. */
function changedReply(
  { question, at }: Pick<KeptAnswer, "question" | "at">,
  changes: readonly ChangedWords[],
  { proofs, say }: { readonly proofs: ReadonlyMap<Citation, string>; readonly say: Say },
): Reply {
  let mark = 0;
  const shown: Citation[] = [];
  const ids = new Map<number, string>();
  const marked = (citation: Citation): Citation => {
    mark += 1;
    ids.set(mark, proofs.get(citation) ?? "");
    const one = { ...citation, mark };
    shown.push(one);
    return one;
  };
  const quoted = (label: string, citation: Citation): Block => ({
    content: joined(
      [
        styled("bold", say(label)),
        foldedQuote(citation.quote, QUOTE_CODE_POINTS),
        `[${citation.mark}] ${sourceLine(citation, say)}`,
      ],
      "\n",
    ),
    before: "\n\n",
  });
  const blocks = changes.flatMap(({ before, after, standing }): Block[] => {
    const then = quoted("changed-before", marked(before));
    if (after !== null) return [then, quoted("changed-after", marked(after))];
    const words = standing === null ? null : validityText(standing, say.locale);
    const isOver = standing !== null && words !== null && !["in-force", "one-of-versions"].includes(standing.kind);
    const now =
      standing === null
        ? say("changed-gone")
        : isOver
          ? say("changed-ended", { standing: linkless(words ?? "") })
          : say("changed-no-more");
    return [then, { content: plain(now), before: "\n" }];
  });
  const [reply = { text: "", entities: [], keyboard: [] }] = asReplies(
    [
      { content: styled("bold", say("changed-title", { day: dayText(say.day(at), say.locale) })), before: "" },
      { content: styled("blockquote", beginningOf(linkless(question), QUESTION_CODE_POINTS)), before: "\n" },
      ...blocks,
    ],
    markRows(shown, ids),
  );
  return reply;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Likeness from which on two paragraphs say something about the same: half of the words of both are the same ones. */
const LEAST_LIKENESS = 0.5;
/** Likeness that is enough under the same heading. */
const SAME_HEADING = 0.2;
/** Length of a paragraph that is shown. */
const MOST_CHARACTERS = 600;

/** Words of one version of a document, looked for in another: what stands in their place now. */
function saysStill({ text }: Pick<StoredVersion, "text">, quote: string): boolean {
  return spaced(text).includes(spaced(quote));
}

/** The paragraph, item or row that is most like the quote; null where none is. */
function counterpartOf(
  { quote, section }: { readonly quote: string; readonly section: readonly string[] },
  { text, blocks }: StoredVersion,
): Span | null {
  const wanted = new Set(tokenize(quote));
  const heading = section.at(-1);
  let best: { readonly likeness: number; readonly span: Span } | null = null;
  for (const block of blocks) {
    if (block.kind === "heading") continue;
    const likeness =
      likenessOf(wanted, new Set(tokenize(text.slice(block.start, block.end)))) +
      (heading !== undefined && block.section.at(-1) === heading ? SAME_HEADING : 0);
    if (likeness >= LEAST_LIKENESS && likeness > (best?.likeness ?? 0)) best = { likeness, span: block };
  }
  return best === null ? null : shownOf(best.span, text);
}

/** The first paragraph of a version that another one does not have; null where it has them all. */
export function firstNew({ text, blocks }: StoredVersion, before: StoredVersion | null): Span | null {
  const known = new Set(before?.blocks.map(({ start, end }) => spaced(before.text.slice(start, end))));
  const paragraphs = blocks.filter(({ kind }) => kind !== "heading");
  const found = (paragraphs.length > 0 ? paragraphs : blocks).find(
    ({ start, end }) => !known.has(spaced(text.slice(start, end))),
  );
  return found === undefined ? null : shownOf(found, text);
}

/** Dice's coefficient of two sets of words. */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0;
  return (2 * one.intersection(other).size) / (one.size + other.size);
}

function shownOf({ start, end }: Span, text: string): Span {
  // The cut is never through the middle of a character of two units.
  const cut = text.slice(start, Math.min(end, start + MOST_CHARACTERS)).replace(/[\uD800-\uDBFF]$/u, "");
  return { start, end: start + cut.trimEnd().length };
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
