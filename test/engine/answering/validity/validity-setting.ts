/** A library that knows its documents, and who asks what their life is; for tests of validity. */

import { expect } from "vitest";
import { readDocument } from "../../../../src/documents/read.ts";
import { readers } from "../../../../src/documents/readers.ts";
import { validityAnswers } from "../../../../src/engine/answering/validity/validity-answer.ts";
import { validitySentence } from "../../../../src/engine/answering/wording.ts";
import { asQuestion, type Question } from "../../../../src/engine/retrieval/question.ts";
import type { Library, LibraryDocument } from "../../../../src/library/library.ts";
import { createValidityIndex } from "../../../../src/library/validity/validity.ts";
import { STATED_DOCUMENTS } from "../../../support/stated-documents.ts";

/** A library that knows its documents, and finds nothing: these answers need no search. */
export async function libraryOf(files: readonly (readonly [path: string, text: string])[]): Promise<Library> {
  const documents = await Promise.all(
    files.map(([path, text]) => readDocument({ path, bytes: new TextEncoder().encode(text), readers })),
  );
  const textOf = (version: string) => documents.find((known) => known.version === version) ?? null;
  const standings = createValidityIndex({ documents, textOf });
  const editions = { isOpen: ({ collection }, maySee) => maySee(collection) } as ReturnType<Library["editions"]>;
  return {
    documents: () => documents as readonly LibraryDocument[],
    document: (id: string) => (documents.find((known) => known.id === id) as LibraryDocument | undefined) ?? null,
    validityIndex: () => standings,
    version: textOf,
    editions: () => editions,
  } as Partial<Library> as Library;
}

interface Asked {
  readonly day?: string;
  /** Questions before, oldest first. */
  readonly before?: readonly string[];
  /** Answers to them. */
  readonly answered?: readonly string[];
  readonly collections?: ReadonlySet<string>;
}

/** Quotes with the documents that they are from, after the standing; null where it is a question like any other. */
export function asker(library: Library) {
  const answers = validityAnswers(library);
  return (text: string, { day = "2026-11-22", before = [], answered = [], collections }: Asked = {}): string | null => {
    const question = asQuestion(text) as Question;
    const history = before.flatMap((content, at) => [
      { role: "user", content },
      ...(answered[at] === undefined ? [] : [{ role: "assistant", content: answered[at] }]),
    ]);
    const request = { day, history, ...(collections === undefined ? {} : { collections }) };
    const told = answers.answer(question, request, ({ version }) => library.version(version));
    if (told === null) return null;
    const standing = told.standing === undefined ? [] : [validitySentence(told.standing, question.language)];
    const claims = told.claims.map(({ text: words, citations: [{ quote, start, end, document }] }) => {
      expect(library.version(document.version)?.text.slice(start, end)).toBe(quote);
      return words;
    });
    return [...(told.severalMeant === true ? ["several"] : []), ...standing, ...claims].join(" | ");
  };
}

export const FILES = [
  ...STATED_DOCUMENTS.map(
    ({ title, paragraphs }) => [`${title}.md`, [`# ${title}`, ...paragraphs].join("\n\n")] as const,
  ),
  [
    "会员管理办法.md",
    "# 联盟会员管理办法\n\n第一条 会员分为两类。\n\n第六条 会员逾期六个月未缴纳会费的，暂停其会员资格。\n\n第五十六条 本办法由秘书处负责解释，第六条除外。\n",
  ],
  [
    "Circular 3-2023.md",
    "# Use of the clean room\n\nCircular No. 3/2023\n\nShanghai, 2 May 2023\n\nThe clean room is open on Mondays.\n",
  ],
] as const;
