/**
 * Data of the buttons: a letter and the id of what they are about. Whoever presses one may have forged it, so it is
 * read by its pattern, and what it names is looked up with the rights of whoever pressed it.
 */

import type { InlineKeyboardButton } from "@grammyjs/types";
import { type Answer, type Citation, EDITABLE_FACTS } from "../../engine/engine.ts";
import { ID_PATTERN } from "../conversation/records.ts";
import type { Say } from "../i18n/words.ts";
import type { Reply } from "./reply-messages.ts";

const ID = `(${ID_PATTERN})`;
const DAY = String.raw`(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))`;
const PAGE = String.raw`(\d{1,4})`;
/** Words that a list is looked through for, or the id of a search for them. */
const SOUGHT = "(.{0,22})";
/** Number of a question that was put to the secretariat. */
const NUMBER = String.raw`(\d{1,9})`;

/** A document's facts, or those of a proposed file. */
const OF = "(d|p)";
const FACT = `(${[...EDITABLE_FACTS, "name", "collection"].join("|")})`;

interface ButtonKind<Values extends readonly (string | number)[]> {
  /** Data of at most 64 bytes, as Telegram wants it. */
  data(...values: Values): string;
  /** Its groups are the values, in the same order. */
  readonly pattern: RegExp;
}

export const BUTTONS = {
  proof: kind<[id: string]>("p", ID),
  section: kind<[proof: string, page: number]>("s", ID, PAGE),
  file: kind<[proof: string]>("f", ID),
  edition: kind<[proof: string, language: string]>("e", ID, "(en|zh)"),
  more: kind<[answer: string]>("m", ID),
  good: kind<[answer: string]>("g", ID),
  bad: kind<[answer: string]>("b", ID),
  reason: kind<[answer: string, reason: string]>("r", ID, "(wrong|incomplete|outdated|other)"),
  noComment: kind("c"),
  newTopic: kind("n"),
  askSecretariat: kind<[answer: string]>("u", ID),
  documents: kind<[page: number]>("l", PAGE),
  collectionDocuments: kind<[collection: string, page: number]>("lc", ID, PAGE),
  documentFacts: kind<[document: string]>("lf", ID),
  documentFile: kind<[document: string]>("lg", ID),
  search: kind<[search: string, page: number]>("q", ID, PAGE),
  searchOnDay: kind<[search: string, page: number, day: string]>("qd", ID, PAGE, DAY),
  language: kind<[language: string]>("x", "(en|zh|zh-Hant)"),
  firstSteps: kind("h"),
  newsPage: kind<[page: number]>("ny", PAGE),
  newsWeekly: kind<[wanted: string]>("nw", "(on|off)"),
  fileAdd: kind<[proposal: string]>("ia", ID),
  fileReplace: kind<[proposal: string]>("ir", ID),
  fileCollections: kind<[proposal: string]>("il", ID),
  fileCollection: kind<[proposal: string, index: number]>("ic", ID, String.raw`(\d{1,3})`),
  fileDrop: kind<[proposal: string]>("ix", ID),
  fileAlbumAdd: kind<[album: string]>("ib", ID),
  fileAlbumDrop: kind<[album: string]>("id", ID),
  fileAlbumEach: kind<[album: string]>("ie", ID),
  fileAlbumWhere: kind<[album: string]>("iw", ID),
  fileAlbumTo: kind<[album: string, index: number]>("it", ID, String.raw`(\d{1,3})`),
  libraryPage: kind<[page: number, sought: string]>("jp", PAGE, SOUGHT),
  libraryOpen: kind<[document: string]>("jo", ID),
  libraryFile: kind<[document: string]>("jf", ID),
  libraryRemove: kind<[document: string]>("jr", ID),
  libraryFacts: kind<[of: string, id: string]>("jd", OF, ID),
  libraryFact: kind<[of: string, id: string, fact: string]>("je", OF, ID, FACT),
  libraryFactAsStated: kind<[of: string, id: string, fact: string]>("jc", OF, ID, FACT),
  libraryMove: kind<[document: string]>("jm", ID),
  libraryMoveTo: kind<[document: string, index: number]>("jt", ID, String.raw`(\d{1,3})`),
  libraryRemoveYes: kind<[document: string]>("jy", ID),
  fileUndo: kind<[change: string]>("iu", ID),
  propose: kind<[wanted: string]>("v", "(yes|no)"),
  withdraw: kind<[question: number]>("w", NUMBER),
  deskTake: kind<[question: number]>("da", NUMBER),
  deskDocument: kind<[question: number]>("dd", NUMBER),
  deskPoint: kind<[question: number, mark: number]>("dp", NUMBER, String.raw`(\d)`),
  deskDecline: kind<[question: number]>("dn", NUMBER),
  deskDeclineYes: kind<[question: number]>("dy", NUMBER),
  deskSeen: kind<[question: number]>("ds", NUMBER),
  deskBack: kind<[question: number]>("db", NUMBER),
  deskShow: kind<[question: number]>("dq", NUMBER),
  deskTick: kind<[draft: string, question: number]>("dt", ID, NUMBER),
  deskSend: kind<[draft: string]>("dg", ID),
  deskList: kind<[list: string, page: number, sought: string]>("dl", "(unanswered|missed|feedback)", PAGE, SOUGHT),
  deskTakeUp: kind<[origin: string, answer: string]>("du", "(missed|feedback)", ID),
  deskFix: kind<[answer: string]>("dc", ID),
  deskFixTerm: kind<[answer: string]>("dh", ID),
  deskFixFacts: kind<[answer: string]>("di", ID),
  deskFixDocument: kind<[answer: string, document: string]>("dj", ID, ID),
  deskFixFact: kind<[answer: string, document: string, fact: number]>("dk", ID, ID, String.raw`(\d)`),
  deskFixAsStated: kind<[answer: string, document: string, fact: number]>("dz", ID, ID, String.raw`(\d)`),
  deskFixYes: kind<[draft: string]>("d1", ID),
  deskFixNo: kind<[draft: string]>("d2", ID),
  deskFixUndo: kind<[batch: string]>("d3", ID),
  deskFixed: kind<[answer: string]>("df", ID),
  deskRead: kind<[answer: string]>("dr", ID),
  deskOfficial: kind<[question: number]>("do", NUMBER),
  deskAnswers: kind<[page: number]>("dm", PAGE),
  deskAnswer: kind<[answer: number]>("de", NUMBER),
  deskRenew: kind<[answer: number]>("dv", NUMBER),
  deskWithdraw: kind<[answer: number]>("dw", NUMBER),
  deskDrop: kind<[draft: string]>("dx", ID),
} as const;

