/** A disk that is full: members hear whether their message is noted, once. */

import { expect, it } from "vitest";
import { createDiskTrouble } from "../../../src/bot/delivery/notices.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { testLog } from "../../support/test-log.ts";

const MEMBERS = new Set([7, 8]);

function setting() {
  const sent: string[] = [];
  const trouble = createDiskTrouble({
    api: {
      sendMessage: (chat, text) => {
        sent.push(`${chat}: ${text.slice(0, 18)}`);
        return Promise.reject(new Error("unreachable"));
      },
    },
    sayTo: (_, code) => loadWords(calendarOf("UTC"))(code === "zh" ? "zh" : "en"),
    memberOf: ({ message }) =>
      Promise.resolve(
        message !== undefined && MEMBERS.has(message.chat.id)
          ? { chat: message.chat.id, message: message.message_id }
          : null,
      ),
    log: testLog(),
  });
  let number = 0;
  const from = (person: number, language_code = "en") => {
    number += 1;
    const chat = { id: person, type: "private", first_name: "A" } as const;
    const user = { id: person, is_bot: false, first_name: "A", language_code };
    return { update_id: number, message: { message_id: number, date: 1, chat, from: user, text: "words" } };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { trouble, sent, from, settled };
}

it("tells that a message is not noted, once in a while, to members alone", async () => {
  const { trouble, sent, from, settled } = setting();
  trouble.notNoted([from(7), from(7), from(9), from(8, "zh")]);
  await settled();
  trouble.notNoted([from(7)]);
  await settled();
  expect(sent).toEqual(["7: I cannot note your", "8: 我的磁盘目前有故障，暂时记不下您的消"]);
});

it("tells that a message is noted where it waits when nothing can be written, and of nothing that is done", async () => {
  const { trouble, sent, from, settled } = setting();
  const [done, waits] = [from(7), from(8)];
  trouble.noted([done, waits]);
  trouble.handled(done);
  trouble.cannotGoOn();
  trouble.cannotGoOn();
  await settled();
  expect(sent).toEqual(["8: Your message is no"]);
});
