/**
 * A reranker of one's own in the selector's seat. It reads the question with each unit under its title, and its scores are
 * brought to the selector's scale, which every threshold and weight was chosen with: some models give log-odds, others
 * numbers of their own. What they give is measured once, on fixed sentences that answer a question and others that are about
 * the same and do not.
 */

import type { Reranker } from "../../embedding/folder/folder-reranker.ts";
import type { SelectorPassage } from "../../embedding/minilm/selecting.ts";
import { DocketError } from "../../errors.ts";
import type { Selector } from "./selector.ts";
import { NOT_READ } from "./sentences.ts";

interface Probe {
  readonly question: string;
  readonly answers: string;
  /** Text about the same that is no answer. */
  readonly misses: string;
}

/** Probes as members' documents have them. */
const PROBES: readonly Probe[] = [
  {
    question: "At what temperature are the vaccines stored?",
    answers: "Vaccines are stored between two and eight degrees.",
    misses: "Vaccines are delivered to the clinic every second Tuesday.",
  },
  {
    question: "When is the rent due?",
    answers: "Rent is due on the first working day of each month.",
    misses: "Rent is paid by transfer to the landlord's account.",
  },
  {
    question: "Who elects the chair of the committee?",
    answers: "The chair of the committee is elected by the general meeting.",
    misses: "The chair of the committee may travel first class.",
  },
  {
    question: "How much does a parking permit cost?",
    answers: "A parking permit costs 120 euros a year.",
    misses: "A parking permit is stuck behind the windscreen.",
  },
  {
    question: "How long does the guarantee on the pump last?",
    answers: "The pump has a guarantee of three years.",
    misses: "The pump must be cleaned before each winter.",
  },
  {
    question: "Where was the conference of 2019 held?",
    answers: "In 2019 the conference was held in Rotterdam.",
    misses: "More than 400 engineers took part in the conference of 2019.",
  },
  {
    question: "How many members does the board have?",
    answers: "The board has nine members.",
    misses: "Members of the board receive no salary.",
  },
  {
    question: "Why was the ferry delayed?",
    answers: "The ferry was delayed by fog.",
    misses: "The ferry carries up to 60 cars.",
  },
  {
    question: "What must be enclosed with an application?",
    answers: "Enclose a copy of the business licence with the application.",
    misses: "Applications are decided on within six weeks.",
  },
  {
    question: "Who repairs the lift?",
    answers: "The lift is repaired by the manufacturer's service.",
    misses: "The lift stops on every floor but the second.",
  },
];

/** The selector's mean margins on the probes. */
export interface Scale {
  readonly answers: number;
  readonly misses: number;
}

/** Each sentence as a passage of its own without a title, in floats (2026-11-30); measured anew when its weights are others. */
export const SELECTOR_SCALE: Scale = { answers: 0.59, misses: -3.21 };
/** A unit that answers has a margin of this much at most, as with the selector. */
const LARGEST = 8;

/** @param reranker stays whoever's gave it */
export function rerankerSelector(reranker: Reranker): Selector {
  let measured: Promise<Scale> | undefined;
  const scaleOf = async (): Promise<Scale> => {
    measured ??= measureScale(reranker.id, async (question, texts) => await reranker.score(question, texts));
    try {
      return await measured;
    } catch (fault) {
      measured = undefined;
      throw fault;
    }
  };
  return {
    id: `reranker:${reranker.id}`,
    async select(question, passages, signal) {
      const texts = passages.flatMap(({ title, units }) => units.map((unit) => textOf(title, unit)));
      if (texts.length === 0) return passages.map(() => []);
      if (signal?.aborted) throw new DocketError("cancelled", "selecting was cancelled", { cause: signal.reason });
      const scale = await scaleOf();
      const scores = await reranker.score(question, texts, signal);
      const margins = scores.map((score) => marginOf(score, scale)).values();
      return passages.map(({ units }) => [...margins.take(units.length)]);
    },
  };
}

/** A row or an item says little without what it stands under. */
function textOf(title: SelectorPassage["title"], unit: string): string {
  const line = unit.replaceAll(/\s+/gu, " ").trim();
  return title === "" ? line : `${title}: ${line}`;
}

function marginOf(score: number, { answers, misses }: Scale): number {
  const share = (score - misses) / (answers - misses);
  const margin = SELECTOR_SCALE.misses + share * (SELECTOR_SCALE.answers - SELECTOR_SCALE.misses);
  return Math.min(LARGEST, Math.max(NOT_READ, margin));
}

/** @throws DocketError `embedding` where sentences that answer have no higher scores, and as `score` does */
export async function measureScale(
  id: string,
  score: (question: string, texts: readonly string[]) => Promise<readonly number[]>,
): Promise<Scale> {
  const pairs: (readonly number[])[] = [];
  for (const { question, answers, misses } of PROBES) pairs.push(await score(question, [answers, misses]));
  const meanOf = (place: number) => pairs.reduce((sum, pair) => sum + (pair[place] ?? 0), 0) / pairs.length;
  const scale = { answers: meanOf(0), misses: meanOf(1) };
  const right = pairs.filter(([answers = 0, misses = 0]) => answers > misses).length;
  if (right * LEAST_RIGHT.of >= LEAST_RIGHT.right * pairs.length && scale.answers > scale.misses) return scale;
  throw new DocketError(
    "embedding",
    `${id} prefers the sentence that answers in ${right} of ${pairs.length} plain cases: it is no reranker, or needs another tokenizer`,
  );
}

/** Probes that must come out right; by chance it is half of them. */
const LEAST_RIGHT = { right: 7, of: 10 } as const;
