/**
 * Pages and pictures -> pixels, in shades of grey, for whoever recognises text in them. Both libraries run inside the
 * process that reads.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { DocketError } from "../../errors.ts";
import { MOST_PIXELS } from "../limits.ts";
import type { Raster } from "../recognition/recogniser.ts";

export interface PageRenderer {
  readonly pageCount: number;
  /** @param number from 1 */
  render(number: number): Promise<Raster>;
  close(): void;
}

/** Dots in a point: 200 an inch. Larger is slower, and not better recognised. */
const DOTS_PER_POINT = 200 / 72;

/** @throws Error where PDFium cannot open it */
export async function openRenderer(bytes: Uint8Array, dotsPerPoint = DOTS_PER_POINT): Promise<PageRenderer> {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const wasm = await readFile(createRequire(import.meta.url).resolve("@hyzyla/pdfium/pdfium.wasm"));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  const library = await PDFiumLibrary.init({ wasmBinary });
  const document = await library.loadDocument(bytes);
  return {
    pageCount: document.getPageCount(),
    async render(number) {
      const page = document.getPage(number - 1);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const most = Math.sqrt(MOST_PIXELS / Math.max(1, originalWidth * originalHeight));
      const scale = Math.min(dotsPerPoint, most);
      const { width, height, data } = await page.render({ scale, render: "bitmap", colorSpace: "Gray" });
      return { width, height, pixels: new Uint8Array(data) };
    },
    close() {
      document.destroy();
      library.destroy();
    },
  };
}

/** Pixels of a picture that is unpacked: four bytes each. */
const MOST_UNPACKED = 50_000_000;

/**
 * A PNG as shades of grey on white paper, made smaller where it is larger than recognition needs.
 * @throws DocketError `document`
 */
export async function pngRaster(bytes: Uint8Array): Promise<Raster> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = bytes.length < 24 ? [0, 0] : [view.getUint32(16), view.getUint32(20)];
  if (width * height > MOST_UNPACKED) {
    const size = `${width.toLocaleString("en")} x ${height.toLocaleString("en")} pixels`;
    throw new DocketError(
      "document",
      `a picture of ${size} is too large: save it smaller, 200 dots an inch are enough`,
    );
  }
  const { PNG } = await import("pngjs");
  try {
    return greyOf(PNG.sync.read(Buffer.from(bytes)));
  } catch (cause) {
    throw new DocketError("document", "a damaged PNG picture: scan or save it anew", { cause });
  }
}

/** @param data red, green, blue and opacity of each pixel */
function greyOf({
  width,
  height,
  data,
}: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}): Raster {
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MOST_PIXELS)));
  const [toWidth, toHeight] = [Math.floor(width / step), Math.floor(height / step)];
  const pixels = new Uint8Array(toWidth * toHeight);
  for (let y = 0; y < toHeight; y += 1) {
    for (let x = 0; x < toWidth; x += 1) {
      let sum = 0;
      for (let part = 0; part < step ** 2; part += 1) {
        const at = ((y * step + Math.floor(part / step)) * width + x * step + (part % step)) * 4;
        const shade = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
        sum += 255 - ((255 - shade) * (data[at + 3] ?? 255)) / 255;
      }
      pixels[y * toWidth + x] = Math.round(sum / step ** 2);
    }
  }
  return { width: toWidth, height: toHeight, pixels };
}
