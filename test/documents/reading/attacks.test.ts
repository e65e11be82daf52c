/** Files that are made to fetch, to swell or to hang: each is read or refused in time, and nobody is called. */

import { createServer, type Server } from "node:net";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sidecar } from "../../../src/documents/front-matter.ts";
import { fileReading } from "../../../src/engine/engine-parts.ts";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

describe("files that attack", () => {
  const reading = fileReading();
  let server: Server;
  let url = "";
  let calls = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });

  afterAll(async () => {
    await reading.close();
    server.close();
  });

  /** Text or reason; the time that a file may take is enough. */
  async function read(path: string, content: string | Uint8Array, sidecar: Sidecar | null = null): Promise<string> {
    const [outcome] = await reading.read({
      ...{ path, sidecar },
      content: async function* () {
        yield typeof content === "string" ? strToU8(content) : content;
      },
    });
    if (outcome === undefined) throw new Error("no outcome");
    if ("document" in outcome) return outcome.document.text;
    expect(outcome.reason).not.toMatch(/took longer/u);
    return outcome.reason;
  }

  function docx(documentXml: string, relationships = ""): Uint8Array {
    return zipSync({
      "[Content_Types].xml": strToU8("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
      "word/document.xml": strToU8(documentXml),
      "word/_rels/document.xml.rels": strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships}</Relationships>`,
      ),
    });
  }

  const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const body = (content: string) =>
    `<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>${content}</w:body></w:document>`;

  it("call nobody: pages, Markdown, mail, Word and PDF that name an address", async () => {
    const page = `<html><head><link rel=stylesheet href="${url}/a"><script src="${url}/b"></script><base href="${url}">
      <meta http-equiv=refresh content="0;url=${url}/c"></head><body><img src="${url}/d"><iframe src="${url}/e"></iframe>
      <p>The page has a sentence that is long enough to be an article of its own.</p><svg><image href="${url}/f"/></svg></body></html>`;
    expect(await read("a.html", page)).toContain("The page has a sentence");
    expect(await read("a.md", `![x](${url}/a)\n\nText with [a link](${url}).\n\n<img src="${url}/b">`)).toContain(
      "Text with a link.",
    );
    const mail = `From: a@b.c\r\nMIME-Version: 1.0\r\nSubject: S\r\nContent-Type: message/external-body; access-type=URL; URL="${url}"\r\n\r\nText.`;
    await read("a.eml", mail);
    const linked = `<Relationship Id="r1" Type="${OFFICE}/attachedTemplate" Target="${url}/t" TargetMode="External"/>
      <Relationship Id="r2" Type="${OFFICE}/styles" Target="${url}/s" TargetMode="External"/>`;
    expect(await read("a.docx", docx(body(paragraph("Word text.")), linked))).toBe("Word text.");
    const entity = `<!DOCTYPE x [<!ENTITY e SYSTEM "${url}/x">]>${body(paragraph("&e;"))}`;
    expect(await read("b.docx", docx(entity))).toMatch(/document type/);
    await read(
      "a.pdf",
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(${url})>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents<</F<</FS/URL/F(${url})>>/Length 0>>>>endobj\ntrailer<</Root 1 0 R>>`,
    );
    expect(calls).toBe(0);
  });

  it.each<readonly [string, string, () => string | Uint8Array]>([
    ["100,000 open tags", "a.html", () => `<html><body>${"<div>".repeat(100_000)}text`],
    ["a table in a table, 2,000 deep", "a.html", () => `<html>${"<table><tr><td>".repeat(2_000)}text`],
    ["attributes without end", "a.html", () => `<html><p ${"a=b ".repeat(300_000)}>text`],
    ["quotes in quotes, 20,000 deep", "a.md", () => `${">".repeat(20_000)} text`],
    ["brackets without end", "a.md", () => "[".repeat(200_000)],
    ["parts in parts, 5,000 deep", "a.eml", () => nestedMail(5_000)],
    ["elements 100,000 deep", "a.docx", () => docx(body(`${"<w:sdt><w:sdtContent>".repeat(50_000)}`))],
    ["a table of a million cells in 1 MB", "a.csv", () => `${",".repeat(1_000)}\n`.repeat(1_000)],
    ["a quote that never closes", "a.csv", () => `"${"a,b\n".repeat(500_000)}`],
    ["a sheet of 16 million rows, it says", "a.xlsx", () => wideSheet()],
    [
      "PDF objects that are each other",
      "a.pdf",
      () => "%PDF-1.4\n1 0 obj 2 0 R endobj\n2 0 obj 1 0 R endobj\ntrailer<</Root 1 0 R>>",
    ],
    [
      "pages that are their own parents",
      "b.pdf",
      () =>
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>",
    ],
    ["a line of five million characters", "a.txt", () => "字".repeat(3_300_000)],
  ])("end in time: %s", async (_name, path, make) => {
    const memory = process.memoryUsage().rss;
    const content = make();
    expect(await read(path, content)).not.toBe("");
    expect(await read("after.txt", "Still reading.")).toBe("Still reading.");
    expect(process.memoryUsage().rss - memory).toBeLessThan(50_000_000 + content.length);
  });

  it("get nothing out of the facts beside a document", async () => {
    const bomb = `a: &a [${"x,".repeat(100)}]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]`;
    expect(await read("a.txt", "Some text.", { name: "a.txt.meta.yaml", bytes: strToU8(bomb) })).toBe("Some text.");
  });

  function wideSheet(): Uint8Array {
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    return zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "xl/workbook.xml": strToU8(
        `<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      "xl/worksheets/sheet1.xml": strToU8(
        `<worksheet xmlns="${main}"><dimension ref="A1:XFD16777216"/><sheetData><row r="16777216"><c r="XFD16777216" t="inlineStr"><is><t>far away</t></is></c></row></sheetData></worksheet>`,
      ),
    });
  }
});

function nestedMail(depth: number): string {
  let mail = "From: a@b.c\r\nMIME-Version: 1.0\r\nSubject: S\r\n";
  for (let level = 0; level < depth; level += 1)
    mail += `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
  return `${mail}Content-Type: text/plain\r\n\r\ntext`;
}
