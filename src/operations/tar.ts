/**
 * Files as one tar file, so that a backup needs no program of ours to be taken back. Format: POSIX ustar, blocks of 512
 * bytes: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */

const BLOCK = 512;
/** Eleven octal digits. */
const MAX_SIZE = 8 ** 11 - 1;

export interface TarEntry {
  /** At most 100 letters of ASCII. */
  readonly name: string;
  readonly size: number;
  readonly modified: Date;
  /** Exactly `size` bytes in all. */
  readonly chunks: Iterable<Uint8Array>;
}

/** @throws RangeError where an entry is too large for the format */
export function* tarOf(entries: readonly TarEntry[]): Generator<Uint8Array> {
  for (const { name, size, modified, chunks } of entries) {
    if (size > MAX_SIZE) throw new RangeError(`${name}: ${size} bytes are more than a tar file takes`);
    yield header(name, size, modified);
    yield* chunks;
    yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

function header(name: string, size: number, modified: Date): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");
  block.write(name, 0, 100, "ascii");
  block.write(`${octal(0o600, 7)}\0`, 100, "ascii");
  // Owner and group 0: whoever unpacks it without being root owns the files.
  block.write(`${octal(0, 7)}\0`, 108, "ascii");
  block.write(`${octal(0, 7)}\0`, 116, "ascii");
  block.write(`${octal(size, 11)}\0`, 124, "ascii");
  block.write(`${octal(Math.floor(modified.getTime() / 1_000), 11)}\0`, 136, "ascii");
  block.write("0", 156, "ascii");
  block.write("ustar\x0000", 257, "ascii");
  // The sum of all bytes, with the sum itself taken as eight spaces.
  block.write("        ", 148, "ascii");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, "ascii");
  return block;
}
