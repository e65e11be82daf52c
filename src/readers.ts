/** The formats that are read. Apart from app.ts, since the process that reads files loads these and nothing else. */

import { epubReader } from "./documents/archive/epub.ts";
import { ofdReader } from "./documents/archive/ofd.ts";
import { archiveReader } from "./documents/archive/zip-archive.ts";
import { calendarReader } from "./documents/mail/calendar-reader.ts";
import { mailReader } from "./documents/mail/mail.ts";
import { outlookReader } from "./documents/mail/outlook.ts";
import { markdownReader } from "./documents/markdown/markdown.ts";
import { csvReader } from "./documents/office/csv.ts";
import { docReader } from "./documents/office/doc.ts";
import { docxReader } from "./documents/office/docx.ts";
import { oldSheetReader } from "./documents/office/old-sheet.ts";
import { sheetReader } from "./documents/office/sheet.ts";
import { slidesReader } from "./documents/office/slides.ts";
import { odpReader } from "./documents/opendocument/odp.ts";
import { odsReader } from "./documents/opendocument/ods.ts";
import { odtReader } from "./documents/opendocument/odt.ts";
import { pdfReader } from "./documents/pdf/pdf.ts";
import { plainReader } from "./documents/plain/plain.ts";
import type { Reader } from "./documents/read.ts";
import { rtfReader } from "./documents/rtf/rtf.ts";
import { htmlReader } from "./documents/web/html.ts";

export const readers: readonly Reader[] = [
  markdownReader(),
  plainReader(),
  pdfReader(),
  docxReader(),
  docReader(),
  slidesReader(),
  sheetReader(),
  oldSheetReader(),
  odtReader(),
  odpReader(),
  odsReader(),
  csvReader(),
  htmlReader(),
  mailReader(),
  outlookReader(),
  calendarReader(),
  rtfReader(),
  epubReader(),
  ofdReader(),
  archiveReader(),
];
