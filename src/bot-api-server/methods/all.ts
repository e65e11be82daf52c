/** Every method that this server has, by its name. What is not here is answered with 404, as at Telegram. */

import type { Methods } from "../calls.ts";
import type { State } from "../state.ts";
import type { Polling } from "../updates.ts";
import type { Webhook } from "../webhook.ts";
import { documentMethods, draftMethods, ephemeralMethods, messageMethods } from "./messages.ts";
import { chatMethods, profileMethods } from "./profile.ts";
import { queryMethods } from "./queries.ts";

export interface Delivery {
  readonly state: State;
  readonly polling: Polling;
  readonly webhook: Webhook;
}

export function allMethods({ state, polling, webhook }: Delivery): Methods {
  return {
    getMe: () => state.bot,
    getUpdates: ({ parameters, gone }) => polling.getUpdates(parameters, gone),
    setWebhook({ parameters }) {
      webhook.set(parameters);
      polling.end("terminated by setWebhook request");
      return true;
    },
    deleteWebhook: ({ parameters }) => webhook.remove(parameters),
    getWebhookInfo: () => webhook.info(),
    ...messageMethods,
    ...ephemeralMethods,
    ...draftMethods,
    ...documentMethods,
    ...queryMethods,
    ...profileMethods,
    ...chatMethods,
  };
}
