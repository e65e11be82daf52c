/** The reader of calendar files (.ics): each event as what, when, where and who. */

import { DocketError } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import { decodeText } from "../decode.ts";
import { MAX_TEXT_FILE_BYTES } from "../limits.ts";
import { plainBlocks } from "../plain/plain-blocks.ts";
import type { Reader } from "../read.ts";
import { calendarText, calendarTitle } from "./calendar.ts";

export function calendarReader(): Reader {
  return {
    format: "calendar",
    extensions: [".ics"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const text = calendarText(decoded.text);
      if (text === "") throw new DocketError("document", "a calendar without events: remove it");
      const title = calendarTitle(decoded.text);
      const { text: written, blocks } = plainBlocks(canonicalText(text).text, { mayBePage: false });
      return { text: written, blocks, facts: title === undefined ? {} : { title }, warnings: decoded.warnings };
    },
  };
}
