/**
 * A passage that was found in an edition that the asker does not read, as the passage of their own edition that says the
 * same; and what the other edition's sentences tell of those of their own. Where no such place is sure a passage stays
 * what it is: something is said to who can read it only in the original.
 */

import type { Language } from "../../language/language.ts";
import type { Library, LibraryPassage } from "../../library/library.ts";

export interface AskersEditionOptions {
  readonly library: Pick<Library, "editions" | "passages" | "passageAt">;
  readonly language: Language;
  /** Absent: all may be seen. */
  readonly collections?: ReadonlySet<string> | undefined;
  /** Cosines of the question with the sentences of a passage, by sentence; those that are known. */
  readonly cosinesOf: (passage: number) => ReadonlyMap<number, number>;
}

export interface AskersEdition {
  /**
   * @param sentence 0-based number of the passage's sentence that fits best
   * @returns null for a passage whose work the asker may not see
   */
  passage(passage: LibraryPassage, sentence: number): LibraryPassage | null;
  /** For each sentence the cosine of its counterpart, on the scale of the asker's edition; null where there is none. */
  counterpartCosines(passage: LibraryPassage): readonly (number | null)[] | null;
}

/**
 * What a cosine of a Chinese question with an English sentence is less than one with a Chinese sentence that says the
 * same: confidence.ts counts the same for the two languages.
 */
const LOST_TO_THE_GLOSS = 0.25;

export function askersEdition(options: AskersEditionOptions): AskersEdition {
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
