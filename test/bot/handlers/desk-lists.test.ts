/** A secretariat of three with 500 open questions: pages, search, and questions that ask the same together. */

import { expect, it } from "vitest";
import { databasesOf } from "../../../src/bot/bot-stores.ts";
import { openRecords } from "../../../src/bot/conversation/records.ts";
import { openState } from "../../../src/storage/state.ts";
import { secretariatSetting } from "../../support/secretariat-setting.ts";

const SUBJECTS = [
  "lunch",
  "parking",
  "visa",
  "printer",
  "travel",
  "archive",
  "seminar",
  "garden",
  "library",
  "kitchen",
];
/** No two have a word in common that says what they are about. */
const subjectOf = (at: number): string => `${SUBJECTS[at % SUBJECTS.length]}${Math.floor(at / SUBJECTS.length)}`;

it("500 open questions are turned through, looked for, and answered", async () => {
  const setting = await secretariatSetting({ admins: 3 });
  const { world, ada, bob, admins, seen, chat, config, messages } = setting;
  const [olga, pia] = [admins.at(0), admins.at(1)];
  if (olga === undefined || pia === undefined) throw new Error("admins were asked for");
  await setting.restart(() => {
    const state = openState(databasesOf(config)[0]);
    const { unanswered } = openRecords(state);
    const later = new Date(Date.now() + 86_400_000);
    state.transaction(() => {
      for (let at = 0; at < 500; at += 1) {
        const asker = at % 2 === 0 ? ada : bob;
        unanswered.put(
          {
            ...{ answer: `answer ${at}`, person: asker.id, name: asker.first_name, username: null, chat: asker.id },
            ...{ topic: 0, message: 0, question: `Who pays the ${subjectOf(at)}?`, language: "en", nearest: [] },
            at: new Date(),
          },
          later,
        );
      }
    });
    state.close();
  });
  const desk = chat(olga);
  world.say(olga, desk, "/unanswered");
  const first = await seen(desk, /^500 questions put to the secretariat \(page 1 of \d+\)/u);
  expect(first.text?.length).toBeLessThan(4_096);
  await world.press(olga, first, "›");
  const lists = () => messages(desk).find(({ message_id }) => message_id === first.message_id)?.text ?? "";
  await expect.poll(lists).toMatch(/\(page 2 of/u);
  // The ends are a press away.
  await world.press(olga, await seen(desk, "(page 2 of"), "»");
  await expect.poll(lists).toMatch(/\(page (?<last>\d+) of \k<last>\)/u);
  await world.press(olga, await seen(desk, /\(page (?<last>\d+) of \k<last>\)/u), "«");
  await expect.poll(lists).toMatch(/\(page 1 of/u);

  // Words that no button has room for, in whatever order, over pages and a restart.
  world.say(olga, desk, "/unanswered ada who the pays");
  const hers = await seen(desk, /^250 questions put to the secretariat \(page 1/u);
  await setting.restart();
  await world.press(olga, hers, "›");
  await seen(desk, /^250 questions put to the secretariat \(page 2/u);

  world.say(pia, chat(pia), "/unanswered seminar7");
  const found = await seen(chat(pia), /^One question put to the secretariat/u);
  expect(found.text).toContain("Who pays the seminar7?");
  const [id = ""] = /^\d+(?= · Ada|(?= · Bob))/mu.exec(found.text ?? "") ?? [];
  await world.press(pia, found, id);
  const card = await seen(chat(pia), new RegExp(`^Question ${id} · waits`, "u"));
  world.say(pia, chat(pia), { text: "The alliance pays the seminar.", reply_to: card });
  await world.press(pia, await seen(chat(pia), `Your answer to question ${id} will`), "Send");
  const asker = Number(id) % 2 === 1 ? ada : bob;
  await seen(chat(asker), "The alliance pays the seminar.");
  world.say(olga, desk, "/unanswered");
  await seen(desk, /^499 questions put to the secretariat/u);
});
