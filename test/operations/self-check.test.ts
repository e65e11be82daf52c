import { expect, it } from "vitest";
import { createSelfCheck, type SelfCheckOptions } from "../../src/operations/server.ts";

const DOCUMENT = { title: "Fees", language: "en" };
const EVIDENCE = [{ passage: {} }];

function checking(engine: object = {}, more: Partial<SelfCheckOptions> = {}) {
  let now = 0;
  const asked: { text?: string; byWordsAlone?: boolean }[] = [];
  const embedded: string[] = [];
  const check = createSelfCheck({
    engine: {
      library: { documents: () => [DOCUMENT] },
      hasIndex: async () => true,
      embedder: { embed: async ([text = ""]: string[]) => void embedded.push(text) },
      find: async ({ question, byWordsAlone }: { question: { text: string }; byWordsAlone: boolean }) => {
        asked.push({ text: question.text, byWordsAlone });
        return EVIDENCE;
      },
      ...engine,
    } as unknown as SelfCheckOptions["engine"],
    ...{ isLocal: true, today: () => "2026-11-22", now: () => now, deadlineMs: 50, ...more },
  });
  return { check, asked, embedded, later: (ms: number) => (now += ms) };
}

it("asks itself once a minute, however often it is asked, with another text each time", async () => {
  const { check, asked, embedded, later } = checking();
  for (let times = 0; times < 5; times += 1) expect(await check()).toEqual([]);
  expect(asked).toEqual([{ text: "Fees", byWordsAlone: false }]);
  later(60_000);
  await check();
  expect(asked).toHaveLength(2);
  expect(new Set(embedded).size).toBe(2);
});

it("costs no call of a server that is paid for", async () => {
  const { check, asked, embedded } = checking({}, { isLocal: false });
  expect(await check()).toEqual([]);
  expect({ asked, embedded }).toEqual({ asked: [{ text: "Fees", byWordsAlone: true }], embedded: [] });
});

it.each([
  [
    "cut weights",
    { embedder: { embed: () => Promise.reject(new Error("the weights are damaged")) } },
    "the weights are damaged",
  ],
  [
    "a thread that is stuck",
    { find: () => new Promise(() => undefined) },
    "a question to itself was not answered in time",
  ],
  [
    "a damaged library",
    {
      library: {
        documents: () => {
          throw new Error("the library is damaged");
        },
      },
    },
    "the library is damaged",
  ],
  [
    "an index that finds nothing",
    { find: async () => [] },
    "a document's own title finds nothing: read the documents again",
  ],
])("is not ready with %s", async (_what, engine, problem) => {
  expect(await checking(engine).check()).toEqual([problem]);
});

it("has nothing to ask without documents or an index, and asks as soon as there is one", async () => {
  expect(await checking({ library: { documents: () => [] } }).check()).toEqual([]);
  let isIndexed = false;
  const { check, asked } = checking({ hasIndex: async () => isIndexed });
  expect(await check()).toEqual([]);
  isIndexed = true;
  await check();
  expect(asked).toHaveLength(1);
});
