/** The bytes of a file that somebody sent. Telegram's own server gives 20 MB; a local one gives more, as files on this machine. */

import { readFile, stat } from "node:fs/promises";
import { type Api, GrammyError } from "grammy";
import { request } from "undici";
import { forGrammy } from "./api.ts";

export type Downloaded = { readonly bytes: Uint8Array } | { readonly problem: "too-big" | "lost" };

/** As large as a document may be, see documents/limits.ts. */
const MAX_BYTES = 100_000_000;

export interface DownloadOptions {
  readonly api: Api;
  readonly apiRoot: string;
  readonly token: string;
}

/** @throws where the network or the disk fails: the update is then handled again */
export async function download(
  fileId: string,
  { api, apiRoot, token }: DownloadOptions,
  signal: AbortSignal,
): Promise<Downloaded> {
  let path: string | undefined;
  try {
    ({ file_path: path } = await api.getFile(fileId, forGrammy(signal)));
  } catch (fault) {
    if (!(fault instanceof GrammyError)) throw fault;
    return { problem: /too big/iu.test(fault.description) ? "too-big" : "lost" };
  }
  if (path === undefined) return { problem: "lost" };
  // A local server names a file on this machine.
  if (path.startsWith("/")) {
    if ((await stat(path)).size > MAX_BYTES) return { problem: "too-big" };
    return { bytes: await readFile(path) };
  }
  const url = `${apiRoot.replace(/\/+$/u, "")}/file/bot${token}/${path}`;
  const { statusCode, body } = await request(url, { signal }).catch(() => {
    // The address has the token in it, and so may the error.
    throw new Error("the file could not be fetched");
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) return { problem: "too-big" };
    chunks.push(chunk);
  }
  return statusCode === 200 ? { bytes: Buffer.concat(chunks) } : { problem: "lost" };
}
