import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openRenderer, pngRaster } from "../../../src/documents/pictures/pixels.ts";
import { isBlank } from "../../../src/documents/recognition/blank-page.ts";
import type { Raster } from "../../../src/documents/recognition/recogniser.ts";

/** A sheet of A4 at 200 dots an inch. */
const [WIDTH, HEIGHT] = [1_654, 2_339];

/** Print on grey paper as a scanner sees it. @param contrast shades by which black print stands out @param noise shades */
function scanned(print: Raster, contrast: number, noise: number): Raster {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const pixels = print.pixels.map((shade) => {
    // Six of them together are nearly normal, with a deviation of .7.
    const grain = random() + random() + random() + random() + random() + random() - 3;
    return Math.max(0, Math.min(255, Math.round(238 - contrast * (1 - shade / 255) + (grain / 0.7) * noise)));
  });
  return { ...print, pixels };
}

function sheet(draw: (pixels: Uint8Array) => void = () => undefined): Raster {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(255);
  draw(pixels);
  return { width: WIDTH, height: HEIGHT, pixels };
}

function box(pixels: Uint8Array, left: number, top: number, width: number, height: number): void {
  for (let row = top; row < top + height; row += 1) pixels.fill(0, row * WIDTH + left, row * WIDTH + left + width);
}

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)));

describe("a blank page", () => {
  it.each([0, 2, 5, 10])("is blank on paper that a scanner sees with a noise of %i shades", (noise) => {
    expect(isBlank(scanned(sheet(), 0, noise))).toBe(true);
  });

  it("is blank with the dust of a scanner's glass on it", () => {
    const dusty = sheet((pixels) => {
      for (let speck = 0; speck < 60; speck += 1) box(pixels, (speck * 307) % 1_600, (speck * 811) % 2_300, 3, 3);
    });
    expect(isBlank(scanned(dusty, 200, 2))).toBe(true);
  });

  it("is not blank with nothing but a small page number, be it faint", () => {
    // The strokes of a "1" of 9 points.
    const numbered = sheet((pixels) => {
      box(pixels, 820, 2_200, 3, 18);
      box(pixels, 816, 2_216, 11, 2);
    });
    expect(isBlank(scanned(numbered, 200, 5))).toBe(false);
    expect(isBlank(scanned(numbered, 24, 0))).toBe(false);
  });

  it.each([
    [8, 0],
    [8, 2],
    [12, 5],
    [16, 10],
  ])("is not blank with print that stands out by %i shades beside a noise of %i", async (contrast, noise) => {
    const renderer = await openRenderer(fixture("producers/libreoffice-tables-zh.pdf"));
    const print = await renderer.render(1);
    renderer.close();
    expect(isBlank(scanned(print, contrast, noise))).toBe(false);
  });

  it("is not blank where print fills the picture to its edges, or is light on dark", async () => {
    const words = await pngRaster(fixture("scans/words.png"));
    expect(isBlank(words)).toBe(false);
    expect(isBlank({ ...words, pixels: words.pixels.map((shade) => 255 - shade) })).toBe(false);
  });
});
