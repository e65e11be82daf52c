/**
 * A chat completions endpoint that answers at once, in a process of its own so that its work is not counted: eight
 * sentences, each copied from a passage that it was sent. Prints its port; ends with its standard input.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const CLAIMS = 8;

function answerTo(prompt: string): string {
  const passages = [
    ...prompt.matchAll(/passage (?<mark>\d+)\n[\s\S]*?\n\n(?<text>[\s\S]*?)\n=== \w+ end of passage/gu),
  ];
  const sentences = passages.flatMap(({ groups }) =>
    (groups?.text ?? "")
      .split(/(?<=[.。])\s*/u)
      .filter((sentence) => sentence.length > 20)
      .map((sentence) => ({ text: sentence, support: [{ mark: Number(groups?.mark), quote: sentence }] })),
  );
  return JSON.stringify({ claims: sentences.slice(0, CLAIMS) });
}

const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += String(part);
  const { messages }: { messages: { content: string }[] } = JSON.parse(body);
  const content = answerTo(messages[1]?.content ?? "");
  const chunks = [{ delta: { content } }, { delta: {}, finish_reason: "stop" }];
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const chunk of chunks) response.write(`data: ${JSON.stringify({ choices: [{ index: 0, ...chunk }] })}\n\n`);
  response.end("data: [DONE]\n\n");
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.on("end", () => process.exit()).resume();
