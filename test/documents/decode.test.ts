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
    expect(() => decodeText(latin)).toThrow(/neither UTF-8 .*line 1.* nor Chinese GB18030: save the file as UTF-8/);
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
