/** Files that were damaged: bytes replaced, left out or repeated, as by a bad disk or by somebody who means harm. */

import fc from "fast-check";

interface Change {
  /** Share of the file at which it happens. */
  readonly at: number;
  readonly removed: number;
  readonly added: Uint8Array;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.constantFrom(0, 1, 4, 100),
  added: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc
      .constantFrom("0", "999999999", "<", ">", "/", "&#0;", "</w:p>", " endobj ", "]]>")
      .map((text) => Buffer.from(text)),
  ),
});

export function changed(files: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.tuple(files, fc.array(change, { minLength: 1, maxLength: 4 })).map(([bytes, changes]) =>
    changes.reduce((before, { at, removed, added }) => {
      const offset = Math.floor(at * before.length);
      return new Uint8Array(Buffer.concat([before.subarray(0, offset), added, before.subarray(offset + removed)]));
    }, bytes),
  );
}
