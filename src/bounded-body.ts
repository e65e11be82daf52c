/** Bodies of answers from other servers: read to a limit, since one that does not end would fill the memory. */

import { ReadableStream } from "node:stream/web";

/** @throws Error when there is more of it */
export async function* bounded(body: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const piece of body) {
    seen += piece.length;
    if (seen > mostBytes) throw new Error(`the answer is longer than ${Math.round(mostBytes / 1e6)} MB`);
    yield piece;
  }
}

/** Same signature as `fetch`. */
export function boundedFetch(mostBytes: number, inner: typeof fetch = fetch): typeof fetch {
  return async (...request) => {
    const response = await inner(...request);
    const { body, status, statusText, headers } = response;
    if (body === null) return response;
    // The types of a browser, which the preview's page is checked with, do not know Node's streams.
    const stream = ReadableStream.from(bounded(body as unknown as AsyncIterable<Uint8Array>, mostBytes));
    return new Response(stream as unknown as NonNullable<typeof body>, { status, statusText, headers });
  };
}
