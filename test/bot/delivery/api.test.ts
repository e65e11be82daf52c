/** What an error of a call says, and what it must not. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Api, HttpError } from "grammy";
import { describe, expect, it, onTestFinished } from "vitest";
import { clientOptions, withoutToken } from "../../../src/bot/delivery/api.ts";
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
