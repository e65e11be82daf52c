/**
 * Ranked sentences to the units that are quoted. The best one is the answer; a further one is added only if it answers
 * too, by its own probability, and says something else. Pure.
 */

import { lettersAndDigits } from "../../language/canonical.ts";
import { sentencesIn } from "../../language/sentences.ts";
import { simplified } from "../../language/zh/han.ts";
import { type AskedValue, asksTwice, holdsValue, valuesAskedBy } from "./asked-value.ts";
import { isQuestion } from "./question-and-answer.ts";
import { saysTheSame } from "./quote.ts";
import type { Candidate } from "./sentences.ts";
import { areOfOneList, blockAt, isSameSource, type TextOf, type Unit, unitOf } from "./units.ts";

const MAX_UNITS = 3;
/** Nothing is added to an answer that has become as long. */
const ENOUGH_CHARACTERS = 600;
/** Further units are looked for among so many sentences. */
const LOOKED_AT = 30;
/** A further sentence must be nearly as good as the best: the second half of a two-part question is. */
const SHARE_OF_BEST = 0.85;
/** A unit with the value that is asked for comes before a better one without, if it is as good as this share of it. */
const AS_GOOD_WITH_VALUE = 0.9;
/** Scores that differ by less say nothing of which is better. */
const AS_GOOD = 0.995;
/** Nor may the selector say that it does not answer; of a question in two parts what answers one half answers less. */
const LEAST_MARGIN = { ofOnePart: -4, ofTwoParts: -6 };
/** Margin from which on the selector says that it answers, however it scores otherwise. */
const SURE_MARGIN = 0;

interface ChooseOptions {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Question as asked: a sentence that only repeats it answers nothing. */
  readonly question: string;
  /** Quoted before, and no answer to who asks for more of an item of it; absent or "" where nothing was. */
  readonly listed?: string;
  readonly textOf: TextOf;
}

interface Chosen {
  readonly units: readonly Unit[];
  /** True if the first unit holds the sum, the date or the like that is asked for; null where none is. */
  readonly holdsValue: boolean | null;
  /** Nothing that is near holds it: there is nothing to show. A reason may be told in any words, and never lacks. */
  readonly lacksValue: boolean;
}

/** Chooses the units of an answer: the best unit, and what answers besides. */
export function chooseUnits({ candidates, question, listed = "", textOf }: ChooseOptions): Chosen {
  const [best] = candidates;
  if (best === undefined) return { units: [], holdsValue: null, lacksValue: false };
  const isTwofold = asksTwice(question);
  const least = best.plainScore * SHARE_OF_BEST;
  const leastMargin = isTwofold ? LEAST_MARGIN.ofTwoParts : LEAST_MARGIN.ofOnePart;
  const answersToo = (candidate: Candidate): boolean =>
    candidate.plainScore >= least && (candidate.margin ?? 0) >= leastMargin;
  const ranked = { candidates: writtenFirst(candidates), question, listed, textOf };
  const near = distinctUnits(ranked, answersToo);
  const values = valuesAskedBy(question);
  if (values.length === 0) return { units: near, holdsValue: null, lacksValue: false };
  const holdsOne = (value: AskedValue) => (unit: Unit) => unitHolds(unit, value, question, textOf);
  const holds = (unit: Unit): boolean => values.some((value) => holdsOne(value)(unit));
  if (values.every((value) => value === "reason"))
    return { units: near, holdsValue: near.some(holds), lacksValue: false };
  const isSure = (candidate: Candidate): boolean => candidate.margin !== null && candidate.margin >= SURE_MARGIN;
  const isSureAnd = (fits: (unit: Unit) => boolean) => distinctUnits(ranked, isSure).find(fits);
  const first =
    near.find((unit) => holds(unit) && unit.candidate.plainScore >= best.plainScore * AS_GOOD_WITH_VALUE) ??
    isSureAnd(holds);
  // Of two things that are asked one may be told without the other.
  if (first === undefined) return { units: near, holdsValue: false, lacksValue: !isTwofold };
  // A unit that is looked for anew is another object than the same one among the units.
  const others = near.filter(({ candidate }) => candidate !== first.candidate);
  if (!isTwofold) return { units: [first, ...others.filter(holds)], holdsValue: true, lacksValue: false };
  const untold = values.filter((value) => ![first, ...others].some(holdsOne(value)));
  const besides = new Set(untold.flatMap((value) => isSureAnd(holdsOne(value)) ?? []));
  const told = [first, ...besides, ...others].slice(0, MAX_UNITS);
  // What holds neither value may tell the other half, and stands behind.
  const units = [...inOrderOfText(told.filter(holds)), ...told.filter((unit) => !holds(unit))];
  return { units, holdsValue: true, lacksValue: false };
}

