/**
 * Reads archives (.zip) one level deep: the files in it become documents of their own, as those that come with a mail; the
 * archive itself says which they are. Its limits are those of an office file, which is an archive too.
 */

import { DocketError } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { outline } from "../outline.ts";
import type { Reader } from "../read.ts";

/** What systems put into archives by themselves, and files that begin with a dot. */
const SYSTEM_FILE = /(?:^|\/)(?:__MACOSX\/|\.[^/]|Thumbs\.db$|desktop\.ini$|~\$)/iu;
/** As many as the attachments of a mail that are read. */
const MOST_FILES = 50;

export function archiveReader(): Reader {
  return {
    format: "zip",
    extensions: [".zip"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { openZip } = await import("../office/zip.ts");
      const zip = openZip(bytes);
      const names = zip.names.filter((name) => !SYSTEM_FILE.test(name));
      if (names.length === 0) throw new DocketError("document", "an archive without files: remove it");
      const blocks = outline();
      for (const name of names) blocks.item(0, name);
      const { text, blocks: written } = blocks.finish();
      const rest = names.length - MOST_FILES;
      return {
        ...{ text, blocks: written, facts: {} },
        warnings:
          rest > 0 ? [`${names.length} files in it: the last ${rest} are not read; unpack it, and put them here`] : [],
        attachments: names.slice(0, MOST_FILES).map((name) => ({
          name: canonicalText(name).text,
          bytes: zip.read(name) ?? new Uint8Array(),
        })),
      };
    },
  };
}
