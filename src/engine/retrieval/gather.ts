/**
 * Rankings made one, and evidence of them: each passage as the asker's edition has it, with its validity, the cosines
 * of its sentences, and what it is worth. Pure, but for the library that it reads.
 */

import type { Ranked } from "../../index/keyword/bm25.ts";
import type { Neighbour } from "../../index/vector/vector-index.ts";
import type { Language } from "../../language/language.ts";
import type { Library, LibraryPassage } from "../../library/library.ts";
import { type AccessScope, isPublishedBy, type ValidityOf } from "../../library/validity/validity.ts";
import { anyInForce, type Evidence, RANKINGS, type RankedScore, type RankingName } from "./evidence.ts";

/** Passages in force among them, looked for further down where old versions fill the top: enough for an answer. */
const IN_FORCE = 5;
/** Depth to which they are looked for; each passage that is looked at is read from the library. */
const LOOKED_AT = 100;
/** More than an answer is made from: what `--explain` and the evaluation look at. */
const EVIDENCE = 20;

interface GatherOptions {
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

interface Gathered {
  readonly evidence: Evidence[];
  /** A passage that the index has is gone from the library: the index is older. */
  readonly hasLost: boolean;
}

export function gatherEvidence(fused: readonly Fused[], options: GatherOptions): Gathered {
  const { library, validityOf, cosineOf, sentences, publishedBy, collections, readIn } = options;
  const sentencesOf = Map.groupBy(sentences, ({ passage }) => passage);
  const cosinesOf = (id: number): ReadonlyMap<number, number> =>
    new Map((sentencesOf.get(id) ?? []).map((row) => [row.sentence, cosineOf(row)]));
  const edition = askersEdition({ library, language: readIn, collections, cosinesOf });
  return gather(fused, library, ({ score, rankings }, found) => {
    const passage = edition.passage(found, sentencesOf.get(found.id)?.[0]?.sentence ?? 0);
    // Passages are left out that are not theirs to see, or not there yet on the day that is asked about.
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
      passage,
      validity,
      score,
      rankings,
      sentenceScores,
      sentenceValidity,
      lostToGloss: lost,
      headingScore: null,
      continues: 0,
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
): Gathered {
  const gathered = new Map<string, Evidence>();
  let inForce = 0;
  let hasLost = false;
  for (const { index, found, passage } of withPassages(fused, library)) {
    const full = gathered.size >= EVIDENCE;
    if (full && (inForce >= IN_FORCE || index >= LOOKED_AT)) break;
    if (passage === null) {
      hasLost = true;
      continue;
    }
    const evidence = evidenceOf(found, passage);
    if (evidence === null) continue;
    const counts = anyInForce(evidence);
    const same = gathered.get(evidence.passage.text);
    if (same === undefined ? full && !counts : anyInForce(same) || !counts) continue;
    gathered.delete(evidence.passage.text);
    gathered.set(evidence.passage.text, evidence);
    if (counts) inForce += 1;
  }
  return { evidence: [...gathered.values()], hasLost };
}

/** Read as they are looked at, as many at a time as are mostly enough; null: the library has it no more. */
function* withPassages(fused: readonly Fused[], library: Library) {
  for (let from = 0; from < fused.length; from += EVIDENCE) {
    const some = fused.slice(from, from + EVIDENCE);
    const read = library.passages(some.map(({ passage }) => passage));
    const byId = new Map(read.map((passage) => [passage.id, passage]));
    for (const [place, found] of some.entries()) {
      yield { index: from + place, found, passage: byId.get(found.passage) ?? null };
    }
  }
}

export interface Ranking {
  /** Best first. */
  readonly found: readonly Ranked[];
  /** Upper bound on the score of passages outside this ranking: the last one's score if there may be more, else 0. */
  readonly rest: number;
}

interface Fused extends Ranked {
  readonly rankings: Readonly<Record<RankingName, RankedScore>>;
}

/** Chosen on the development sets, where anything near them does as well. */
const WEIGHTS: Readonly<Record<RankingName, number>> = { words: 1, passage: 0.4, sentence: 0.6 };

/**
 * Rankings made one. The scores are added as they are, not ranks and not shares of the best: each means the same for
 * every question (the share of the words covered, the cosine of the meaning), so the sum does too, and a low best score
 * says that nothing fits.
 * @returns best first; equal scores by passage, so that the same question gets the same answer
 */
export function fuse(rankings: Readonly<Record<RankingName, Ranking>>): Fused[] {
  const nowhere = (name: RankingName): RankedScore => ({ rank: null, score: rankings[name].rest });
  const rest = { words: nowhere("words"), passage: nowhere("passage"), sentence: nowhere("sentence") };
  const places = new Map<number, Record<RankingName, RankedScore>>();
  for (const name of RANKINGS) {
    rankings[name].found.forEach(({ passage, score }, index) => {
      const known = places.get(passage) ?? { words: rest.words, passage: rest.passage, sentence: rest.sentence };
      if (known[name].rank !== null) return;
      known[name] = { rank: index + 1, score };
      places.set(passage, known);
    });
  }
  const fused = Array.from(places, ([passage, found]): Fused => {
    const { words, passage: whole, sentence } = found;
    const score = WEIGHTS.words * words.score + WEIGHTS.passage * whole.score + WEIGHTS.sentence * sentence.score;
    return { passage, score, rankings: found };
  });
  return fused.sort((one, other) => other.score - one.score || one.passage - other.passage);
}

interface AskersEditionOptions {
  readonly library: Pick<Library, "editions" | "passages" | "passageAt">;
  readonly language: Language;
  /** Absent: all may be seen. */
  readonly collections?: ReadonlySet<string> | undefined;
  /** Cosines of the question with the sentences of a passage, by sentence; those that are known. */
  readonly cosinesOf: (passage: number) => ReadonlyMap<number, number>;
}

interface AskersEdition {
  /**
   * @param sentence 0-based number of the passage's sentence that fits best
   * @returns null for a passage whose work the asker may not see
   */
  passage(passage: LibraryPassage, sentence: number): LibraryPassage | null;
  /**
   * Gives for each sentence the cosine of its counterpart, on the scale of the asker's edition; null where there is
   * none.
   */
  counterpartCosines(passage: LibraryPassage): readonly (number | null)[] | null;
}

/**
 * Amount by which a cosine of a Chinese question with an English sentence is less than one with a Chinese sentence that
 * says the same: confidence.ts counts the same for the two languages.
 */
const LOST_TO_THE_GLOSS = 0.25;

/**
 * A passage that was found in an edition that the asker does not read, as the passage of their own edition that says the
 * same; and what the other edition's sentences tell of those of their own. Where no such place is sure a passage stays
 * what it is: something is said to who can read it only in the original.
 */
function askersEdition(options: AskersEditionOptions): AskersEdition {
  const { library, language, collections, cosinesOf } = options;
  const editions = library.editions();
  const maySee = (collection: string): boolean => collections?.has(collection) ?? true;
  const passageAt = (document: string, offset: number): LibraryPassage | undefined => {
    const id = library.passageAt(document, offset);
    return id === null ? undefined : library.passages([id])[0];
  };
  return {
    passage(passage, sentence) {
      const { document } = passage;
      if (!editions.isOpen(document, maySee)) return null;
      const other = editions.inLanguage(document, language);
      if (other === null || other === document) return passage;
      const place = editions.counterpart(document, passage.sentences[sentence] ?? passage, other);
      return (place === null ? undefined : passageAt(other.id, place.start)) ?? passage;
    },
    counterpartCosines({ document, sentences }) {
      const [other] = editions.of(document.id);
      if (other === undefined || document.language !== language || language !== "zh") return null;
      return sentences.map((sentence) => {
        const place = editions.counterpart(document, sentence, other);
        const theirs = place === null ? undefined : passageAt(other.id, place.start);
        if (place === null || theirs === undefined) return null;
        const known = cosinesOf(theirs.id);
        const meant = theirs.sentences.flatMap(({ start, end }, index) =>
          start < place.end && place.start < end ? [index] : [],
        );
        // Of several sentences it may be another one that is near.
        const cosine = meant.length === 1 ? known.get(meant[0] ?? -1) : undefined;
        return cosine === undefined ? null : cosine + LOST_TO_THE_GLOSS;
      });
    },
  };
}
