/** Unpacks the RTF that Outlook keeps a body in: Lempel-Ziv over a dictionary that begins with what most RTF says. [MS-OXRTFCP] */

const COMPRESSED = 0x75465a4c;
const DICTIONARY = 4_096;
const BEGINNING =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
/** A body of more than this is no letter. */
const LARGEST = 20_000_000;

export function unpackRtf(packed: Uint8Array): Uint8Array {
  if (packed.length < 16) return new Uint8Array();
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const size = Math.min(LARGEST, view.getUint32(4, true));
  if (view.getUint32(8, true) !== COMPRESSED) return packed.subarray(16, 16 + size);
  const dictionary = new Uint8Array(DICTIONARY);
  dictionary.set(Buffer.from(BEGINNING, "latin1"));
  let write = BEGINNING.length;
  const output = Buffer.alloc(size);
  let length = 0;
  const put = (byte: number): void => {
    if (length < size) output[length] = byte;
    length += 1;
    dictionary[write] = byte;
    write = (write + 1) % DICTIONARY;
  };
  let at = 16;
  while (at < packed.length && length < size) {
    const control = packed[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < packed.length; bit += 1) {
      if (((control >> bit) & 1) === 0) {
        put(packed[at] ?? 0);
        at += 1;
        continue;
      }
      const reference = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      if (from === write) return output.subarray(0, length);
      for (let index = 0; index < (reference & 15) + 2; index += 1) put(dictionary[(from + index) % DICTIONARY] ?? 0);
    }
  }
  return output.subarray(0, Math.min(length, size));
}
