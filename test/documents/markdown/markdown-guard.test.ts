import { describe, expect, it } from "vitest";
import { markdownReader } from "../../../src/documents/markdown/markdown.ts";
import { refuseCostlyMarkdown } from "../../../src/documents/markdown/markdown-parser.ts";
import { processorTime } from "../../support/processor-time.ts";

/** Each took remark from 5 s to hours, or its stack, at the size that it has here. */
const COSTLY: Readonly<Record<string, string>> = {
  "brackets that never close": "[".repeat(30_000),
  "brackets that were never opened": "a]".repeat(15_000),
  "marks of every kind": "*_`[](".repeat(5_000),
  "nested emphasis": `${"*a ".repeat(10_000)}${"a* ".repeat(10_000)}`,
  "nested links": `${"[".repeat(10_000)}a${"](b)".repeat(10_000)}`,
  "declarations that never close": "a<?".repeat(20_000),
  "comments over a long line": `${"<!--".repeat(90)}${"x".repeat(5_000_000)}`,
  "backticks of every length": Array.from({ length: 1_500 }, (_, index) => "`".repeat(index + 1)).join(" "),
  "10,000 quotes in one line": `${">".repeat(10_000)} a`,
  "nothing but quotes": "> ".repeat(10_000),
  "10,000 lists in one line": `${"- ".repeat(10_000)}a`,
  "lists inside lists": Array.from({ length: 300 }, (_, index) => `${"  ".repeat(index)}- a`).join("\n"),
  "footnotes in footnotes": "[^a]: ".repeat(1_000),
  "lines that lazily go on with an item": `- ${"a\n".repeat(20_000)}`,
  "underlined headings": "a\n=\n".repeat(10_000),
  "items without end": "- a\n".repeat(60_000),
};

const PARAGRAPH = "The **members** pay *fees* to the [secretariat](http://a.b) by `March`, see [rules][r]. ".repeat(8);

describe("refuseCostlyMarkdown", () => {
  it.each(Object.entries(COSTLY))("refuses %s, at once and with the next step", (_, source) => {
    const tookMs = processorTime();
    expect(() => refuseCostlyMarkdown(source)).toThrow(
      /^Markdown that takes too long to parse, .+: (?:put|split|write|keep)/,
    );
    expect(tookMs()).toBeLessThan(1_000);
  });

  it.each([
    ["300 pages with links", `${PARAGRAPH}\n\n`.repeat(1_200)],
    ["a table of 10,000 rows", `| a | b |\n|---|---|\n${"| [x](y) | **z** |\n".repeat(10_000)}`],
    ["a list of 10,000 items", "- see [x](y) and **z**\n".repeat(10_000)],
    ["10,000 link definitions", Array.from({ length: 10_000 }, (_, index) => `[r${index}]: http://a.b`).join("\n")],
    ["a long listing of code", `\`\`\`json\n${'{"a": [1, 2, {"b": []}]},\n'.repeat(10_000)}\`\`\`\n`],
    ["a mail forwarded ten times", `${"> ".repeat(10)}text\n`.repeat(1_000)],
    ["dividers of any length", `${"- ".repeat(300)}\n\n${"*".repeat(5_000)}\n`],
    ["a line of five million letters", "word ".repeat(1_000_000)],
    ["a line that begins with many spaces", `${" ".repeat(1_000_000)}a`],
  ])("lets %s pass", (_, source) => {
    const tookMs = processorTime();
    expect(() => refuseCostlyMarkdown(source)).not.toThrow();
    expect(tookMs()).toBeLessThan(2_000);
  });

  it.each([
    ["brackets that were never opened", "a]".repeat(3_900)],
    ["nested emphasis", `${"*a ".repeat(1_950)}${"a* ".repeat(1_950)}`],
    ["quotes 50 deep", `${">".repeat(50)} a\n`.repeat(200)],
    ["emphasis through 1,000 paragraphs", `${"*a _b ".repeat(20)}\n\n`.repeat(1_000)],
  ])("leaves %s to be read in a few seconds, without overflowing the stack", async (_, source) => {
    const tookMs = processorTime();
    const { blocks } = await markdownReader().read(new TextEncoder().encode(source));
    expect(blocks.length).toBeGreaterThan(0);
    // 1 to 5 s, by the processor.
    expect(tookMs()).toBeLessThan(10_000);
  });
});
