/**
 * The written questions as training examples: passages with their text in English words (Chinese is glossed, as the
 * engine does), and questions with the passages that they are put to. Negatives are passages that are alike in words;
 * the nearest few are left out, since they may answer too.
 *
 *   node training/make-groups.ts --out DIR [--questions DIR] [--public FILE.jsonl.gz] [--models DIR]
 *
 * Writes DIR/passages.jsonl `{id, source, title, units}` and DIR/examples.jsonl
 * `{question, source, style, from, to, passages: [id], gold: [[place, unit]], first: [place, unit] | null, weak}`.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { containsHan, loadGloss } from "../src/language/zh/gloss.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    questions: { type: "string", default: join(import.meta.dirname, "questions") },
    public: { type: "string" },
    models: { type: "string", default: "data/models" },
    seed: { type: "string", default: "7" },
  },
});
if (values.out === undefined) throw new Error("--out DIR is needed");

interface WrittenQuestion {
  readonly q: string;
  readonly lang: string;
  readonly style: string;
  readonly answer: readonly number[];
  readonly first?: number;
  readonly history?: string | readonly string[];
}
interface WrittenPassage {
  /** Whose library the passage belongs to: its other passages are there, and what none of them settles is unanswered. */
  readonly org?: string;
  readonly doc: string;
  readonly heading?: string;
  readonly lang: string;
  readonly sentences: readonly string[];
  readonly questions: readonly WrittenQuestion[];
}
interface Passage {
  readonly id: number;
  readonly source: string;
  readonly org: string | null;
  readonly doc: string;
  readonly title: string;
  readonly units: readonly string[];
}
interface PublicGroup {
  readonly q: string;
  readonly ql: string;
  readonly kind: string;
  readonly src: string;
  readonly weak?: boolean;
  readonly ps: readonly { readonly title: string; readonly s: readonly string[] }[];
  readonly gold: readonly (readonly [number, number])[];
}

/** Passages nearer than these may answer the question as well. */
const NEAREST_LEFT_OUT = { answered: 2, unanswered: 6 };
const POOL = { answered: 14, unanswered: 30 };
/** Of the answered questions, how many are put to other passages as well, where none answers. */
const ABSENT_SHARE = 0.12;

const gloss = await loadGloss({ modelsDir: values.models, terms: new Map() });
const glossed = new Map<string, string>();
function english(text: string): string {
  const clean = text.replaceAll(/\s+/gu, " ").trim();
  if (!containsHan(clean)) return clean;
  let known = glossed.get(clean);
  if (known === undefined) {
    known = gloss.english(clean);
    glossed.set(clean, known);
  }
  return known;
}

/** Mulberry32: the same examples for the same seed. */
let state = Number(values.seed) >>> 0;
function random(): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
function shuffle<Value>(items: Value[]): Value[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as Value, items[last] as Value];
  }
  return items;
}

const passages: Passage[] = [];
const written: { readonly passage: Passage; readonly record: WrittenPassage }[] = [];
for (const file of readdirSync(values.questions)
  .filter((name) => name.endsWith(".jsonl"))
  .sort()) {
  for (const line of readFileSync(join(values.questions, file), "utf8").split("\n")) {
    if (line.trim() === "") continue;
    const record = JSON.parse(line) as WrittenPassage;
    const title = english([record.doc, record.heading].filter(Boolean).join(" - "));
    const passage = {
      id: passages.length,
      source: file.replace(".jsonl", ""),
      org: record.org ?? null,
      doc: record.doc,
      title,
      units: record.sentences.map(english),
    };
    passages.push(passage);
    written.push({ passage, record });
  }
}

const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z0-9]{3,}/gu) ?? []);
const wordsOf = passages.map(({ title, units }) => wordsIn(`${title} ${units.join(" ")}`));
const passagesWith = new Map<string, number[]>();
for (const [id, words] of wordsOf.entries()) {
  for (const word of words) {
    const known = passagesWith.get(word);
    if (known === undefined) passagesWith.set(word, [id]);
    else known.push(id);
  }
}
const rarity = (word: string): number => Math.log(passages.length / (passagesWith.get(word)?.length ?? 1));

/**
 * Other passages, most of the question's words first: of the same library where there is one, else of any. Of one document
 * without a library a share stays out, since it may answer.
 */
function alike(question: string, own: Passage): Passage[] {
  const shares = new Float64Array(passages.length);
  let whole = 0;
  for (const word of wordsIn(question)) {
    const weight = rarity(word);
    whole += weight;
    for (const id of passagesWith.get(word) ?? []) shares[id] = (shares[id] ?? 0) + weight;
  }
  return passages
    .filter((other) =>
      own.org === null
        ? other !== own && other.org === null && (other.doc !== own.doc || random() < 0.5)
        : other !== own && other.org === own.org,
    )
    .map((other) => {
      const share = (shares[other.id] ?? 0) / (whole || 1);
      return { other, score: share + (other.source === own.source ? 0.08 : 0) + random() * 0.05 };
    })
    .sort((one, two) => two.score - one.score)
    .slice(0, 40)
    .map(({ other }) => other);
}

