import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { endingFor } from "../../src/documents/format-of.ts";
import { oleFile } from "../support/ole-file.ts";

function bytesOf(content: string | readonly number[]): Uint8Array {
  return typeof content === "string" ? strToU8(content) : Uint8Array.from(content);
}

function oleWith(stream: string): Uint8Array {
  return oleFile({ [`/${stream}`]: "x" });
}

const mail = "Received: from a\r\n by b\r\nFrom: a@example.org\r\nSubject: Fees\r\n\r\nText.";

describe("endingFor", () => {
  it.each([
    ["rules.docx", "%PDF-1.7\n", ".pdf"],
    ["scan.pdf", "\n\njunk before %PDF-1.4", ".pdf"],
    ["note.txt", "how a PDF begins: %PDF-1.4", ".txt"],
    ["page.txt", "\ufeff\n<!-- saved --><!DOCTYPE html><html>", ".html"],
    ["page.pdf", "<html lang=zh>", ".html"],
    ["page.md", '<?xml version="1.0"?>\n<html xmlns="x">', ".html"],
    ["note.md", "<details>\ntext", ".md"],
    ["letter.txt", mail, ".eml"],
    ["letter.eml", "Text without a header", ".eml"],
    ["note.txt", "From: the secretariat\nTo: all members\n\nText.", ".txt"],
    ["note.md", "Date: 2022\nFrom: here\n# Title", ".md"],
    ["notes.CSV", "a,b", ".csv"],
    ["README", "text", ""],
    ["letter.doc", "{\\rtf1 text}", ".rtf"],
  ])("%s with %j is %s", (name, content, ending) => {
    expect(endingFor(name, bytesOf(content))).toBe(ending);
  });

  it.each([
    ["word/document.xml", ".docx"],
    ["word/document2.xml", ".docx"],
    ["ppt/presentation.xml", ".pptx"],
    ["xl/workbook.xml", ".xlsx"],
  ])("a ZIP with %s is %s, whatever its name", (entry, ending) => {
    const zip = zipSync({ "[Content_Types].xml": strToU8("<Types/>"), [entry]: strToU8("<x/>") });
    for (const name of ["a.pdf", "a.txt", "a.xlsx", "a"]) expect(endingFor(name, zip)).toBe(ending);
  });

  it("knows old Office files by their streams, and not by those of what is embedded", () => {
    expect(endingFor("a.doc", oleWith("Workbook"))).toBe(".xls");
    expect(endingFor("a.wps", oleWith("WordDocument"))).toBe(".doc");
    expect(endingFor("a", oleWith("__substg1.0_0037001F"))).toBe(".msg");
    expect(endingFor("a.xls", oleFile({ "/Book": "x", "/MBD001/WordDocument": "x" }))).toBe(".xls");
  });

  it("knows e-books, and archives of other files", () => {
    expect(endingFor("a.zip", zipSync({ mimetype: strToU8("application/epub+zip") }))).toBe(".epub");
    expect(endingFor("a.zip", zipSync({ "OFD.xml": strToU8("<x/>") }))).toBe(".ofd");
    expect(endingFor("a.docx", zipSync({ "a.txt": strToU8("x") }))).toBe(".zip");
  });

  it("knows pictures of pages, whatever their name", () => {
    expect(endingFor("a.pdf", bytesOf([0x89, 0x50, 0x4e, 0x47, 13, 10]))).toBe(".png");
    expect(endingFor("a.jpg", bytesOf([0xff, 0xd8, 0xff, 0xe0]))).toBe(".jpg");
    for (const mark of ["II*\0", "MM\0*"]) expect(endingFor("fax", bytesOf(mark))).toBe(".tif");
  });

  it("knows a page in UTF-16", () => {
    expect(endingFor("a.htm", Buffer.from("\ufeff<html>", "utf16le"))).toBe(".html");
    expect(endingFor("a.txt", Buffer.from("<html>", "utf16le").swap16())).toBe(".html");
  });

  it.each<readonly [string, string | readonly number[] | Uint8Array, RegExp]>([
    ["a.ppt", oleWith("PowerPoint Document"), /^an old PowerPoint file .* save it as \.pptx$/],
    ["a.wps", oleWith("Other"), /^an old Office or WPS file/],
    ["a.docx", oleWith("EncryptedPackage"), /^it has a password: save it without one$/],
    ["a.gif", "GIF89a", /^a form of picture that is not read: save it as \.png, \.jpg or \.pdf$/],
    ["a.heic", [0, 0, 0, 24, ...strToU8("ftypheic")], /^a form of picture/],
    ["a.mp4", [0, 0, 0, 24, ...strToU8("ftypisom")], /^a sound or a film/],
    ["a.txt", [0x1f, 0x8b, 8, 0], /^an archive: unpack it/],
    ["a.tar", [...new Uint8Array(257).fill(97), ...strToU8("ustar")], /^an archive/],
    ["a.exe", [0x4d, 0x5a, 0x90, 0, 3], /^a program/],
    ["a.doc", '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', /^an old XML form of Office/],
    ["a.json", '{"a": 1}', /^data \(JSON\), not a document/],
    ["a.docx", "just text", /^named \.docx, but it is no such file inside/],
    ["a.md.pdf", new Uint8Array(), /^the file is empty/],
    [
      "a.odg",
      zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.graphics") }),
      /^an OpenDocument drawing/,
    ],
    ["a.xlsb", zipSync({ "xl/workbook.bin": strToU8("x") }), /^a binary Excel file/],
    ["a.docx", zipSync({ "[Content_Types].xml": strToU8("<x/>") }), /^an office file without its main part/],
  ])("refuses %s with what to do (%#)", (name, content, reason) => {
    const bytes = content instanceof Uint8Array ? content : bytesOf(content);
    expect(() => endingFor(name, bytes)).toThrow(reason);
  });
});
