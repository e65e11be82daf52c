/**
 * pdf.js, as far as Docket uses it: pages as lists of drawing operations, with the work that it may do held by a budget.
 * It runs in this thread and does not yield, so timers cannot stop it; what it has drawn is counted in the messages
 * between its two halves instead. Scripts, actions and forms of the file are never run, and pictures are not decoded.
 */

import { fileURLToPath } from "node:url";
import { DocketError, errorText } from "../../errors.ts";
import { fieldsFrom, type PdfField } from "./pdf-fields.ts";

interface PdfFile {
  readonly pageCount: number;
  readonly title: string | undefined;
  readonly publisher: string | undefined;
  /** @param number from 1 */
  page(number: number): Promise<PdfPage>;
  close(): Promise<void>;
}

export interface PdfPage {
  readonly operations: readonly PdfOperation[];
  /** Matrix from the page's own space to points from its upper left corner, turned as it is shown. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  /** Fields of forms that are filled in. */
  readonly fields: readonly PdfField[];
  /** Undefined where the file has none of that name, or it cannot be read. */
  font(id: string): PdfFont | undefined;
  isLayerVisible(layer: unknown): boolean;
}

interface PdfOperation {
  /** Operation as pdf.js names it: `showText`. */
  readonly name: string;
  readonly values: readonly unknown[];
}

export interface PdfFont {
  readonly bold: boolean;
  /** Its glyphs are drawings of the file's own, which may have no names. */
  readonly isDrawn: boolean;
  /** Length of the glyph's unit, usually 0.001. */
  readonly unit: number;
}

const PDF_BUDGET: PdfBudget = { operations: 3_000_000, operationsOfPage: 400_000, pages: 2_000 };

