/** Properties of every reply, whatever the documents say and however long it is. */

import type { InlineKeyboardButton, MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inlineResult } from "../../../src/bot/handlers/guest.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { replyToAnswer, replyWithPassages, shownCitations } from "../../../src/bot/render/reply.ts";
import { citationsBehindMore } from "../../../src/bot/render/reply-buttons.ts";
import type { Reply } from "../../../src/bot/render/reply-messages.ts";
import { replyWithProof, replyWithSection } from "../../../src/bot/render/reply-proof.ts";
import { detectEntities } from "../../../src/bot-api-server/text/entities.ts";
import { calendarOf } from "../../../src/calendar.ts";
import type { Answer, Citation, Claim } from "../../../src/engine/answering/answer.ts";
import type { Validity } from "../../../src/library/validity/validity.ts";
import { evidenceOf, FEES, libraryDocument } from "./cited.ts";

/** 10,000 were run for each; a few find most of what can go wrong. */
const RUNS = Number(process.env.ROUNDS ?? 150);
const ID = "A".repeat(22);

/** Words that documents hold, and that Telegram would make something of. */
const bit = fc.constantFrom(
  ...[
    "The fee",
    " is due. ",
    " ",
    "\n",
    "到2025年，",
    "产业规模。",
    "“引文”；",
    "1.总则",
    "e.g. ",
    "3.2.1.4 ",
    "👩‍👩‍👧‍👦",
    "e\u0301",
    "🇨🇳",
  ],
  ...[
    "https://a.example.com/x?y=1#z",
    "www.example.cn",
    "t.me/joinchat",
    "1.企业 ",
    "http://x.b1/",
    "tg://resolve?domain=x",
  ],
  ...[
    "@admin",
    "(@bot_name)",
    "/start",
    "/ban@somebot",
    "#tag",
    "#\u200c标签",
    "$USD",
    "mail@example.org",
    "10.0.0.1:80",
    "[1]",
  ],
  ...[
    "\u202eevil",
    "@\u202aadmin",
    "x\u2060.com",
    "\t",
    "a".repeat(300),
    "长".repeat(200),
    "Sentence number one. ".repeat(20),
    "😀".repeat(50),
  ],
);
const words = fc.array(bit, { minLength: 1, maxLength: 8 }).map((bits) => bits.join(""));
const longWords = fc
  .tuple(words, fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 1, 12))
  .map(([text, times]) => text.repeat(times).trim() || "text");

const standing: fc.Arbitrary<Validity> = fc.oneof(
  fc.constant<Validity>({ kind: "unknown" }),
  fc.constant<Validity>({ kind: "expired", on: "2023-12-31" }),
  words.map((title) => ({ kind: "superseded" as const, by: { id: "b", title, since: "2024" }, now: null })),
);

const citation: fc.Arbitrary<Omit<Citation, "mark">> = fc
  .record({ quote: longWords, title: words, publisher: words, section: fc.array(words, { maxLength: 3 }), standing })
  .map(({ quote, title, publisher, section, standing: stands }) => ({
    ...{ quote, start: 0, end: quote.length, section, place: { kind: "page" as const, number: 3 }, standing: stands },
    document: { ...libraryDocument(FEES), title, publisher },
  }));

