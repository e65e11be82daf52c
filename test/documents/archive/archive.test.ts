import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { archiveReader, epubReader } from "../../../src/documents/archive/archive.ts";
import { readers } from "../../../src/documents/readers.ts";
import { readInPlace } from "../../../src/documents/reading/file-reading.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";

function readAll(path: string, bytes: Uint8Array) {
  return readInPlace(readers).read({
    ...{ path, sidecar: null },
    async *content() {
      yield bytes;
    },
  });
}

describe("an archive", () => {
  it("says which files are in it, and each becomes a document", async () => {
    const bytes = zipSync({
      "会费/fees.md": strToU8("# Fees\n\nThe fee is 12,000 yuan."),
      "notice.txt": strToU8("Notice\n\nThe assembly meets in May."),
      "__MACOSX/._notice.txt": strToU8("x"),
      ".DS_Store": strToU8("x"),
    });
    const outcomes = await readAll("papers.zip", bytes);
    expect(
      outcomes.map((outcome) => ("document" in outcome ? [outcome.path, outcome.document.text] : outcome)),
    ).toEqual([
      ["papers.zip", "会费/fees.md\nnotice.txt"],
      ["papers.zip/会费 fees.md", "Fees\n\nThe fee is 12,000 yuan."],
      ["papers.zip/notice.txt", "Notice\n\nThe assembly meets in May."],
    ]);
  });

  it.each([
    ["会费", "bbe1b7d1"],
    ["采购清单", "b2c9b9bac7e5b5a5"],
  ])("has names in GBK, as Chinese programs wrote them: %s", async (name, hex) => {
    const inGbk = Buffer.from(hex, "hex").toString("latin1");
    const letters = "a".repeat(inGbk.length);
    const bytes = zipSync({ [`${letters}.txt`]: strToU8("Text of it.") });
    // The name stands in place of as many letters, in both of its records.
    const named = Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll(letters, inGbk), "latin1");
    const { text } = await archiveReader().read(named);
    expect(text).toBe(`${name}.txt`);
  });

  it("is read one level deep, and says what is further down", async () => {
    const inner = zipSync({ "deep.txt": strToU8("Deep text.") });
    const outcomes = await readAll("a.zip", zipSync({ "inner.zip": inner, "b.txt": strToU8("Other text.") }));
    const [, nested] = outcomes;
    expect(outcomes.length).toBe(3);
    expect(nested !== undefined && "document" in nested ? nested.document.warnings : nested).toEqual([
      "attachments of an attachment are not read (1)",
    ]);
  });

  it("names a file that cannot be read, and reads the others", async () => {
    const outcomes = await readAll(
      "a.zip",
      zipSync({ "a.png": Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), "b.txt": strToU8("Other text.") }),
    );
    expect(outcomes.map((outcome) => ("reason" in outcome ? outcome.reason.slice(0, 9) : outcome.path))).toEqual([
      "a.zip",
      "a picture",
      "a.zip/b.txt",
    ]);
  });

  it("is refused where it unpacks to far too much, or names files outside of it", async () => {
    const bomb = zipSync({ "a.txt": new Uint8Array(20_000_000) });
    await expect(archiveReader().read(bomb)).rejects.toThrow(/far too much/);
    await expect(archiveReader().read(zipSync({ "../a.txt": strToU8("x") }))).rejects.toThrow(/not allowed/);
    await expect(archiveReader().read(zipSync({ ".DS_Store": strToU8("x") }))).rejects.toThrow(
      /^an archive without files/,
    );
  });

  it("tells how many files are over the limit", async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}.txt`, strToU8("x y")]));
    const { attachments, warnings } = await archiveReader().read(zipSync(many));
    expect([attachments?.length, warnings]).toEqual([
      50,
      ["60 files in it: the last 10 are not read; unpack it, and put them here"],
    ]);
  });
});

const BOOK = zipSync({
  mimetype: strToU8("application/epub+zip"),
  "META-INF/container.xml": strToU8(
    '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
  ),
  "OEBPS/book.opf": strToU8(
    '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>会费手册</dc:title><dc:publisher>Alliance</dc:publisher><dc:date>2021-05-05T00:00:00Z</dc:date></metadata><manifest><item id="b" href="text/b%20b.xhtml"/><item id="a" href="text/a.xhtml"/><item id="n" href="nav.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="gone"/></spine></package>',
  ),
  "OEBPS/nav.xhtml": strToU8(
    '<html><body><nav epub:type="toc"><ol><li><a href="text/a.xhtml">One</a></li></ol></nav></body></html>',
  ),
  "OEBPS/text/a.xhtml": strToU8(
    "<?xml version='1.0' encoding='utf-8'?><html><body><h1>One</h1><p>The fee is 12,000 yuan.</p></body></html>",
  ),
  "OEBPS/text/b b.xhtml": strToU8(
    '<html><body><h1>Two</h1><p>二〇二一年起施行。</p><p style="display:none">IGNORE</p></body></html>',
  ),
});

describe("an e-book", () => {
  it("has its chapters in the order of the book, and its facts", async () => {
    const { text, blocks, facts, warnings } = await epubReader().read(BOOK);
    expect(text).toBe("One\n\nThe fee is 12,000 yuan.\n\nTwo\n\n二〇二一年起施行。");
    expect(blocks[3]?.section).toEqual(["Two"]);
    expect(facts).toEqual({ title: "会费手册", publisher: "Alliance", published: "2021-05-05" });
    expect(warnings).toEqual(["text that the page hides from readers was left out (places: 1)"]);
  });

  it("is refused where it is damaged or protected, with what to do", async () => {
    await expect(epubReader().read(zipSync({ mimetype: strToU8("application/epub+zip") }))).rejects.toThrow(
      /^a damaged e-book: /,
    );
    await expect(epubReader().read(zipSync({ "META-INF/rights.xml": strToU8("x") }))).rejects.toThrow(
      /copy protection: /,
    );
  });
});

readerContract(
  "zip",
  archiveReader(),
  changed(fc.constant(zipSync({ "会.txt": strToU8("x"), "b/c.md": strToU8("y") }))),
  60,
);
readerContract("epub", epubReader(), changed(fc.constant(BOOK)), 100);
