/** Parts of a page at another size: the whole of it for the detector, one line at a time for who reads the line. */

import type { LineBox } from "./page-lines.ts";
import type { Raster } from "./recogniser.ts";

/** Shades of grey, 0 to 255, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shades: Float32Array;
}

/** Made smaller: each pixel is the mean of those that it stands for. */
export function shrunk({ width, height, pixels }: Raster, toWidth: number, toHeight: number): Picture {
  const shades = new Float32Array(toWidth * toHeight);
  for (let y = 0; y < toHeight; y += 1) {
    const top = Math.floor((y * height) / toHeight);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / toHeight));
    for (let x = 0; x < toWidth; x += 1) {
      const left = Math.floor((x * width) / toWidth);
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / toWidth));
      let sum = 0;
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) sum += pixels[row * width + column] ?? 0;
      }
      shades[y * toWidth + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return { width: toWidth, height: toHeight, shades };
}

/** A line, cut out level at a height of its own. @param stretch wider by so much than it is high */
export function cutOut(page: Raster, box: LineBox, lean: number, { height, stretch }: CutOut): Picture {
  const [long, high] = [box.right - box.left, box.bottom - box.top];
  const width = Math.max(16, Math.min(MOST_WIDTH, Math.round((height * long * stretch) / high)));
  const [stepX, stepY] = [long / width, high / height];
  const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
  // Where the line is made smaller, several points of the page make one of it.
  const samples = Math.max(1, Math.min(4, Math.ceil(stepY)));
  const shades = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let sample = 0; sample < samples ** 2; sample += 1) {
        const along = box.left + (x + ((sample % samples) + 0.5) / samples) * stepX;
        const across = box.top + (y + (Math.floor(sample / samples) + 0.5) / samples) * stepY;
        sum += shadeAt(page, along * cos - across * sin - 0.5, along * sin + across * cos - 0.5);
      }
      shades[y * width + x] = sum / samples ** 2;
    }
  }
  return { width, height, shades };
}

interface CutOut {
  readonly height: number;
  readonly stretch: number;
}

/** 3,200 at 48 high is a line of more than 200 letters. */
const MOST_WIDTH = 3_200;

/** Between the four pixels around the point; at the edge, the pixels there. */
function shadeAt({ width, height, pixels }: Raster, x: number, y: number): number {
  const [atX, atY] = [Math.max(0, Math.min(width - 1, x)), Math.max(0, Math.min(height - 1, y))];
  const [column, row] = [Math.floor(atX), Math.floor(atY)];
  const [partX, partY] = [atX - column, atY - row];
  const start = row * width + column;
  const right = column + 1 < width ? 1 : 0;
  const below = row + 1 < height ? width : 0;
  const upper = (pixels[start] ?? 0) * (1 - partX) + (pixels[start + right] ?? 0) * partX;
  const lower = (pixels[start + below] ?? 0) * (1 - partX) + (pixels[start + below + right] ?? 0) * partX;
  return upper * (1 - partY) + lower * partY;
}

/** The page, turned clockwise. */
export function turned({ width, height, pixels }: Raster, quarters: 1 | 2): Raster {
  const result = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const to = quarters === 1 ? column * height + (height - 1 - row) : (height - row) * width - 1 - column;
      result[to] = pixels[row * width + column] ?? 0;
    }
  }
  return quarters === 1 ? { width: height, height: width, pixels: result } : { width, height, pixels: result };
}
