/** The formats that are read. Apart from engine.ts, since the process that reads files loads these and nothing else. */

import { archiveReader, epubReader } from "./archive/archive.ts";
import { ofdReader } from "./archive/ofd.ts";
import { calendarReader } from "./mail/calendar.ts";
import { mailReader } from "./mail/mail.ts";
import { outlookReader } from "./mail/outlook.ts";
import { markdownReader } from "./markdown/markdown.ts";
import { csvReader } from "./office/csv.ts";
import { docReader } from "./office/doc.ts";
import { docxReader } from "./office/docx.ts";
import { oldSheetReader, sheetReader } from "./office/sheet.ts";
import { slidesReader } from "./office/slides.ts";
import { odpReader } from "./opendocument/odp.ts";
import { odsReader } from "./opendocument/ods.ts";
import { odtReader } from "./opendocument/odt.ts";
import { pdfReader } from "./pdf/pdf.ts";
import { pictureReader } from "./pictures/picture.ts";
import { plainReader } from "./plain/plain.ts";
import type { Reader } from "./read.ts";
import { rtfReader } from "./rtf/rtf.ts";
import { htmlReader } from "./web/html.ts";

export const readers: readonly Reader[] = [
  markdownReader(),
  plainReader(),
  pdfReader(),
  pictureReader(),
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
