/**
 * The row that a figure picks: "what do 250 employees pay?" is answered by the row `100 or more`, and "which course has
 * the most places?" by the row whose figure is the largest, though no word of the question stands in either. Pure.
 */

import { tokenize } from "../../language/tokenize.ts";
import { simplified } from "../../language/zh/han.ts";
import type { Candidate } from "./sentences.ts";
import { type Row, type RowsOfTable, tableOf } from "./table-rows.ts";
import type { TextOf } from "./units.ts";

/** Tables of so many of the best candidates are looked at. */
const CANDIDATES = 10;
const FEWEST_ROWS = 2;
/** Added to the best score: no sentence is as good as the row. */
const FAR_ABOVE = 1;
/** Share of the question's words that the table's names, its title and its cells must say. */
const ABOUT = 0.5;

export interface PickedRow {
  readonly candidate: Candidate;
  /** True if the question names what the figure counts, or the column: the row is then what was asked for. */
  readonly isSure: boolean;
}

/** Null where the question has no figure that picks a row, and asks for no extreme of a column. */
export function rowByFigure(question: string, candidates: readonly Candidate[], textOf: TextOf): PickedRow | null {
  const asked = simplified(question);
  const pick = pickerOf(asked);
  if (pick === null) return null;
  const looked = new Set<number>();
  for (const candidate of candidates.slice(0, CANDIDATES)) {
    const { document, section } = candidate.evidence.passage;
    const table = tableOf(textOf(document), candidate.start);
    const first = table?.rows[0]?.start ?? -1;
    if (table === null || table.rows.length < FEWEST_ROWS || looked.has(first)) continue;
    looked.add(first);
    const picked = pick(table);
    const isNearest = candidate.evidence === candidates[0]?.evidence;
    if (picked === null || !(isNearest || isAbout(asked, table, [document.title, ...section].join(" ")))) continue;
    const { start, end } = picked.row;
    const quote = textOf(document)?.text.slice(start, end) ?? "";
    const score = FAR_ABOVE + Math.max(...candidates.map((one) => one.score));
    const plainScore = Math.max(...candidates.map((one) => one.plainScore));
    return { candidate: { ...candidate, start, end, quote, score, plainScore }, isSure: picked.isSure };
  }
  return null;
}

type Picker = (table: RowsOfTable) => { readonly row: Row; readonly isSure: boolean } | null;

function pickerOf(question: string): Picker | null {
  const extreme = EXTREMES.find(([, asks]) => asks.test(question));
  if (extreme !== undefined) return ({ rows }) => extremeOf(question, rows, extreme[0]);
  const [figure, ...more] = question.matchAll(FIGURE);
  if (figure === undefined || more.length > 0) return null;
  return ({ rows }) => bandOf(figure, rows);
}

/** No year, no date, no ordinal and no code. */
const FIGURE =
  /(?<![\p{Script=Latin}\d.,:/-])(?!(?:19|20)\d\d(?!\d))(?<number>\d[\d,]*(?:\.\d+)?)(?![\d:/]|(?:st|nd|rd|th)\b|[年月日号期届]) ?(?<unit>\p{Script=Latin}+|\p{Script=Han}{0,2})/gu;
const NUMBER = String.raw`(\d[\d,]*(?:\.\d+)?)`;
const BANDS: readonly (readonly [form: RegExp, range: (first: number, second: number) => [number, number]])[] = [
  [new RegExp(`${NUMBER}[^\\d|]{0,8}?(?:to|-|–|—|至|到|~|～)\\s*${NUMBER}`, "u"), (from, to) => [from, to]],
  [
    new RegExp(
      `(?:over|above|more than|from|超过|大于)\\s*${NUMBER}|${NUMBER}[^\\d|]{0,8}?(?:or more|and more|and over|or over|\\+|及?以上)`,
      "iu",
    ),
    (from) => [from, Number.POSITIVE_INFINITY],
  ],
  [
    new RegExp(
      `(?:under|below|up to|less than|fewer than|不足|不超过|小于)\\s*${NUMBER}|${NUMBER}[^\\d|]{0,8}?(?:or less|or fewer|及?以下)`,
      "iu",
    ),
    (to) => [0, to],
  ],
];

function numberIn(written: string | undefined): number {
  return Number((written ?? "").replaceAll(",", ""));
}

