/**
 * What a model has written, as claims: read from JSON, or from lines where its server holds it to no schema. Nothing of
 * it is believed here; what cannot be read is null, and what no member should see of it (marks of its own, Markdown,
 * characters that do not show) is taken off before anybody looks at the words. Pure.
 */

import { z } from "zod";
import { canonicalText } from "../../language/canonical.ts";
import type { WrittenClaim } from "../grounding/prove.ts";
import type { TextForm } from "../llm/chat-model.ts";

export type WrittenAnswer =
  | { readonly kind: "claims"; readonly claims: readonly WrittenClaim[] }
  | { readonly kind: "not-found" };

/** More is no answer to read. */
export const MAX_CLAIMS = 8;
/** A sentence that is longer is none. */
const MAX_CLAIM_CHARACTERS = 600;
const MAX_QUOTES = 4;

/** JSON as the schema below has it, or nearly. */
const written = z.object({
  claims: z.array(
    z.object({
      text: z.string(),
      support: z.array(z.object({ mark: z.union([z.number(), z.string()]), quote: z.string() })),
    }),
  ),
});

export const CLAIMS_FORM: TextForm = {
  name: "answer",
  schema: {
    type: "object",
    properties: {
      claims: {
        type: "array",
        items: {
          type: "object",
          properties: {
            text: { type: "string", description: "One sentence of the answer" },
            support: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  mark: { type: "integer", description: "Number of the passage" },
                  quote: { type: "string", description: "Words copied from that passage" },
                },
                required: ["mark", "quote"],
                additionalProperties: false,
              },
            },
          },
          required: ["text", "support"],
          additionalProperties: false,
        },
      },
    },
    required: ["claims"],
    additionalProperties: false,
  },
  asJson: `Write JSON and nothing else: {"claims":[{"text":"one sentence","support":[{"mark":1,"quote":"words copied from passage 1"}]}]}. If the passages do not answer the question, write {"claims":[]}.`,
  asLines: `Write lines and nothing else. A line for each sentence of the answer, beginning with CLAIM and a space; under it, for each passage that it rests on, a line such as
QUOTE [1] words copied from passage 1
If the passages do not answer the question, write the one line NOT FOUND.`,
};

/** @returns null where it is neither */
export function readWritten(text: string): WrittenAnswer | null {
  const said = text.replace(/^\s*<think>[\s\S]*?<\/think>/u, "");
  const claims = fromJson(said) ?? fromLines(said);
  if (claims === null) return null;
  const cleaned = claims.slice(0, MAX_CLAIMS).map(clean);
  return cleaned.length === 0 ? { kind: "not-found" } : { kind: "claims", claims: cleaned };
}

function fromJson(text: string): WrittenClaim[] | null {
  const [start, end] = [text.indexOf("{"), text.lastIndexOf("}")];
  if (start < 0 || end < start) return null;
  try {
    return written.parse(JSON.parse(text.slice(start, end + 1))).claims.map(({ text: claim, support }) => ({
      text: claim,
      support: support.map(({ mark, quote }) => ({ mark: markOf(mark), quote })),
    }));
  } catch {
    return null;
  }
}

const CLAIM_LINE = /^[\s*#>-]*CLAIM\b[\s*:：]*(?<words>.*)$/iu;
const QUOTE_LINE = /^[\s*#>-]*QUOTE\b[\s*:：]*\[?(?<mark>\d{1,4})\]?[\s*:：]*(?<words>.*)$/iu;
const NOT_FOUND_LINE = /^[\s*#>-]*NOT[ _-]FOUND\b/iu;

function fromLines(text: string): WrittenClaim[] | null {
  const claims: { text: string; support: { mark: number; quote: string }[] }[] = [];
  let notFound = false;
  for (const line of text.split("\n")) {
    const claim = CLAIM_LINE.exec(line)?.groups;
    const quote = QUOTE_LINE.exec(line)?.groups;
    if (claim !== undefined) claims.push({ text: claim.words ?? "", support: [] });
    else if (quote !== undefined) {
      claims.at(-1)?.support.push({ mark: Number(quote.mark), quote: quote.words ?? "" });
    } else if (NOT_FOUND_LINE.test(line)) notFound = true;
  }
  return claims.length === 0 && !notFound ? null : claims;
}

function markOf(mark: number | string): number {
  return typeof mark === "number" ? mark : Number(/\d+/u.exec(mark)?.[0] ?? Number.NaN);
}

function clean({ text, support }: WrittenClaim): WrittenClaim {
  const marks = new Set(support.map(({ mark }) => String(mark)));
  const line = canonicalText(text.slice(0, 2 * MAX_CLAIM_CHARACTERS))
    .text.replaceAll(/\s+/gu, " ")
    .replaceAll(/\s*[[【](\d{1,3})[\]】]/gu, (mark, number) => (marks.has(number) ? "" : mark))
    .replaceAll(/\*\*|__|`/gu, "")
    .replace(/^(?:[-*•#>]+|\d{1,2}[.)、])\s+/u, "")
    .trim();
  return { text: line, support: support.slice(0, MAX_QUOTES) };
}

/** What is wrong with a sentence before it is looked up; null where it is fit to be. */
export function isSentence(text: string): boolean {
  return text.length <= MAX_CLAIM_CHARACTERS && /[\p{L}\p{N}]{2}/u.test(text);
}
