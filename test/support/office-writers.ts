/**
 * The same text as Word, PDF, PowerPoint and Excel files and as CSV, written by real writers of each format: what these
 * programs make is closer to what members send than anything made by hand.
 */

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import type { Document as DocxDocument } from "docx";

/** Parts that stand on a page, a slide or a row of their own. */
export interface Sample {
  readonly title: string;
  readonly parts: readonly { readonly heading: string; readonly sentence: string }[];
  /** Names of the two columns of a sheet, and of the sheet. */
  readonly columns: readonly [string, string];
  readonly sheet: string;
}

/** Debian's fonts-noto-cjk; a PDF with Chinese text needs a font file. */
export const CHINESE_FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
export const hasChineseFont = existsSync(CHINESE_FONT);

export async function writeDocx(sample: Sample): Promise<Uint8Array> {
  const { Document, HeadingLevel, Packer, Paragraph } = await import("docx");
  const children = [
    new Paragraph({ text: sample.title, heading: HeadingLevel.TITLE }),
    ...sample.parts.flatMap(({ heading, sentence }) => [
      new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }),
      new Paragraph({ text: sentence }),
    ]),
  ];
  const document: DocxDocument = new Document({ sections: [{ children }] });
  return new Uint8Array(await Packer.toBuffer(document));
}

export async function writePdf(sample: Sample, font?: string): Promise<Uint8Array> {
  const { default: PdfDocument } = await import("pdfkit");
  const document = new PdfDocument({ size: "A4" });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => void document.on("end", resolve));
  if (font !== undefined) document.registerFont("own", font, "NotoSansCJKsc-Regular").font("own");
  document.fontSize(22).text(sample.title).moveDown();
  for (const [index, { heading, sentence }] of sample.parts.entries()) {
    if (index > 0) document.addPage();
    document.fontSize(16).text(heading).moveDown(0.5);
    document.fontSize(11).text(sentence);
  }
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

export function newPresentation(): import("pptxgenjs").default {
  // Its types speak of a default export that the module has only for CommonJS.
  const PptxGenJs = createRequire(import.meta.url)("pptxgenjs") as new () => import("pptxgenjs").default;
  return new PptxGenJs();
}

export async function writePptx(sample: Sample): Promise<Uint8Array> {
  const presentation = newPresentation();
  for (const { heading, sentence } of sample.parts) {
    const slide = presentation.addSlide();
    slide.addText(heading, { x: 0.5, y: 0.3, w: 9, h: 0.8 });
    slide.addText(sentence, { x: 0.5, y: 1.5, w: 9, h: 2 });
  }
  return new Uint8Array((await presentation.write({ outputType: "nodebuffer" })) as Buffer);
}

export async function writeXlsx(sample: Sample): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import("write-excel-file/node");
  const rows = sample.parts.map(({ heading, sentence }) => [{ value: heading }, { value: sentence }]);
  const header = sample.columns.map((value) => ({ value }));
  const file = await writeExcelFile([header, ...rows], { sheet: sample.sheet });
  return new Uint8Array(await file.toBuffer());
}

export function writeCsv(sample: Sample): Uint8Array {
  const rows = sample.parts.map(({ heading, sentence }) => `"${heading}","${sentence}"`);
  return new TextEncoder().encode([sample.columns.join(","), ...rows, ""].join("\r\n"));
}