/** Tells whether a unit holds the value; a reason may stand in the sentence beside it. */
function unitHolds(unit: Unit, value: AskedValue, question: string, textOf: TextOf): boolean {
  return value === "reason"
    ? holdsValue(value, around(unit, textOf))
    : holdsValue(value, textOfWhole(unit, textOf), question);
}

/** Puts the sentence first that is written first, of those of one document that are as good as each other. */
function writtenFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const [best] = candidates;
  if (best === undefined) return candidates;
  const documentOf = ({ evidence }: Candidate): string => evidence.passage.document.id;
  const [first = best] = candidates
    .filter((one) => documentOf(one) === documentOf(best) && one.score >= best.score * AS_GOOD)
    .toSorted((one, other) => one.start - other.start);
  return [first, ...candidates.filter((one) => one !== first)];
}

/** Two values that are asked at once are told in the order that their document has, where they are of one. */
function inOrderOfText(units: readonly Unit[]): readonly Unit[] {
  const [first] = units;
  if (first === undefined || !units.every((unit) => isSameSource(unit, first))) return units;
  return units.toSorted((one, other) => one.spans[0].start - other.spans[0].start);
}

/** Gives, when nothing is sure, the nearest units, whatever they are worth; first what holds the value that is asked for. */
export function nearestUnits({ chosen, ...options }: ChooseOptions & { readonly chosen: Chosen }): Unit[] {
  const [first] = chosen.holdsValue === true ? chosen.units : [];
  const { candidates } = options;
  const ordered =
    first === undefined ? candidates : [first.candidate, ...candidates.filter((one) => one !== first.candidate)];
  return distinctUnits({ ...options, candidates: ordered }, () => true);
}

/** Each thing once, statements only; the best first. */
function distinctUnits(
  { candidates, question, listed = "", textOf }: ChooseOptions,
  isWanted: (candidate: Candidate) => boolean,
): Unit[] {
  const asked = simplified(question);
  const whole = { lists: ASKS_FOR_A_LIST.test(asked), steps: ASKS_FOR_STEPS.test(asked) };
  const units: { readonly unit: Unit; readonly text: string }[] = [];
  let length = 0;
  for (const candidate of candidates.slice(0, LOOKED_AT)) {
    if (units.length >= MAX_UNITS || length >= ENOUGH_CHARACTERS) break;
    if (units.length > 0 && !isWanted(candidate)) continue;
    const unit = unitOf(candidate, textOf, whole);
    if (unit.kind === "fragment" || unit.kind === "heading") continue;
    const text = textOfUnit(unit, textOf);
    if (isQuestion(text) && unit.kind === "sentence") continue;
    if (repeats(question, text) || repeats(listed, text)) continue;
    const place = units.findIndex((other) => runsInto(unit, other.unit) || saysTheSame(other.text, text));
    const known = units[place];
    const one = known === undefined ? unit : joined(known.unit, unit);
    const said = one === unit ? text : textOfUnit(one, textOf);
    units.splice(known === undefined ? units.length : place, 1, { unit: one, text: said });
    length += said.length - (known?.text.length ?? 0);
  }
  return asOneList(
    units.map(({ unit }) => unit),
    textOf,
  );
}

