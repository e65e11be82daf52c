/** Store of what was asked and answered, whichever database keeps it: against a plain list. */

import fc from "fast-check";
import { expect, it } from "vitest";
import type {
  ConversationChange,
  ConversationKey,
  Conversations,
  StoredAnswer,
} from "../../src/storage/conversations.ts";

export interface ConversationsUnderTest {
  readonly conversations: Conversations;
  /** In one transaction, as with the end of an update. */
  change(...changes: readonly ConversationChange[]): Promise<void>;
}

const NOON = Date.parse("2026-11-22T12:00:00Z");
const minutes = (later: number): Date => new Date(NOON + later * 60_000);
const ADA: ConversationKey = { person: 7, chat: 7, topic: 0 };

function answerOf(id: string, more: Partial<StoredAnswer> = {}): StoredAnswer {
  const said = { question: `question ${id}`, text: `answer ${id}`, language: "en", kind: "answered" };
  return { id, ...ADA, message: Number(id), ...said, further: [], rests: [], at: minutes(Number(id)), ...more };
}

const answered = (answer: StoredAnswer): ConversationChange => ({ kind: "answered", answer });

/** @param open an empty store, gone when the test ends */
export function conversationsContract(open: () => Promise<ConversationsUnderTest>, { runs } = { runs: 40 }): void {
  const wanted = { message: 9, since: minutes(-60) };

  it("gives an answer back as it was kept, whatever stands in it", async () => {
    const { conversations, change } = await open();
    const further = [{ quote: 'It\'s "due" \\ 三月', document: { id: "fees" } }];
    const more = {
      chat: -5_000_000_000_000,
      topic: 3,
      kind: "not-found",
      further,
      rests: [{ proof: "p", held: false }],
    };
    await change(answered(answerOf("1", { ...more, question: "'; DROP TABLE answers; --", language: "zh" })));
    expect(await conversations.answer("1")).toEqual(
      answerOf("1", { ...more, question: "'; DROP TABLE answers; --", language: "zh" }),
    );
    expect(await conversations.answer("2")).toBeNull();
  });

  it("has one turn for a message that was answered twice, and none for the one that is being answered", async () => {
    const { conversations, change } = await open();
    await change(answered(answerOf("1")));
    await change(answered(answerOf("2", { message: 1 })));
    const turns = [{ question: "question 2", text: "answer 2" }];
    expect(await conversations.context(ADA, wanted)).toEqual({ turns, day: null });
    expect(await conversations.context(ADA, { ...wanted, message: 1 })).toEqual({ turns: [], day: null });
    expect(await conversations.last(ADA, 1)).toEqual({ newest: answerOf("2", { message: 1 }), isAnswered: true });
    expect(await conversations.last(ADA, 2)).toMatchObject({ isAnswered: false });
    expect(await conversations.last(ADA, null)).toMatchObject({ isAnswered: false });
  });

  it("stores all of what comes together, or nothing", async () => {
    const { conversations, change } = await open();
    await change(answered(answerOf("1")));
    const ended: ConversationChange = { kind: "context-ended", conversation: ADA };
    await expect(change(ended, answered(answerOf("1")))).rejects.toThrow();
    expect((await conversations.context(ADA, wanted)).turns).toHaveLength(1);
  });

  it("shows the words of a search to whoever searched alone", async () => {
    const { conversations, change } = await open();
    await change({ kind: "searched", search: { id: "s", person: 7, words: "会费 fees", at: minutes(0) } });
    expect(await conversations.wordsOf("s", 7)).toBe("会费 fees");
    expect(await conversations.wordsOf("s", 8)).toBeNull();
    expect(await conversations.wordsOf("t", 7)).toBeNull();
  });

  it("tells of each conversation what a list of its changes tells, and of no other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 14 }), fc.integer({ min: -1, max: 4 }), async (steps, since) => {
        const { conversations, change } = await open();
        const model = modelOf();
        for (const [index, step] of steps.entries()) {
          const one = step(index);
          await change(one);
          model.change(one);
        }
        for (const key of KEYS) {
          for (const message of [1, 2]) {
            const limits = { message, since: minutes(since) };
            expect(await conversations.context(key, limits)).toEqual(model.context(key, limits));
            expect(await conversations.last(key, message)).toEqual(model.last(key, message));
          }
        }
      }),
      { numRuns: runs },
    );
  });
}

const KEYS: readonly ConversationKey[] = [ADA, { ...ADA, person: 8 }, { ...ADA, chat: -5 }, { ...ADA, topic: 3 }];
const conversation = fc.constantFrom(...KEYS);
/** Several at the same moment: then the later one is the newest. */
const moment = fc.integer({ min: 0, max: 4 }).map(minutes);
const anyStep: fc.Arbitrary<(index: number) => ConversationChange> = fc.oneof(
  fc.record({ conversation, message: fc.constantFrom(1, 2, 3), at: moment }).map(
    ({ conversation: key, message, at }) =>
      (index: number) =>
        answered(answerOf(`${index}`, { ...key, message, at })),
  ),
  conversation.map((key) => () => ({ kind: "context-ended" as const, conversation: key })),
  fc
    .record({ conversation, day: fc.option(fc.constantFrom("2022-06-01", "2027-01-01")), at: moment })
    .map((asked) => () => ({ kind: "day-asked" as const, ...asked })),
);

function modelOf() {
  let kept: { readonly answer: StoredAnswer; readonly inContext: boolean }[] = [];
  const days = new Map<string, string>();
  const nameOf = ({ person, chat, topic }: ConversationKey): string => `${person} ${chat} ${topic}`;
  const endedWhere = (isMeant: (answer: StoredAnswer) => boolean): void => {
    kept = kept.map((one) => (isMeant(one.answer) ? { ...one, inContext: false } : one));
  };
  /** Oldest first; sorting keeps the order of those of one moment. */
  const of = (key: ConversationKey) =>
    kept
      .filter(({ answer }) => nameOf(answer) === nameOf(key))
      .sort((one, other) => one.answer.at.getTime() - other.answer.at.getTime());
  return {
    change(change: ConversationChange): void {
      if (change.kind === "answered") {
        const { answer } = change;
        endedWhere((one) => nameOf(one) === nameOf(answer) && one.message === answer.message);
        kept.push({ answer, inContext: true });
      } else if (change.kind === "context-ended") {
        endedWhere((one) => nameOf(one) === nameOf(change.conversation));
      } else if (change.kind === "day-asked") {
        if (change.day === null) days.delete(nameOf(change.conversation));
        else days.set(nameOf(change.conversation), change.day);
      }
    },
    context: (key: ConversationKey, { message, since }: { readonly message: number; readonly since: Date }) => ({
      turns: of(key)
        .filter(({ answer, inContext }) => inContext && answer.message !== message && answer.at > since)
        .slice(-3)
        .map(({ answer: { question, text } }) => ({ question, text })),
      day: days.get(nameOf(key)) ?? null,
    }),
    last: (key: ConversationKey, message: number) => ({
      newest: of(key).at(-1)?.answer ?? null,
      isAnswered: of(key).some(({ answer }) => answer.message === message),
    }),
  };
}
