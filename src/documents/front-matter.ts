/**
 * The YAML at the top of a Markdown file, or in a file beside a document -> what is known of the document. People write
 * it by hand, so nothing in it can stop the document from being read: what is wrong is left out, with a warning that
 * says what was expected.
 */

import { isMap, parseDocument, visit } from "yaml";
import { z } from "zod";
import { errorText } from "../errors.ts";
import { canonicalText } from "../language/canonical.ts";
import { isPartialDate } from "../language/dates.ts";
import { decodeText } from "./decode.ts";
import type { ReadResult } from "./document.ts";

export interface FrontMatter {
  readonly facts: ReadResult["facts"];
  readonly warnings: readonly string[];
}

/** A page of keys is 2 KB; what is much longer is not a header. */
const MAX_LENGTH = 16_384;
const MAX_TEXT = 500;
const MAX_LIST = 100;
/** A wrong value is quoted up to here. */
const MAX_QUOTED = 60;

const text = z
  .string()
  .transform((value) => canonicalText(value).text.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1).max(MAX_TEXT));
const date = text.refine(isPartialDate);
const texts = z.union([text.transform((value) => [value]), z.array(text).max(MAX_LIST)]);

const amendment = z.union([
  text.transform((document) => ({ document, clause: null })),
  z
    .instanceof(Map)
    .transform((map) => Object.fromEntries(map))
    .pipe(z.strictObject({ document: text, clause: text.nullable().default(null) })),
]);
const amendments = z.union([amendment.transform((value) => [value]), z.array(amendment).max(MAX_LIST)]);

const TEXT = { schema: text, expected: `text of 1 to ${MAX_TEXT} characters` };
const DATE = { schema: date, expected: "a date like 2022-08-19, 2022-08, 2022 or --02-27" };
/** The name of a folder, at the top of the corpus. */
const collection = text.refine((name) => !/[/\\]|^\.+$/.test(name));
const COLLECTION = { schema: collection, expected: "the name of a collection, without slashes" };
const TEXTS = { schema: texts, expected: "an id or a number, or a list of them" };
const AMENDMENTS = {
  schema: amendments,
  expected: `an id or a number, or a list of them, each as {document: fees-2024, clause: "3.2"} if it names a clause`,
};

type Facts = Required<ReadResult["facts"]>;
/** The schema of a key yields the type of its fact. */
type Key = { [F in keyof Facts]: { fact: F; schema: z.ZodType<Facts[F]>; expected: string } }[keyof Facts];

const KEYS = {
  id: { fact: "id", ...TEXT },
  title: { fact: "title", ...TEXT },
  publisher: { fact: "publisher", ...TEXT },
  published: { fact: "published", ...DATE },
  collection: { fact: "collection", ...COLLECTION },
  source: { fact: "source", ...TEXT },
  number: { fact: "number", ...TEXT },
  language: { fact: "language", schema: z.enum(["en", "zh"]), expected: "en or zh" },
  effective_from: { fact: "effectiveFrom", ...DATE },
  effective_until: { fact: "effectiveUntil", ...DATE },
  supersedes: { fact: "supersedes", ...TEXTS },
  amends: { fact: "amends", ...AMENDMENTS },
  edition_of: { fact: "editionOf", ...TEXT },
} as const satisfies Record<string, Key>;

/**
 * @param yaml what stands between the two lines of dashes
 * @param name what the warnings call it
 */
export function readFrontMatter(yaml: string, name = "front matter"): FrontMatter {
  const ignored = (reason: string): FrontMatter => ({
    facts: {},
    warnings: [`${name}: ${reason}: none of it is used`],
  });
  if (yaml.length > MAX_LENGTH) {
    return ignored(`longer than ${MAX_LENGTH.toLocaleString("en")} characters`);
  }
  const parsed = parse(yaml);
  if (typeof parsed === "string") return ignored(parsed);
  const facts: Record<string, unknown> = {};
  const warnings: string[] = [];
  const unknown: string[] = [];
  for (const [keyName, value] of parsed) {
    const key = isKey(keyName) ? KEYS[keyName] : undefined;
    if (key === undefined) {
      unknown.push(quoted(keyName));
    } else if (!isEmpty(value)) {
      const result = key.schema.safeParse(value);
      if (result.success) facts[key.fact] = result.data;
      else warnings.push(`${name}: ${String(keyName)} is ${quoted(value)}: expected ${key.expected}`);
    }
  }
  if (unknown.length > 0) warnings.push(`${name}: not used: ${unknown.join(", ")}`);
  return { facts, warnings };
}

/** The keys and their values, or what is wrong. All scalars stay text as written: `2022` is a date, `007` a number. */
function parse(yaml: string): ReadonlyMap<unknown, unknown> | string {
  try {
    const document = parseDocument(yaml, { schema: "failsafe", logLevel: "silent" });
    const [error] = document.errors;
    if (error !== undefined) return `not valid YAML (${firstLine(error.message)})`;
    // Aliases of aliases grow without end, and an alias of itself is a circle; a header needs neither.
    let hasAlias = false;
    visit(document, {
      Alias: () => {
        hasAlias = true;
        return visit.BREAK;
      },
    });
    if (hasAlias) return "YAML aliases (`*name`) are not read";
    const value: unknown = document.toJS({ mapAsMap: true });
    if (value === null || value === "") return new Map();
    return value instanceof Map ? value : "not a list of `key: value` lines";
  } catch (thrown) {
    return `not valid YAML (${firstLine(errorText(thrown))})`;
  }
}

function isKey(name: unknown): name is keyof typeof KEYS {
  return typeof name === "string" && Object.hasOwn(KEYS, name);
}

/** YAML's words for a value that is not there. */
function isEmpty(value: unknown): boolean {
  return (
    value === null || value === "" || value === "~" || value === "null" || (Array.isArray(value) && value.length === 0)
  );
}

function quoted(value: unknown): string {
  const shown = typeof value === "string" ? value : JSON.stringify(value, mapAsObject);
  const line = canonicalText(shown).text.replace(/\s+/g, " ");
  return JSON.stringify(line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED).toWellFormed()}…` : line);
}

function mapAsObject(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0]?.replace(/:$/, "") ?? "";
}

export interface Sidecar {
  /** Name of the file, without its folder; warnings begin with it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The facts of a document that has no front matter: a file of the same keys beside it, `rules.pdf.meta.yaml` or
 * `rules.meta.yaml`. Like front matter it is written by hand, so nothing in it can stop the document from being read.
 */
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

/** Facts that are changed one at a time. */
export const EDITABLE_FACTS = [
  ...(["title", "number", "publisher", "published", "effective_from", "effective_until", "supersedes"] as const),
] as const;
export type EditableFact = (typeof EDITABLE_FACTS)[number];

type EditedSidecar =
  | { readonly text: string }
  /** `value`: the fact cannot be this; `sidecar`: what stands there cannot be read, and is not written over. */
  | { readonly problem: "value" | "sidecar" };

/**
 * One fact in the file beside a document, changed, with all else that stands there kept: its order, its comments.
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
