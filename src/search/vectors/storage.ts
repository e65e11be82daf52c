/**
 * vectra's door to the disk: one folder, files read whole and replaced whole. What vectra would do beyond that is
 * refused, not half done: its `createIndex`, when it fails, deletes the folder and all that is in it.
 */

import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { FileStorage } from "vectra";
import { DocketError } from "../../errors.ts";
import { writeFileAtomically } from "../../storage/atomic-file.ts";
import { readChecked } from "../../storage/checked-file.ts";

export interface IndexStorage extends FileStorage {
  upsertFile(path: string, content: Buffer | string | Iterable<Uint8Array>): Promise<void>;
}

export interface IndexStorageOptions {
  /** Files directly in this folder can be read and written, nothing else. */
  readonly folder: string;
  /** Where the bytes of a file are read to. */
  readonly allocate?: (bytes: number) => Uint8Array;
  /** Told the CRC-32 of a file that was read. */
  readonly onRead?: (checksum: number) => void;
}

export function indexStorage({ folder, allocate, onRead }: IndexStorageOptions): IndexStorage {
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
    async readFile(path) {
      const { bytes, checksum } = await readChecked(inFolder(path), allocate);
      onRead?.(checksum);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
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

function refused(message: string): DocketError {
  return new DocketError("storage", message);
}