/** Makes one list of it where all that answers are its items: the list is the answer: who attended, what is needed. */
function asOneList(units: readonly Unit[], textOf: TextOf): Unit[] {
  const [first] = units;
  if (first === undefined || units.length < MAX_UNITS) return [...units];
  if (!units.every((unit) => areOfOneList(first, unit))) return [...units];
  const list = unitOf(first.candidate, textOf, { lists: true, steps: false });
  return list.kind === "list" ? [list] : [...units];
}

/** Sentences that lean on each other share words: they are quoted as one. */
function runsInto(unit: Unit, known: Unit): boolean {
  const [own, other] = [unit.spans[0], known.spans[0]];
  const areSentences = unit.kind === "sentence" && known.kind === "sentence";
  return areSentences && isSameSource(unit, known) && own.start < other.end && other.start < own.end;
}

/** The unit that is known, with what the other one adds to it; itself where that is nothing. */
function joined(known: Unit, unit: Unit): Unit {
  if (!runsInto(unit, known)) return known;
  const [{ start, end }, ...notes] = known.spans;
  const [other] = unit.spans;
  return { ...known, spans: [{ start: Math.min(start, other.start), end: Math.max(end, other.end) }, ...notes] };
}

/** "怎么申请" asks for a way; "会怎么样" and "没收到怎么办" ask what follows. */
const CHINESE_WAY = "(?<![会會将將])怎(?:么|麼|样|樣)(?!样|樣|[办辦](?![理证證手]))|如何";

/** Whole lists answer these: which ones, by which steps. */
const ASKS_FOR_A_LIST = new RegExp(
  `\\b(?:which|list|steps?|what (?:are|were)|what (?:do|does|must|should) (?:\\w+ ){1,3}(?:get|need|receive|bring|include|contain|offer|cover)|how (?:do|can|to)|who (?:are|were)|agenda|all)\\b|哪些|哪几|什么(?:材料|资料|条件|权利|义务|手续|证件|好处)|列[出一举]|[几多少][点项条步]|步骤|流程|议程|${CHINESE_WAY}`,
  "iu",
);

const ASKS_FOR_STEPS = new RegExp(
  `\\b(?:steps?|procedure|process|how (?:do|can|should|must) (?:i|we|you|one|members?)|how to)\\b|步骤|流程|手续|${CHINESE_WAY}`,
  "iu",
);

/** "Circular 18 of 2026" is no answer to who asks for it by its number. */
function repeats(question: string, text: string): boolean {
  return lettersAndDigits(question).includes(lettersAndDigits(text));
}

/** Text with the sentences beside it in its block: a reason may stand in the next one. */
function around({ candidate, spans }: Unit, textOf: TextOf): string {
  const source = textOf(candidate.evidence.passage.document);
  const block = source?.blocks[blockAt(source.blocks, candidate.start)];
  if (source === null || block === undefined) return candidate.quote;
  const sentences = sentencesIn(source.text, block.start, block.end);
  const at = sentences.findIndex(({ end }) => end > candidate.start);
  const beside = sentences.slice(Math.max(0, at - 1), at + 2);
  return [...spans, ...beside].map(({ start, end }) => source.text.slice(start, end)).join("\n");
}

/** All that is quoted of it. */
export function textOfWhole({ candidate, spans }: Unit, textOf: TextOf): string {
  const text = textOf(candidate.evidence.passage.document)?.text ?? "";
  return spans.map(({ start, end }) => text.slice(start, end)).join("\n");
}

/** Text of the unit by itself: of a row the row alone, since rows of one table share its head. */
function textOfUnit({ kind, candidate, spans }: Unit, textOf: TextOf): string {
  const text = textOf(candidate.evidence.passage.document)?.text ?? candidate.quote;
  const own = kind === "row" ? spans.slice(0, 1) : kind === "item" ? spans.slice(1, 2) : spans;
  return own.map(({ start, end }) => text.slice(start, end)).join("\n");
}
