/** An ingest's progress, pace and time left. */

export interface IngestProgress {
  /** Files, pages, texts, documents, index entries. */
  readonly stage: "reading" | "recognising" | "embedding" | "storing" | "publishing";
  readonly done: number;
  /**
   * Total; of texts while files are still unread, as many as there will be if the rest is like those that were read.
   */
  readonly total: number;
  /** Absent in the first moments, when nothing can be said of it. */
  readonly pace?: Pace;
}

interface Pace {
  /** Number of what is counted, in a second. */
  readonly perSecond: number;
  /** Milliseconds until this stage is done. */
  readonly leftMs: number;
}

/** Earlier figures say little: models are loaded, and the first texts are no measure. */
const MEASURED_FROM_MS = 1_000;

/** @param now milliseconds of any clock that does not go back */
export function withPace(
  onProgress: (progress: IngestProgress) => void,
  now: () => number,
): (progress: IngestProgress) => void {
  const began = new Map<IngestProgress["stage"], { readonly at: number; readonly done: number }>();
  return (progress) => {
    const { stage, done, total } = progress;
    const first = began.get(stage) ?? { at: now(), done };
    began.set(stage, first);
    const [elapsed, made] = [now() - first.at, done - first.done];
    if (elapsed < MEASURED_FROM_MS || made <= 0) return onProgress(progress);
    const leftMs = (Math.max(0, total - done) * elapsed) / made;
    onProgress({ ...progress, pace: { perSecond: (made * 1_000) / elapsed, leftMs } });
  };
}