/** Every button of the secretariat's cards begins so. */
export const DESK_BUTTONS = /^d[a-z\d]:/u;

/** Payload in a link `t.me/BOT?start=p_ID`. */
export const PROOF_PAYLOAD = new RegExp(`^p_${ID}$`, "u");

export function proofPayload(id: string): string {
  return `p_${id}`;
}

export function button(text: string, data: string): InlineKeyboardButton {
  return { text, callback_data: data };
}

function kind<Values extends readonly (string | number)[] = []>(
  letter: string,
  ...groups: readonly string[]
): ButtonKind<Values> {
  return {
    data: (...values) => [letter, ...values].join(":"),
    pattern: new RegExp(`^${[letter, ...groups].join(":")}$`, "u"),
  };
}

export interface AnswerButtons {
  readonly say: Say;
  /** Id of the kept answer: its buttons name it. */
  readonly answer: string;
  /** Proofs by mark. */
  readonly proofs: ReadonlyMap<number, string>;
  /** True where there is more to read on. */
  readonly more: boolean;
}

const MARKS_A_ROW = 6;

/**
 * The buttons under an answer: one for each citation number, and what can be done next. A button for each mark that
 * has a proof.
 */
export function markRows(
  citations: readonly Citation[],
  proofs: ReadonlyMap<number, string>,
): InlineKeyboardButton[][] {
  const marks = citations.flatMap(({ mark }) => {
    const proof = proofs.get(mark);
    return proof === undefined ? [] : [button(`[${mark}]`, BUTTONS.proof.data(proof))];
  });
  const rows: InlineKeyboardButton[][] = [];
  for (let start = 0; start < marks.length; start += MARKS_A_ROW) rows.push(marks.slice(start, start + MARKS_A_ROW));
  return rows;
}

