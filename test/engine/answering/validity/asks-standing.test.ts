import { describe, expect, it } from "vitest";
import { documentOfStandingAsked } from "../../../../src/engine/answering/validity/standing.ts";
import { asQuestion } from "../../../../src/engine/retrieval/question.ts";

function matterOf(text: string, before: readonly string[] = []): string | null {
  const question = asQuestion(text);
  if ("problem" in question) throw new Error(question.problem);
  const history = before.flatMap((content) => [
    { role: "user", content },
    { role: "assistant", content: "So it says." },
  ]);
  return documentOfStandingAsked(question, history)?.document.text ?? null;
}

describe("a question how a document stands", () => {
  it.each([
    ["Is the action plan still in force?", "the action plan"],
    ["is the 2022 fee schedule still valid", "the 2022 fee schedule"],
    ["Has the action plan expired?", "the action plan"],
    ["Has the fee schedule been superseded yet?", "the fee schedule"],
    ["Are the equipment subsidy rules outdated now?", "the equipment subsidy rules"],
    ["Does the proposal still apply?", "the proposal"],
    ["Is the plan currently effective?", "the plan"],
    ["When does the plan expire?", "the plan"],
    ["Until when is the plan valid?", "the plan"],
    ["行动计划现在还有效吗？", "行动计划"],
    ["行动计划是否仍然有效", "行动计划"],
    ["《行动计划》过期了吗", "《行动计划》"],
    ["培训补贴办法有没有废止？", "培训补贴办法"],
    ["这个办法什么时候失效？", "这个办法"],
    ["2022年的会费标准还适用吗", "2022年的会费标准"],
    ["产能计划到期了没有", "产能计划"],
    ["元器件行动计划现在还算数吗", "元器件行动计划"],
    ["行动计划什么时候开始实施？", "行动计划"],
  ])("is %s, about %s", (text, matter) => expect(matterOf(text)).toBe(matter));

  it.each([
    "Is the drug effective?",
    "Who leads the photomask project?",
    "Is it valid to pay by card?",
    "What does the plan say about expired permits?",
    "When does the project start?",
    "Which rules apply?",
    "行动计划有哪些目标？",
    "如何提高有效性？",
    "计划已经失效。",
    "什么时候开工？",
    "过期的许可证怎么办？",
  ])("is not %s", (text) => expect(matterOf(text)).toBeNull());

  it.each([
    ["Is it still in force?", ["Who issued the action plan?"]],
    ["When does this expire?", ["Who leads the project?", "Who issued the action plan?"]],
    ["When does it expire?", ["Who issued the action plan?", "Is it still in force?"]],
    ["还有效吗？", ["Who issued the action plan?"]],
    ["什么时候到期？", ["Who issued the action plan?"]],
    ["那它现在还有效吗？", ["Who issued the action plan?", "它过期了吗？"]],
  ])("is %s, about what was asked before", (text, before) =>
    expect(matterOf(text, before)).toBe("Who issued the action plan?"),
  );

  it.each(["Is it still in force?", "还有效吗？"])("is not %s where nothing was asked before", (text) =>
    expect(matterOf(text)).toBeNull(),
  );
});
