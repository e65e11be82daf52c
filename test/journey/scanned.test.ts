/** Scanned files as an organisation has them, through the whole of it: recognised in a process of its own, quoted, marked. */

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { citationsOf, type Engine, openEngine, placeText } from "../../src/engine/engine.ts";
import { withDictionary } from "../support/dictionary.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testLog } from "../support/test-log.ts";

const SCANS = new URL("../fixtures/scans/", import.meta.url);

async function said(engine: Engine, question: string) {
  const { answer } = await engine.answer({ question, day: "2026-06-01" });
  if (answer.kind !== "answered") return { kind: answer.kind, quotes: [], places: [] };
  const citations = citationsOf(answer.claims);
  return {
    kind: answer.kind,
    quotes: citations.map(({ quote }) => quote),
    places: citations.map(({ document, section, place }) => placeText(document, section, place, "en")),
  };
}

it("reads again by itself what was refused as scanned, answers from the rest meanwhile, and marks what it recognised", async () => {
  const [corpus, data] = [temporaryFolder(), temporaryFolder()];
  corpus.write("note.md", "# Office\n\nThe office closes at 17:00 on Fridays.\n");
  for (const name of ["bylaws.pdf", "notice.png"]) copyFileSync(new URL(name, SCANS), join(corpus.path, name));
  const paths = { DATA_DIR: withDictionary(data.path), CORPUS_DIR: corpus.path, EMBEDDER: "minilm" };
  const open = (ocr: "on" | "off") =>
    openEngine({ config: loadConfig({ ...paths, OCR: ocr }), onNotice: testLog().warn });

  const without = open("off");
  expect((await without.ingest()).failed).toEqual([
    { path: "bylaws.pdf", reason: expect.stringContaining("no text on 2 of 2 pages"), kept: false },
    { path: "notice.png", reason: expect.stringContaining("OCR=off"), kept: false },
  ]);
  await without.close();

  const engine = open("on");
  try {
    const first = await engine.ingest();
    expect(first).toMatchObject({
      failed: [],
      waiting: [
        { path: "bylaws.pdf", pages: 2 },
        { path: "notice.png", pages: 1 },
      ],
    });
    expect((await said(engine, "When does the office close on Fridays?")).kind).toBe("answered");

    const progress: string[] = [];
    let report = first;
    while (report.waiting.length > 0) {
      report = await engine.ingest({
        recognise: true,
        onProgress: ({ stage, done, total }) => stage === "recognising" && progress.push(`${done}/${total}`),
      });
    }
    expect(progress).toEqual(["1/3", "2/3", "3/3"]);
    expect(report.failed).toEqual([]);
    const fee = await said(engine, "普通会员每年缴纳多少会费？");
    expect(fee.quotes.join()).toContain("普通会员每年缴纳会费3,600元");
    expect(fee.places[0]).toMatch(/page 1 \(recognised, may have errors\)$/u);
    const hotel = await said(engine, "How much are hotels refunded per night in London?");
    expect(hotel.quotes.join()).toContain("Hotels are refunded up to $165 per night in London and $118 elsewhere.");
    expect(hotel.places[0]).toMatch(/page 2 \(recognised, may have errors\)$/u);
    const notice = engine.library.documents().find(({ path }) => path === "notice.png");
    expect(notice).toMatchObject({ title: "关于举办光电材料论坛的通知", format: "picture" });
    expect(notice?.warnings.join()).toContain("was recognised in pictures, and may have errors: 1");
    expect(await engine.ingest()).toMatchObject({ added: [], changed: [], waiting: [], unchanged: 3 });
  } finally {
    await engine.close();
  }
}, 240_000);
