/**
 * Finds the lines of a page in the map that the detector gives: the probability that a pixel is inside of a line. Marks on
 * it grow together into one shape a line, a little thinner than the line is. All lines of a page lean alike, as a sheet does
 * on the scanner, so that the lean of most of them is the page's.
 */

import type { Raster } from "./recogniser.ts";

interface ProbabilityMap {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Box along the lines and across them: pixels of the page, turned by `lean` about its upper left corner. */
export interface LineBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PageLines {
  /** Radians, clockwise. */
  readonly lean: number;
  readonly boxes: readonly LineBox[];
}

// The detector's own figures. https://github.com/PaddlePaddle/PaddleOCR, db_postprocess
const INSIDE = 0.3;
const SURE = 0.5;
const UNCLIP = 1.5;
/** Pixels of the map: less is a speck. */
const [FEWEST_PIXELS, THINNEST] = [20, 3];
/** Times its height that a shape is long to tell how the page leans. */
const LONG = 4;
/** A page with more is a drawing. */
const MOST_LINES = 1_000;

interface Shape {
  readonly pixels: readonly number[];
  readonly probability: number;
}

/** @param scale pixels of the page in one of the map, across and down */
export function pageLines(map: ProbabilityMap, scale: readonly [x: number, y: number]): PageLines {
  const shapes = shapesIn(map);
  const lean = leanOf(shapes, map.width, scale);
  const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
  const boxes = shapes.flatMap((shape): LineBox[] => {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const pixel of shape.pixels) {
      const x = ((pixel % map.width) + 0.5) * scale[0];
      const y = (Math.floor(pixel / map.width) + 0.5) * scale[1];
      const [along, across] = [x * cos + y * sin, y * cos - x * sin];
      left = Math.min(left, along);
      right = Math.max(right, along);
      top = Math.min(top, across);
      bottom = Math.max(bottom, across);
    }
    const [width, height] = [right - left + scale[0], bottom - top + scale[1]];
    if (Math.min(width, height) < THINNEST * scale[1]) return [];
    const around = (width * height * UNCLIP) / (2 * (width + height));
    return [{ left: left - around, right: right + around, top: top - around, bottom: bottom + around }];
  });
  return { lean, boxes };
}

/** Pixels that touch, be it by a corner. */
function shapesIn({ width, height, values }: ProbabilityMap): readonly Shape[] {
  const seen = new Uint8Array(values.length);
  const shapes: Shape[] = [];
  const isNew = (pixel: number) => seen[pixel] === 0 && (values[pixel] ?? 0) > INSIDE;
  for (let start = 0; start < values.length && shapes.length < MOST_LINES; start += 1) {
    if (!isNew(start)) continue;
    const pixels = [start];
    seen[start] = 1;
    let sum = 0;
    // It grows while it is gone through.
    for (const pixel of pixels) {
      sum += values[pixel] ?? 0;
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
          const other = row * width + column;
          if (!isNew(other)) continue;
          seen[other] = 1;
          pixels.push(other);
        }
      }
    }
    const probability = sum / pixels.length;
    if (pixels.length >= FEWEST_PIXELS && probability >= SURE) shapes.push({ pixels, probability });
  }
  return shapes;
}

/** The middle one of the leans of the long shapes, by their second moments. */
function leanOf(shapes: readonly Shape[], width: number, [scaleX, scaleY]: readonly [number, number]): number {
  const leans: number[] = [];
  for (const { pixels } of shapes) {
    const points = pixels.map((pixel) => [(pixel % width) * scaleX, Math.floor(pixel / width) * scaleY] as const);
    const x0 = points.reduce((sum, [x]) => sum + x, 0) / points.length;
    const y0 = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
    let [xx, xy, yy] = [0, 0, 0];
    for (const [x, y] of points) {
      xx += (x - x0) ** 2;
      xy += (x - x0) * (y - y0);
      yy += (y - y0) ** 2;
    }
    if (xx > yy * LONG ** 2) leans.push(Math.atan2(2 * xy, xx - yy) / 2);
  }
  return leans.sort((one, other) => one - other)[Math.floor(leans.length / 2)] ?? 0;
}

/** Rows from top to bottom, each from left to right: boxes whose middles stand side by side are of one row. */
export function inRows(boxes: readonly LineBox[]): readonly LineBox[] {
  const rows: LineBox[][] = [];
  const middleOf = ({ top, bottom }: LineBox) => (top + bottom) / 2;
  for (const box of boxes.toSorted((one, other) => middleOf(one) - middleOf(other))) {
    const row = rows.at(-1);
    const first = row?.[0];
    const near = first === undefined ? 0 : Math.min(first.bottom - first.top, box.bottom - box.top) * 0.35;
    if (row !== undefined && first !== undefined && middleOf(box) - middleOf(first) < near) row.push(box);
    else rows.push([box]);
  }
  return rows.flatMap((row) => row.toSorted((one, other) => one.left - other.left));
}

/** Shades of grey, 0 to 255, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shades: Float32Array;
}

/**
 * Parts of a page at another size: the whole of it for the detector, one line at a time for who reads the line. Made
 * smaller: each pixel is the mean of those that it stands for.
 */
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

/** Shade between the four pixels around the point; at the edge, the pixels there. */
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