const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .record({
      claims: fc.array(fc.tuple(longWords, fc.array(citation, { minLength: 1, maxLength: 7 })), {
        minLength: 1,
        maxLength: 9,
      }),
      by: fc.constantFrom("extract" as const, "model" as const),
      isTold: fc.boolean(),
    })
    .map(({ claims: drawn, by, isTold }) => {
      let mark = 0;
      const claims = drawn.flatMap(([text, cited]): Claim[] => {
        const [first, ...others] = cited.map((one) => ({ ...one, mark: ++mark }));
        return first === undefined ? [] : [{ text, citations: [first, ...others] }];
      });
      const [first, ...others] = claims;
      if (first === undefined) throw new Error("at least one claim is drawn");
      const [{ document, standing: stands }] = first.citations;
      const told = isTold ? { standing: { document, standing: stands } } : {};
      return { kind: "answered" as const, by, claims: [first, ...others] as const, ...told };
    }),
  fc
    .array(citation, { maxLength: 5 })
    .map((cited) => ({ kind: "not-found" as const, nearest: cited.map((one) => evidenceOf({ ...one, mark: 1 })) })),
  fc.tuple(longWords, fc.array(citation, { minLength: 1, maxLength: 6 })).map(([text, cited]): Answer => {
    const [first, ...others] = cited.map((one, index) => ({ ...one, mark: index + 1 }));
    if (first === undefined) throw new Error("at least one citation is drawn");
    return { kind: "unsure", by: "extract", claims: [{ text, citations: [first, ...others] }] };
  }),
);

const language = fc.constantFrom("en" as const, "zh" as const);

function holdsFor(replies: readonly Reply[]): void {
  expect(replies.length).toBeGreaterThan(0);
  for (const { text, entities, keyboard } of replies) {
    const length = [...text].length;
    if (length < 1 || length > 4_096 || text !== text.trim() || !text.isWellFormed()) {
      expect.fail(`${length} code points: ${JSON.stringify(text)}`);
    }
    // The bot's own words have commands in them only in /help.
    expect(detectEntities(text, [])).toEqual([]);
    expect(text).not.toMatch(/[\r\t\u202a-\u202e\u2028\u2029]/u);
    expect(entities.length).toBeLessThanOrEqual(100);
    for (const entity of entities) holdsForEntity(entity, text, entities);
    const buttons = keyboard.flat();
    expect(buttons.length).toBeLessThanOrEqual(100);
    for (const row of keyboard) if (row.length < 1 || row.length > 8) expect.fail(`${row.length} buttons in a row`);
    for (const button of buttons) holdsForButton(button);
  }
}

function holdsForEntity({ offset, length }: MessageEntity, text: string, entities: readonly MessageEntity[]): void {
  const inside = text.slice(offset, offset + length);
  if (offset < 0 || length < 1 || offset + length > text.length || inside !== inside.trim() || !inside.isWellFormed()) {
    expect.fail(`entity ${offset}+${length} of ${text.length}: ${JSON.stringify(inside)}`);
  }
  for (const other of entities) {
    const [end, otherEnd] = [offset + length, other.offset + other.length];
    const apart = end <= other.offset || otherEnd <= offset;
    const within = (offset >= other.offset && end <= otherEnd) || (other.offset >= offset && otherEnd <= end);
    if (!apart && !within) expect.fail(`entities cross at ${offset} and ${other.offset}`);
  }
}

function holdsForButton(button: InlineKeyboardButton): void {
  expect(button.text.trim()).not.toBe("");
  if ("callback_data" in button) expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
  if ("copy_text" in button) {
    expect(button.copy_text.text.length).toBeGreaterThan(0);
    expect(button.copy_text.text.length).toBeLessThanOrEqual(256);
  }
}

/** Marks in the text, a document's own `[1]` among them. */
function marksOf(replies: readonly Reply[]): Set<string> {
  return new Set(replies.flatMap(({ text }) => text.match(/\[\d+\]/gu) ?? []));
}

/** A row under a message on a phone of 360 px, without the padding of its buttons and what is between them. */
const roomIn = (buttons: number): number => (316 - 4 * (buttons - 1)) / buttons - 4;

/** In pixels of 14 px type. */
function widthOf(label: string): number {
  return Array.from(label).reduce(
    (sum, character) => sum + (/\p{Script=Han}|\p{Extended_Pictographic}/u.test(character) ? 14 : 8),
    0,
  );
}

