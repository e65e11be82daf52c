import { botApiContract } from "../contract/bot-api.ts";
import { botApiSetting } from "./server.ts";

botApiContract("the preview", async () => {
  const { call, outcome, chat } = await botApiSetting();
  return {
    chat_id: chat.id,
    outcome,
    result: async (method, parameters) => Object(await call(method, parameters).then(({ result }) => result)),
  };
});
