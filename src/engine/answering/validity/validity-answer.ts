/**
 * Questions about a document's life are answered from its facts, with the words that they were read from: when it takes
 * effect, whether it is still valid, who issued it and when, under what number, what it replaced or changed, what an
 * article says. Where the text states nothing of it, or no document is clearly meant, the question is one like any other.
 */

import { LRUCache } from "lru-cache";
import { numbersIn, titleKey } from "../../../documents/facts/document-name.ts";
import type { StatedFact, StatedKind } from "../../../documents/facts/facts-in-text.ts";
import { tellsOwnEffect } from "../../../documents/facts/in-sentences.ts";
import { foldedForm, lettersAndDigits } from "../../../language/canonical.ts";
import { daysIn } from "../../../language/dates.ts";
import type { Language } from "../../../language/language.ts";
import { type Span, sentencesIn } from "../../../language/sentences.ts";
import { simplified } from "../../../language/zh/han.ts";
import type { Editions } from "../../../library/editions/editions.ts";
import type { Library, LibraryDocument } from "../../../library/library.ts";
import { type AccessScope, isPublishedBy, type ValidityOf } from "../../../library/validity/validity.ts";
import type { Turn } from "../../retrieval/follow-up.ts";
import type { Question } from "../../retrieval/question.ts";
import type { Claim } from "../answer.ts";
import type { TextOf } from "../units.ts";
import { type AskedOfDocument, validityAsked } from "./asks-validity.ts";
import { type DocumentNames, documentNames } from "./document-named.ts";
import {
  allStated,
  article,
  changes,
  type Quoting,
  quotes,
  type Telling,
  type ValidityAnswer,
} from "./tell-changes.ts";

interface ValidityRequest extends AccessScope {
  /** Earlier turns, oldest first; absent: nothing. */
  readonly history?: readonly Turn[];
}

/** Everything that a name is understood by: all documents that bear one, and what was spoken of. */
interface Talk {
  readonly history: readonly Turn[] | undefined;
  readonly names: DocumentNames;
  readonly validityOf: ValidityOf;
  readonly textOf: TextOf;
}

export interface ValidityAnswers {
  answer(question: Question, request: ValidityRequest, textOf: TextOf): ValidityAnswer | null;
  /** Documents whose number or title the question names: what they say answers first. */
  mentioned(question: Question, request: ValidityRequest, textOf: TextOf): readonly LibraryDocument[];
  /** The document whose number is all that the question says; null where it says more, or names none. */
  numberAlone(question: Question, request: ValidityRequest): LibraryDocument | null;
  /** The only document that bears the number in a name of it: 材联18号文; null where none or several do. */
  numbered(name: string, request: ValidityRequest): LibraryDocument | null;
}

/** Shorter names are parts of too many titles. */
const SHORTEST_NAME = 5;
const REMEMBERED_SCOPES = 4;

export function validityAnswers(library: Library): ValidityAnswers {
  const visibleTo = rememberedNames(library);
  const numbered: ValidityAnswers["numbered"] = (name, request) => {
    if (!/\d/u.test(name)) return null;
    const [only, other] = visibleTo(request).numbered(name);
    return other === undefined ? (only ?? null) : null;
  };
  return {
    answer(question, request, textOf) {
      const asked = validityAsked(question.text);
      if (asked === null) return null;
      const names = visibleTo(request);
      const validityOf = library.validityIndex().on(request);
      const meant = documentsOf(asked, question, { history: request.history, names, validityOf, textOf });
      const quoting = quotes(validityOf, textOf);
      if (meant.length === 0) return repealedUnread(asked, { documents: names.documents, textOf, quoting });
      const successorOf = (id: string | null): LibraryDocument | null => (id === null ? null : library.document(id));
      const tell = (document: LibraryDocument): ValidityAnswer | null => {
        const named = (name: string) => names.named(name, document.language, validityOf);
        return told({ asked, document, documents: names.documents, validityOf, textOf, successorOf, named }, quoting);
      };
      const [only, ...others] = meant;
      return only === undefined || others.length === 0
        ? ((only && tell(only)) ?? null)
        : toldOfEach(asked, meant, tell);
    },
    mentioned({ text, language }, request, textOf) {
      if (!/\d\s?号|\d{4}|No\.|\d\/\d|《|\b(?:[Tt]he|[Tt]his|[Oo]ur) \p{Lu}/u.test(simplified(text))) return [];
      const names = visibleTo(request);
      const numbered = names.numbered(text);
      if (numbered.length > 0) return numbered;
      const talk = { history: request.history, names, validityOf: library.validityIndex().on(request), textOf };
      const found = names
        .names(text)
        .map((name) => ofConversation(names.meant(name, language, talk.validityOf), talk, language));
      // One of several that nobody spoke of is not meant.
      return [...new Set(found.flatMap((some) => (some.length === 1 ? some : [])))];
    },
    numbered,
    numberAlone({ text }, request) {
      const only = numbered(text, request);
      if (only === null) return null;
      const rest = lettersAndDigits(text).replace(lettersAndDigits(only.number ?? ""), "");
      return WHAT_IT_IS.test(rest) ? only : null;
    },
  };
}

