/** Files of any name arrive, under a name that a member recognises. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotedFileName } from "../../../src/bot/delivery/api.ts";
import { botSetting, eventually } from "../../support/bot-setting.ts";

const NAMES: readonly (readonly [name: string, shown: string])[] = [
  ["rules.txt", "rules.txt"],
  ["rules of 2024; part 1, final.pdf", "rules of 2024; part 1, final.pdf"],
  ['the "old" rules.pdf', "the 'old' rules.pdf"],
  ["会费管理办法（2024年修订）.docx", "会费管理办法（2024年修订）.docx"],
  ["Zoë’s café 🍵.md", "Zoë’s café 🍵.md"],
  ["two\nlines\r\n.pdf", "two lines.pdf"],
  ['x"\r\ncontent-type: text/html\r\n\r\n<b>.pdf', "x' content-type: text_html <b>.pdf"],
  ["harmless\u202Efdp.exe", "harmlessfdp.exe"],
  ["back\\slash and / slash.csv", "back_slash and _ slash.csv"],
  ["100 % = 全部 & name=x;filename=y.txt", "100 % = 全部 & name=x;filename=y.txt"],
  ["", "document"],
  ["\u200b\n.pdf", "document.pdf"],
  ["no ending", "no ending"],
  ["half \ud800 a letter.txt", "half � a letter.txt"],
  [`${"很长的名字".repeat(60)}.pdf`, `${"很长的名字".repeat(60).slice(0, 78)}.pdf`],
  [`${"long ".repeat(300)}.markdown`, `${"long ".repeat(300).slice(0, 231).trim()}.markdown`],
];

describe("a file's name", () => {
  it("arrives as it is, but for what ends it, hides in it, or is too long", async () => {
    const { server, begin, chat } = await botSetting();
    const { running } = await begin();
    for (const [name] of NAMES) {
      const file = { name, bytes: new TextEncoder().encode("words") };
      await running.send({ method: "sendDocument", payload: { chat_id: chat.id }, file, person: null });
    }
    const shown = () => server.world.messages(chat).flatMap(({ document }) => document?.file_name ?? []);
    await eventually(() => expect(shown()).toHaveLength(NAMES.length));
    expect(shown()).toEqual(NAMES.map(([, expected]) => expected));
  });

  it("never ends the head of its part, and keeps its ending", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (stem) => {
        const quoted = quotedFileName(`${stem}.pdf`);
        expect(quoted).toMatch(/^"[^"\p{Cc}\\/]+\.pdf"$/u);
        expect(Buffer.byteLength(quoted)).toBeLessThanOrEqual(242);
        expect(quoted.isWellFormed()).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
