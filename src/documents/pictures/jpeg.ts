/** The head of a JPEG: its size, its colours, and which way up the camera held it. Nothing is decoded here. */

import { DocketError } from "../../errors.ts";
import type { PicturePage } from "./picture-pdf.ts";

const DEGREES: Readonly<Record<number, 90 | 180 | 270>> = { 3: 180, 6: 90, 8: 270 };
const ORIENTATION = 0x0112;

/** @throws DocketError `document` */
export function jpegPage(bytes: Uint8Array): PicturePage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let degrees: PicturePage["degrees"] = 0;
  let isAdobe = false;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    // Filling, and markers without a length.
    if (marker === 0xff || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) break;
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) degrees = degreesIn(bytes.subarray(at + 4, at + 2 + length)) ?? degrees;
    if (marker === 0xee) isAdobe = Buffer.from(bytes.subarray(at + 4, at + 9)).toString("latin1") === "Adobe";
    // Start of frame, but for the tables that have numbers among them.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      if (at + 10 > bytes.length) break;
      const [height, width, channels] = [view.getUint16(at + 5), view.getUint16(at + 7), bytes[at + 9] ?? 0];
      const colours = { 1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK" }[channels];
      if (width === 0 || height === 0 || colours === undefined) break;
      const strips = [{ bytes, rows: height, filter: "DCTDecode" }];
      return { width, height, bits: 8, colours, inverted: channels === 4 && isAdobe, degrees, strips };
    }
    at += 2 + length;
  }
  throw new DocketError("document", "a damaged JPEG picture: scan or save it anew");
}

/** EXIF is a TIFF without a picture. */
function degreesIn(segment: Uint8Array): PicturePage["degrees"] | undefined {
  if (Buffer.from(segment.subarray(0, 4)).toString("latin1") !== "Exif") return undefined;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, Math.max(0, segment.byteLength - 6));
  try {
    const little = view.getUint16(0) === 0x4949;
    const start = view.getUint32(4, little);
    const count = Math.min(view.getUint16(start, little), 200);
    for (let index = 0; index < count; index += 1) {
      const entry = start + 2 + index * 12;
      if (view.getUint16(entry, little) === ORIENTATION) return DEGREES[view.getUint16(entry + 8, little)] ?? 0;
    }
  } catch {
    // Cut off: then it stands as it stands.
  }
  return undefined;
}
