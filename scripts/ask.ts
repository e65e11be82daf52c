/** Asks one question at the command line. What changed in the documents is read first. */

import { DocketError } from "../src/errors.ts";
import type { Library } from "../src/library/library.ts";
import { answerJson, answerReport } from "./ask/output.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { dayOf } from "./day.ts";
import { openWithDocuments } from "./open-with-documents.ts";

const help = `Ask the documents a question, in English or Chinese; get quoted sentences with their sources. With OPENAI_API_KEY or
OPENAI_BASE_URL a language model writes the answer, of which only what the quotes prove is shown.

  npm run ask -- [options] QUESTION

  --corpus DIR        documents to ask (default: CORPUS_DIR); another folder gets a library of its own
  --collection NAME   only documents of this subfolder; may be repeated
  --as-of DATE        answer as on that day, as 2022-06-01: from what was in force then, without documents that are
                      known to be published later. Of a file that was changed since, only today's text is searched
  --json              one JSON value on standard output and nothing else (with npm run -s)
  --explain           also how each passage was found, how each sentence was chosen, and what could not be proven
  -h, --help          this text

Exit codes: 0 answered or unsure, 1 failed, 2 wrong use or configuration, 3 not found in the documents.`;

await runCommand({
  help,
  flags: {
    corpus: { type: "string" },
    collection: { type: "string", multiple: true },
    "as-of": { type: "string" },
    json: { type: "boolean", default: false },
    explain: { type: "boolean", default: false },
  },
  async run({ values, positionals, terminal, config }) {
    const asOf = values["as-of"];
    const settings = config(values.corpus === undefined ? {} : { CORPUS_DIR: values.corpus });
    const day = dayOf(asOf, settings);
    const app = await openWithDocuments(settings, terminal);
    try {
      const result = await app.answer({
        ...{ question: positionals.join(" "), day },
        ...(asOf === undefined ? {} : { publishedBy: day }),
        ...(values.collection === undefined ? {} : { collections: knownCollections(values.collection, app.library) }),
      });
      const output = { ...result, typed: positionals.join(" "), explain: values.explain };
      terminal.print(values.json ? JSON.stringify(answerJson(output)) : answerReport(output));
      switch (result.answer.kind) {
        case "answered":
        case "unsure":
          return EXIT.done;
        case "not-found":
          return EXIT.notFound;
        case "refused":
          return EXIT.usage;
        default:
          return result.answer satisfies never;
      }
    } finally {
      await app.close();
    }
  },
});

/** A misspelt name would only ever find nothing. */
function knownCollections(names: readonly string[], library: Library): ReadonlySet<string> {
  const known = new Set(library.documents().map(({ collection }) => collection));
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return new Set(names);
  const list = [...known].filter((name) => name !== "").join(", ") || "none: no document is in a subfolder";
  throw new DocketError("usage", `there is no collection "${unknown}"; there are: ${list}`);
}
