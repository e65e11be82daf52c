/**
 * The first read of a folder, published as it goes: a library of thousands of files answers after seconds from those that
 * were read. Later reads change at once, so that no repealed text answers while its successor is unread; while the first
 * goes on, every answer says how much of the folder it rests on.
 */

import type { CorpusFile } from "./corpus-folder.ts";
import type { StagedDocument } from "./read-files.ts";

/** Progress over the folder's files. */
export interface FirstRead {
  readonly read: number;
  readonly total: number;
}

/** State of the files that are to be read. */
export interface PortionState {
  /** Documents of those that were read so far, in their order. */
  readonly staged: readonly StagedDocument[];
  readonly read: readonly CorpusFile[];
  readonly left: readonly CorpusFile[];
}

/** Number of files that are read next; 0: what was read is published first. */
export type Portion = (state: PortionState) => Promise<number>;

/**
 * Files are read in portions, each as large as all before it, and embedded at once. The next one takes about as long as
 * all before: from here on there would be nothing to ask for longer than 5 s.
 */
const FIRST_PORTION_MS = 2_000;
/** A large file keeps others waiting that are read in a moment. */
const LARGE_BYTES = 1_000_000;

export interface FirstReading {
  /** First portion, with nothing read. */
  readonly portion: Portion;
  /** So many more files are published: the next portion is as large as all that are. */
  published(count: number): void;
}

interface FirstReadingOptions {
  /** Files that were read before, and are published. */
  readonly known: number;
  readonly now: () => number;
  /** Is given what was read since it was called last. */
  readonly embed: (state: PortionState) => Promise<void>;
  /** @default 2 s */
  readonly firstMs?: number;
}

export function firstReading({ known, now, embed, firstMs = FIRST_PORTION_MS }: FirstReadingOptions): FirstReading {
  const started = now();
  let files = known;
  let isPublished = known > 0;
  let [embedded, staged] = [0, 0];
  return {
    async portion(state) {
      const { length } = state.read;
      if (length === 0) [embedded, staged] = [0, 0];
      else await embed({ ...state, staged: state.staged.slice(staged), read: state.read.slice(embedded) });
      [embedded, staged] = [length, state.staged.length];
      const isEnough = length > 0 && (isPublished || now() - started >= firstMs);
      return isEnough ? 0 : Math.max(1, files + length);
    },
    published(count) {
      files += count;
      isPublished = true;
    },
  };
}

/** Keeps the order, but for large files, which come last. */
export function largeLast(files: readonly CorpusFile[]): readonly CorpusFile[] {
  const isLarge = ({ size }: CorpusFile): boolean => size > LARGE_BYTES;
  return [...files.filter((file) => !isLarge(file)), ...files.filter(isLarge)];
}