/**
 * Numbers that stand beside what can be done. Telegram shows eight in a row; of seven each is as wide as "More" on a phone
 * of 360 px.
 */
const MARKS_BESIDE = 4;

/**
 * Number of marks that leave room for a button with words, uncut at 360 px, by which a press tells the language as
 * well.
 */
const MARKS_BESIDE_WORDS = 1;

/** Citations whose numbers find no place in the row: a tap on *More* shows them, before what was found besides. */
export function citationsBehindMore(shown: readonly Citation[]): readonly Citation[] {
  return shown.slice(MARKS_BESIDE);
}

/**
 * One row, of what matters most; *More* leads to the rest, and commands do (`/new`). What is no sure answer may be asked of
 * the secretariat: that is said in words, which a phone cuts to "Ask t…" beside numbers, so it has the row below.
 */
export function answerKeyboard(
  kind: Answer["kind"],
  citations: readonly Citation[],
  { say, answer: id, proofs, more }: AnswerButtons,
): InlineKeyboardButton[][] {
  const behind = citationsBehindMore(citations);
  const beside = citations.slice(0, citations.length - behind.length);
  const hasRoom = kind === "answered" && beside.length <= MARKS_BESIDE_WORDS;
  const rows = [
    [
      ...markRows(beside, proofs).flat(),
      ...(more || behind.length > 0 ? [button(say("button-more"), BUTTONS.more.data(id))] : []),
      ...(kind === "answered" ? votes(id) : []),
      ...(more || behind.length > 0 || !hasRoom ? [] : [newTopic(say)]),
    ],
    kind === "answered" ? [] : [button(say("button-ask-secretariat"), BUTTONS.askSecretariat.data(id))],
  ];
  return rows.filter((row) => row.length > 0);
}

/** Keyboard under the list that *More* shows: what found no place under the answer. */
export function moreKeyboard(kind: Answer["kind"], answer: string, say: Say): InlineKeyboardButton[][] {
  return [[...(kind === "unsure" ? votes(answer) : []), newTopic(say)]];
}

function newTopic(say: Say): InlineKeyboardButton {
  return button(say("button-new-topic"), BUTTONS.newTopic.data());
}

function votes(answer: string): InlineKeyboardButton[] {
  return [button("👍", BUTTONS.good.data(answer)), button("👎", BUTTONS.bad.data(answer))];
}

interface ListPage<Item> {
  readonly page: number;
  readonly pages: number;
  /** Items before those that are shown. */
  readonly first: number;
  readonly shown: readonly Item[];
}

/**
 * Lists that are too long for a message, a page at a time. Pages are counted from 1.
 * @param wanted the nearest page that there is, for one from a button of a list that was longer
 */
export function pageOfList<Item>(items: readonly Item[], wanted: number, size: number): ListPage<Item> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(Math.max(wanted, 1), pages);
  const first = (page - 1) * size;
  return { page, pages, first, shown: items.slice(first, first + size) };
}

/** Number of pages from which on there are ways to both ends. */
const MANY_PAGES = 4;

/** A row with the ways back and forth, of a long list to its ends as well; no row where there is one page. */
export function turnButtons(page: number, pages: number, data: (page: number) => string): Reply["keyboard"] {
  const to = (label: string, wanted: number) => button(label, data(wanted));
  const isLong = pages >= MANY_PAGES;
  const back = page > 1 ? [...(isLong && page > 2 ? [to("«", 1)] : []), to("‹", page - 1)] : [];
  const forth = page < pages ? [to("›", page + 1), ...(isLong && page < pages - 1 ? [to("»", pages)] : [])] : [];
  return back.length + forth.length === 0 ? [] : [[...back, ...forth]];
}
