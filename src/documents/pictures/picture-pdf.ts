/**
 * Wraps pictures in a PDF without unpacking them, a point for each pixel: PDF knows the codings of JPEG and TIFF, and
 * PDFium, which draws scanned pages anyway, is the decoder. So there is one, inside WebAssembly, and none of our own.
 */

/** A part of a page, full width: TIFF cuts its pages into strips. */
export interface Strip {
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** PDF's name of the coding, without the slash; null where there is none. */
  readonly filter: string | null;
  /** PDF's parameters for it, as they stand in the file: `/K -1 /Columns 1728`. */
  readonly parameters?: string;
}

export interface PicturePage {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** As PDF writes it: `/DeviceGray`, `[/Indexed …]`. */
  readonly colours: string;
  /** Darkest and lightest are exchanged, as in most faxes. */
  readonly inverted: boolean;
  /** By which the picture is to be turned clockwise to stand upright. */
  readonly degrees: 0 | 90 | 180 | 270;
  readonly strips: readonly Strip[];
}

export function picturePdf(pages: readonly PicturePage[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (...pieces: readonly (string | Uint8Array)[]): void => {
    for (const piece of pieces) {
      const bytes = typeof piece === "string" ? Buffer.from(piece, "latin1") : piece;
      parts.push(bytes);
      length += bytes.length;
    }
  };
  let objects = 2;
  const object = (...pieces: readonly (string | Uint8Array)[]): number => {
    objects += 1;
    offsets[objects] = length;
    write(`${objects} 0 obj\n`, ...pieces, "\nendobj\n");
    return objects;
  };
  write("%PDF-1.7\n");
  const kids: number[] = [];
  for (const page of pages) {
    const images = page.strips.map((strip) => {
      const coding =
        strip.filter === null ? "" : `/Filter /${strip.filter} /DecodeParms << ${strip.parameters ?? ""} >>`;
      const shades = page.inverted ? `/Decode [${"1 0 ".repeat(channelsOf(page.colours))}]` : "";
      const head = `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${strip.rows} /BitsPerComponent ${page.bits}`;
      return object(
        `${head} /ColorSpace ${page.colours} ${shades} ${coding} /Length ${strip.bytes.length} >>\nstream\n`,
        ...[strip.bytes, "\nendstream"],
      );
    });
    let top = page.height;
    const drawing = page.strips.map(({ rows }, index) => {
      top -= rows;
      return `q ${page.width} 0 0 ${rows} 0 ${top} cm /I${index} Do Q`;
    });
    const content = object(`<< /Length ${drawing.join("\n").length} >>\nstream\n${drawing.join("\n")}\nendstream`);
    const names = images.map((id, index) => `/I${index} ${id} 0 R`).join(" ");
    const box = `[0 0 ${page.width} ${page.height}]`;
    const resources = `/Resources << /XObject << ${names} >> >>`;
    kids.push(
      object(
        `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Rotate ${page.degrees} ${resources} /Contents ${content} 0 R >>`,
      ),
    );
  }
  offsets[1] = length;
  write("1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  offsets[2] = length;
  write(
    `2 0 obj\n<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((id) => `${id} 0 R`).join(" ")}] >>\nendobj\n`,
  );
  const table = length;
  const entries = Array.from(
    { length: objects },
    (_, index) => `${String(offsets[index + 1]).padStart(10, "0")} 00000 n `,
  );
  write(`xref\n0 ${objects + 1}\n0000000000 65535 f \n${entries.join("\n")}\n`);
  write(`trailer\n<< /Size ${objects + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function channelsOf(colours: string): number {
  return colours === "/DeviceRGB" ? 3 : colours === "/DeviceCMYK" ? 4 : 1;
}