/** @throws DocketError `document` */
export async function openPdf(bytes: Uint8Array, budget: PdfBudget = PDF_BUDGET): Promise<PdfFile> {
  const pdfjs = await import("unpdf/pdfjs");
  const guard = operationGuard(budget);
  const [front, back] = portPair(guard.count);
  // The bundle's other half has no export of its own.
  const { pdfjsWorker } = globalThis as {
    pdfjsWorker?: { WorkerMessageHandler: { initializeFromPort(port: Port): void } };
  };
  pdfjsWorker?.WorkerMessageHandler.initializeFromPort(back);
  const worker = new pdfjs.PDFWorker({ port: front as never, verbosity: pdfjs.VerbosityLevel.ERRORS });
  const task = pdfjs.getDocument({
    // It takes the bytes for itself.
    data: new Uint8Array(bytes),
    worker,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    ...characterMaps(),
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    // Pixels: no picture is decoded.
    maxImageSize: 1,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: false,
  });
  const close = async () => {
    // A half that was broken off never says that it ended, and what still waits for it would fail unseen.
    if (guard.fault() === undefined) await task.destroy().catch(() => undefined);
    worker.destroy();
  };
  const attempt = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await Promise.race([work(), guard.broken]);
    } catch (cause) {
      throw guard.fault() ?? asRefusal(cause);
    }
  };
  try {
    const document = await attempt(() => task.promise);
    if (document.numPages > budget.pages) {
      throw new DocketError("document", `${document.numPages.toLocaleString("en")} pages are too many: ${SPLIT}`);
    }
    const { info, metadata } = await attempt(() => document.getMetadata());
    const layers = await attempt(() => document.getOptionalContentConfig());
    const names = new Map(Object.entries(pdfjs.OPS).map(([name, code]) => [code, name]));
    const hasForm = "IsAcroFormPresent" in info && info.IsAcroFormPresent === true;
    const said = (value: unknown) => (typeof value === "string" ? value : undefined);
    return {
      pageCount: document.numPages,
      title: said(metadata?.get("dc:title")) ?? said("Title" in info ? info.Title : undefined),
      publisher: listed(metadata?.get("dc:publisher")),
      close,
      page: (number) =>
        attempt(async () => {
          guard.turnPage();
          const page = await document.getPage(number);
          const list = await page.getOperatorList();
          const { transform, width, height } = page.getViewport({ scale: 1 });
          const fields = hasForm ? fieldsFrom(await page.getAnnotations(), transform) : [];
          const operations = Array.from(list.fnArray, (code, index) => ({
            name: names.get(code) ?? "",
            values: (list.argsArray[index] ?? []) as readonly unknown[],
          }));
          const fonts = new Map<string, PdfFont | undefined>();
          for (const { name, values } of operations) {
            const id = name === "setFont" ? String(values[0]) : undefined;
            if (id !== undefined && !fonts.has(id)) fonts.set(id, fontOf(page.commonObjs, id));
          }
          page.cleanup();
          return {
            operations,
            transform,
            width,
            height,
            fields,
            font: (id: string) => fonts.get(id),
            isLayerVisible: (layer: unknown) => layers.isVisible(layer),
          };
        }),
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

interface Objects {
  has(id: string): boolean;
  get(id: string): unknown;
}

function fontOf(objects: Objects, id: string): PdfFont | undefined {
  const font = objects.has(id) ? objects.get(id) : undefined;
  // An error message stands in for a font that cannot be read.
  if (typeof font !== "object" || font === null) return undefined;
  const { name, bold, black, fontMatrix, isType3Font } = font as {
    readonly name?: unknown;
    readonly bold?: unknown;
    readonly black?: unknown;
    readonly fontMatrix?: readonly number[];
    readonly isType3Font?: unknown;
  };
  const byName = /bold|black|heavy|semibold|simhei|heiti|黑体/i.test(String(name ?? ""));
  const isBold = bold === true || black === true || byName;
  return { bold: isBold, isDrawn: isType3Font === true, unit: fontMatrix?.[0] ?? 0.001 };
}

/** XMP lists publishers; info does not know them. */
function listed(value: unknown): string | undefined {
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === "string" ? first : undefined;
}

/**
 * pdfjs-dist has the character maps that old Chinese PDFs need (GBK-EUC-H, UniGB-UCS2-H and so on). Without
 * it such fonts cannot be read, which is reported.
 */
function characterMaps() {
  try {
    const folder = new URL("./cmaps/", import.meta.resolve("pdfjs-dist/package.json"));
    return { cMapUrl: fileURLToPath(folder), cMapPacked: true };
  } catch {
    return {};
  }
}

/** Error of pdf.js -> its meaning and what to do. */
function asRefusal(cause: unknown): DocketError {
  if (cause instanceof DocketError) return cause;
  const name = cause instanceof Error ? cause.name : "";
  const message = errorText(cause);
  if (name === "PasswordException") {
    return new DocketError("document", "it has a password: save it without one", { cause });
  }
  if (/encrypt/i.test(message)) {
    return new DocketError("document", "it is encrypted in a way that is not known: save it without a password", {
      cause,
    });
  }
  const detail = message.split("\n", 1)[0]?.slice(0, 100).replace(/\.$/, "") ?? "";
  const advice = "open it in a PDF program and print it to PDF anew";
  return new DocketError("document", `a damaged PDF (${detail}): ${advice}`, { cause });
}

interface PdfBudget {
  /** Operations over all pages; pdf.js does a million a second. */
  readonly operations: number;
  /** Text pages have 300 to 3,000, maps 100,000. They are held while the page is read, at about 200 bytes each. */
  readonly operationsOfPage: number;
  readonly pages: number;
}

const SPLIT = "split it into several files, or print it to PDF anew";

interface Chunk {
  readonly fnArray: ArrayLike<number>;
  readonly argsArray: readonly unknown[];
}

/**
 * Ports between the two halves of pdf.js, which count the messages that pass. The half that draws does not yield, so
 * no timer could stop it; an error in the middle of a message does. Counts the operations that pass, and breaks off
 * the half that sends too many.
 */
function operationGuard({ operations: most, operationsOfPage }: PdfBudget) {
  let count = 0;
  let ofPage = 0;
  let fault: DocketError | undefined;
  let breakOff: (fault: DocketError) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => {
    breakOff = reject;
  });
  // It may break when nobody waits.
  broken.catch(() => undefined);
  return {
    fault: () => fault,
    /** Rejects when the work was broken off: what was waited for then may never come. */
    broken,
    turnPage() {
      ofPage = 0;
    },
    count(operations: number): void {
      if (operations === 0) return;
      count += operations;
      ofPage += operations;
      if (count <= most && ofPage <= operationsOfPage) return;
      const limit = (count > most ? most : operationsOfPage).toLocaleString("en");
      const where = count > most ? "" : " on a page";
      fault = new DocketError("document", `more than ${limit} drawing operations${where}: ${SPLIT}`);
      breakOff(fault);
      throw fault;
    },
  };
}

type Listener = (event: { readonly data: unknown }) => void;

interface Port {
  addEventListener(type: string, listener: Listener): void;
  removeEventListener(type: string, listener: Listener): void;
  postMessage(message: object): void;
}

/** Two ends that hear each other: what one posts the other gets, soon and in order. */
function portPair(onOperations: (count: number) => void): readonly [Port, Port] {
  const listeners = [new Set<Listener>(), new Set<Listener>()];
  const end = (own: number): Port => ({
    addEventListener: (_type, listener) => void listeners[own]?.add(listener),
    removeEventListener: (_type, listener) => void listeners[own]?.delete(listener),
    postMessage(message) {
      const { chunk } = message as { readonly chunk?: Partial<Chunk> };
      onOperations(chunk?.fnArray?.length ?? 0);
      const data = chunk?.argsArray === undefined ? structuredClone(message) : withOwnLists(message, chunk);
      queueMicrotask(() => {
        for (const listener of listeners[1 - own] ?? []) listener({ data });
      });
    },
  });
  return [end(0), end(1)];
}

/** The sender uses its lists again. What is in them stays as it is, and copying it would take most of the time. */
function withOwnLists(message: object, chunk: Partial<Chunk>): object {
  const own = { ...chunk, fnArray: Array.from(chunk.fnArray ?? []), argsArray: [...(chunk.argsArray ?? [])] };
  return { ...message, chunk: own };
}
