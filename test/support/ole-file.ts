/** OLE files (compound files) for tests, by the library that reads old workbooks. */

import { CFB } from "@e965/xlsx";

interface Cfb {
  readonly utils: {
    cfb_new(): unknown;
    cfb_add(file: unknown, path: string, content: Uint8Array): void;
  };
  write(file: unknown, options: { readonly type: "buffer" }): Buffer;
}

/** @param streams by path, as `/WordDocument` or `/Embedded/Workbook` */
export function oleFile(streams: Readonly<Record<string, Uint8Array | string>>): Buffer {
  const { utils, write } = CFB as unknown as Cfb;
  const file = utils.cfb_new();
  for (const [path, content] of Object.entries(streams)) utils.cfb_add(file, path, Buffer.from(content));
  return write(file, { type: "buffer" });
}
