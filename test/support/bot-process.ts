/** A bot in a process of its own, to be killed: the real transport, and a handler that takes a moment to answer. */

import { setTimeout as delay } from "node:timers/promises";
import { echo, startTransport } from "./bot-transport.ts";

const [url = "", token = "", folder = ""] = process.argv.slice(2);
const { stop } = await startTransport({
  server: { url, token },
  folder,
  async handle(context) {
    await delay(5);
    if (context.message?.text === "die") process.kill(process.pid, "SIGKILL");
    echo(context);
  },
});
process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
process.stdout.write("started\n");