describe("every reply", () => {
  const sayIn = loadWords(calendarOf("UTC"));

  it("to an answer is within Telegram's limits, and links nothing", () => {
    fc.assert(
      fc.property(answer, language, fc.boolean(), (given, spoken, more) => {
        const shown = shownCitations(given);
        const proofs = new Map(shown.map(({ mark }) => [mark, ID]));
        const replies = replyToAnswer(given, {
          ...{ say: sayIn(spoken), answer: ID, proofs, more, hasDocuments: true, changed: more, language: spoken },
        });
        holdsFor(replies);
        const rows = replies.flatMap(({ keyboard }) => keyboard);
        // The way to the secretariat is said in words, which have no room beside numbers.
        expect(rows.length).toBeLessThanOrEqual(given.kind === "answered" ? 1 : 2);
        for (const row of rows)
          for (const { text } of row) expect(widthOf(text)).toBeLessThanOrEqual(roomIn(row.length));
        const buttons = rows.flat().map(({ text }) => text);
        // What finds no place is shown by *More*, and nothing is in neither.
        const behind = citationsBehindMore(shown);
        const marks = [...buttons.filter((text) => text.startsWith("[")), ...behind.map(({ mark }) => `[${mark}]`)];
        expect(marks).toEqual(shown.map(({ mark }) => `[${mark}]`));
        expect(buttons.includes(sayIn(spoken)("button-more"))).toBe(more || behind.length > 0);
        const toSecretariat = buttons.includes(sayIn(spoken)("button-ask-secretariat"));
        expect([toSecretariat, buttons.includes("👎")]).toEqual(
          given.kind === "answered" ? [false, true] : [true, false],
        );
        const written = marksOf(replies);
        for (const mark of marks) expect(written).toContain(mark);
      }),
      { numRuns: RUNS },
    );
  });

  it("to a tap on a mark does the same, with the quoted words underlined", () => {
    const drawn = fc.record({
      before: longWords,
      quote: longWords,
      after: longWords,
      cited: citation,
      spoken: language,
    });
    fc.assert(
      fc.property(drawn, ({ before, quote, after, cited, spoken }) => {
        const text = `${before} ${quote} ${after}`;
        const [start, end] = [before.length + 1, before.length + 1 + quote.length];
        const block = {
          kind: "paragraph" as const,
          start: 0,
          end: text.length,
          section: [],
          place: null,
          leadIn: null,
        };
        const proof = { id: ID, citation: { ...cited, mark: 1, quote, start, end }, at: new Date(0) };
        const version = { text, blocks: [block] };
        const view = { say: sayIn(spoken), proof, version, standing: cited.standing, now: { kind: "gone" as const } };
        const replies = replyWithProof({ ...view, editions: ["zh"], privateLink: null });
        holdsFor(replies);
        expect(replies).toHaveLength(1);
        expect(replies[0]?.entities.filter(({ type }) => type === "underline")).toHaveLength(1);
        const section = replyWithSection(proof, version, 0, sayIn(spoken));
        holdsFor(section === null ? [] : [section]);
      }),
      { numRuns: RUNS },
    );
  });

  it("with passages fits into one message, four to a page", () => {
    fc.assert(
      fc.property(fc.array(citation, { minLength: 1, maxLength: 4 }), language, (cited, spoken) => {
        const citations = cited.map((one, index) => ({ ...one, mark: index + 1 }));
        const proofs = new Map(citations.map(({ mark }) => [mark, ID]));
        const replies = replyWithPassages("Found:", citations, { say: sayIn(spoken), proofs });
        holdsFor(replies);
        expect(replies).toHaveLength(1);
      }),
      { numRuns: RUNS },
    );
  });

  it("that is dropped into another chat links nothing but its source", () => {
    fc.assert(
      fc.property(citation, language, (cited, spoken) => {
        const result = inlineResult({ ...cited, mark: 1 }, { say: sayIn(spoken), proof: ID, bot: "docket_bot" });
        const content = result.input_message_content;
        if (!("message_text" in content)) throw new Error("an inline result is a text");
        holdsFor([{ text: content.message_text, entities: content.entities ?? [], keyboard: [] }]);
        expect(Buffer.byteLength(result.id)).toBeLessThanOrEqual(64);
        expect(result.title).not.toBe("");
      }),
      { numRuns: RUNS },
    );
  });
});