/** Words beside the number: "what is …", …是什么文件. */
const WHAT_IT_IS = /^(?:what(?:s|is))?(?:是)?(?:什么|什麼|啥)?(?:文件|文|通知)?(?:is)?$/u;

/** Names of what an asker may see. To work them out takes 8 MB for 1,000 documents, and most members see the same. */
function rememberedNames(library: Library): (scope: AccessScope) => DocumentNames {
  const known = new LRUCache<string, DocumentNames>({ max: REMEMBERED_SCOPES });
  let knownOf: Editions | undefined;
  return ({ collections, publishedBy }) => {
    // Another object whenever documents, or what is known of them, are others.
    const editions = library.editions();
    if (editions !== knownOf) known.clear();
    knownOf = editions;
    const key = JSON.stringify([publishedBy ?? null, collections === undefined ? null : [...collections].sort()]);
    const may = (document: LibraryDocument): boolean =>
      (collections === undefined || editions.isOpen(document, (name) => collections.has(name))) &&
      (publishedBy === undefined || isPublishedBy(document, publishedBy));
    const names = known.get(key) ?? documentNames(library.documents().filter(may));
    known.set(key, names);
    return names;
  };
}

function documentsOf(
  { asked, document: name, kind }: AskedOfDocument,
  { language, text }: Question,
  talk: Talk,
): readonly LibraryDocument[] {
  const { history = [], names, validityOf } = talk;
  const asDocument = (document: LibraryDocument | null) => (document === null ? [] : [document]);
  // "What is X?" asks for a document only if X is the number of one.
  if (asked === "what-is") {
    return names.numbered(text).length === 0 ? [] : asDocument(names.named(text, language, validityOf));
  }
  const called = KIND_ALONE.test(name) ? `《${name}》` : name;
  if (name !== "") return ofConversation(names.meant(called, language, validityOf), talk, language);
  for (const { role, content } of history.toReversed()) {
    if (role !== "user") continue;
    const before = validityAsked(content)?.document ?? content.replace(/[?？。.]+$/u, "");
    const found = before === "" ? null : names.named(before, language, validityOf);
    if (found !== null) return [found];
  }
  // Nobody named it: it is the one that was quoted, or the only one of its kind.
  const ofKind = kind === undefined ? [] : names.meant(`《${kind}》`, language, validityOf);
  const [only, ...others] = ofConversation(ofKind, talk, language);
  return only === undefined || others.length > 0 ? [] : [only];
}

/** A house with one of the kind calls it by that: 章程第八条. */
const KIND_ALONE = /^(?:章程|办法|条例|细则|规定|规则|制度|公约|规程|准则)$/u;

/** An answer that is too short, a day alone, stands in many documents. In characters. */
const SHORTEST_QUOTE = 8;

