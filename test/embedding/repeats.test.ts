import { describe, expect, it } from "vitest";
import { repeats } from "../../src/embedding/openai-failure.ts";

const QUESTION = "How much is the membership fee for 2026?";

describe("a server's message", () => {
  it.each([
    ["whole", `Invalid prompt: ${QUESTION}`],
    ["in part", "value error, input: 'is the membership f...'"],
    ["in one line, escaped", String.raw`{"input": "\n\nhow much is\nthe \"membership\" fee"}`],
  ])("repeats a question %s", (_how, message) => {
    expect(repeats(message, `=== the question\n${QUESTION}`)).toBe(true);
  });

  it.each(["会费多少", String.raw`\u4f1a\u8d39\u591a\u5c11`])("repeats a Chinese one: %s", (message) => {
    expect(repeats(`input_value='${message}'`, "请问会费多少？")).toBe(true);
  });

  it("repeats one of few words where it has all of them", () => {
    expect(repeats("flagged: “who pays”", "Who pays?")).toBe(true);
    expect(repeats("flagged: who", "Who pays?")).toBe(false);
  });

  it.each([
    "The model `gpt-4.1-mini` does not exist or you do not have access to it.",
    "Unsupported value: 'temperature' does not support 0 with this model.",
    "This model's maximum context length is 8192 tokens.",
    "",
  ])("says what is wrong in words of its own: %s", (message) => {
    expect(repeats(message, QUESTION)).toBe(false);
  });

  it.each(["", "a", "Hi?"])("cannot repeat next to nothing: %j", (asked) => {
    expect(repeats("hi, a server is overloaded", asked)).toBe(false);
  });
});
