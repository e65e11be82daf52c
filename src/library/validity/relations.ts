/**
 * Works out which documents supersede or amend which: by what was written by hand, by what their texts say, by versions
 * of one work, and by what the secretariat decided. What is not sure is a question, and changes nothing; so is a
 * document that says it replaces one of another collection, since not all who may write into one folder may speak for
 * another.
 */

import { isOnePlace } from "../../documents/document.ts";
import type { StatedFact } from "../../documents/facts/facts-in-text.ts";
import { type Meant, referencesTo } from "./references.ts";
import { type DatedDocument, effectiveSince, firstDay, type ValidityIndexOptions } from "./validity.ts";
import { versionsAmong, withRevision, workDates } from "./versions.ts";

/** `by` supersedes or amends `of`. */
export interface Relation {
  readonly by: DatedDocument;
  readonly of: DatedDocument;
  readonly since: string | null;
  readonly isVersion: boolean;
}

export interface AmendingRelation extends Relation {
  readonly clause: string | null;
}

export interface RelationProblem {
  /** Path of the document that says it. */
  readonly path: string;
  readonly problem: string;
}

/** `by` seems to supersede `of`. */
export interface RelationQuestion {
  readonly by: DatedDocument;
  readonly of: DatedDocument;
  /** Its words; null where the titles alone make it seem so. */
  readonly quote: string | null;
}

/** The secretariat's decisions, with documents by their ids. */
export interface RelationDecision {
  readonly by: string;
  readonly of: string;
  readonly holds: boolean;
}

interface Relations {
  readonly superseding: readonly Relation[];
  readonly amending: readonly AmendingRelation[];
  /** Works of which no version is known to be the last. */
  readonly versions: readonly (readonly DatedDocument[])[];
  readonly problems: readonly RelationProblem[];
  readonly questions: readonly RelationQuestion[];
}

type Ask = (question: RelationQuestion) => void;
type DecisionOn = (by: DatedDocument, of: DatedDocument) => boolean | undefined;
type KnownBy = (reference: string) => Meant<DatedDocument>;

export function relationsAmong(options: ValidityIndexOptions): Relations {
  const { documents, decisions = [] } = options;
  const known = referencesTo(documents, options.formerNames);
  const problems: RelationProblem[] = [];
  const questions: RelationQuestion[] = [];
  const named = (id: string): string => options.formerNames?.get(id) ?? id;
  const decided = new Map(decisions.map(({ by, of, holds }) => [`${named(by)}\n${named(of)}`, holds]));
  const decisionOn: DecisionOn = (by, of) => decided.get(`${by.id}\n${of.id}`);
  const ask: Ask = (question) => {
    const asked = questions.some(({ by, of }) => by === question.by && of === question.of);
    if (!asked && decisionOn(question.by, question.of) === undefined) questions.push(question);
  };
  const byHand = handWritten(documents, known, problems);
  const inText = documents.flatMap((by) => statedBy(by, known, options, ask));
  const byDecision = decisions.flatMap(({ by, of, holds }): Relation[] => {
    const [one, other] = [by, of].map((id) => documents.find((document) => document.id === named(id)));
    return holds && one !== undefined && other !== undefined ? [relation(one, other)] : [];
  });
  const ofOnePlace = byHand.superseding.filter(({ by, of }) => {
    if (isOnePlace(by.collection, of.collection)) return true;
    ask({ by, of, quote: null });
    return false;
  });
  const stated = [...ofOnePlace, ...inText.filter((one) => !isPart(one)), ...byDecision].filter(
    ({ by, of }) => decisionOn(by, of) !== false,
  );
  const { superseding: ofVersions, versions } = versionRelations(options, stated, decisionOn, ask);
  const all = once([...stated, ...ofVersions]);
  const circular = new Set(inCircles(all));
  for (const { by, of } of circular) {
    problems.push({
      path: by.path,
      problem: `it supersedes ${of.path}, and is superseded by it, directly or through others: this is ignored; correct one of them`,
    });
  }
  const amending = [...byHand.amending, ...inText.filter(isPart)];
  return { superseding: all.filter((one) => !circular.has(one)), amending, versions, problems, questions };
}

type StatedRelation = Relation | AmendingRelation;

function isPart(one: StatedRelation): one is AmendingRelation {
  return "clause" in one;
}

function relation(by: DatedDocument, of: DatedDocument, isVersion = false): Relation {
  return { by, of, since: effectiveSince(withRevision(by)), isVersion };
}

function handWritten(documents: readonly DatedDocument[], known: KnownBy, problems: RelationProblem[]) {
  /** A new version may carry its predecessor's number: it is meant itself only where nobody else can be. */
  const meant = (by: DatedDocument, reference: string, verb: string): readonly DatedDocument[] => {
    const { documents: found, formerly = false } = known(reference);
    const [now] = found;
    if (formerly && now !== undefined) {
      const problem = `it ${verb} "${reference}", which is named ${now.path} now: this goes on working; write its new name`;
      problems.push({ path: by.path, problem });
    }
    const others = found.filter(({ id }) => id !== by.id);
    if (found.length > 0 && others.length === 0) {
      problems.push({ path: by.path, problem: `it says that it ${verb} itself ("${reference}"): this is ignored` });
    }
    if (found.length === 0) {
      const problem = `it ${verb} "${reference}", which is no id, number or title in the library: correct it, if that document should be there`;
      problems.push({ path: by.path, problem });
    }
    return others;
  };
  return {
    superseding: documents.flatMap((by) =>
      by.supersedes.flatMap((reference) => meant(by, reference, "supersedes").map((of) => relation(by, of))),
    ),
    amending: documents.flatMap((by) =>
      by.amends.flatMap(({ document, clause }) =>
        meant(by, document, "amends").map((of): AmendingRelation => ({ ...relation(by, of), clause })),
      ),
    ),
  };
}

