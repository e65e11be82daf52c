/**
 * Any text that a string can hold, lone surrogates left out: for fast-check's strings, as a unit. Its own `binary` makes a
 * table of all code points first, two seconds in each of the processes that run tests.
 */

import fc from "fast-check";

const SURROGATES = { first: 0xd800, count: 0x800 };
const CODE_POINTS = 0x110000;

/** As often ASCII, the rest of what is mostly written, and all there is. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xffff - SURROGATES.count }),
    fc.integer({ min: 0, max: CODE_POINTS - SURROGATES.count - 1 }),
  )
  .map((number) => String.fromCodePoint(number < SURROGATES.first ? number : number + SURROGATES.count));
