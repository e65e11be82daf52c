/**
 * Reads pictures of pages: scans and photographs. There is no text in them, so that all of it comes from recognition; the
 * rest is as with a scanned PDF.
 */

import { DocketError } from "../../errors.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { PageSegments } from "../pdf/pdf-repeats.ts";
import type { Reader } from "../read.ts";
import type { Raster } from "../recognition/recogniser.ts";

/** Pixels: what is smaller is a logo or a button. */
const SMALLEST = 150;

interface Pages {
  readonly count: number;
  raster(number: number): Promise<Raster>;
  close(): void;
}

export function pictureReader(): Reader {
  return {
    format: "picture",
    extensions: [".png", ".jpg", ".jpeg", ".tif", ".tiff"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes, { onPages, recognition } = {}) {
      if (recognition === undefined) {
        throw new DocketError("document", "a picture, and recognition is off (OCR=off): save its text as .pdf or .txt");
      }
      const { recognisedPages } = await import("../pdf/pdf.ts");
      const { resultOf } = await import("../pdf/pdf-result.ts");
      const file = await openPages(bytes);
      onPages?.(file.count);
      const recognised = recognisedPages();
      const pages: PageSegments[] = [];
      try {
        for (let number = 1; number <= file.count; number += 1) {
          const found = await recognised.add(
            number,
            await recognition.page(number, async () => {
              const raster = await file.raster(number);
              if (Math.min(raster.width, raster.height) >= SMALLEST) return raster;
              throw new DocketError("document", "a picture that is too small to hold text");
            }),
          );
          if (found !== undefined) pages.push(found);
        }
      } finally {
        file.close();
      }
      if (pages.every(({ segments }) => segments.length === 0)) throw recognised.refusal(file.count);
      return resultOf(recognised.evened(pages), { pageCount: file.count, recognised });
    },
  };
}

async function openPages(bytes: Uint8Array): Promise<Pages> {
  if (bytes[0] === 0x89) {
    const { pngRaster } = await import("./pixels.ts");
    return { count: 1, raster: () => pngRaster(bytes), close: () => undefined };
  }
  const { picturePdf } = await import("./picture-pdf.ts");
  const { openRenderer } = await import("./pixels.ts");
  const pages =
    bytes[0] === 0xff
      ? [(await import("./picture-pdf.ts")).jpegPage(bytes)]
      : (await import("./picture-pdf.ts")).tiffPages(bytes);
  let renderer: Awaited<ReturnType<typeof openRenderer>> | undefined;
  return {
    count: pages.length,
    async raster(number) {
      renderer ??= await openRenderer(picturePdf(pages), 1);
      return renderer.render(number);
    },
    close: () => renderer?.close(),
  };
}