/**
 * Relations that its text states, where nothing was written by hand. A text names many that are not in the library: no
 * problem.
 */
function statedBy(by: DatedDocument, known: KnownBy, options: ValidityIndexOptions, ask: Ask): StatedRelation[] {
  const { documents: all, textOf, editionsOf = () => [] } = options;
  const own = new Set([by, ...editionsOf(by.id)].map(({ id }) => id));
  const { stated = [], origins = {} } = by;
  return stated.flatMap((fact): StatedRelation[] => {
    if (fact.kind !== "supersedes" && fact.kind !== "amends") return [];
    if (origins[fact.kind] !== undefined && origins[fact.kind] !== "text") return [];
    const { documents, exact } = known(fact.value);
    const meant = documents.filter((of) => !own.has(of.id) && isEarlier(of, by, fact.kind));
    const ids = new Set(meant.flatMap(({ id }) => [id, ...editionsOf(id).map((edition) => edition.id)]));
    const others = all.filter(({ id }) => ids.has(id));
    const works = new Set(meant.map(({ title, language }) => `${language}\n${title}`));
    // A part of a title that several have names none of them.
    const isOnly = works.size === 1 && others.every(({ collection }) => collection === by.collection);
    const sure = fact.sure && (exact || isOnly);
    if (fact.kind === "amends") {
      return sure ? others.map((of): AmendingRelation => ({ ...relation(by, of), clause: fact.clause ?? null })) : [];
    }
    const quote = quoteOf(fact, textOf(by.version)?.text ?? "");
    return others.flatMap((of): Relation[] => {
      if (sure && isOnePlace(by.collection, of.collection)) return [relation(by, of)];
      if (sure || works.size === 1) ask({ by, of, quote });
      return [];
    });
  });
}

function quoteOf({ start, end }: StatedFact, text: string): string {
  return text.slice(start, end);
}

/** Nothing replaces what came after it: 《会员管理办法》 in the last article of the same title is an older one still. */
function isEarlier(of: DatedDocument, by: DatedDocument, kind: string): boolean {
  const [one, other] = [workDates(of).day, workDates(by).day];
  return kind === "amends" || one === null || other === null || one <= other;
}

function versionRelations(
  options: ValidityIndexOptions,
  stated: readonly Relation[],
  decisionOn: DecisionOn,
  ask: Ask,
): Pick<Relations, "superseding" | "versions"> {
  const superseding: Relation[] = [];
  const versions: (readonly DatedDocument[])[] = [];
  const areRelated = (one: DatedDocument, other: DatedDocument): boolean =>
    stated.some(({ by, of }) => (by === one && of === other) || (by === other && of === one)) ||
    decisionOn(one, other) !== undefined ||
    decisionOn(other, one) !== undefined;
  for (const { documents, dated } of versionsAmong(options)) {
    if (dated) {
      for (const [index, of] of documents.entries()) {
        const by = documents[index + 1];
        if (by === undefined || areRelated(by, of)) continue;
        superseding.push({ ...relation(by, of, true), since: versionSince(by) });
      }
      continue;
    }
    const left = documents.filter((one) => !documents.some((other) => other !== one && areRelated(one, other)));
    if (left.length < 2) continue;
    versions.push(left);
    const [last, before] = left.toSorted((one, other) =>
      (workDates(one).day ?? "") < (workDates(other).day ?? "") ? 1 : -1,
    );
    if (last !== undefined && before !== undefined) ask({ by: last, of: before, quote: null });
  }
  return { superseding, versions };
}

/** It holds from when it says, or else from the day that tells it from the others. */
function versionSince(by: DatedDocument): string | null {
  const since = effectiveSince(withRevision(by));
  return firstDay(since) === null ? workDates(by).day : since;
}

/** Each pair once: the first says since when. */
function once(relations: readonly Relation[]): Relation[] {
  const known = new Map<string, Relation>();
  for (const one of relations) {
    const pair = `${one.by.id}\n${one.of.id}`;
    if (!known.has(pair)) known.set(pair, one);
  }
  return [...known.values()];
}

/** The rest when lines are taken off at both ends, until nothing has an end. */
function inCircles(relations: readonly Relation[]): readonly Relation[] {
  const superseding = new Set(relations.map(({ by }) => by.id));
  const superseded = new Set(relations.map(({ of }) => of.id));
  const left = relations.filter(({ by, of }) => superseded.has(by.id) && superseding.has(of.id));
  return left.length === relations.length ? left : inCircles(left);
}
