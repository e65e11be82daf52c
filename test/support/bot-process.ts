/**
 * A bot in a process of its own, to be killed: the real transport, and a handler that takes a moment to answer. It is given
 * the token as the real one is, where no list of processes shows it, and logs to standard error as that does.
 */

import { setTimeout as delay } from "node:timers/promises";
import type { LogFields } from "../../src/operations/log.ts";
import { echo, startTransport } from "./bot-transport.ts";
import { WEBHOOK_SECRET } from "./secrets.ts";

/** Of the address of a webhook on this machine, which is left out where it polls. */
const [url = "", folder = "", webhookPort = "", callSeconds = "30"] = process.argv.slice(2);
const token = process.env.TELEGRAM_BOT_TOKEN ?? "";
const say = (event: string, fields: LogFields = {}): void => {
  process.stderr.write(`${JSON.stringify({ event, ...fields })}\n`);
};
const { stop } = await startTransport({
  server: { url, token },
  folder,
  callSeconds: Number(callSeconds),
  ...(webhookPort === ""
    ? {}
    : { options: { telegram: { token, apiRoot: url, webhook: webhookAt(Number(webhookPort)) } } }),
  log: { debug: say, info: say, warn: say, error: say },
  async handle(context) {
    await delay(5);
    if (context.message?.text === "die") process.kill(process.pid, "SIGKILL");
    echo(context);
  },
});
process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
process.stdout.write("started\n");

function webhookAt(port: number) {
  return { url: `http://127.0.0.1:${port}/updates`, secret: WEBHOOK_SECRET, host: "127.0.0.1", port };
}
