/** Asks one question at the command line. What changed in the documents is read first. */

import { collectionName, type Library } from "../src/engine/engine.ts";
import { DocketError } from "../src/errors.ts";
import { chineseLocaleFor } from "../src/language/zh/han.ts";
import { answerJson, answerReport } from "./ask/output.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { dayOf } from "./day.ts";
import { openWithDocuments } from "./open-with-documents.ts";

await runCommand({
  help: "help-ask",
  flags: {
    corpus: { type: "string" },
    collection: { type: "string", multiple: true },
    "as-of": { type: "string" },
    json: { type: "boolean", default: false },
    explain: { type: "boolean", default: false },
  },
  async run({ values, positionals, terminal, say, sayIn, config }) {
    const asOf = values["as-of"];
    const settings = config(values.corpus === undefined ? {} : { CORPUS_DIR: values.corpus });
    const day = dayOf(asOf, settings);
    const engine = await openWithDocuments(settings, { terminal, say });
    try {
      const result = await engine.answer({
        question: positionals.join(" "),
        day,
        ...(asOf === undefined ? {} : { publishedBy: day }),
        ...(values.collection === undefined
          ? {}
          : { collections: knownCollections(values.collection, engine.library) }),
      });
      const { text = "", language = say.language } = result.question ?? {};
      // In the script that was written; where no character tells, in the terminal's.
      const locale = language === "zh" ? chineseLocaleFor(text, say.locale) : language;
      const sayAsAsked = locale === say.locale ? say : sayIn(locale);
      const output = { ...result, typed: positionals.join(" "), explain: values.explain, say: sayAsAsked };
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
      await engine.close();
    }
  },
});

/** A misspelt name would only ever find nothing. */
function knownCollections(names: readonly string[], library: Library): ReadonlySet<string> {
  const all = new Set(library.documents().map(({ collection }) => collection));
  const known = new Set([...all].map(collectionName));
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return new Set([...all].filter((one) => names.includes(collectionName(one))));
  const named = [...known].filter((name) => name !== "").join(", ");
  const list = named || "none: no document is in a subfolder";
  throw new DocketError("usage", `there is no collection "${unknown}"; there are: ${list}`, {
    told: { key: "error-collection", values: { name: unknown ?? "", names: named, some: named === "" ? "no" : "yes" } },
  });
}
