/**
 * One file -> one document, and one more for each attachment in it. Whatever happens, the rest of the folder is read: a
 * file that cannot be read is an outcome with a reason. There are two ways to do it: here, or in a process of its own
 * (reading-process.ts), which is how files from outside are read.
 */

import { DocketError, errorText } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import type { Document } from "../document.ts";
import type { StatedFact } from "../facts/facts-in-text.ts";
import type { Sidecar } from "../front-matter.ts";
import {
  type DocumentAndAttachments,
  type OnPages,
  type PageRecognition,
  type Reader,
  readWithAttachments,
} from "../read.ts";
import type { Raster, Recognition } from "../recognition/recogniser.ts";
import type { KnownPage, PageName } from "./reading-child.ts";

/** The one who knows the text of a file's scanned pages, or has them recognised. */
export interface FileRecognition {
  known(name: PageName): KnownPage;
  /** Called once `known` has said "render". */
  recognise(name: PageName, page: Raster, signal?: AbortSignal): Promise<Recognition>;
}

export interface FileToRead {
  /** Relative to the corpus, with forward slashes. */
  readonly path: string;
  readonly sidecar: Sidecar | null;
  /** The bytes from the start, as often as it is called. */
  content(): AsyncIterable<Uint8Array>;
  /** Absent where recognition is off. */
  readonly recognition?: FileRecognition;
}

export type ReadOutcome =
  | { readonly path: string; readonly document: Document }
  | {
      readonly path: string;
      readonly reason: string;
      /** True when the same bytes would fail again; false when a less busy machine may read them. */
      readonly lasting: boolean;
      /** Pages whose text is recognised later; then a document of the same path has the others, if there are any. */
      readonly waiting?: number;
    };

export interface FileReading {
  /** Gives first what became of the file, then of its attachments. */
  read(file: FileToRead, signal?: AbortSignal): Promise<readonly ReadOutcome[]>;
  close(): Promise<void>;
}

/** Paths of the attachments are given with a document; each is asked for by its number. */
export type PartAnswer =
  | { readonly document: Document; readonly attachments: readonly string[]; readonly waiting?: number }
  | { readonly reason: string; readonly lasting: boolean; readonly waiting?: number };

/** `FileRecognition` as the reader sees it: it may be in another process. */
export interface RecognitionCalls {
  known(name: PageName): Promise<KnownPage>;
  recognise(name: PageName, page: Raster): Promise<Recognition>;
}

export interface PartReader {
  file(request: PartRequest, bytes: Uint8Array): Promise<PartAnswer>;
  /** Attachment of the file that was read last. */
  attachment(index: number): Promise<PartAnswer>;
}

interface PartRequest extends Pick<FileToRead, "path" | "sidecar"> {
  readonly recognition?: RecognitionCalls | undefined;
}

/** Letters to a whole membership have a dozen; more is an archive. */
const MAX_ATTACHMENTS = 50;
const MAX_NAME_LENGTH = 120;

/** Reads in this process: for files that are known to be good, such as those of a test. */
export function readInPlace(readers: readonly Reader[]): FileReading {
  const parts = partReader(readers);
  return {
    async read(file, signal) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.content()) chunks.push(chunk);
      const { path, sidecar, recognition } = file;
      const calls: RecognitionCalls | undefined = recognition && {
        known: (name) => Promise.resolve(recognition.known(name)),
        recognise: (name, page) => recognition.recognise(name, page, signal),
      };
      const first = await parts.file({ path, sidecar, recognition: calls }, Buffer.concat(chunks));
      const outcomes = await outcomesOf(path, first, (index) => parts.attachment(index));
      signal?.throwIfAborted();
      return outcomes;
    },
    close: () => Promise.resolve(),
  };
}

/** @param attachment gives what became of the attachment with that number */
export async function outcomesOf(
  path: string,
  first: PartAnswer,
  attachment: (index: number) => Promise<PartAnswer>,
): Promise<ReadOutcome[]> {
  const outcomes = asOutcomes(path, first);
  if ("document" in first) {
    for (const [index, name] of first.attachments.entries())
      outcomes.push(...asOutcomes(name, await attachment(index)));
  }
  return outcomes;
}