/** The one that was spoken of last, of several that a name can mean; all of them where none was. */
function ofConversation(
  meant: readonly LibraryDocument[],
  { history = [], names, validityOf, textOf }: Talk,
  language: Language,
): readonly LibraryDocument[] {
  if (meant.length < 2) return meant;
  for (const { role, content } of history.toReversed()) {
    const asked = role === "user" ? (validityAsked(content)?.document ?? "") : "";
    const called = [asked, ...names.names(content)].flatMap((name) =>
      name === "" ? [] : names.meant(name, language, validityOf),
    );
    const quoted = content.split(/\s*\n\s*|(?<=[。！？.!?])\s*/u).filter(({ length }) => length >= SHORTEST_QUOTE);
    const spoken = meant.filter(
      (document) =>
        (called.length === 1 && called.includes(document)) ||
        titleKey(content).includes(titleKey(document.title)) ||
        (role !== "user" && quoted.some((words) => textOf(document)?.text.includes(words) === true)),
    );
    if (spoken.length === 1) return spoken;
  }
  return meant;
}

/** More are no choice any more: then it is a question like any other. */
const MOST_MEANT = 4;

/** Tells what each of several documents says of itself, where the name that was asked with can mean any of them. */
function toldOfEach(
  { asked }: AskedOfDocument,
  meant: readonly LibraryDocument[],
  tell: (document: LibraryDocument) => ValidityAnswer | null,
): ValidityAnswer | null {
  if (meant.length > MOST_MEANT || asked === "changed" || asked === "article") return null;
  const claims = meant.flatMap((document) => tell(document)?.claims ?? []);
  return claims.length === 0 ? null : { claims, severalMeant: true };
}

function told(telling: Telling, quoting: Quoting): ValidityAnswer | null {
  const { asked, document, textOf } = telling;
  const say = (...facts: readonly (Span | undefined)[]): ValidityAnswer | null => {
    const claims = facts.flatMap((fact) => (fact === undefined ? [] : quoting(document, fact)));
    return claims.length === 0 ? null : { claims };
  };
  switch (asked.asked) {
    case "in-effect":
      return say(...inEffect(document, textOf));
    case "until":
      // A replaced text ended when its successor came.
      return say(...withDay(document, "effectiveUntil", textOf)) ?? replacedBy(telling, quoting);
    case "valid":
      return validity(telling, quoting);
    case "issuer":
      return say(stated(document, "publisher") ?? stated(document, "adopted"));
    case "issued-on":
      return say(issuedOn(document, asked.event));
    case "number":
      return say(stated(document, "number"));
    case "what-is":
      return say(stated(document, "title"));
    case "replaced":
      return say(...allStated(document, "supersedes"));
    case "replaced-by":
      return replacedBy(telling, quoting);
    case "changed":
      return changes(telling, quoting);
    case "article":
      return article(telling, quoting);
    default:
      return asked.asked satisfies never;
  }
}

/** A text that is not in the library, and that another one repeals: what does so is all that is known of it. */
function repealedUnread(
  { asked, document: name }: AskedOfDocument,
  { documents, textOf, quoting }: Pick<Telling, "documents" | "textOf"> & { readonly quoting: Quoting },
): ValidityAnswer | null {
  if (name === "" || !["valid", "until", "replaced-by"].includes(asked)) return null;
  const key = titleKey(/《(?<title>[^》]+)》/u.exec(name)?.groups?.title ?? name);
  const number = numbersIn(foldedForm(name))[0]?.number;
  const saysNumber = (by: LibraryDocument, { start, end }: Span): boolean =>
    number !== undefined && titleKey(textOf(by)?.text.slice(start, end) ?? "").includes(titleKey(number));
  const claims = documents.flatMap((by) => {
    const fact = allStated(by, "supersedes").find(
      ({ value, ...span }) =>
        titleKey(value) === key ||
        (key.length >= SHORTEST_NAME && titleKey(value).endsWith(key)) ||
        saysNumber(by, span),
    );
    return fact === undefined ? [] : quoting(by, fact);
  });
  return claims.length === 0 ? null : { claims };
}

function stated(document: LibraryDocument, kind: StatedKind): StatedFact | undefined {
  return allStated(document, kind).at(-1);
}

/** 自发布之日起 needs the day of issue beside it; a revised act holds as it reads since its revision. */
function inEffect(document: LibraryDocument, textOf: TextOf): readonly Span[] {
  if (document.origins?.effectiveFrom !== undefined && document.origins.effectiveFrom !== "text") return [];
  const facts = withDay(document, "effectiveFrom", textOf);
  const revised = stated(document, "revised");
  const from = facts[0]?.value ?? "";
  if (facts.length === 0) return ownWordsOnEffect(document, textOf);
  return revised !== undefined && from < revised.value ? [...facts, revised] : facts;
}

