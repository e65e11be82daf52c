/**
 * The facts of a document that has no front matter: a file of the same keys beside it, `rules.pdf.meta.yaml` or
 * `rules.meta.yaml`. Like front matter it is written by hand, so nothing in it can stop the document from being read.
 */

import { errorText } from "../errors.ts";
import { decodeText } from "./decode.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter.ts";

export interface Sidecar {
  /** Of the file, without its folder; warnings begin with it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function readSidecar({ name, bytes }: Sidecar): FrontMatter {
  try {
    const { text, warnings } = decodeText(bytes);
    // People copy front matter with the dashes around it; their places are kept for the numbers of lines.
    const yaml = text
      .replaceAll("\r\n", "\n")
      .replace(/^---[ \t]*(?=\n)/, "")
      .replace(/\n---\s*$/, "\n");
    const header = readFrontMatter(yaml, name);
    return { facts: header.facts, warnings: [...warnings.map((warning) => `${name}: ${warning}`), ...header.warnings] };
  } catch (thrown) {
    return { facts: {}, warnings: [`${name}: ${errorText(thrown)}: none of it is used`] };
  }
}
