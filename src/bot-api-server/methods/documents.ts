/** sendDocument, getFile. */

import type { Document } from "@grammyjs/types";
import { ApiFailure, badRequest } from "../failure.ts";
import type { Parameters } from "../parameters.ts";
import { sendMessage, textOf } from "../sending.ts";
import type { State } from "../state.ts";
import { CAPTION_RULES } from "../text/formatted-text.ts";
import { captionContent } from "./messages.ts";
import type { Methods } from "./method.ts";

/** https://core.telegram.org/bots/api#senddocument */
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

export const documentMethods: Methods = {
  sendDocument({ parameters, state }) {
    const text = textOf(state, parameters, "caption", CAPTION_RULES);
    const document = documentOf(state, parameters);
    return sendMessage(state, parameters, { text, content: { document, ...captionContent(text) } });
  },

  getFile: ({ parameters, state }) => state.files.describe(parameters.text("file_id")),
};

/** Uploaded in this call, or sent before. */
function documentOf({ files }: State, parameters: Parameters): Document {
  const given = parameters.text("document");
  const attached = given.startsWith("attach://") ? given.slice("attach://".length) : "document";
  const upload = parameters.files.get(attached);
  if (upload !== undefined) {
    if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
    if (upload.bytes.length > MAX_UPLOAD_BYTES) throw new ApiFailure(413, "Request Entity Too Large");
    return files.add(upload);
  }
  if (given === "" || given.startsWith("attach://")) throw badRequest("there is no document in the request");
  const known = files.find(given);
  if (known === undefined) throw badRequest("wrong file identifier/HTTP URL specified");
  return files.add(known);
}
