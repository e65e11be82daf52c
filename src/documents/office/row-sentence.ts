/**
 * A row of a sheet as a sentence that names its columns: "Member: ABC; Fee: 12,000 CNY." A row of bare figures can
 * neither be found by a question nor understood as a quote.
 */

import type { Language } from "../document.ts";

export interface NamedValue {
  /** "" for a column without a name. */
  readonly name: string;
  readonly value: string;
}

const SIGNS = {
  en: { colon: ": ", semicolon: "; ", stop: ".", open: " (", close: ")" },
  zh: { colon: "：", semicolon: "；", stop: "。", open: "（", close: "）" },
} as const;

/** Empty values are left away. @param unit of its figures @returns "" when nothing is left */
export function rowSentence(values: readonly NamedValue[], language: Language, unit?: string): string {
  const { colon, semicolon, stop, open, close } = SIGNS[language];
  const parts = values.flatMap(({ name, value }) => {
    const text = oneLine(value);
    const label = oneLine(name).replace(/[:：]$/, "");
    if (text === "") return [];
    return label === "" ? [text] : [`${label}${colon}${text}`];
  });
  const row = parts.join(semicolon);
  if (row !== "" && unit !== undefined && !row.includes(unit)) return `${row}${open}${unit}${close}${stop}`;
  return row === "" || /[.。!！?？]$/.test(row) ? row : `${row}${stop}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
