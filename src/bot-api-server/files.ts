/** Files that were sent, by anyone: kept in memory, found by the identifiers that messages carry. */

import { createHash } from "node:crypto";
import type { Document, File } from "@grammyjs/types";
import { badRequest } from "./failure.ts";
import type { UploadedFile } from "./parameters.ts";

/** Bots cannot fetch larger ones. https://core.telegram.org/bots/api#getfile */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
/** Old files go when all together take more than this. */
const MAX_KEPT_BYTES = 256 * 1024 * 1024;

export interface Files {
  add(file: UploadedFile): Document;
  find(fileId: string): UploadedFile | undefined;
  /** @throws ApiFailure for a file that is unknown or too big to be fetched */
  describe(fileId: string): File;
  atPath(path: string): UploadedFile | undefined;
}

export function createFiles(): Files {
  const byId = new Map<string, UploadedFile>();
  let keptBytes = 0;
  const pathOf = (fileId: string, { name }: UploadedFile) =>
    `documents/${fileId}${/\.[A-Za-z0-9]{1,8}$/u.exec(name)?.[0] ?? ""}`;
  return {
    add(file) {
      const hash = createHash("sha256").update(file.name).update("\0").update(file.bytes).digest("base64url");
      const fileId = `BQAC${hash}`;
      if (!byId.has(fileId)) keptBytes += file.bytes.length;
      byId.set(fileId, file);
      for (const [id, { bytes }] of byId) {
        if (keptBytes <= MAX_KEPT_BYTES || id === fileId) break;
        byId.delete(id);
        keptBytes -= bytes.length;
      }
      return {
        file_id: fileId,
        file_unique_id: hash.slice(0, 15),
        file_name: file.name,
        mime_type: file.type === "" ? "application/octet-stream" : file.type,
        file_size: file.bytes.length,
      };
    },
    find: (fileId) => byId.get(fileId),
    describe(fileId) {
      if (fileId === "") throw badRequest("file_id not specified");
      const file = byId.get(fileId);
      if (file === undefined) throw badRequest("wrong file_id or the file is temporarily unavailable");
      if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest("file is too big");
      return {
        file_id: fileId,
        file_unique_id: fileId.slice(4, 19),
        file_size: file.bytes.length,
        file_path: pathOf(fileId, file),
      };
    },
    atPath(path) {
      const found = byId.entries().find(([fileId, file]) => pathOf(fileId, file) === path);
      return found === undefined || found[1].bytes.length > MAX_DOWNLOAD_BYTES ? undefined : found[1];
    },
  };
}
