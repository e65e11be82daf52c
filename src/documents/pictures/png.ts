/** A PNG as shades of grey on white paper, made smaller where it is larger than recognition needs. */

import { DocketError } from "../../errors.ts";
import { MOST_PIXELS } from "../limits.ts";
import type { Raster } from "../recognition/recogniser.ts";

/** Pixels of a picture that is unpacked: four bytes each. */
const MOST_UNPACKED = 50_000_000;

/** @throws DocketError `document` */
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
