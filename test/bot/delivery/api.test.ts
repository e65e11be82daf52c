/** Words of an error of a call, and what it must not. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { Api, HttpError } from "grammy";
import { describe, expect, it, onTestFinished } from "vitest";
import { clientOptions, quotedFileName, withoutToken } from "../../../src/bot/delivery/api.ts";
import { botSetting, eventually } from "../../support/bot-setting.ts";
import { MEMBERS_WORDS, secretsIn, TOKEN } from "../../support/secrets.ts";

/** The error of a call that is answered so; null for a server that is gone. */
async function failedCall(answer: string | null): Promise<HttpError> {
  const server = createServer((_request, response) => void response.end(answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => void server.close());
  if (answer === null) await new Promise((resolve) => server.close(resolve));
  const api = new Api(TOKEN, clientOptions(`http://127.0.0.1:${port}`));
  api.config.use(withoutToken(TOKEN));
  const error = await api.getUpdates().catch((thrown: unknown) => thrown);
  if (error instanceof HttpError) return error;
  throw new Error("the call did not fail as it should");
}

describe("an error of the Bot API", () => {
  it("says what went wrong, and has the token nowhere", async () => {
    const error = await failedCall(null);
    expect(error.message).toMatch(/^getUpdates failed: .*ECONNREFUSED/u);
    expect(secretsIn([error.message, error.stack, String(error.error)].join("\n"))).toEqual([]);
  });

  it("quotes no words of a member from an answer that cannot be read", async () => {
    // The parser would quote ten characters before the fault.
    const start = MEMBERS_WORDS.slice(0, 8);
    const error = await failedCall(`{"ok":true,"result":["${start}",x]}`);
    expect(error.message).toBe("getUpdates failed: the answer is no JSON");
    expect(secretsIn([error.stack, String(error.error)].join("\n"))).toEqual([]);
  });
});

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

/** Files of any name arrive, under a name that a member recognises. */
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
