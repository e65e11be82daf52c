/** How words are said to a person: in which language, and of Chinese in which script. */

import type { Language } from "./language.ts";

/** How words are said: a language, and of Chinese its script. */
export const LOCALES = ["en", "zh", "zh-Hant"] as const;
export type Locale = (typeof LOCALES)[number];

export function languageOfLocale(locale: Locale): Language {
  return locale === "en" ? "en" : "zh";
}
