import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { withDictionary } from "../support/dictionary.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const closing: (() => void | Promise<void>)[] = [];
let app: ReturnType<typeof openApp>;

beforeAll(async () => {
  const folder = temporaryFolder((remove) => closing.push(remove));
  folder.write("corpus/a.md", "# Photomasks\n\nThe total investment in the photomask project is 3 billion yuan.\n");
  folder.write("corpus/b.md", "# Laboratory\n\nThe laboratory lends its microscope to members for ten days.\n");
  const paths = { DATA_DIR: withDictionary(folder.path), CORPUS_DIR: `${folder.path}/corpus` };
  app = openApp({ config: loadConfig(paths), onNotice: () => undefined });
  closing.push(app.close);
  await app.ingest();
});

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

describe("a short question after another", () => {
  const history = [
    { role: "user", content: "How much is invested in the photomask project?" },
    { role: "assistant", content: "The total investment in the photomask project is 3 billion yuan." },
  ];
  const ask = (question: string) => app.answer({ question, history, day: "2026-11-22" });

  it.each(["会员费是多少？", "How much is the membership fee?"])(
    "is not answered with the last answer: %s",
    async (question) => {
      expect((await ask(question)).answer.kind).toBe("not-found");
    },
  );

  it.each(["总投资是多少？", "And the investment in total?"])("is answered where it asks on: %s", async (question) => {
    expect((await ask(question)).answer).toMatchObject({
      claims: [{ text: "The total investment in the photomask project is 3 billion yuan." }],
    });
  });
});