function asOutcomes(path: string, answer: PartAnswer): ReadOutcome[] {
  if (!("document" in answer)) return [{ path, ...answer }];
  const { document, waiting } = answer;
  if (waiting === undefined) return [{ path, document }];
  const reason = `${waiting} of its pages are scanned: their text is recognised once all other files are read`;
  return [
    { path, document },
    { path, reason, lasting: false, waiting },
  ];
}

/** Keeps the attachments of the last file until the next one. */
export function partReader(readers: readonly Reader[], onPages?: OnPages): PartReader {
  let last: (DocumentAndAttachments & { readonly paths: readonly string[] }) | undefined;
  let recognition: RecognitionCalls | undefined;
  return {
    async file(request, bytes) {
      const { path, sidecar } = request;
      last = undefined;
      recognition = request.recognition;
      return answered(path, recognition, async (help) => {
        const read = await readWithAttachments({ path, sidecar, bytes, readers, onPages, ...help });
        const paths = attachmentPaths(path, read.attachments.slice(0, MAX_ATTACHMENTS));
        last = { ...read, paths };
        return { document: withoutRest(read), attachments: paths };
      });
    },
    attachment(index) {
      const path = last?.paths[index] ?? "";
      return answered(path, recognition, async (help) => {
        const bytes = last?.attachments[index]?.bytes;
        if (last === undefined || bytes === undefined || path === "") throw new Error("no such attachment");
        const { collection } = last.document;
        const parts = { path, bytes, readers, collection, onPages, ...help };
        const { document, attachments } = await readWithAttachments(parts);
        const nested =
          attachments.length === 0 ? [] : [`attachments of an attachment are not read (${attachments.length})`];
        const warnings = [...document.warnings, ...nested];
        // It came from outside, and whoever wrote it does not decide which of our documents it replaces.
        const stated = (document.stated ?? []).map((fact) => ({ ...fact, sure: fact.sure && !isRelation(fact) }));
        return { document: { ...document, id: path, supersedes: [], amends: [], stated, warnings }, attachments: [] };
      });
    },
  };
}

function isRelation({ kind }: StatedFact): boolean {
  return kind === "supersedes" || kind === "amends";
}

/** @returns with the number of pages that wait for recognition */
async function answered(
  path: string,
  calls: RecognitionCalls | undefined,
  read: (help: { readonly recognition?: PageRecognition }) => Promise<PartAnswer>,
): Promise<PartAnswer> {
  let waiting = 0;
  const recognition: PageRecognition | undefined = calls && {
    async page(page, render) {
      const known = await calls.known({ path, page });
      if (known === "later") waiting += 1;
      return known === "render" ? calls.recognise({ path, page }, await render()) : known;
    },
  };
  try {
    const answer = await read(recognition === undefined ? {} : { recognition });
    return waiting === 0 ? answer : { ...answer, waiting };
  } catch (thrown) {
    if (thrown instanceof DocketError) {
      return waiting === 0
        ? { reason: thrown.message, lasting: true }
        : { reason: thrown.message, lasting: false, waiting };
    }
    // A library's own words: they say little to a secretariat, but much to whoever looks into it. The file is tried again
    // next time: it may be the installation that is at fault.
    const words = canonicalText(errorText(thrown)).text.replace(/\s+/g, " ").slice(0, 200).toWellFormed();
    return { reason: `it cannot be read (${words}): save it anew from the program that it is from`, lasting: false };
  }
}

function withoutRest({ document, attachments }: DocumentAndAttachments): Document {
  const rest = attachments.length - MAX_ATTACHMENTS;
  if (rest <= 0) return document;
  const warning = `${attachments.length} attachments: the last ${rest} are not read; save them as files of their own`;
  return { ...document, warnings: [...document.warnings, warning] };
}

/** `mail.eml/list.pdf`: a name from outside, made safe as the last part of a path; each once. */
function attachmentPaths(path: string, attachments: DocumentAndAttachments["attachments"]): string[] {
  const taken = new Set<string>();
  return attachments.map(({ name }, index) => {
    const visible = canonicalText(name).text.replace(/[\s/\\]+/g, " ");
    const clean = visible.slice(-MAX_NAME_LENGTH).toWellFormed().trim().replace(/^\.+/, "");
    const free = clean === "" || taken.has(clean) ? `${index + 1} ${clean}`.trim() : clean;
    taken.add(free);
    return `${path}/${free}`;
  });
}
