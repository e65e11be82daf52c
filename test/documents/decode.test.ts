import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/documents/decode.ts";

const CHINESE = "联盟会员每年的会费是五百元。";
/** The same sentence as older Chinese programs write it. */
const GB18030 = Uint8Array.from([
  ...[0xc1, 0xaa, 0xc3, 0xcb, 0xbb, 0xe1, 0xd4, 0xb1, 0xc3, 0xbf, 0xc4, 0xea, 0xb5, 0xc4],
  ...[0xbb, 0xe1, 0xb7, 0xd1, 0xca, 0xc7, 0xce, 0xe5, 0xb0, 0xd9, 0xd4, 0xaa, 0xa1, 0xa3],
]);

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

describe("decodeText", () => {
  it("reads UTF-8 with and without a byte order mark", () => {
    expect(decodeText(utf8(CHINESE))).toEqual({ text: CHINESE, warnings: [] });
    expect(decodeText(utf8(`\ufeff${CHINESE}`))).toEqual({ text: CHINESE, warnings: [] });
    expect(decodeText(new Uint8Array())).toEqual({ text: "", warnings: [] });
  });

  it.each([true, false])("reads UTF-16 by its byte order mark (small end first: %s)", (littleEndian) => {
    expect(decodeText(utf16(`\ufeff${CHINESE}`, littleEndian))).toEqual({ text: CHINESE, warnings: [] });
  });

  it.each([true, false])(
    "knows UTF-16 without a mark by its NULs, and says so (small end first: %s)",
    (littleEndian) => {
      for (const text of [
        "The fee is 500 yuan.\n",
        `${CHINESE}\n${CHINESE}`,
        "会费每年缴纳一次，最迟于三月三十一日以前缴清。\n第二条　秘书处公布收支。",
      ]) {
        const decoded = decodeText(utf16(text, littleEndian));
        expect(decoded.text).toBe(text);
        expect(decoded.warnings.join()).toMatch(/UTF-16[LB]E.*guess/);
      }
    },
  );

  it("falls back to GB18030, and names the guess", () => {
    const { text, warnings } = decodeText(GB18030);
    expect(text).toBe(CHINESE);
    expect(warnings.join()).toMatch(/GB18030.*guess/);
  });

  it("refuses Western text in an old encoding instead of reading it as Chinese", () => {
    // "fêtes, forêts" in Windows-1252: each accented letter is a byte that GB18030 pairs with the letter after it.
    const latin = Uint8Array.from([0x66, 0xea, 0x74, 0x65, 0x73, 0x2c, 0x20, 0x66, 0x6f, 0x72, 0xea, 0x74, 0x73]);
    expect(new TextDecoder("gb18030", { fatal: true }).decode(latin)).not.toContain("\ufffd");
    expect(() => decodeText(latin)).toThrow(/neither UTF-8 .*line 1.* nor surely Chinese.*: save the file as UTF-8/);
  });

  it.each([
    [
      "Big5",
      "未經許可排放有毒氣體者，最高罰款二十萬元；情節重大者，得令其停工。",
      "a5bcb867b35ca569b1c6a9f1a6b3ac72aef0c5e9aacca141b3ccb0aabb40b4daa447a451b855a4b8a146b1a1b860adaba46aaacca141b16fa54fa8e4b0b1a475a143",
    ],
    [
      "GBK",
      "未經許可排放有毒氣體者，最高罰款二十萬元；情節重大者，得令其停工。",
      "ceb4bd9bd453bfc9c5c5b7c5d3d0b6be9ae2f377d5dfa3acd7eeb8dfc150bfeeb6fecaaec866d4aaa3bbc7e9b99dd6d8b4f3d5dfa3acb5c3c1eec6e4cda3b9a4a1a3",
    ],
    [
      "Shift-JIS",
      "会員は毎年三月末までに会費を納めるものとする。",
      "89ef88f582cd9688944e8e4f8c8e969682dc82c582c989ef94ef82f0945b82df82e982e082cc82c682b782e98142",
    ],
    [
      "EUC-JP",
      "会員は毎年三月末までに会費を納めるものとする。",
      "b2f1b0f7a4cfcbe8c7afbbb0b7eecbf6a4dea4c7a4cbb2f1c8f1a4f2c7bca4e1a4eba4e2a4cea4c8a4b9a4eba1a3",
    ],
    [
      "EUC-KR",
      "회원은 매년 삼월 말까지 회비를 납부하여야 한다.",
      "c8b8bff8c0ba20b8c5b3e220bbefbff920b8bbb1eec1f620c8b8baf1b8a620b3b3bacec7cfbfa9bedf20c7d1b4d92e",
    ],
  ])("reads text in %s, and names the guess", (name, text, hex) => {
    const decoded = decodeText(Buffer.from(hex, "hex"));
    expect(decoded.text).toBe(text);
    expect(decoded.warnings).toEqual([
      `read as ${name === "GBK" ? "GB18030" : name}, which is a guess: save the file as UTF-8 text to be sure`,
    ]);
  });

  it.each([
    [
      "French",
      "4c6573206d656d627265732072e9756e697320e0206c92617373656d626ce96520e96c6973656e74206ff92064e96ae0206c92616e6ee96520e9636f756ce9652066757420626f6e6e652e",
    ],
    [
      "German",
      "446965204d6974676c69656465722077e4686c656e2064656e20566f727374616e642c20fc6265722064657373656e204772f6df65207369652062657363686c6965df656e206dfc7373656e3a2066fc6e662e",
    ],
    [
      "Russian",
      "d7ebe5edfb20e0f1f1eef6e8e0f6e8e820e5e6e5e3eee4edee20f3efebe0f7e8e2e0fef220e2e7edeef1fb20e4ee20eaeeedf6e020ece0f0f2e020e820eff0e8f1fbebe0fef220eef2f7b8f22e",
    ],
    [
      "Russian in KOI8",
      "feccc5ced920c1d3d3cfc3c9c1c3c9c920c5d6c5c7cfc4cecf20d5d0ccc1dec9d7c1c0d420d7dacecfd3d920c4cf20cbcfcec3c120cdc1d2d4c120c920d0d2c9d3d9ccc1c0d420cfd4dea3d42e",
    ],
    [
      "Greek",
      "d4e120ecddebe720eae1f4e1e2dcebebeff5ed20eadce8e520f7f1fcedef20f4e7ed20e5e9f3f6eff1dc20f4eff5f220ddf9f220f4ef20f4ddebeff220cce1f1f4dfeff52e",
    ],
    ["Thai", "cac1d2aad4a1b5e9cda7aad3c3d0a4e8d2b8c3c3c1e0b9d5c2c1b7d8a1bbd5c0d2c2e3b9e0b4d7cdb9c1d5b9d2a4c1"],
  ])("takes no other script for East Asian: %s", (_, hex) => {
    expect(() => decodeText(Buffer.from(hex, "hex"))).toThrow(/^neither UTF-8/);
  });

  it("reads a few characters as Chinese, whose common ones lie in the rows of Korean syllables too", () => {
    expect(decodeText(Buffer.from("b2c9b9bac7e5b5a5", "hex")).text).toBe("采购清单");
  });

  it("names the line where UTF-8 breaks", () => {
    const bytes = Uint8Array.from([...utf8("one\r\ntwo\rthree\n"), 0xff, 0x20]);
    expect(() => decodeText(bytes)).toThrow("first fault in line 4");
  });

  it("refuses binary content", () => {
    const random = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 32);
    expect(() => decodeText(utf8("a\0b\0\0c".repeat(100)))).toThrow(/binary content.*: save the file as UTF-8/);
    expect(() => decodeText(random)).toThrow(/binary content/);
    expect(() => decodeText(utf8("\u0001\u0002\u0003\u0004 text"))).toThrow(/binary content/);
  });

  it("refuses UTF-32 and cut UTF-16", () => {
    expect(() => decodeText(Uint8Array.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toThrow(/UTF-32: save/);
    expect(() => decodeText(Uint8Array.from([0xff, 0xfe, 0x41]))).toThrow(/damaged UTF-16LE text: save/);
  });
});
