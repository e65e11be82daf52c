import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Recogniser, Recognition } from "../../src/documents/recognition/recogniser.ts";
import { createIngesting } from "../../src/operations/ingesting.ts";
import { ingestSetting } from "../support/ingest-setting.ts";
import { testLog } from "../support/test-log.ts";

const SCANS = new URL("../fixtures/scans/", import.meta.url);

function pageOf(text: string, confidence = 0.99): Recognition {
  const box = { left: 50, right: 500, top: 100, bottom: 130, inkHeight: 22 };
  return { width: 600, height: 400, lines: [{ ...box, text, confidence }] };
}

/** Says what it is told to, page after page. */
function recogniserOf(...said: readonly Recognition[]): Recogniser & { readonly asked: number } {
  let asked = 0;
  return {
    id: "test",
    get asked() {
      return asked;
    },
    recognise: async () => {
      asked += 1;
      return said[asked - 1] ?? pageOf(`Page ${asked} says so.`);
    },
    close: () => Promise.resolve(),
  };
}

function scannedSetting(...names: readonly string[]) {
  const setting = ingestSetting();
  for (const name of names) copyFileSync(new URL(name, SCANS), join(setting.corpus.path, name));
  const textOf = (path: string) => {
    const document = setting.library.documents().find((each) => each.path === path);
    return document === undefined ? null : setting.library.version(document.version)?.text;
  };
  return { ...setting, textOf };
}

describe("scanned pages in an ingest", () => {
  it("wait until they are asked for, and are recognised once", async () => {
    const { run, corpus, textOf } = scannedSetting("bylaws.pdf");
    const recognition = { recogniser: recogniserOf(), pagesPerFile: 10 };
    expect(await run({ recognition })).toMatchObject({ waiting: [{ path: "bylaws.pdf", pages: 2 }], failed: [] });
    expect(await run({ recognition, recognise: true })).toMatchObject({ waiting: [], added: ["bylaws.pdf"] });
    expect(textOf("bylaws.pdf")).toBe("Page 1 says so.\n\nPage 2 says so.");
    corpus.write("bylaws.pdf.meta.yaml", "title: Bylaws\n");
    expect(await run({ recognition })).toMatchObject({ waiting: [], changed: ["bylaws.pdf"] });
    expect(recognition.recogniser.asked).toBe(2);
  });

  it("are recognised no further than the limit, and the rest is told", async () => {
    const { run, library } = scannedSetting("bylaws.pdf");
    const recognition = { recogniser: recogniserOf(), pagesPerFile: 1 };
    await run({ recognition });
    await run({ recognition, recognise: true });
    expect(recognition.recogniser.asked).toBe(1);
    expect(library.documents()[0]?.warnings).toContain(
      "not recognised (more than the 1 pages of a file that are recognised (OCR_PAGES)): pages 2",
    );
  });

  it("are told where they are hard to read, empty, or could not be recognised", async () => {
    const { run, library } = scannedSetting("bylaws.pdf", "notice.png");
    const nothing: Recognition = { width: 600, height: 400, lines: [] };
    const recogniser = recogniserOf(pageOf("Hardly legible.", 0.7), { failure: "it took longer than 60 s" }, nothing);
    const recognition = { recogniser, pagesPerFile: 9 };
    await run({ recognition });
    const { failed } = await run({ recognition, recognise: true });
    const [warned] = library.documents();
    expect(warned?.warnings).toEqual([
      "the text of 1 of 2 pages was recognised in pictures, and may have errors: 1",
      "hard to recognise, compare it with the picture: pages 1",
      "not recognised (it took longer than 60 s): pages 2",
    ]);
    expect(failed).toEqual([
      { path: "notice.png", reason: "no text was recognised on its pages: scan it anew, or remove it", kept: false },
    ]);
  });

  it("go on where they were broken off", async () => {
    const { run, textOf } = scannedSetting("bylaws.pdf");
    const stop = new AbortController();
    const recogniser = recogniserOf();
    const breaking: Recogniser = {
      ...recogniser,
      async recognise(page, signal) {
        if (recogniser.asked === 1) stop.abort(new Error("an ingest was asked for"));
        signal?.throwIfAborted();
        return recogniser.recognise(page);
      },
    };
    await run({ recognition: { recogniser, pagesPerFile: 9 } });
    const broken = run({
      recognition: { recogniser: breaking, pagesPerFile: 9 },
      recognise: true,
      signal: stop.signal,
    });
    await expect(broken).rejects.toThrow();
    expect(recogniser.asked).toBe(1);
    await run({ recognition: { recogniser, pagesPerFile: 9 }, recognise: true });
    expect(recogniser.asked).toBe(2);
    expect(textOf("bylaws.pdf")).toContain("Page 1 says so.");
  });

  it("are marked, and not those beside them that have text", async () => {
    const { default: PdfDocument } = await import("pdfkit");
    const { run, corpus, library } = scannedSetting();
    const pdf = new PdfDocument();
    const bytes: Buffer[] = [];
    pdf.on("data", (piece: Buffer) => bytes.push(piece));
    const ended = new Promise((resolve) => pdf.on("end", resolve));
    pdf
      .text("This page was written.")
      .addPage()
      .image(readFileSync(new URL("notice.png", SCANS)), 0, 0, { width: 600 });
    pdf.end();
    await ended;
    corpus.write("mixed.pdf", Buffer.concat(bytes));
    const recognition = { recogniser: recogniserOf(pageOf("This page was scanned.")), pagesPerFile: 9 };
    const first = await run({ recognition });
    expect(first).toMatchObject({ added: ["mixed.pdf"], waiting: [{ path: "mixed.pdf", pages: 1 }], failed: [] });
    expect(library.documents()[0]?.warnings.join()).toContain("is recognised once all other files are read: 2");
    await run({ recognition, recognise: true });
    const version = library.version(library.documents()[0]?.version ?? "");
    expect(version?.blocks.map(({ place }) => place)).toEqual([
      { kind: "page", number: 1 },
      { kind: "page", number: 2, recognised: true },
    ]);
  });
});

describe("the rounds of recognition", () => {
  const report = { added: [], changed: [], removed: [], failed: [], documents: 1, passages: 1, totalMs: 1 };

  it("follow an ingest until nothing waits, and make way for the next one", async () => {
    const calls: string[] = [];
    let left = 2;
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const ingesting = createIngesting(async ({ recognise, signal }) => {
      calls.push(recognise ? "recognise" : "read");
      if (recognise && calls.length === 2) {
        await new Promise<void>((_, reject) => {
          signal?.addEventListener("abort", () => reject(new Error("broken off")));
          letGo();
        });
      }
      if (recognise) left -= 1;
      return { ...report, waiting: left > 0 ? [{ path: "a.pdf", pages: left }] : [] } as never;
    }, testLog());
    await ingesting.run();
    await held;
    expect(ingesting.isRunning()).toBe(false);
    await ingesting.run();
    await expect.poll(() => calls).toEqual(["read", "recognise", "read", "recognise", "recognise"]);
    expect(left).toBe(0);
  });
});
