/** Follow-ups in few words, with the embedded model and the briefs that ship. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { answerText } from "../../src/engine/answering/answer.ts";
import { type Engine, openEngine } from "../../src/engine/engine.ts";
import { withBriefs } from "../support/briefs.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testLog } from "../support/test-log.ts";

interface Said {
  readonly role: string;
  readonly content: string;
}

/** Each question with words of the right answer; null where the briefs hold none. */
const CONVERSATIONS: readonly (readonly (readonly [question: string, words: string | null])[])[] = [
  [
    ["How much is invested in the photomask project?", "3 billion yuan"],
    ["And the first phase?", "1.1 billion yuan"],
    ["When does it start?", "September"],
    ["What colour is it?", null],
    ["When was it signed?", "August 19"],
    ["How many jobs will it create?", null],
  ],
  [
    ["What are the goals of the action plan?", "overall goals"],
    ["Who issued it?", "Ministry of Industry and Information Technology"],
    ["What are the key tasks?", "7 key tasks"],
    ["Is it still in force?", "expired"],
    ["When does it expire?", "expired"],
    ["and the safeguards?", "four safeguard measures"],
  ],
  [
    ["光掩模项目总投资多少？", "30亿元"],
    ["谁负责的？", "张汝京"],
    ["什么时候开工？", "9月"],
    ["占地多少亩？", null],
    ["一期呢？", "11亿元"],
  ],
  [
    ["行动计划的目标是什么？", "总体目标"],
    ["谁发布的？", "工业和信息化部"],
    ["还有效吗？", "expired"],
    ["保障措施呢？", "保障措施"],
    ["罚款多少？", null],
  ],
];

describe("a conversation", () => {
  const removals: (() => void)[] = [];
  const { path: data } = temporaryFolder((remove) => removals.push(remove));
  let engine: Engine;
  beforeAll(async () => {
    await withBriefs(data);
    engine = openEngine({ config: loadConfig({ DATA_DIR: data }), onNotice: testLog().warn });
  });
  afterAll(async () => {
    await engine.close();
    for (const remove of removals) remove();
  });

  it.each(CONVERSATIONS.map((questions) => [questions[0]?.[0] ?? "", questions] as const))(
    "goes on from: %s",
    async (_, questions) => {
      const history: Said[] = [];
      for (const [question, words] of questions) {
        const { answer } = await engine.answer({ question, history: [...history], day: "2026-11-22" });
        const text = answer.kind === "answered" ? answerText(answer.claims) : "";
        const standing = answer.kind === "answered" ? (answer.standing?.standing.kind ?? "") : "";
        const said = { question, found: answer.kind === "answered", text: `${standing} ${text}` };
        expect(said).toEqual({ question, found: words !== null, text: expect.stringContaining(words ?? " ") });
        history.push({ role: "user", content: question }, { role: "assistant", content: text });
      }
    },
  );
});
