/** Of sentences that answer as well, the one in the asker's language comes first. Pure. */

import type { Language } from "../../language/language.ts";
import type { Candidate } from "./sentences.ts";

/** Scores that differ by less say nothing of which answers better. */
const AS_WELL = 0.02;

/** @param candidates best first */
export function readableFirst(candidates: readonly Candidate[], language: Language): readonly Candidate[] {
  const [best] = candidates;
  if (best === undefined || languageOf(best) === language) return candidates;
  const readable = candidates.find((one) => languageOf(one) === language);
  if (readable === undefined || readable.score < best.score - AS_WELL * Math.abs(best.score)) return candidates;
  return [readable, ...candidates.filter((one) => one !== readable)];
}

function languageOf({ evidence }: Candidate): Language {
  return evidence.passage.language;
}
