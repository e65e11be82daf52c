/** Asks one question at the command line. What changed in the documents is read first. */

import { DocketError } from "../src/errors.ts";
import type { Library } from "../src/library/library.ts";
import { answerJson, answerReport } from "./ask/output.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { dayOf } from "./day.ts";
import { openWithDocuments } from "./open-with-documents.ts";

const help = `Ask the documents a question, in English or Chinese; get quoted sentences with their sources.

  npm run ask -- [options] QUESTION

  --corpus DIR        documents to ask (default: CORPUS_DIR); another folder gets a library of its own
  --collection NAME   only documents of this subfolder; may be repeated
  --as-of DATE        show the documents' standing on that day, as 2022-06-01 (default: today)
  --json              one JSON value on standard output and nothing else (with npm run -s)
  --explain           also how each passage was found and each sentence was chosen
  -h, --help          this text

Exit codes: 0 answered, 1 failed, 2 wrong use or configuration, 3 not found in the documents.`;

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
    const day = dayOf(values["as-of"]);
    const app = await openWithDocuments(
      config(values.corpus === undefined ? {} : { CORPUS_DIR: values.corpus }),
      terminal,
    );
    try {
      const collections =
        values.collection === undefined ? {} : { collections: knownCollections(values.collection, app.library) };
      const result = await app.answer({ question: positionals.join(" "), ...collections });
      const output = { ...result, typed: positionals.join(" "), day, explain: values.explain };
      terminal.print(values.json ? JSON.stringify(answerJson(output)) : answerReport(output));
      switch (result.answer.kind) {
        case "answered":
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
