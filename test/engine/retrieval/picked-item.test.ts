import { describe, expect, it } from "vitest";
import { pickedItem } from "../../../src/engine/retrieval/follow-up.ts";

const history = (content: string) => [
  { role: "user", content: "what are the tasks" },
  { role: "assistant", content },
];
const TASKS = "The club has these tasks: • Look after the boats. • Teach young members. • Run the regatta. [1]";

describe("an item that is picked from the last answer", () => {
  it.each([
    ["tell me more about the second one", "tell me more about Teach young members"],
    ["and the last one?", "and Run the regatta?"],
    ["who does the 1st task?", "who does Look after the boats?"],
    ["what about number 3?", "what about Run the regatta?"],
    ["the second?", "Teach young members?"],
  ])("is asked for by its own words: %s", (question, resolved) => {
    expect(pickedItem(question, history(TASKS))?.question).toBe(resolved);
  });

  it("may be picked in Chinese", () => {
    const listed = history("协会的任务如下：\n• 看管船只。\n• 培训青年会员。[1]");
    expect(pickedItem("那第二条呢", listed)?.question).toBe("那培训青年会员呢");
    expect(pickedItem("最后一项谁负责", listed)?.question).toBe("培训青年会员谁负责");
  });

  it("may be numbered", () => {
    expect(pickedItem("and the second step?", history("Steps:\n1. Fill in the form.\n2. Pay the fee."))?.question).toBe(
      "and Pay the fee?",
    );
  });

  it.each([
    ["what is in article 2 of the statutes", TASKS],
    ["and the fifth one?", TASKS],
    ["the second phase, when does it start?", TASKS],
    ["那第二条呢", "会费为每年二百元。[1]"],
    ["第二期什么时候开工", "• 一期\n• 二期"],
  ])("is none where nothing was listed or the number is of the matter: %s", (question, said) => {
    expect(pickedItem(question, history(said))).toBeNull();
  });

  it("is nothing without a conversation", () => {
    expect(pickedItem("the second one", [])).toBeNull();
  });
});
