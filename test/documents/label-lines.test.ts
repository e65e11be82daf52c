import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/documents/read.ts";
import { readers } from "../../src/documents/readers.ts";

async function blocksOf(path: string, source: string): Promise<readonly string[]> {
  const { text, blocks } = await readDocument({ path, bytes: Buffer.from(source), readers });
  return blocks.map(({ start, end }) => text.slice(start, end));
}

describe("lines with labels below each other", () => {
  const lines = ["发文字号：材联〔2026〕18号", "发布日期：2026年3月2日", "发布机构：秘书处"];

  it("are read one by one in Markdown", async () => {
    expect(await blocksOf("a.md", `# 通知\n\n${lines.join("\n")}\n`)).toEqual(["通知", ...lines]);
  });

  it("are read one by one on a web page, where breaks stand between them", async () => {
    const page = `<h1>关于缴费的通知</h1><p>${lines.join("<br>")}</p><p>会员应当在三月底以前缴纳当年的会费，逾期须说明理由。</p>`;
    expect((await blocksOf("a.html", page)).slice(1, 4)).toEqual(lines);
  });

  it("keep what goes on on the next line", async () => {
    const source = "**Valid from:** 1 May 2026\n**Issued by:** the Board\nof the Alliance";
    expect(await blocksOf("a.md", source)).toEqual(["Valid from: 1 May 2026", "Issued by: the Board of the Alliance"]);
  });

  it.each([
    ["running text with a colon", "We write: this is prose that\nwraps. The rule: it holds."],
    ["one line with a label", "Fees are due in March.\nNote: not for guests."],
    ["addresses", "See\nHttps://a.example/x\nHttps://b.example/y"],
    ["an address in lines", "Quay Street 1\n9000 Harbour Town"],
  ])("are not seen in %s", async (_, source) => {
    expect(await blocksOf("a.md", source)).toHaveLength(1);
  });
});
