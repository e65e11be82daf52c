/** The preview's Bot API server, for a bot with the token that must be found nowhere. */

import { type BotApiServer, type BotApiServerOptions, startBotApiServer } from "../../src/bot-api-server/server.ts";
import { TOKEN } from "./secrets.ts";

export function botApiServer(options: BotApiServerOptions = {}): Promise<BotApiServer> {
  return startBotApiServer({ token: TOKEN, ...options });
}
