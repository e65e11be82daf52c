/**
 * A file as it is read now: what is known of it, what was left out or is in doubt, and its text with headings, places,
 * list items and rows. It is what an operator looks at when an answer looks odd.
 */

import type { Say } from "../src/bot/i18n/words.ts";
import {
  type CorpusFile,
  type Document,
  type FileReading,
  type FileRecognition,
  factsKnown,
  listCorpus,
  type ReadOutcome,
  type Recogniser,
  readAnew,
} from "../src/engine/engine.ts";
import { DocketError } from "../src/errors.ts";
import { factLine } from "./document-facts.ts";

/**
 * @param path relative to the corpus; that of an attachment gives it alone
 * @returns what became of the file, then of its attachments
 * @throws DocketError `document` where there is no such file
 */
export async function readNow(
  corpusDir: string,
  path: string,
  { reading, recogniser }: { readonly reading: FileReading; readonly recogniser: Recogniser | null },
): Promise<readonly ReadOutcome[]> {
  const wanted = path
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/u, "")
    .normalize("NFC");
  const { files, problems } = listCorpus(corpusDir);
  const exact = files.find((file) => file.path === wanted);
  const file = exact ?? files.find((each) => wanted.startsWith(`${each.path}/`));
  if (file === undefined) {
    const problem = problems.find((each) => each.path === wanted);
    if (problem !== undefined) throw new DocketError("document", `${wanted}: ${problem.reason}`);
    throw new DocketError("document", `${wanted}: there is no such file in ${corpusDir}${nearMiss(wanted, files)}`, {
      told: {
        key: "error-no-such-file",
        values: { path: wanted, folder: corpusDir, near: namesakes(wanted, files).join(", ") || "none" },
      },
    });
  }
  const recognition: FileRecognition | undefined =
    (recogniser && {
      known: () => "render",
      recognise: (_, page, signal) => recogniser.recognise(page, signal),
    }) ||
    undefined;
  const outcomes = await readAnew(file, reading, recognition);
  if (exact !== undefined) return outcomes;
  const attachment = outcomes.filter((outcome) => outcome.path === wanted);
  if (attachment.length > 0) return attachment;
  const names = outcomes.slice(1).map((outcome) => outcome.path);
  const has = names.length === 0 ? "it has no attachments" : `its attachments are ${names.join(", ")}`;
  throw new DocketError("document", `${wanted}: there is no such attachment: ${has}`);
}

function nearMiss(wanted: string, files: readonly CorpusFile[]): string {
  const same = namesakes(wanted, files);
  if (same.length === 0) return ": give its path relative to that folder";
  return `: did you mean ${same.join(" or ")}?`;
}

/** Files of the same name elsewhere. */
function namesakes(wanted: string, files: readonly CorpusFile[]): readonly string[] {
  const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return files.flatMap(({ path }) => (nameOf(path) === nameOf(wanted) ? [path] : [])).slice(0, 3);
}

/** Shows the outcome of one file on a terminal. */
export function shownOutcome(outcome: ReadOutcome, say: Say): string {
  if (!("document" in outcome))
    return say("document-not-read", { path: outcome.path, reason: say.problem(outcome.reason) });
  return [...factsOf(outcome.document, say), "", ...linesOf(outcome.document)].join("\n");
}

function factsOf(document: Document, say: Say): readonly string[] {
  const { path, title, format, language, publisher, published, text, blocks, warnings } = document;
  const said = [publisher, published].filter((fact) => fact !== null);
  return [
    say("show-file", { path }),
    say("show-title", { title }),
    say("show-read-as", { how: [format, language, ...said].join(", ") }),
    say("show-size", { characters: text.length, blocks: blocks.length }),
    ...factsKnown(document, text)
      .filter(({ fact }) => fact !== "title")
      .map((fact) => factLine(fact, say)),
    ...warnings.map((warning) => say("show-warning", { warning: say.problem(warning) })),
  ];
}

/** Blocks as Markdown would have them, a page where it changes, and a row of a sheet with its number. */
function linesOf({ text, blocks }: Document): readonly string[] {
  const lines: string[] = [];
  let page = "";
  blocks.forEach(({ kind, start, end, section, place, leadIn }, index) => {
    const now =
      place === null || place.kind === "row"
        ? page
        : `[${place.kind} ${place.number}${place.recognised ? ", recognised" : ""}]`;
    if (now !== page) lines.push(now);
    page = now;
    const [before, next] = [blocks[index - 1], blocks[index + 1]];
    const isFirstUnderHeader = leadIn === index - 1 && before?.kind === "table-row" && before.leadIn !== index - 2;
    if (kind === "table-row" && isFirstUnderHeader) lines.push("| ---");
    const nested = "  ".repeat(itemsAbove(blocks, leadIn));
    const row = place?.kind === "row" ? `${place.number} ` : "";
    const marks = { heading: `${"#".repeat(Math.max(1, section.length))} `, paragraph: "", code: "    " };
    const mark = kind === "list-item" ? `${nested}- ` : kind === "table-row" ? `${row}| ` : marks[kind];
    lines.push(mark + text.slice(start, end));
    if (next?.kind !== kind || (kind !== "list-item" && kind !== "table-row")) lines.push("");
  });
  return lines.slice(0, -1);
}

/** Items that a block is inside of. */
function itemsAbove(blocks: Document["blocks"], leadIn: number | null): number {
  const block = leadIn === null ? undefined : blocks[leadIn];
  return block?.kind === "list-item" ? 1 + itemsAbove(blocks, block.leadIn) : 0;
}