/** "These Articles enter into force on the day of their registration": no day, and an answer all the same. */
function ownWordsOnEffect(document: LibraryDocument, textOf: TextOf): readonly Span[] {
  const version = textOf(document);
  const blocks = version?.blocks.filter(({ kind }) => kind !== "table-row" && kind !== "code") ?? [];
  const sentences = blocks.flatMap(({ start, end }) => sentencesIn(version?.text ?? "", start, end));
  return sentences
    .filter(({ start, end }) => tellsOwnEffect(foldedForm(version?.text.slice(start, end) ?? "")))
    .slice(0, 1);
}

function withDay(document: LibraryDocument, kind: "effectiveFrom" | "effectiveUntil", textOf: TextOf) {
  const fact = stated(document, kind);
  if (fact === undefined || document.origins?.[kind] !== "text") return [];
  const words = textOf(document)?.text.slice(fact.start, fact.end) ?? "";
  const hasDay = /\d{4}|[一二][〇○零一二三四五六七八九]{3}年/u.test(words);
  const saysDay =
    hasDay && (!OF_ISSUE.test(words) || daysIn(foldedForm(words)).some(({ date }) => date === fact.value));
  const issued = saysDay ? undefined : (stated(document, "published") ?? stated(document, "adopted"));
  return [fact, ...(issued === undefined ? [] : [issued])];
}

/** A day that such words count from is told beside them: 自公布之日起施行，有效期至2027年12月31日. */
const OF_ISSUE = /之日|即日|immediate|\b(?:publication|adoption|issue|issuance|approval|signature)\b/iu;

function issuedOn(document: LibraryDocument, event: AskedOfDocument["event"]): StatedFact | undefined {
  if (event !== undefined)
    return stated(document, event) ?? (event === "adopted" ? stated(document, "published") : undefined);
  const fact = stated(document, "published") ?? stated(document, "adopted");
  return /front matter|sidecar/u.test(document.origins?.published ?? "") && fact?.value !== document.published
    ? undefined
    : fact;
}

/** Tells how it stands, with the words that make it so: its own, or those of the document that replaced it. */
function validity({ document, validityOf, successorOf }: Telling, quoting: Quoting): ValidityAnswer | null {
  const validity = validityOf(document);
  const told = { document, standing: validity };
  const said = (claims: readonly Claim[]): ValidityAnswer | null =>
    claims.length === 0 ? null : { claims, standing: told };
  switch (validity.kind) {
    case "superseded":
      return said(wordsOfSuccessor(document, successorOf(validity.by.id), quoting));
    case "in-force":
    case "not-yet-in-force": {
      if (document.origins?.effectiveFrom !== "text") return null;
      const facts = [stated(document, "effectiveFrom"), stated(document, "effectiveUntil")];
      return said(facts.flatMap((fact) => (fact === undefined ? [] : quoting(document, fact))));
    }
    case "expired": {
      const fact = document.origins?.effectiveUntil === "text" ? stated(document, "effectiveUntil") : undefined;
      return fact === undefined ? null : said(quoting(document, fact));
    }
    case "amended":
    case "one-of-versions":
    case "unknown":
      return null;
    default:
      return validity satisfies never;
  }
}

/** The sentence that says that it replaces the other; of a version the words that date it. */
function wordsOfSuccessor(document: LibraryDocument, successor: LibraryDocument | null, quoting: Quoting): Claim[] {
  if (successor === null) return [];
  const known = documentNames([document]);
  const repeals = allStated(successor, "supersedes");
  const own = repeals.find(({ value }) => known.named(value, document.language, () => ({ kind: "unknown" })) !== null);
  const dated = stated(successor, "revised") ?? stated(successor, "effectiveFrom") ?? stated(successor, "published");
  const fact = own ?? dated ?? stated(successor, "title");
  return fact === undefined ? [] : quoting(successor, fact);
}

function replacedBy(telling: Telling, quoting: Quoting): ValidityAnswer | null {
  const { document, validityOf } = telling;
  return validityOf(document).kind === "superseded" ? validity(telling, quoting) : null;
}
