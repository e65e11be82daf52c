/**
 * Every format at once, through the process that reads. `DOCUMENTS=1000 npx vitest run test/library/mixed-documents.test.ts`
 * is the long round: 26 s on two busy cores.
 */

import { expect, it, onTestFinished } from "vitest";
import { fileReading } from "../../src/engine/engine-parts.ts";
import { ingestSetting } from "../support/ingest-setting.ts";
import { mixedDocuments } from "../support/mixed-documents.ts";

const DOCUMENTS = Number(process.env.DOCUMENTS ?? 24);
/** While files are read; the texts of 1,000 such documents are 12 MB, their blocks and passages several times that. */
const MAX_GROWTH_BYTES = 40_000_000;

it(`reads ${DOCUMENTS} documents of every format without one failure, and without growing`, {
  timeout: 300_000,
}, async () => {
  const { corpus, library, run } = ingestSetting();
  const sentences = new Map<string, string>();
  for await (const { path, bytes, sentence } of mixedDocuments(DOCUMENTS)) {
    corpus.write(path, bytes);
    sentences.set(path, sentence);
  }
  const reading = fileReading();
  onTestFinished(() => reading.close());
  const memory: number[] = [];
  const report = await run({
    reading,
    onProgress: ({ stage }) => {
      if (stage === "reading") memory.push(process.memoryUsage().rss);
    },
  });
  expect(report).toMatchObject({ failed: [], documents: DOCUMENTS });
  const [first = 0] = memory;
  expect(Math.max(...memory) - first).toBeLessThan(MAX_GROWTH_BYTES);
  for (const { path, version } of library.documents()) {
    expect(library.version(version)?.text).toContain(sentences.get(path));
  }
});
