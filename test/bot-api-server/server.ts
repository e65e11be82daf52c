/** A server for one test, a person in a private chat with the bot, and calls as an HTTP client makes them. */

import type { Chat, ResponseParameters, User } from "@grammyjs/types";
import { Api } from "grammy";
import { expect, onTestFinished } from "vitest";
import type { BotApiServer, BotApiServerOptions } from "../../src/bot-api-server/server.ts";
import { botApiServer } from "../support/bot-api-server.ts";

interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: ResponseParameters;
}

export interface Setting {
  readonly server: BotApiServer;
  readonly api: Api;
  readonly ann: User;
  readonly chat: Chat;
  call(method: string, parameters?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** "ok", or Telegram's words of refusal. */
  outcome(method: string, parameters?: Readonly<Record<string, unknown>>): Promise<string>;
  /** A call of the method has reached the server, which may still be at it. */
  arrived(method: string): Promise<void>;
}

export async function botApiSetting(options: BotApiServerOptions = {}): Promise<Setting> {
  const server = await botApiServer(options);
  onTestFinished(() => server.close());
  const ann = server.world.person({ first_name: "Ann", username: "ann_lee", language_code: "en" });
  const chat = server.world.privateChat(ann);
  const call: Setting["call"] = async (method, parameters = {}) => {
    const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(parameters),
    });
    const answer = (await response.json()) as Omit<Answer, "status">;
    return { status: response.status, ...answer };
  };
  return {
    server,
    ann,
    chat,
    api: new Api(server.token, { apiRoot: server.url }),
    call,
    async outcome(method, parameters) {
      const { ok, description = "" } = await call(method, parameters);
      return ok ? "ok" : description;
    },
    arrived: (method) => expect.poll(() => server.calls.map((made) => made.method)).toContain(method),
  };
}
