import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { ZIP_LIMITS } from "../../../src/documents/limits.ts";
import { isZip, openZip } from "../../../src/documents/office/zip.ts";

const DIRECTORY = [0x50, 0x4b, 1, 2];
const END = [0x50, 0x4b, 5, 6];

/** Where the signature stands for the last time. */
function last(zip: Uint8Array, signature: readonly number[]): number {
  return Buffer.from(zip).lastIndexOf(Buffer.from(signature));
}

/** The ZIP with a number of its directory changed. */
function changed(zip: Uint8Array, at: number, value: number, bytes: 2 | 4 = 4): Uint8Array {
  const copy = Buffer.from(zip);
  if (bytes === 2) copy.writeUInt16LE(value, at);
  else copy.writeUInt32LE(value, at);
  return copy;
}

const one = zipSync({ "word/document.xml": strToU8("hello ".repeat(1_000)) });

describe("openZip", () => {
  it("gives the names, and each entry as it was packed", () => {
    const zip = openZip(
      zipSync({ "a.xml": strToU8("packed"), "folder/": new Uint8Array(), 文: [strToU8("stored"), { level: 0 }] }),
    );
    expect(zip.names).toEqual(["a.xml", "文"]);
    expect(Buffer.from(zip.read("a.xml") ?? []).toString()).toBe("packed");
    expect(Buffer.from(zip.read("文") ?? []).toString()).toBe("stored");
    expect(zip.read("b.xml")).toBeNull();
    expect(zip.read("__proto__")).toBeNull();
  });

  it("finds its directory behind a comment, and within other bytes", () => {
    const comment = new Uint8Array(300);
    const withComment = Buffer.concat([changed(one, one.length - 2, comment.length, 2), comment]);
    const inside = Buffer.concat([Buffer.alloc(7), withComment]).subarray(7);
    expect(openZip(inside).read("word/document.xml")).toHaveLength(6_000);
  });

  it("knows a ZIP by its first bytes", () => {
    expect(isZip(one)).toBe(true);
    expect(isZip(strToU8("PK is short for"))).toBe(false);
    expect(isZip(new Uint8Array())).toBe(false);
  });

  it("refuses what unpacks to far too much, before it unpacks anything", () => {
    const blanks = zipSync({ "a.xml": new Uint8Array(20_000_000) });
    expect(() => openZip(blanks)).toThrow(/^it unpacks to 20\.0 MB or more, far too much for 0\.0 MB: .*split it/);
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}`, new Uint8Array(1_000_000)])),
    );
    expect(() => openZip(many, { ...ZIP_LIMITS, unpackedBytes: 10_000_000 })).toThrow(
      /^it unpacks to 11\.0 MB or more/,
    );
    expect(openZip(many).names).toHaveLength(11);
  });

  it("refuses an entry that is more than the directory says, less, or another", () => {
    const size = last(one, DIRECTORY) + 24;
    expect(() => openZip(changed(one, size, 10)).read("word/document.xml")).toThrow(/^it unpacks to more than it says/);
    expect(() => openZip(changed(one, size, 6_001)).read("word/document.xml")).toThrow(/^a damaged or incomplete file/);
    const checksum = last(one, DIRECTORY) + 16;
    expect(() => openZip(changed(one, checksum, 1)).read("word/document.xml")).toThrow(/^a damaged or incomplete file/);
  });

  it("refuses too many entries, also where their number is a lie", () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`${index}`, new Uint8Array()])),
    );
    expect(() => openZip(many)).toThrow(/^2,001 files in it are too many/);
    expect(() => openZip(changed(one, last(one, END) + 10, 2, 2))).toThrow(/^a damaged or incomplete file/);
  });

  it.each(["../a.xml", "word/../../a", "/etc/passwd", "C:\\a", "\\\\host\\a", "a\0.xml"])(
    "refuses the name %j",
    (name) => {
      expect(() => openZip(zipSync({ [name]: strToU8("x") }))).toThrow(/^a file name in it is not allowed or is twice/);
    },
  );

  it("refuses a name that is there twice, of which one might be checked and the other read", () => {
    const two = Buffer.from(zipSync({ "a.xml": strToU8("1"), "b.xml": strToU8("2") }));
    two.write("a.xml", two.lastIndexOf("b.xml"));
    expect(() => openZip(two)).toThrow(/^a file name in it is not allowed or is twice/);
  });

  it("refuses an entry with a password, and one packed in a way that nobody uses", () => {
    const at = last(one, DIRECTORY);
    expect(() => openZip(changed(one, at + 8, 1, 2)).read("word/document.xml")).toThrow("it has a password");
    expect(() => openZip(changed(one, at + 10, 99, 2)).read("word/document.xml")).toThrow(
      "a damaged or incomplete file",
    );
  });

  it("refuses whatever is cut or points elsewhere, and never reads past the end", () => {
    for (let length = 0; length < one.length; length += 1) {
      expect(() => openZip(one.subarray(0, length)).read("word/document.xml")).toThrow(/^a damaged or incomplete file/);
    }
    for (let at = 0; at < one.length; at += 1) {
      const broken = Buffer.from(one);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      try {
        openZip(broken).read("word/document.xml");
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: "document" });
      }
    }
  });
});
