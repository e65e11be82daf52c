/** One fact in the file beside a document, changed, with all else that stands there kept: its order, its comments. Pure. */

import { isMap, parseDocument } from "yaml";
import { readFrontMatter } from "./front-matter.ts";

/** Facts that are changed one at a time. */
export const EDITABLE_FACTS = [
  ...(["title", "number", "publisher", "published", "effective_from", "effective_until", "supersedes"] as const),
] as const;
export type EditableFact = (typeof EDITABLE_FACTS)[number];

export type EditedSidecar =
  | { readonly text: string }
  /** `value`: the fact cannot be this; `sidecar`: what stands there cannot be read, and is not written over. */
  | { readonly problem: "value" | "sidecar" };

/**
 * @param sidecar as it is; null where there is none
 * @param value null: it is not said any more, and what the document itself says counts
 * @returns "" where nothing is left to be said
 */
export function editedSidecar(sidecar: string | null, fact: EditableFact, value: string | null): EditedSidecar {
  const own = (sidecar ?? "")
    .replaceAll("\r\n", "\n")
    .replace(/^---[ \t]*\n/u, "")
    .replace(/\n---\s*$/u, "\n");
  const document = parseDocument(own, { schema: "failsafe", logLevel: "silent" });
  const isEmpty = document.contents === null || own.trim() === "";
  if (document.errors.length > 0 || !(isEmpty || isMap(document.contents))) return { problem: "sidecar" };
  if (isEmpty) document.contents = document.createNode({}) as never;
  if (value === null) document.delete(fact);
  else document.set(fact, value.replaceAll(/\s+/gu, " ").trim());
  const text = isMap(document.contents) && document.contents.items.length > 0 ? document.toString() : "";
  const isKept = value === null || Object.keys(readFrontMatter(`${fact}: ${JSON.stringify(value)}`).facts).length > 0;
  return isKept ? { text } : { problem: "value" };
}
