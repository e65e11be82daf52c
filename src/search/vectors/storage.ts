/**
 * vectra's door to the disk: one folder, files read whole and replaced whole. What vectra would do beyond that is
 * refused, not half done: its `createIndex`, when it fails, deletes the folder and all that is in it.
 */

import { open, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { FileStorage } from "vectra";
import { DocketError, messageOf } from "../../errors.ts";
import { writeFileAtomically } from "../../storage/atomic-file.ts";

export interface IndexStorage extends FileStorage {
  upsertFile(path: string, content: Buffer | string | Iterable<Uint8Array>): Promise<void>;
}

export interface IndexStorageOptions {
  /** Files directly in this folder can be read and written, nothing else. */
  readonly folder: string;
  /** Where the bytes of a file are read to. */
  readonly allocate?: (bytes: number) => Uint8Array;
  /** Called with each part of a file as it is read, in order. */
  readonly onRead?: (part: Uint8Array) => void;
}

/** A part whose checksum takes 2 ms: between the parts whoever waits for the thread has a turn. */
const READ_BYTES = 4 << 20;

export function indexStorage({
  folder,
  allocate = (bytes) => new Uint8Array(bytes),
  onRead = () => undefined,
}: IndexStorageOptions): IndexStorage {
  const inFolder = (path: string): string => {
    const absolute = resolve(path);
    if (dirname(absolute) !== resolve(folder)) throw refused(`${path}: not a file of ${folder}`);
    return absolute;
  };
  const refuse = (what: string) => (path: string) => Promise.reject(refused(`${path}: ${what}`));
  return {
    async pathExists(path) {
      return stat(inFolder(path)).then(
        () => true,
        () => false,
      );
    },
    readFile: async (path) => readInto(inFolder(path), allocate, onRead),
    upsertFile: async (path, content) =>
      writeFileAtomically(inFolder(path), typeof content === "string" ? Buffer.from(content) : content),
    createFile: refuse("files are replaced, not created"),
    createFolder: refuse("an index has one folder, which is there before it"),
    deleteFile: refuse("files are replaced, not deleted"),
    deleteFolder: refuse("the folder of an index is not vectra's to delete"),
    getDetails: refuse("an index has one file"),
    listFiles: refuse("an index has one file"),
  };
}

async function readInto(
  path: string,
  allocate: (bytes: number) => Uint8Array,
  onRead: (part: Uint8Array) => void,
): Promise<Buffer> {
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    const bytes = allocate(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(bytes, filled, Math.min(READ_BYTES, size - filled));
      if (bytesRead === 0) throw new Error(`it ended after ${filled} of ${size} bytes`);
      onRead(bytes.subarray(filled, filled + bytesRead));
      filled += bytesRead;
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset, size);
  } catch (cause) {
    throw new DocketError("storage", `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function refused(message: string): DocketError {
  return new DocketError("storage", message);
}
