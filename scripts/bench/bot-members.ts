/** Members who write to the bot at a Bot API server of our own, and when each of them sees something come back. */

import type { BotApiServer } from "../../src/bot-api-server/server.ts";

/** Milliseconds as `performance.now()` counts them. */
interface Asked {
  readonly member: number;
  readonly askedAt: number;
  /** An eye, a draft, "typing" or the answer, whichever was there first; null as long as there is none. */
  signAt: number | null;
  answeredAt: number | null;
}

export interface Conversation {
  readonly asked: readonly Asked[];
  /** More answers than questions. */
  readonly doubles: number;
}

const PATIENCE_MS = 60_000;

export interface Members {
  /** Answers to one member come in the order of the questions. */
  say(member: number, text: string): void;
  /** Resolves when everything that was said is answered, or after a minute. */
  answered(): Promise<void>;
  /** Messages since the last call. */
  take(): Conversation;
  close(): void;
}

export function createMembers({ world }: BotApiServer, count: number): Members {
  const members = Array.from({ length: count }, (_, index) => {
    const person = world.person({ first_name: `Member ${index}`, language_code: index % 2 === 0 ? "en" : "zh" });
    return { person, chat: world.privateChat(person), open: [] as Asked[] };
  });
  const byChat = new Map(members.map((member) => [member.chat.id, member]));
  let asked: Asked[] = [];
  let doubles = 0;
  let left = 0;
  let listener: (() => void) | null = null;
  const stop = world.on((change) => {
    if (change.kind === "update" || change.kind === "profile" || change.kind === "chat") return;
    const member = byChat.get(change.chat.id);
    const isOwn = change.kind === "message" && change.message.from?.is_bot !== true;
    if (member === undefined || isOwn || (change.kind === "draft" && change.draft === null)) return;
    const [first] = member.open;
    const now = performance.now();
    for (const question of member.open) question.signAt ??= now;
    if (change.kind !== "message") return;
    if (first === undefined) {
      doubles += 1;
      return;
    }
    first.answeredAt = now;
    member.open.shift();
    left -= 1;
    if (left === 0) listener?.();
  });
  return {
    say(index, text) {
      const member = members[index];
      if (member === undefined) throw new RangeError(`there are ${count} members, and no number ${index}`);
      const question: Asked = { member: index, askedAt: performance.now(), signAt: null, answeredAt: null };
      asked.push(question);
      member.open.push(question);
      left += 1;
      world.say(member.person, member.chat, text);
    },
    answered: () =>
      new Promise((resolve) => {
        const settle = () => {
          listener = null;
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(settle, PATIENCE_MS);
        listener = settle;
        if (left === 0) settle();
      }),
    take() {
      const taken = { asked, doubles };
      asked = [];
      doubles = 0;
      // A lost message is not waited for again.
      left = 0;
      for (const member of members) member.open = [];
      return taken;
    },
    close: stop,
  };
}
