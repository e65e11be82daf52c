import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jpegPage, type PicturePage, picturePdf, tiffPages } from "../../../src/documents/pictures/picture-pdf.ts";
import { openRenderer, pngRaster } from "../../../src/documents/pictures/pixels.ts";
import type { Raster } from "../../../src/documents/recognition/recogniser.ts";

/** Made by test/fixtures/scans/make.mjs. */
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/scans/${name}`, import.meta.url)));

async function drawn(pages: readonly PicturePage[]): Promise<Raster> {
  const renderer = await openRenderer(picturePdf(pages), 1);
  try {
    expect(renderer.pageCount).toBe(pages.length);
    return await renderer.render(1);
  } finally {
    renderer.close();
  }
}

/** Share of the pixels that are on the other side of a middle grey. */
function differing(one: Raster, other: Raster): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  const isBlack = (shade: number | undefined) => (shade ?? 0) < 150;
  const count = one.pixels.filter((shade, index) => isBlack(shade) !== isBlack(other.pixels[index])).length;
  return count / one.pixels.length;
}

describe("pictures of pages", () => {
  it.each(["lzw", "zip", "rle", "jpeg", "none", "group4", "fax", "palette"])("draws a TIFF in %s", async (coding) => {
    const wanted = await pngRaster(fixture("words.png"));
    const black = wanted.pixels.filter((shade) => shade < 150).length / wanted.pixels.length;
    expect(black).toBeGreaterThan(0.01);
    const raster = await drawn(tiffPages(fixture(`words-${coding}.tif`)));
    expect(differing(raster, wanted)).toBeLessThan(black / 5);
  });

  it("turns a photograph as its camera was held", async () => {
    const page = jpegPage(fixture("sideways.jpg"));
    expect(page).toMatchObject({ degrees: 90, colours: "/DeviceGray" });
    const { width, height } = await drawn([page]);
    expect([width, height]).toEqual([page.height, page.width]);
  });

  it("makes a picture smaller that is larger than recognition needs", async () => {
    const { PNG } = await import("pngjs");
    const large = new PNG({ width: 4_000, height: 3_000, colorType: 2 });
    large.data.fill(255);
    const raster = await pngRaster(PNG.sync.write(large));
    expect([raster.width, raster.height]).toEqual([2_000, 1_500]);
    expect(raster.pixels.every((shade) => shade === 255)).toBe(true);
  });

  it("refuses a picture that unpacks to more than is held", async () => {
    const huge = fixture("words.png").slice();
    new DataView(huge.buffer).setUint32(16, 1_000_000);
    await expect(pngRaster(huge)).rejects.toThrow("1,000,000 x 180 pixels is too large");
  });

  it("refuses what is cut off or made up, and never hangs on it", async () => {
    for (const name of ["words-lzw.tif", "words-group4.tif", "sideways.jpg", "words.png"]) {
      const whole = fixture(name);
      for (const share of [0.02, 0.1, 0.5, 0.9]) {
        const cut = whole.slice(0, Math.floor(whole.length * share));
        const attempt = async (): Promise<unknown> => {
          if (name.endsWith(".png")) return pngRaster(cut);
          return drawn(name.endsWith(".jpg") ? [jpegPage(cut)] : tiffPages(cut));
        };
        await attempt().catch((thrown: unknown) => expect(String(thrown)).toMatch(/picture|TIFF|Failed|Error/u));
      }
    }
    expect(() => tiffPages(Uint8Array.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0xff, 0xff]))).toThrow("a damaged TIFF");
  });
});
