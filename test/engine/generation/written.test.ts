/** The command line with a chat model, as an operator tries it: who wrote the answer, what it cost, what was not proven. */

import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openState } from "../../../src/storage/state.ts";
import { type ChatServer, chatServer, refuses, says } from "../../support/chat-server.ts";
import { runCommand } from "../../support/command.ts";
import { withDictionary } from "../../support/dictionary.ts";
import { API_KEY } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { written } from "./written-setting.ts";

const QUOTE = "Green tea is brewed at 80 degrees";
const QUESTION = "How hot is green tea brewed?";

describe("npm run ask with a model", () => {
  const closing: (() => unknown)[] = [];
  let server: ChatServer;
  let data: string;
  const ask = (...args: string[]) =>
    runCommand("ask", args, {
      environment: {
        ...{ DATA_DIR: withDictionary(data), CORPUS_DIR: join(data, "corpus"), EMBEDDER: "minilm" },
        ...{ OPENAI_API_KEY: API_KEY, OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: "some-model", GROUNDING: "words" },
      },
    });
  beforeAll(async () => {
    const folder = temporaryFolder((remove) => closing.push(remove));
    folder.write("corpus/tea.md", `# Tea\n\n${QUOTE}. Black tea is brewed at 95 degrees.\n`);
    data = folder.path;
    server = await chatServer();
    closing.push(server.close);
  });
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });

  it("says that the model wrote it, shows what it could not prove, and counts what it cost", async () => {
    server.answerWith(
      says(
        written(
          ["At 80 degrees.", [1, QUOTE]],
          ["Black tea takes 96 degrees.", [1, "Black tea is brewed at 95 degrees"]],
        ),
        {
          usage: { prompt_tokens: 700, completion_tokens: 42 },
        },
      ),
    );
    const { stdout, stderr, code } = await ask("--json", "--explain", QUESTION);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ by: "model", answer: "At 80 degrees. [1] Black tea is brewed at 95 degrees. [2]" },
      ...{ claims: [{ written: true }, {}], citations: [{ quote: `${QUOTE}.` }, {}] },
      explain: { dropped: [{ text: "Black tea takes 96 degrees.", reason: "figure", detail: "96" }] },
    });
    const file = join(data, "state.sqlite");
    // For the eyes of its owner alone.
    expect(statSync(file).mode & 0o077).toBe(0);
    const state = openState(file);
    expect(state.prepare("SELECT person, tokens, settled FROM model_calls").all()).toEqual([
      { person: null, tokens: 742, settled: 1 },
    ]);
    state.close();
  });

  it("quotes where the model fails, says so, and tells the operator why without the key", async () => {
    server.answerWith(refuses(401, { message: `Incorrect API key provided: ${API_KEY}` }));
    const { stdout, stderr, code } = await ask(QUESTION);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Written answers are off at the moment; .*\n\nGreen tea is brewed at 80 degrees\. \[1\]/u);
    expect(stderr).toMatch(/some-model at 127\.0\.0\.1:\d+: the API key is not accepted \(401\): check it/u);
  });
});
