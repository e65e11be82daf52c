/** Store of what was asked and answered, whichever database keeps it, and of what a follow-up leans on. */

/** Asker and place of a conversation: people in one group do not answer each other's questions. */
export interface ConversationKey {
  readonly person: number;
  readonly chat: number;
  /** 0 where the chat has no topics. */
  readonly topic: number;
}

/** A citation that an answer stands on. */
export interface Rest {
  readonly proof: string;
  /** The words held on the day of the answer. */
  readonly held: boolean;
}

export interface StoredAnswer extends ConversationKey {
  readonly id: string;
  /** The asker's message. */
  readonly message: number;
  readonly question: string;
  readonly language: string;
  readonly kind: string;
  /** Text as shown, without marks. */
  readonly text: string;
  /** Passages that were found besides, as JSON. */
  readonly further: readonly object[];
  /** Absent: none, or the answer is about another day than its own. */
  readonly rests?: readonly Rest[];
  readonly at: Date;
}

/** Words of a search or a list, for its next pages. */
export interface Search {
  readonly id: string;
  readonly person: number;
  readonly words: string;
  readonly at: Date;
}

export type ConversationChange =
  /** The second alone is context, of two answers to one message that was changed between them. */
  | { readonly kind: "answered"; readonly answer: StoredAnswer }
  | { readonly kind: "searched"; readonly search: Search }
  /** A follow-up leans on nothing said so far. */
  | { readonly kind: "context-ended"; readonly conversation: ConversationKey }
  /** Questions are answered as on that day. @param day as 2022-06-01; null: today */
  | {
      readonly kind: "day-asked";
      readonly conversation: ConversationKey;
      readonly day: string | null;
      readonly at: Date;
    };

interface ContextWanted {
  /** Message of the asker's that is about to be answered, perhaps not for the first time. */
  readonly message: number;
  /** Moment before which what was said is no context any more. */
  readonly since: Date;
}

/** Context that a question is answered with. */
export interface ConversationContext {
  /** The last few questions with their answers, oldest first, without those to the message itself. */
  readonly turns: readonly { readonly question: string; readonly text: string }[];
  /** Null where today is asked about. */
  readonly day: string | null;
}

export interface Conversations {
  context(conversation: ConversationKey, wanted: ContextWanted): Promise<ConversationContext>;
  /** The newest answer in the conversation, and whether this message of the asker's has one. */
  last(
    conversation: ConversationKey,
    message: number | null,
  ): Promise<{ readonly newest: StoredAnswer | null; readonly isAnswered: boolean }>;
  answer(id: string): Promise<StoredAnswer | null>;
  /** Null where it is another person's, or was never kept. */
  wordsOf(search: string, person: number): Promise<string | null>;
}

export const TURNS = 3;

/** A row of `answers`, whichever database it is in. */
export function storedAnswer(row: Readonly<Record<string, unknown>>): StoredAnswer {
  return {
    id: String(row.id),
    person: Number(row.person),
    chat: Number(row.chat),
    topic: Number(row.topic),
    message: Number(row.message),
    question: String(row.question),
    language: String(row.language),
    kind: String(row.kind),
    text: String(row.text),
    further: JSON.parse(String(row.further)) as object[],
    rests: JSON.parse(String(row.rests)) as Rest[],
    at: new Date(Number(row.at)),
  };
}
