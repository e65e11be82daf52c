/** Lists what is in the library, as it was read last; or shows one file as it is read now. */

import {
  dateText,
  factsKnown,
  fileReading,
  type Library,
  openEngine,
  pageRecogniser,
  validityText,
} from "../src/engine/engine.ts";
import { DocketError } from "../src/errors.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { dayOf } from "./day.ts";
import { factLine, relationQuestionText } from "./document-facts.ts";
import { readNow, shownOutcome } from "./show-file.ts";
import { textTable } from "./text-table.ts";

const COLUMNS = ["title", "standing", "published", "language", "passages", "format", "file"] as const;

await runCommand({
  help: "help-documents",
  flags: {
    corpus: { type: "string" },
    show: { type: "string" },
    "as-of": { type: "string" },
    replaced: { type: "string" },
    by: { type: "string" },
    not: { type: "boolean", default: false },
    facts: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  async run({ values, terminal, config, say }) {
    const settings = config(values.corpus === undefined ? {} : { CORPUS_DIR: values.corpus });
    if (values.show !== undefined) {
      const reading = fileReading();
      const recogniser = settings.recognition === null ? null : pageRecogniser();
      try {
        const outcomes = await readNow(settings.corpusDir, values.show, { reading, recogniser });
        terminal.print(
          values.json ? JSON.stringify(outcomes) : outcomes.map((outcome) => shownOutcome(outcome, say)).join("\n\n"),
        );
        return outcomes.some((outcome) => "document" in outcome) ? EXIT.done : EXIT.failed;
      } finally {
        await reading.close();
        await recogniser?.close();
      }
    }
    const day = dayOf(values["as-of"], settings);
    const engine = openEngine({ config: settings, onNotice: terminal.notice });
    try {
      if (values.replaced !== undefined || values.by !== undefined) {
        decide(engine.library, { replaced: values.replaced, by: values.by, holds: !values.not });
      }
      const failures = new Map(engine.library.failures().map(({ path, reason }) => [path, reason]));
      const validity = engine.library.validityIndex();
      const validityOf = validity.on({ day });
      const documents = engine.library.documents().map((document) => {
        const { id, path, title, publisher, published, language, format, warnings } = document;
        const passages = engine.library.countPassages(id);
        return {
          id,
          path,
          title,
          publisher,
          published,
          standing: validityOf(document),
          language,
          passages,
          format,
          warnings,
          facts: factsKnown(document, engine.library.version(document.version)?.text ?? ""),
          // Reason why its newer version could not be read; then the earlier one stands here.
          failure: failures.get(path) ?? null,
        };
      });
      const known = new Set(documents.map(({ path }) => path));
      const unread = [...failures].filter(([path]) => !known.has(path)).map(([path, failure]) => ({ path, failure }));
      if (values.json) {
        terminal.print(JSON.stringify([...documents, ...unread]));
        return EXIT.done;
      }
      const rows = documents.map(({ title, standing, published, language, passages, format, path }) => [
        ...[title, validityText(standing, say.locale) ?? "", dateText(published, say.locale) ?? "", language],
        ...[String(passages), format, path],
      ]);
      terminal.print(textTable([COLUMNS.map((column) => say(`column-${column}`)), ...rows]));
      if (values.facts) {
        for (const { path, facts } of documents)
          terminal.print(["", `${path}:`, ...facts.map((fact) => factLine(fact, say))].join("\n"));
        terminal.print("");
      }
      for (const { path, warnings } of documents)
        for (const warning of warnings) terminal.print(`${path}: ${say.problem(warning)}`);
      for (const [path, reason] of failures) {
        const told = say("document-not-read", { path, reason: say.problem(reason) });
        terminal.print(known.has(path) ? say("ingest-earlier-answers", { problem: told }) : told);
      }
      for (const { path, problem } of validity.problems()) terminal.print(`${path}: ${say.problem(problem)}`);
      for (const question of validity.questions()) terminal.print(relationQuestionText(question, say));
      return EXIT.done;
    } finally {
      await engine.close();
    }
  },
});

interface Decision {
  readonly replaced: string | undefined;
  readonly by: string | undefined;
  readonly holds: boolean;
}

/** Documents are named by id or path: what the list shows. */
function decide(library: Library, { replaced, by, holds }: Decision): void {
  const documents = library.documents();
  const [successor, predecessor] = [by, replaced].map((name) => {
    const found = documents.find(({ id, path }) => id === name || path === name);
    if (found === undefined) {
      const said = name === undefined ? "--replaced OLD and --by NEW go together" : `there is no document "${name}"`;
      throw new DocketError("usage", `${said}: name both as the list does, by id or path`, {
        told: {
          key: name === undefined ? "error-relation-both" : "error-relation-unknown",
          values: { name: name ?? "" },
        },
      });
    }
    return found.id;
  });
  if (successor === undefined || predecessor === undefined) return;
  library.decideRelation({ by: successor, of: predecessor, holds }, new Date());
}
