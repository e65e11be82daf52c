/**
 * Tells a page without a mark from pages with text, by its pixels alone and in a hundredth of the time of looking for
 * lines on it. Scans have hundreds of empty backs. In doubt a page is not blank: then it is merely slower.
 */

import type { Raster } from "./recogniser.ts";

/** Pixels of a cell's side: strokes of small print are 2 wide, and a mean over so many evens out the noise of a scanner. */
const CELL = 4;
/** Cells of a tile's side: 4 mm of a page, over which paper and light are even. */
const TILE = 8;
/**
 * Shades of 255 by which a cell may differ from its tile and be no mark. The faintest print of which a line was
 * recognised stands out by 8 on clean paper and by 12 beside a scanner's noise of 5: both are marks (2026-11-30, two
 * pages, each with five grades of noise and eight of contrast).
 */
const [LEAST, MOST] = [4, 10];
/** Times the usual difference of a cell from its tile, where the page is emptiest, that noise reaches. */
const OVER_NOISE = 8;
/** Share of the tiles that are taken to be empty, to measure the noise in them: margins at least. */
const EMPTIEST = 0.1;
/** Cells along the longer side of a speck: dust and single dots are smaller than any letter. */
const SPECK = 2;
/** Specks of a page; more of them are a pattern, such as print that is broken into dots. */
const MOST_SPECKS = 150;

export function isBlank(page: Raster): boolean {
  const cells = cellsOf(page);
  const [across, down] = [Math.ceil(cells.width / TILE), Math.ceil(cells.height / TILE)];
  const tiles = Array.from({ length: across * down }, (_, index) =>
    tileOf(cells, (index % across) * TILE, Math.floor(index / across) * TILE),
  );
  const noise = tiles.map(({ spread }) => spread).toSorted((one, other) => one - other);
  const usual = noise[Math.floor(noise.length * EMPTIEST)] ?? 0;
  const least = Math.min(MOST, Math.max(LEAST, usual * OVER_NOISE));
  const marked = new Uint8Array(cells.width * cells.height);
  for (let y = 0; y < cells.height; y += 1) {
    for (let x = 0; x < cells.width; x += 1) {
      const { middle } = tiles[Math.floor(y / TILE) * across + Math.floor(x / TILE)] ?? { middle: 0 };
      const at = y * cells.width + x;
      if (Math.abs((cells.shades[at] ?? 0) - middle) > least) marked[at] = 1;
    }
  }
  return !hasMark(marked, cells.width);
}

interface Cells {
  readonly width: number;
  readonly height: number;
  /** Mean of the pixels of each. */
  readonly shades: Float32Array;
}

function cellsOf({ width, height, pixels }: Raster): Cells {
  const [across, down] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const shades = new Float32Array(across * down);
  for (let y = 0; y < down; y += 1) {
    const [top, bottom] = [y * CELL, Math.min(height, (y + 1) * CELL)];
    for (let x = 0; x < across; x += 1) {
      const [left, right] = [x * CELL, Math.min(width, (x + 1) * CELL)];
      let sum = 0;
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) sum += pixels[row * width + column] ?? 0;
      }
      shades[y * across + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return { width: across, height: down, shades };
}

/** The middle shade of a tile, and how far its cells are from it in the mean. */
function tileOf({ width, height, shades }: Cells, left: number, top: number): { middle: number; spread: number } {
  const own: number[] = [];
  for (let y = top; y < Math.min(height, top + TILE); y += 1) {
    for (let x = left; x < Math.min(width, left + TILE); x += 1) own.push(shades[y * width + x] ?? 0);
  }
  own.sort((one, other) => one - other);
  const middle = own[Math.floor(own.length / 2)] ?? 0;
  return { middle, spread: own.reduce((sum, shade) => sum + Math.abs(shade - middle), 0) / own.length };
}

/** Marked cells that touch, be it by a corner, and are more than a speck; or more specks than dust makes. */
function hasMark(marked: Uint8Array, width: number): boolean {
  let specks = 0;
  for (let start = 0; start < marked.length; start += 1) {
    if (marked[start] !== 1) continue;
    marked[start] = 0;
    const cells = [start];
    // It grows while it is gone through.
    for (const cell of cells) {
      const x = cell % width;
      for (const row of [cell - width, cell, cell + width]) {
        for (const next of [row - 1, row, row + 1]) {
          if (marked[next] !== 1 || Math.abs((next % width) - x) > 1) continue;
          marked[next] = 0;
          cells.push(next);
        }
      }
      if (cells.length > SPECK ** 2) return true;
    }
    const [columns, rows] = [cells.map((cell) => cell % width), cells.map((cell) => Math.floor(cell / width))];
    const longest = Math.max(Math.max(...columns) - Math.min(...columns), Math.max(...rows) - Math.min(...rows)) + 1;
    specks += 1;
    if (longest > SPECK || specks > MOST_SPECKS) return true;
  }
  return false;
}
