/**
 * Fused rankings to evidence: each passage as the asker's edition has it, with its validity, the cosines of its sentences,
 * and what it is worth. Pure, but for the library that it reads.
 */

import type { Neighbour } from "../../index/vector/vector-index.ts";
import type { Language } from "../../language/language.ts";
import type { Library, LibraryPassage } from "../../library/library.ts";
import { isPublishedBy } from "../../library/validity/validity.ts";
import type { AccessScope, ValidityOf } from "../../library/validity/validity-index.ts";
import { askersEdition } from "./askers-edition.ts";
import { anyInForce, type Evidence } from "./evidence.ts";
import type { Fused } from "./fuse.ts";

/** Passages in force among them, looked for further down where old versions fill the top: enough for an answer. */
const IN_FORCE = 5;
/** How far down they are looked for; each passage that is looked at is read from the library. */
const LOOKED_AT = 100;
/** More than an answer is made from: what `--explain` and the evaluation look at. */
const EVIDENCE = 20;

export interface GatherOptions {
  readonly library: Library;
  readonly validityOf: ValidityOf;
  readonly cosineOf: (neighbour: Pick<Neighbour, "score">) => number;
  /** The nearest, of which `restOfSentences` is the upper bound on the cosine of all others. */
  readonly sentences: readonly Neighbour[];
  readonly restOfSentences: number;
  readonly publishedBy: AccessScope["publishedBy"];
  readonly collections: AccessScope["collections"];
  readonly readIn: Language;
  readonly lostToGlossOf: (language: Language) => number;
}

export function gatherEvidence(fused: readonly Fused[], options: GatherOptions): Evidence[] {
  const { library, validityOf, cosineOf, sentences, publishedBy, collections, readIn } = options;
  const sentencesOf = Map.groupBy(sentences, ({ passage }) => passage);
  const cosinesOf = (id: number): ReadonlyMap<number, number> =>
    new Map((sentencesOf.get(id) ?? []).map((row) => [row.sentence, cosineOf(row)]));
  const edition = askersEdition({ library, language: readIn, collections, cosinesOf });
  return gather(fused, library, ({ score, rankings }, found) => {
    const passage = edition.passage(found, sentencesOf.get(found.id)?.[0]?.sentence ?? 0);
    // Not theirs to see, or not there yet on the day that is asked about.
    if (passage === null || (publishedBy !== undefined && !isPublishedBy(passage.document, publishedBy))) return null;
    const known = cosinesOf(passage.id);
    const counterparts = edition.counterpartCosines(passage);
    const sentenceScores = passage.sentences.map((_, sentence) =>
      Math.max(known.get(sentence) ?? options.restOfSentences, counterparts?.[sentence] ?? options.restOfSentences),
    );
    const validity = validityOf(passage.document, passage);
    const sentenceValidity = passage.sentences.map((sentence) =>
      validity.kind === "amended" ? validityOf(passage.document, sentence) : validity,
    );
    const lost = options.lostToGlossOf(passage.language);
    return {
      ...{ passage, validity, score, rankings, sentenceScores, sentenceValidity },
      ...{ lostToGloss: lost, headingScore: null, continues: 0 },
    };
  });
}

/**
 * The best, and further down the best that are in force. The same words in two documents are one piece of evidence:
 * where a new version repeats the old one, the new one's.
 */
function gather(
  fused: readonly Fused[],
  library: Library,
  evidenceOf: (found: Fused, passage: LibraryPassage) => Evidence | null,
): Evidence[] {
  const gathered = new Map<string, Evidence>();
  let inForce = 0;
  for (const { index, found, passage } of withPassages(fused, library)) {
    const full = gathered.size >= EVIDENCE;
    if (full && (inForce >= IN_FORCE || index >= LOOKED_AT)) break;
    const evidence = evidenceOf(found, passage);
    if (evidence === null) continue;
    const counts = anyInForce(evidence);
    const same = gathered.get(evidence.passage.text);
    if (same === undefined ? full && !counts : anyInForce(same) || !counts) continue;
    gathered.delete(evidence.passage.text);
    gathered.set(evidence.passage.text, evidence);
    if (counts) inForce += 1;
  }
  return [...gathered.values()];
}

/** Read as they are looked at, as many at a time as are mostly enough; without those that the library has no more. */
function* withPassages(fused: readonly Fused[], library: Library) {
  for (let from = 0; from < fused.length; from += EVIDENCE) {
    const some = fused.slice(from, from + EVIDENCE);
    const read = library.passages(some.map(({ passage }) => passage));
    const byId = new Map(read.map((passage) => [passage.id, passage]));
    for (const [place, found] of some.entries()) {
      const passage = byId.get(found.passage);
      if (passage !== undefined) yield { index: from + place, found, passage };
    }
  }
}
