/** The reader of saved and crawled web pages. What reads them is loaded with the first page: it is a third of all readers. */

import { MAX_TEXT_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";

export function htmlReader(): Reader {
  return {
    format: "html",
    extensions: [".html", ".htm", ".xhtml"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const { readWebPage } = await import("./html-page.ts");
      return readWebPage(bytes);
    },
  };
}
