/**
 * What the sentences of a document say of it: from when and until when it holds, what it replaces and amends. A text on
 * another one, an explanation or a question and its answer, says such things too; of it none is sure. Pure.
 */

import { labelAt } from "../../language/clause-label.ts";
import { sentencesIn } from "../../language/sentences.ts";
import type { Block } from "../document.ts";
import { effectIn, MAY_TELL_EFFECT, tellsOwnEffect } from "./in-effect.ts";
import { MAY_TELL_RELATIONS, relationsIn } from "./relations.ts";
import { repealedLists } from "./repealed-list.ts";
import type { Line, StatedFact } from "./stated-fact.ts";

interface SentencesOptions {
  readonly text: string;
  /** As patterns know it, character for character. */
  readonly form: (text: string) => string;
  readonly blocks: readonly Block[];
  readonly title: string;
  readonly head: readonly Line[];
  /** The day of its issue, for 自发布之日起; null where it is not known. */
  readonly issued: string | null;
}

interface Told {
  readonly sentence: Line;
  readonly effect: readonly StatedFact[];
  /** Of a clause: `Article 2. Directive 2010/12 is repealed.` */
  readonly inClause: boolean;
  /** "They cancel …" after a sentence on "these bye-laws". */
  readonly goesOn: boolean;
}

/** An explanation of a text, news of it, a summary of several. */
const ON_OTHERS =
  /解读|问答|答记者问|图解|一图读懂|(?:起草|修订|编制)说明|新闻|快讯|综述|摘编|汇编|纪要|会议记录|\b(?:explanatory|explained|q\s?&\s?a|questions?|faqs?|summary|digest|newsletter|minutes|commentary|guide to)\b/iu;

export function inSentences({ text, form, blocks, title, head, issued }: SentencesOptions): StatedFact[] {
  const told: Told[] = blocks.flatMap(({ kind, start, end }) => {
    if (kind === "code" || kind === "table-row") return [];
    const written = text.slice(start, end);
    if (!MAY_TELL_EFFECT.test(written) && !MAY_TELL_RELATIONS.test(written)) return [];
    const block = form(written);
    const isHead = head.some((line) => line.start === start);
    const inClause = labelAt(block) !== null;
    let before = "";
    return sentencesIn(text, start, end).map((span) => {
      const sentence = { ...span, text: block.slice(span.start - start, span.end - start) };
      const goesOn = /^\s*(?:they|it|which)\b/iu.test(sentence.text) && /\b(?:this|these)\b/iu.test(before);
      before = sentence.text;
      return { sentence, effect: effectIn({ sentence, title, inHead: isHead, issued }), inClause, goesOn };
    });
  });
  const enacts =
    !ON_OTHERS.test(title) && told.some(({ sentence, effect }) => effect.length > 0 || tellsOwnEffect(sentence.text));
  const facts = told.flatMap(({ sentence, effect, inClause, goesOn }) => [
    ...effect,
    ...relationsIn({ sentence, title, enacts, inClause, goesOn, ownEffect: effect.length > 0 }),
  ]);
  const listed = repealedLists(form(text), blocks, enacts);
  return [...facts, ...listed].map((fact) => (ON_OTHERS.test(title) ? { ...fact, sure: false } : fact));
}
