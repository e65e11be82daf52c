import { describe, expect, it } from "vitest";
import type { ReadResult } from "../../../src/documents/document.ts";
import { htmlReader } from "../../../src/documents/web/html.ts";

function read(html: string | Uint8Array): Promise<ReadResult> {
  return htmlReader().read(typeof html === "string" ? new TextEncoder().encode(html) : html);
}

describe("the encoding of a page", () => {
  const bytesOf = (head: string, hex: string) =>
    Buffer.concat([Buffer.from(head), Buffer.from(hex, "hex"), Buffer.from("</p>")]);
  it("is the one that the page names", async () => {
    // 会费 in GBK, 會費 in Big5, café in ISO 8859-1.
    expect((await read(bytesOf('<meta charset="gb2312"><p>', "bbe1b7d1"))).text).toBe("会费");
    expect(
      (await read(bytesOf('<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>', "b77cb64f"))).text,
    ).toBe("會費");
    expect((await read(bytesOf("<meta charset=iso-8859-1><p>", "636166e9"))).text).toBe("café");
  });

  it("is UTF-8 where the bytes are, whatever the page says", async () => {
    expect(await read('<meta charset="gb2312"><p>会费</p>')).toMatchObject({ text: "会费", warnings: [] });
    expect((await read(Buffer.from("\ufeff<p>会费</p>", "utf16le"))).text).toBe("会费");
  });

  it("is guessed where the page says nothing, and that is reported", async () => {
    const { text, warnings } = await read(bytesOf("<p>", "bbe1b7d1d3a6b5b1"));
    expect(text).toBe("会费应当");
    expect(warnings).toEqual([expect.stringMatching(/GB18030, which is a guess/)]);
    await expect(read(bytesOf("<meta charset=klingon><p>", "ff"))).rejects.toThrow(/^neither UTF-8/);
  });
});

describe("a page with faulty bytes", () => {
  const page = (charset: string, text: Buffer) =>
    Buffer.concat([Buffer.from(`<meta charset="${charset}"><p>`), text, Buffer.from("</p>")]);
  const notice = Buffer.from("会员每年缴纳会费一万二千元，三月底以前付清；逾期不付的暂停表决权。".repeat(4));

  it("is read where it names its encoding, with a mark for each of them", async () => {
    const faulty = Buffer.concat([notice, Buffer.from([0xe9]), notice]);
    const { text, warnings } = await read(page("utf-8", faulty));
    expect(text).toContain("表决权。\ufffd会员每年");
    expect(warnings).toEqual(["a byte that is not UTF-8, which the page says it is: shown as \ufffd"]);
    // A character of GBK that is cut in the middle.
    const cut = Buffer.concat([Buffer.from("bbe1b7d1".repeat(100), "hex"), Buffer.from([0xbb, 0x3c])]);
    expect((await read(page("gbk", cut))).text).toContain("会费会费");
  });

  it("is not read as UTF-8 where most of its letters are faulty", async () => {
    const { text } = await read(page("utf-8", Buffer.from("bbe1b7d1d3a6b5b1".repeat(20), "hex")));
    expect(text).toContain("会费应当");
  });
});