const lines: string[] = [];
const counts: Record<string, number> = {};
function add(
  kind: string,
  example: {
    readonly question: string;
    readonly source: string;
    readonly style: string;
    readonly from: string;
    readonly to: string;
    readonly weak?: boolean;
  },
  asked: readonly Passage[],
  gold: readonly (readonly [number, number])[],
): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
  const order = shuffle(asked.map((_, place) => place));
  const moved = gold.map(([place, unit]) => [order.indexOf(place), unit] as const);
  const { weak = false, ...rest } = example;
  lines.push(
    JSON.stringify({ ...rest, kind, passages: order.map((place) => (asked[place] as Passage).id), gold: moved, weak }),
  );
}

/** Of a library, the right units of each question in all its passages, by library and question. */
const rightIn = new Map<string, { readonly passage: Passage; readonly units: readonly number[] }[]>();
for (const { passage, record } of written) {
  if (passage.org === null) continue;
  for (const { q, answer, first = answer[0] } of record.questions) {
    if (answer.length === 0) continue;
    const key = `${passage.org} ${q}`;
    const units = [first as number, ...answer.filter((unit) => unit !== first)];
    rightIn.set(key, [...(rightIn.get(key) ?? []), { passage, units }]);
  }
}
/** So many passages are put beside each other in a library, as they are when a question is answered. */
const OF_LIBRARY = 4;
const putBefore = new Set<string>();

for (const { passage, record } of written) {
  for (const { q, lang, style, answer, first = answer[0], history } of record.questions) {
    if (!q || answer.some((unit) => unit < 0 || unit >= passage.units.length)) continue;
    const earlier = Array.isArray(history) ? history.join(" ") : (history ?? "");
    const question = english(`${earlier} ${q}`);
    const example = { question, source: passage.source, style, from: lang, to: record.lang };
    const others = alike(question, passage);
    if (passage.org !== null) {
      const key = `${passage.org} ${q}`;
      if (putBefore.has(key)) continue;
      putBefore.add(key);
      const right = rightIn.get(key) ?? [];
      const own = right.length === 0 ? [passage] : right.map((one) => one.passage);
      const beside = others.filter((other) => !own.includes(other)).slice(0, Math.max(1, OF_LIBRARY - own.length));
      const gold = right.flatMap(({ units }, place) => units.map((unit) => [place, unit] as const));
      add(right.length === 0 ? "library-none" : "library-gold", example, [...own, ...beside], gold);
      continue;
    }
    if (answer.length === 0) {
      const [negative] = shuffle(others.slice(NEAREST_LEFT_OUT.unanswered, POOL.unanswered));
      add("none", example, negative === undefined || random() < 0.4 ? [passage] : [passage, negative], []);
      continue;
    }
    const negatives = shuffle(others.slice(NEAREST_LEFT_OUT.answered, POOL.answered)).slice(0, random() < 0.35 ? 2 : 1);
    const gold = [first as number, ...answer.filter((unit) => unit !== first)].map((unit) => [0, unit] as const);
    add("gold", example, [passage, ...negatives], gold);
    if (random() < ABSENT_SHARE) add("absent", example, shuffle(others.slice(6, 30)).slice(0, 2), []);
  }
}

if (values.public !== undefined) {
  for (const line of gunzipSync(readFileSync(values.public)).toString("utf8").split("\n")) {
    if (line.trim() === "") continue;
    const group = JSON.parse(line) as PublicGroup;
    const goldPlaces = new Set(group.gold.map(([place]) => place));
    // As many negatives as the written questions have: one mostly.
    const kept = [
      ...goldPlaces,
      ...shuffle(group.ps.map((_, place) => place).filter((place) => !goldPlaces.has(place))).slice(
        0,
        goldPlaces.size > 0 ? 1 : 2,
      ),
    ];
    const asked = kept.map((place): Passage => {
      const { title, s } = group.ps[place] as PublicGroup["ps"][number];
      const passage = {
        id: passages.length,
        source: group.src,
        org: null,
        doc: title,
        title: english(title),
        units: s.map(english),
      };
      passages.push(passage);
      return passage;
    });
    const gold = group.gold.map(([place, unit]) => [kept.indexOf(place), unit] as const);
    const example = {
      question: english(group.q),
      source: group.src,
      style: group.kind,
      from: group.ql,
      to: "",
      weak: group.weak === true,
    };
    add(`public-${group.kind}`, example, asked, gold);
  }
}

mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "passages.jsonl"), passages.map((passage) => JSON.stringify(passage)).join("\n"));
writeFileSync(join(values.out, "examples.jsonl"), shuffle(lines).join("\n"));
console.log(`${passages.length} passages, ${lines.length} examples`, counts);
