/**
 * Claims to measure grounding by: each with the words that a model copied for it, the passage around them, and whether
 * the words say it. A false one differs from its quote in one thing, which is its kind.
 */

import { readFileSync } from "node:fs";

const MADE_WITH = ["claims-en.txt", "claims-zh.txt", "claims-other-domains.txt", "claims-freer.txt"];
export const UNSEEN = "claims-unseen.txt";

export interface MeasuredClaim {
  readonly text: string;
  readonly quote: string;
  readonly passage: string;
  readonly about: string;
  /** Null where it is true. */
  readonly kind: string | null;
}

/** @param files the last one was written after the rules, and none was changed for it */
export function measuredClaims(files: readonly string[] = [...MADE_WITH, UNSEEN]): MeasuredClaim[] {
  return files.flatMap((file) => {
    const claims: MeasuredClaim[] = [];
    let [about, passage, quote] = ["", "", ""];
    for (const line of readFileSync(new URL(file, import.meta.url), "utf8").split("\n")) {
      const rest = line.slice(2).trim();
      if (line.startsWith("T ")) {
        about = rest.replaceAll(" | ", "\n");
      } else if (line.startsWith("P ")) passage = rest;
      else if (line.startsWith("Q ")) quote = rest;
      else if (line.startsWith("+ ")) claims.push({ text: rest, quote, passage, about, kind: null });
      else if (line.startsWith("-")) {
        const [, kind = "", text = ""] = /^-(\w+) (.*)$/u.exec(line) ?? [];
        claims.push({ text, quote, passage, about, kind });
      }
    }
    return claims;
  });
}
