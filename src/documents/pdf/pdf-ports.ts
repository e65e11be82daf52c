/**
 * Ports between the two halves of pdf.js, which count the messages that pass. The half that draws does not yield, so no
 * timer could stop it; an error in the middle of a message does.
 */

import { DocketError } from "../../errors.ts";

export interface PdfBudget {
  /** Over all pages; pdf.js does a million a second. */
  readonly operations: number;
  /** Text pages have 300 to 3,000, maps 100,000. They are held while the page is read, at about 200 bytes each. */
  readonly operationsOfPage: number;
  readonly pages: number;
}

export const SPLIT = "split it into several files, or print it to PDF anew";

interface Chunk {
  readonly fnArray: ArrayLike<number>;
  readonly argsArray: readonly unknown[];
}

/** Counts the operations that pass, and breaks off the half that sends too many. */
export function operationGuard({ operations: most, operationsOfPage }: PdfBudget) {
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

export interface Port {
  addEventListener(type: string, listener: Listener): void;
  removeEventListener(type: string, listener: Listener): void;
  postMessage(message: object): void;
}

/** Two ends that hear each other: what one posts the other gets, soon and in order. */
export function portPair(onOperations: (count: number) => void): readonly [Port, Port] {
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
