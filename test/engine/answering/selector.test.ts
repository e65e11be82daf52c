import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import type { SelectorPassage } from "../../../src/embedding/minilm/selecting.ts";
import type { Selector } from "../../../src/engine/answering/selector.ts";
import { type Engine, openEngine } from "../../../src/engine/engine.ts";
import { chatServer, says } from "../../support/chat-server.ts";
import { API_KEY } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { wordEmbedder } from "../../support/word-embedder.ts";

const FEES =
  "# Fees\n\nThe course fee is 900 yuan for members.\n\nThe course fee is paid by members before the course.\n";
const HALL =
  "# Hall\n\nThe hall fee of members is set by the board of the hall.\n\nEveryone pays 70 yuan a day.\n\nThe board meets monthly.\n";
const OTHERS = Array.from({ length: 6 }, (_, number) => [
  `other-${number}.md`,
  `# Course ${number}\n\nThe course with number ${number} has a fee for members.\n`,
]);

let asked: { readonly question: string; readonly passages: readonly SelectorPassage[] }[] = [];
let notices: string[] = [];
/** Margin of a unit. */
let margin: (unit: string) => number = () => 0;
const selector: Selector = {
  id: "scripted",
  select(question, passages) {
    asked.push({ question, passages });
    return Promise.resolve(passages.map(({ units }) => units.map((unit) => margin(unit))));
  },
};

async function engineWithSelector(
  whenDone: (close: () => unknown) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<Engine> {
  const { path: folder, write } = temporaryFolder(whenDone);
  for (const [path = "", content = ""] of [["fees.md", FEES], ["hall.md", HALL], ...OTHERS])
    write(join("corpus", path), content);
  const config = loadConfig({ DATA_DIR: join(folder, "data"), CORPUS_DIR: join(folder, "corpus"), ...settings });
  const onNotice = (notice: string) => void notices.push(notice);
  const engine = openEngine({ config, onNotice, embedder: wordEmbedder(), selector });
  whenDone(() => engine.close());
  await engine.ingest();
  return engine;
}

describe("an engine with a selector", () => {
  const closing: (() => unknown)[] = [];
  let engine: Engine;
  beforeAll(async () => {
    engine = await engineWithSelector((close) => closing.push(close));
  });
  beforeEach(() => {
    asked = [];
    notices = [];
    margin = () => 0;
  });
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });
  const first = async (question: string): Promise<string | undefined> => {
    const { answer } = await engine.answer({ question, day: "2026-11-30" });
    return answer.kind === "answered" || answer.kind === "unsure" ? answer.claims[0].text : undefined;
  };

  it("quotes what the selector says that answers, of sentences that are as near", async () => {
    margin = (unit) => (unit.includes("900") ? 4 : -4);
    expect(await first("course fee for members")).toContain("900 yuan");
    margin = (unit) => (unit.includes("before") ? 4 : -4);
    expect(await first("course fee for members")).toContain("before the course");
  });

  it("is as sure as the selector is", async () => {
    const confidence = async () =>
      (await engine.answer({ question: "course fee for members", day: "2026-11-30" })).confidence;
    margin = () => 3;
    const sure = await confidence();
    margin = () => -3;
    expect(await confidence()).toBeLessThan(sure - 0.15);
  });

  it("believes it which sentence holds the sum that is asked for, though another is nearer", async () => {
    margin = (unit) => (unit.includes("hall") ? 1 : -1);
    expect(await first("how much is the hall fee of members?")).toBeUndefined();
    margin = (unit) => (unit.includes("70") ? 2 : -1);
    expect(await first("how much is the hall fee of members?")).toContain("70 yuan");
  });

  it("lets half of a question in two parts be answered by what it says answers less", async () => {
    margin = (unit) => (unit.includes("900") ? 6 : -5);
    const claims = async (question: string): Promise<string> => {
      const { answer } = await engine.answer({ question, day: "2026-11-30" });
      return answer.kind === "answered" ? answer.claims.map(({ text }) => text).join(" ") : "";
    };
    const both = await claims("How much is the course fee of members, and how is the hall fee of members set?");
    expect(both).toContain("900 yuan");
    expect(both).toContain("set by the board");
    expect(await claims("How much is the course fee for members?")).not.toContain("before the course");
  });

  it("has four passages read, with their titles and units", async () => {
    await first("course fee for members");
    expect(asked).toHaveLength(1);
    const passages = asked[0]?.passages ?? [];
    expect(passages).toHaveLength(4);
    expect(passages).toContainEqual({
      title: "Fees",
      units: ["The course fee is 900 yuan for members.", "The course fee is paid by members before the course."],
    });
  });

  it("is asked without the slips of typing", async () => {
    await first("coures fee for membres");
    expect(asked.map(({ question }) => question)).toEqual(["course fee for members"]);
  });

  it("has the year that it is left out, unless a text names one", async () => {
    await first("course fee for members in 2026");
    await first("course fee for members in 2025");
    expect(asked.map(({ question }) => question)).toEqual(["course fee for members", "course fee for members in 2025"]);
  });

  it("does not ask it about a follow-up, which the question before it would answer", async () => {
    const history = [
      { role: "user", content: "What is the course fee for members?" },
      { role: "assistant", content: "The course fee is 900 yuan for members." },
    ];
    await engine.answer({ question: "and for whom?", history, day: "2026-11-30" });
    expect(asked).toEqual([]);
  });

  it("answers without it where it fails, and says so", async () => {
    margin = () => {
      throw new Error("no memory");
    };
    expect(await first("course fee for members")).toContain("course fee");
    expect(notices).toEqual([expect.stringContaining("no memory")]);
  });

  it("has a model read first what the selector says that answers", async () => {
    const server = await chatServer(says(JSON.stringify({ claims: [] })));
    closing.push(server.close);
    const unitsRead = () => (asked[0]?.passages ?? []).map(({ units }) => units[0] ?? "");
    margin = (unit) => (unit === unitsRead()[3] ? 6 : -6);
    const written = await engineWithSelector((close) => closing.push(close), {
      ...{ OPENAI_API_KEY: API_KEY, OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: "some-model", GROUNDING: "words" },
      EMBEDDER: "minilm",
    });
    await written.answer({ question: "course fee for members", day: "2026-11-30" });
    const prompt = server.requests[0]?.body.messages.map(({ content }) => content).join("\n") ?? "";
    const [first = "", second = "", third = "", fourth = ""] = unitsRead();
    const places = [fourth, first, second, third].map((unit) => prompt.indexOf(unit));
    expect(Math.min(...places)).toBe(places[0]);
    expect(places[0]).toBeGreaterThan(0);
  });
});
