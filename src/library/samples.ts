/**
 * The documents that ship with Docket, so that it can be tried at once. They are there until somebody puts documents of
 * their own beside them: then they would only be in the way of those. In any other folder they are documents like others.
 */

import { join, resolve } from "node:path";
import type { CorpusListing } from "./corpus-folder.ts";

const SHIPPED_FOLDER = join(import.meta.dirname, "../../corpus");

export const SAMPLES: ReadonlySet<string> = new Set([
  "13th-five-year-materials-symposium.md",
  "13th-five-year-materials-symposium.zh.md",
  "electronic-components-action-plan-2021-2023.md",
  "electronic-components-action-plan-2021-2023.zh.md",
  "epidemic-prevention-proposal.md",
  "epidemic-prevention-proposal.zh.md",
  "nanhu-photomask-project.md",
  "nanhu-photomask-project.zh.md",
  "yangtze-river-delta-integrated-circuits.md",
  "yangtze-river-delta-integrated-circuits.zh.md",
]);

/** @param shipped the folder that they ship in; a test's own elsewhere */
export function withoutSamples(listing: CorpusListing, folder: string, shipped = SHIPPED_FOLDER): CorpusListing {
  if (resolve(folder) !== resolve(shipped)) return listing;
  const own = listing.files.filter(({ path }) => !SAMPLES.has(path));
  return own.length === 0 ? listing : { ...listing, files: own };
}
