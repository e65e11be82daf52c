/** PDFs made of odd drawing operations, and of bytes that were changed after they were written. */

import fc from "fast-check";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { pdfLine, pdfOf } from "../../support/office-parts.ts";

/** More by hand: `ROUNDS=1000 npx vitest run test/documents/pdf/pdf-contract.test.ts`. */
const ROUNDS = Number(process.env.ROUNDS ?? 15);

const text = fc.constantFrom(
  "The fee is due:",
  "1. Full",
  "\x95 item",
  "500",
  "well-",
  "known \xe9",
  "Page 3",
  "A | B",
  "\\",
  "\x01\xa0",
);
const place = fc.constantFrom(-50, 0, 50, 51, 60, 200, 300, 450, 590, 799, 5_000);
const line = fc
  .tuple(text, place, place, fc.constantFrom(0, 0.5, 7, 11, 11, 18), fc.constantFrom("F1", "F2"))
  .map(([words, left, top, size, font]) => pdfLine(words, left, top, { size, font }));
const operation = fc.constantFrom(
  ...[
    "q ",
    "Q ",
    "1 1 1 rg ",
    "0 g ",
    "3 Tr ",
    "0 Tr ",
    "5 Ts ",
    "50 Tz ",
    "9 Tc ",
    "0 1 -1 0 600 0 cm ",
    "1 0 0 -1 0 800 cm ",
  ],
  ...[
    "0 0 300 400 re f ",
    "BT ET ",
    "/F9 9 Tf ",
    "/OC /L BDC ",
    "EMC ",
    "/X Do ",
    "T* ",
    "(x) ' ",
    "1e99 0 0 1 0 0 cm ",
    "[(a) -900 (b)] TJ ",
  ],
);
const page = fc
  .array(fc.oneof({ weight: 3, arbitrary: line }, operation), { maxLength: 12 })
  .map((parts) => parts.join(""));
const pdf = fc.array(page, { minLength: 1, maxLength: 3 }).map((pages) => pdfOf(pages));

readerContract(
  "pdf",
  pdfReader(),
  fc.oneof({ weight: 4, arbitrary: pdf }, changed(pdf), fc.uint8Array({ maxLength: 64 })),
  ROUNDS,
);
