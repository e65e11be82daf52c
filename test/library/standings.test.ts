import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLibrary } from "../../src/library/library.ts";
import { LIBRARY_SCHEMA } from "../../src/library/schema.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { documentOf } from "../support/documents.ts";
import { ingestSetting } from "../support/ingest-setting.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const rules = "---\nid: rules\n---\n# Rules\n\n## 2 Payment\n\nIt is paid in March.\n";

describe("the standings of a library's documents", () => {
  it("are worked out once, and again when the documents have changed", async () => {
    const { corpus, library, run } = ingestSetting({ documents: { "rules.md": rules } });
    await run();
    const before = library.validityIndex();
    const standing = () => {
      const [document] = library.documents().filter(({ id }) => id === "rules");
      return document === undefined ? null : library.validityIndex().on({ day: "2026-01-01" })(document).kind;
    };
    expect(standing()).toBe("unknown");
    await run();
    expect(library.validityIndex()).toBe(before);
    corpus.write("new.md", "---\nsupersedes: rules\n---\n# New rules\n\nIt is paid in May.\n");
    await run();
    expect(standing()).toBe("superseded");
    corpus.write("new.md", "# New rules\n\nIt is paid in May.\n");
    await run();
    expect(standing()).toBe("unknown");
  });

  it("know the clauses of the stored text", async () => {
    const { library, run } = ingestSetting({
      documents: {
        "rules.md": rules,
        "change.md":
          "---\ntitle: Change\namends: { document: rules, clause: 2 }\n---\n# Change\n\nIt is paid in May.\n",
      },
    });
    await run();
    const document = library.documents().find(({ id }) => id === "rules");
    if (document === undefined) throw new Error("the rules were not read");
    const start = library.version(document.version)?.text.indexOf("March") ?? -1;
    const standing = library.validityIndex().on({ day: "2026-01-01" })(document, { start, end: start + 5 });
    expect(standing).toEqual({ kind: "amended", by: { id: "change.md", title: "Change", since: null } });
    expect(library.validityIndex().problems()).toEqual([]);
  });

  it("are those of a library from before amendments named clauses", () => {
    const path = join(temporaryFolder().path, "library.sqlite");
    const before = openDatabase(path, { ...LIBRARY_SCHEMA, migrations: LIBRARY_SCHEMA.migrations.slice(0, 1) });
    before.prepare("INSERT INTO versions VALUES ('0', 'Fees.', '[]', '2026-01-01')").run();
    for (const [id, amends] of Object.entries({ rules: [], change: ["rules"] })) {
      const { blocks: _blocks, text: _text, ...facts } = documentOf([], { title: id });
      before
        .prepare("INSERT INTO documents VALUES (?, ?, '', 'markdown', '0', ?, '[]', '', 0, 0)")
        .run(id, `${id}.md`, JSON.stringify({ ...facts, amends }));
    }
    before.close();
    const library = openLibrary(path);
    onTestFinished(() => library.close());
    const validityOf = library.validityIndex().on({ day: "2026-01-01" });
    expect(library.documents().map((document) => [document.id, validityOf(document).kind, document.amends])).toEqual([
      ["change", "unknown", [{ document: "rules", clause: null }]],
      ["rules", "in-force", []],
    ]);
  });
});
