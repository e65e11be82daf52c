/** Why something failed, in the reader's language where its words are kept by language, else as it was thrown. */

import { DocketError, errorText } from "../../errors.ts";
import type { Say } from "./words.ts";

export function errorWords(thrown: unknown, say: Say): string {
  const told = thrown instanceof DocketError ? thrown.told : undefined;
  return told === undefined ? errorText(thrown) : say(told.key, told.values);
}