function rangeOf(label: string): readonly [number, number] | null {
  for (const [form, range] of BANDS) {
    const found = form.exec(label);
    const [first, second] = found?.slice(1).filter((each) => each !== undefined) ?? [];
    if (first !== undefined) return range(numberIn(first), numberIn(second));
  }
  return null;
}

/** The row whose label is a band that holds the figure, of a table whose labels are bands. */
function bandOf({ groups }: RegExpExecArray, rows: readonly Row[]): ReturnType<Picker> {
  const labels = rows.map(({ cells }) => [...cells.values()][0] ?? "");
  const ranges = labels.map(rangeOf);
  if (ranges.filter((range) => range !== null).length < Math.max(FEWEST_ROWS, rows.length - 1)) return null;
  const figure = numberIn(groups?.number);
  const at = ranges.findIndex((range) => range !== null && range[0] <= figure && figure <= range[1]);
  const row = rows[at];
  if (row === undefined) return null;
  const counted = tokenize(`${labels[at]} ${[...row.cells.keys()][0]}`);
  const unit = groups?.unit ?? "";
  return { row, isSure: unit !== "" && tokenize(unit).some((word) => counted.includes(word)) };
}

/** Sign of what is asked for, and the words for it; of a sum or of anything. */
const EXTREMES: readonly (readonly [sign: 1 | -1, asks: RegExp])[] = [
  [
    1,
    /(?:\b(?:which|what|who)\b.*|^(?:the )?)\b(?:most|highest|largest|biggest|longest|dearest|greatest)\b|(?:哪|谁|什么).*最[贵高大多长]|最[贵高大多长]的?.*(?:哪|谁|什么)/iu,
  ],
  [
    -1,
    /(?:\b(?:which|what|who)\b.*|^(?:the )?)\b(?:least|lowest|smallest|cheapest|shortest|fewest)\b|(?:哪|谁|什么).*最(?:便宜|[低小少短])|最(?:便宜|[低小少短])的?.*(?:哪|谁|什么)/iu,
  ],
];
const ASKS_FOR_A_PRICE = /\b(?:expensive|cheapest|dearest|costs?|price)\b|最贵|最便宜/iu;
const PRICE = /\b(?:price|cost|fee|amount|rate|sum)s?\b|价|费|金额/iu;

/** The row with the largest or smallest figure of the column that is named, or of the only one that fits. */
function extremeOf(question: string, rows: readonly Row[], sign: 1 | -1): ReturnType<Picker> {
  const asked = new Set(tokenize(question));
  const figure = (row: Row, name: string): number =>
    numberIn(/^[^\d]{0,3}(\d[\d,]*(?:\.\d+)?)/u.exec(row.cells.get(name) ?? "")?.[1]);
  const names = [...(rows[0]?.cells.keys() ?? [])].slice(1);
  const numeric = names.filter((name) =>
    rows.every(({ cells }) => /^[^\d]{0,3}\d[\d,]*(?:\.\d+)?\s?[^\d]{0,6}$/u.test(cells.get(name) ?? "")),
  );
  const named = numeric.filter((name) => tokenize(name).some((word) => asked.has(word)));
  const [column, ...others] =
    named.length > 0 ? named : ASKS_FOR_A_PRICE.test(question) ? numeric.filter((name) => PRICE.test(name)) : [];
  if (column === undefined || others.length > 0) return null;
  const [best, next] = rows.toSorted((one, other) => sign * (figure(other, column) - figure(one, column)));
  if (best === undefined || (next !== undefined && figure(next, column) === figure(best, column))) return null;
  return { row: best, isSure: true };
}

/** Words of a question that name no matter. */
const HOW_ASKED =
  /\b(?:most|highest|largest|biggest|longest|dearest|greatest|least|lowest|smallest|cheapest|shortest|fewest|expensive|price|costs?|how much)\b|最.|便宜|多少钱?|哪[个种家项台里]?|什么/giu;

function isAbout(question: string, { head, rows }: RowsOfTable, title: string): boolean {
  const asked = new Set(
    tokenize(question.replaceAll(HOW_ASKED, " ").replaceAll(FIGURE, (_, __, unit: string) => ` ${unit} `)),
  );
  const cells = rows.flatMap(({ cells: each }) => [...each].flat());
  const said = new Set(tokenize([title, head, ...cells].join(" ")));
  return [...asked].filter((word) => said.has(word)).length >= ABOUT * asked.size;
}
