/**
 * "Is the action plan still in force?" No sentence of the document says so; its dates do, and the documents that came
 * after it. Tells whether a question asks that, and answers it with the sentence that fits best as the quote.
 */

import { simplified } from "../../../language/zh/han.ts";
import type { Evidence } from "../../retrieval/evidence.ts";
import type { Turn } from "../../retrieval/follow-up.ts";
import { asQuestion, type Question } from "../../retrieval/question.ts";
import type { Search, SearchRequest } from "../../retrieval/search.ts";
import type { Claim, DocumentValidity } from "../answer.ts";
import { hasInterrogative } from "../asked-value.ts";
import { CONFIDENCE_TO_ANSWER, confidenceOf } from "../confidence.ts";
import { namedShare, type WordsOfPassage } from "../passage-words.ts";
import { quoteUnits } from "../quote.ts";
import { type Candidate, weighSentences } from "../sentences.ts";
import { type TextOf, unitOf } from "../units.ts";

const HOLDS =
  /(?:in force|in effect|valid|expired|superseded|repealed|withdrawn|out of date|outdated|obsolete|up to date)/u.source;
/** Words that mean other things as well, unless the time is named. */
const STILL_HOLDS = /(?:effective|applicable|current|appl(?:y|ies)|hold|holds)/u.source;
const TIME = /(?:still|currently|now|yet|already|no longer)/u.source;
const ENGLISH: readonly RegExp[] = [
  new RegExp(
    `^(?:is|are|was|were|has|have|does|do) (?<matter>.+?)(?: been)?(?: ${TIME})? ${HOLDS}(?: (?:now|yet|already|today|any more|anymore|at present))?$`,
    "iu",
  ),
  new RegExp(`^(?:is|are|does|do) (?<matter>.+?) ${TIME} ${STILL_HOLDS}(?: now| today)?$`, "iu"),
  /^(?:until when|how long) (?:is|are|does|do) (?<matter>.+?) (?:valid|in force|in effect|apply|hold)$/iu,
  /^when (?:does|do|did|will) (?<matter>.+?) (?:expire|come into force|take effect|enter into force)$/iu,
];
const CHINESE: readonly RegExp[] = [
  // This comes first, or the next would take "when" for a part of the document.
  /^(?<matter>.*?)(?:什么时候|何时|哪天|几时)(?:开始|起|会|就|将)*(?:失效|过期|到期|生效|施行|实施|执行|废止)的?$/u,
  /^(?<matter>.*?)(?:现在|目前|如今|当前|今天)?(?:是不是|是否|还是否|有没有)?(?:还|仍|仍然|依然|已经|已)?(?:在)?(?:有效期内|有效|生效|失效|过期|到期|废止|作废|被取代|被替代)了?(?:吗|么|没有|没|否|不)?$/u,
  /^(?<matter>.*?)(?:现在|目前|如今|当前)?(?:还|仍|仍然|依然)(?:适用|执行|能用|有用|管用|算数|作数)吗?$/u,
];
/** A question has one of these, or a mark. "The plan expired" does not ask. */
const ASKS_IN_CHINESE = /吗|么|没有|没$|否|不$|什么时候|何时|哪天|几时|是不是|[?？]\s*$/u;

/** "Is it still in force?", and in Chinese, which leaves "it" out, 还有效吗. */
const POINTS_BACK =
  /^(?:(?:it|this|that|they|these|those)(?: (?:one|document))?|那?它们?|[那这该此]个?|其|那么?|(?:[这该此那]份?|上述)文件)?$/iu;

interface DocumentAsked {
  /** Question that would find it. */
  readonly document: Question;
  /** Turns before that. */
  readonly history: readonly Turn[];
}

/** @returns null where no document's standing is asked for, or none was named before */
export function documentOfStandingAsked(question: Question, history: readonly Turn[]): DocumentAsked | null {
  const document = matterOf(question);
  if (document === null) return null;
  if (!POINTS_BACK.test(document.text)) return { document, history };
  const last = history.findLastIndex(({ role }) => role === "user");
  const before = asQuestion(history[last]?.content ?? "");
  if ("problem" in before) return null;
  const earlier = history.slice(0, last);
  // "When does it expire?" after "Is it still in force?": the document is named before both.
  return documentOfStandingAsked(before, earlier) ?? { document: before, history: earlier };
}

function matterOf({ text, language }: Question): Question | null {
  const written = text.replace(/[\s?？.。!！]+$/u, "");
  const bare = simplified(written);
  const han = /\p{Script=Han}/u.test(text);
  if (han && !ASKS_IN_CHINESE.test(simplified(text))) return null;
  for (const pattern of han ? CHINESE : ENGLISH) {
    const found = pattern.exec(bare)?.groups?.matter;
    const start = found === undefined ? 0 : bare.indexOf(found);
    const matter = found === undefined ? undefined : written.slice(start, start + found.length).trim();
    // "Of how many does a decision need the consent to be valid?" asks for the number: what is named is no document.
    if (matter !== undefined && !hasInterrogative(matter)) return { text: matter, language };
  }
  return null;
}

/** A title and headings that have so much of what is asked are its name. */
const NAMED = 0.6;

interface TellStandingOptions {
  readonly search: Search;
  readonly wordsOfPassage: WordsOfPassage;
  readonly textOf: TextOf;
}

interface ToldStanding {
  /** Claims, not yet compared with the stored text. */
  readonly claims: readonly Claim[];
  readonly standing: DocumentValidity;
  readonly evidence: readonly Evidence[];
  readonly candidates: readonly Candidate[];
  readonly confidence: number;
  readonly embedMs: number;
  readonly searchMs: number;
}

/**
 * An answer to "Is the action plan still in force?": how the document stands on the day that is asked about, as its dates
 * and the documents after it have it, with its sentence that fits best as the quote. Where nothing is known of that, or no
 * document is clearly meant, it is a question like any other.
 * @param asked for the document, without the question how it stands
 */
export async function tellStanding(
  asked: Question,
  request: Omit<SearchRequest, "question">,
  { search, wordsOfPassage, textOf }: TellStandingOptions,
): Promise<ToldStanding | null> {
  const found = await search({ ...request, question: asked });
  const { query, gloss, embedMs, searchMs, validityOf } = found;
  // The one that was found first wins of two that are named as well: the order of equal ones stays.
  const [meant] = found.evidence
    .map(({ passage }) => ({ passage, share: namedShare(passage, { query, gloss, wordsOfPassage }) }))
    .sort((one, other) => other.share - one.share);
  const [first] = found.evidence;
  if (meant === undefined || first === undefined) return null;
  const isNamed = meant.share >= NAMED;
  const { document } = isNamed ? meant.passage : first.passage;
  const standing = validityOf(document);
  if (standing.kind === "unknown") return null;
  const evidence = found.evidence.filter(({ passage }) => passage.document.id === document.id);
  const candidates = weighSentences({ question: asked, evidence, query, gloss, wordsOfPassage });
  const confidence = confidenceOf(evidence, candidates);
  if (!isNamed && confidence < CONFIDENCE_TO_ANSWER) return null;
  const units = candidates.slice(0, 1).map((candidate) => unitOf(candidate, textOf));
  const claims = quoteUnits({ units, question: asked.text, textOf, validityOf }).slice(0, 1);
  const told = { document, standing };
  return { claims, standing: told, evidence: found.evidence, candidates, confidence, embedMs, searchMs };
}
