/**
 * The same text, written by real writers of each format: its sentences are found and quoted from each, with the place at
 * which somebody who opens the file would look.
 */

import { describe, expect, it } from "vitest";
import type { Locator } from "../../src/documents/document.ts";
import { createAnswering } from "../../src/engine/answering/answering.ts";
import { createSearch } from "../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../src/library/current-index.ts";
import { ingestSetting } from "../support/ingest-setting.ts";
import {
  CHINESE_FONT,
  hasChineseFont,
  type Sample,
  writeCsv,
  writeDocx,
  writePdf,
  writePptx,
  writeXlsx,
} from "../support/office-writers.ts";

const ENGLISH: Sample = {
  title: "Rules of the alliance",
  columns: ["Subject", "Rule"],
  sheet: "Rules",
  parts: [
    { heading: "Fees", sentence: "Each full member pays a fee of 12,000 yuan before 31 March 2026." },
    { heading: "Photomasks", sentence: "The secretariat inspects every photomask within five working days." },
  ],
};
const CHINESE: Sample = {
  title: "联盟管理办法",
  columns: ["事项", "规定"],
  sheet: "规定",
  parts: [
    { heading: "会费", sentence: "每家正式会员应当在2026年3月31日以前缴纳会费一万二千元。" },
    { heading: "光掩模检测", sentence: "秘书处在五个工作日内完成每块光掩模的检测，并出具书面报告。" },
  ],
};

interface Format {
  readonly ending: string;
  readonly write: (sample: Sample) => Uint8Array | Promise<Uint8Array>;
  /** Of the second sentence. */
  readonly place: Locator | null;
  readonly section: (sample: Sample) => readonly string[];
}

const headingOf = (sample: Sample) => sample.parts[1]?.heading ?? "";
const FORMATS: readonly Format[] = [
  { ending: "docx", write: writeDocx, place: null, section: (sample) => [sample.title, headingOf(sample)] },
  {
    ending: "pdf",
    write: (sample) => writePdf(sample),
    place: { kind: "page", number: 2 },
    section: (sample) => [sample.title, headingOf(sample)],
  },
  { ending: "pptx", write: writePptx, place: { kind: "slide", number: 2 }, section: (sample) => [headingOf(sample)] },
  { ending: "xlsx", write: writeXlsx, place: { kind: "row", number: 3 }, section: (sample) => [sample.sheet] },
  { ending: "csv", write: writeCsv, place: { kind: "row", number: 3 }, section: () => [] },
];

async function citationsOf(question: string, format: Format, sample: Sample) {
  const { corpus, run, options, library, embedder } = ingestSetting();
  corpus.write(`rules.${format.ending}`, await format.write(sample));
  const report = await run();
  expect(report.failed).toEqual([]);
  const { snapshotsDir, lockPath, indexFormat, gloss } = options;
  const index = currentIndex({
    ...{ library, format: indexFormat, snapshotsDir, lockPath, embedder, onNotice: () => undefined },
  });
  const search = createSearch({ library, embedder, index, gloss: gloss.load });
  const answering = createAnswering({ search, library, confidenceToAnswer: 0 });
  const { answer } = await answering({ question, day: "2026-01-02" });
  if (answer.kind !== "answered") throw new Error(`${format.ending}: ${answer.kind}`);
  return answer.claims.flatMap(({ citations }) => citations);
}

describe("the same text in each format", () => {
  it.each(FORMATS)("is quoted from $ending with its place", async (format) => {
    const citations = await citationsOf("Within how many days is every photomask inspected?", format, ENGLISH);
    const found = citations.find(({ quote }) => quote.includes(ENGLISH.parts[1]?.sentence ?? "?"));
    expect(found).toMatchObject({ place: format.place, section: format.section(ENGLISH) });
  });

  for (const format of FORMATS) {
    const isPdf = format.ending === "pdf";
    // pdfkit cannot write Chinese with the fonts that every PDF reader has: it needs Debian's fonts-noto-cjk.
    it.skipIf(isPdf && !hasChineseFont)(`is quoted from ${format.ending} in Chinese`, async () => {
      const write = isPdf ? (sample: Sample) => writePdf(sample, CHINESE_FONT) : format.write;
      const citations = await citationsOf("光掩模的检测在几个工作日内完成？", { ...format, write }, CHINESE);
      const sentence = "秘书处在五个工作日内完成每块光掩模的检测，并出具书面报告";
      const found = citations.find(({ quote }) => quote.includes(sentence));
      expect(found).toMatchObject({ place: format.place, section: format.section(CHINESE) });
    });
  }
});
