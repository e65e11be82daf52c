/** Status of the preview, for everybody who looks on: the bot, and the reading of the documents. */

import type { PreviewStatus } from "./web-view.ts";

export interface Status {
  now(): PreviewStatus;
  change(changed: Partial<PreviewStatus>): void;
  /** @returns what ends it */
  on(listener: () => void): () => void;
}

export function createStatus(): Status {
  const listeners = new Set<() => void>();
  let current: PreviewStatus = { bot: "starting", ingest: null, problem: null, documents: 0 };
  return {
    now: () => current,
    change(changed) {
      current = { ...current, ...changed };
      for (const listener of listeners) listener();
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
