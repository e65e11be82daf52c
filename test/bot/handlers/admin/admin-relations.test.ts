import { describe, expect, it } from "vitest";
import { askAboutRelations } from "../../../../src/bot/handlers/admin/admin-relations.ts";
import { loadWords } from "../../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../../src/calendar.ts";
import { ADMIN, LISTED } from "../../members/setting.ts";
import { press, user } from "../handlers.ts";
import { secretariat } from "./secretariat.ts";

const charter = (year: number) => ({ id: `${year}.md`, path: `${year}.md`, title: `Charter ${year}` });
const QUESTION = { by: charter(2026), of: charter(2024), quote: null };

/** Names of files must not become links. */
const shown = (text: unknown): string => String(text).replaceAll("\u2060", "");

type Asked = Parameters<typeof askAboutRelations>[0];

function setting() {
  const all = secretariat();
  const say = loadWords(calendarOf("UTC"))("en");
  const ask = (questions: Asked = [QUESTION]) => askAboutRelations(questions, all.relations, [ADMIN], () => say);
  return { ...all, ask };
}

describe("a document that seems to replace another", () => {
  it("is asked about once, with a button for each answer", () => {
    const { ask } = setting();
    const [message, ...others] = ask();
    expect(others).toEqual([]);
    expect(shown(message?.payload.text)).toBe(
      "“Charter 2026 (2026.md)” seems to replace “Charter 2024 (2024.md)”. Does it? Until you say so, both answer as they are.",
    );
    expect(message?.payload).toMatchObject({
      chat_id: ADMIN,
      reply_markup: {
        inline_keyboard: [
          [{ callback_data: "adm:replaces:1:yes" }, { text: "No", callback_data: "adm:replaces:1:no" }],
        ],
      },
    });
    expect(ask()).toEqual([]);
  });

  it("is shown with the words that make it seem so", () => {
    const { ask } = setting();
    const [message] = ask([{ ...QUESTION, quote: "The gate supersedes\nthe Charter." }]);
    expect(message?.payload.text).toMatch(/\n\n“The gate supersedes the Charter\.”$/u);
  });

  it("replaces it, or not, as an admin says", async () => {
    const { ask, texts, decided } = setting();
    ask();
    expect((await texts(press(user(ADMIN), "adm:replaces:1:yes"))).map(shown)).toEqual([
      "“2026.md” replaces “2024.md”: what the old one says is told as superseded.",
    ]);
    expect((await texts(press(user(ADMIN), "adm:replaces:1:no"))).map(shown)).toEqual([
      "“2026.md” does not replace “2024.md”.",
    ]);
    expect(decided).toEqual([
      { by: "2026.md", of: "2024.md", holds: true },
      { by: "2026.md", of: "2024.md", holds: false },
    ]);
  });

  it("is nothing for others to decide, nor what nobody was asked", async () => {
    const { ask, handle, decided } = setting();
    ask();
    await handle(press(user(LISTED), "adm:replaces:1:yes"));
    await handle(press(user(ADMIN), "adm:replaces:9:yes"));
    expect(decided).toEqual([]);
  });

  it("is one of ten at most after one reading, and the others come after the next", () => {
    const { ask } = setting();
    const many = Array.from({ length: 12 }, (_, index) => ({ ...QUESTION, by: charter(2026 + index) }));
    expect(ask(many)).toHaveLength(10);
    expect(ask(many)).toHaveLength(2);
  });
});
