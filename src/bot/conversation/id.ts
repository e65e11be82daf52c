/** Names of what is kept, fit for a button and a link: 128 random bits, so that nobody counts up to another's. */

const BYTES = 16;

/** @param randomBytes of node:crypto, or a test's own */
export function newId(randomBytes: (size: number) => Uint8Array): string {
  return Buffer.from(randomBytes(BYTES)).toString("base64url");
}

/** Letters, digits, `-` and `_`: 16 bytes in base64url are 22 of them. */
export const ID_PATTERN = "[A-Za-z0-9_-]{22}";
