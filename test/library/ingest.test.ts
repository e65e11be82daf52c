import { readdirSync, renameSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { FileToRead } from "../../src/documents/reading/file-reading.ts";
import { openSnapshot } from "../../src/index/snapshot.ts";
import { ingest } from "../../src/library/ingest.ts";
import { openLibrary } from "../../src/library/library.ts";
import { SAMPLES } from "../../src/library/plan.ts";
import { LIBRARY_SCHEMA } from "../../src/library/schema.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { acquireLock } from "../../src/storage/lock.ts";
import { ingestSetting } from "../support/ingest-setting.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wordEmbedder } from "../support/word-embedder.ts";

const money = "# Money\n\nThe project costs 3 billion yuan.\n";
const people = "# People\n\nDr. Zhang Rujing leads the project. He came with his team.\n";
const dates = "# Dates\n\nThe signing took place on August 19.\n";

describe("an ingest", () => {
  it("brings new documents into the library and publishes their vectors and words", async () => {
    const { run, library, options } = ingestSetting({ documents: { "money.md": money, "projects/people.md": people } });
    const report = await run();
    expect(report).toMatchObject({ added: ["money.md", "projects/people.md"], documents: 2, passages: 2, failed: [] });
    expect(library.documents().map(({ title, collection }) => [title, collection])).toEqual([
      ["Money", ""],
      ["People", "projects"],
    ]);
    const generation = await openSnapshot({ folder: options.snapshotsDir, format: options.indexFormat });
    expect(generation).toMatchObject({ revision: report.revision });
    // Two passages and three sentences.
    expect(generation?.index.size).toBe(5);
    expect(generation?.words.size).toBe(2);
  });

  it("embeds nothing when nothing changed, and does not publish again", async () => {
    const { run } = ingestSetting({ documents: { "money.md": money } });
    const first = await run();
    expect(await run()).toMatchObject({ texts: [], unchanged: 1, revision: first.revision });
  });

  it("embeds only what changed", async () => {
    const { run, corpus } = ingestSetting({ documents: { "money.md": money, "people.md": people } });
    await run();
    corpus.write("people.md", people.replace("with his team", "alone"));
    const report = await run();
    expect(report).toMatchObject({ changed: ["people.md"], unchanged: 1 });
    expect(report.texts).toEqual(["People\nDr. Zhang Rujing leads the project. He came alone.", "He came alone."]);
  });

  it("embeds nothing for a renamed file, a touched date, and a document that is there twice", async () => {
    const { run, corpus, library } = ingestSetting({ documents: { "money.md": money, "people.md": people } });
    await run();
    renameSync(join(corpus.path, "money.md"), join(corpus.path, "costs.md"));
    expect(await run()).toMatchObject({ texts: [], added: ["costs.md"], removed: ["money.md"] });
    utimesSync(join(corpus.path, "people.md"), new Date(), new Date());
    expect(await run()).toMatchObject({ texts: [], added: [], changed: [], unchanged: 2 });
    corpus.write("copies/people.md", people);
    expect(await run()).toMatchObject({ texts: [], added: ["copies/people.md"] });
    expect(library.documents()).toHaveLength(3);
  });

  it("takes a deleted document out of the answers at once, and keeps its text for those who cited it", async () => {
    const { run, corpus, library, options } = ingestSetting({
      documents: { "money.md": money, "people.md": people, "dates.md": dates, "more.md": "More." },
    });
    const passagesWith = async (word: string) => {
      const generation = await openSnapshot({ folder: options.snapshotsDir, format: options.indexFormat });
      return generation?.words.passageFrequency(word, "own");
    };
    await run();
    const version = library.documents().find(({ path }) => path === "money.md")?.version ?? "";
    expect(await passagesWith("yuan")).toBe(1);
    corpus.remove("money.md");
    expect(await run()).toMatchObject({ removed: ["money.md"], documents: 3 });
    expect(await passagesWith("yuan")).toBe(0);
    expect(library.version(version)?.text).toContain("The project costs 3 billion yuan.");
  });

  it("takes documents out as they are removed, however many, but refuses an empty folder without being forced", async () => {
    const { run, corpus, library } = ingestSetting({
      documents: { "money.md": money, "people.md": people, "dates.md": dates },
    });
    await run();
    for (const path of ["dates.md", "money.md"]) corpus.remove(path);
    expect(await run()).toMatchObject({ removed: ["dates.md", "money.md"], documents: 1 });
    corpus.remove("people.md");
    await expect(run()).rejects.toThrow(/the folder is empty, and 1 documents.*nothing was changed.*--force/u);
    expect(library.documents()).toHaveLength(1);
    expect(await run({ force: true })).toMatchObject({ removed: ["people.md"], documents: 0 });
  });

  it("takes another folder for another library: nothing of the former answers, even where the new one is empty", async () => {
    const { run, library } = ingestSetting({ documents: { "money.md": money } });
    await run();
    const other = temporaryFolder();
    other.write("people.md", people);
    expect(await run({ corpusDir: other.path })).toMatchObject({ added: ["people.md"], removed: ["money.md"] });
    const empty = temporaryFolder();
    expect(await run({ corpusDir: empty.path })).toMatchObject({ removed: ["people.md"] });
    expect(library.documents()).toEqual([]);
  });

  it("takes the samples out when own documents come beside them, and puts them back when those are gone", async () => {
    const [sample = ""] = SAMPLES;
    const { run, corpus } = ingestSetting({ documents: { [sample]: money } });
    const shippedFolder = corpus.path;
    expect(await run({ shippedFolder })).toMatchObject({ added: [sample] });
    corpus.write("people.md", people);
    expect(await run({ shippedFolder })).toMatchObject({ added: ["people.md"], removed: [sample] });
    corpus.remove("people.md");
    expect(await run({ shippedFolder })).toMatchObject({ added: [sample], removed: ["people.md"] });
    // Elsewhere they are documents like others.
    corpus.write("people.md", people);
    expect(await run()).toMatchObject({ added: ["people.md"], removed: [] });
  });

  it("knows every document that ships as a sample", () => {
    expect([...SAMPLES].sort()).toEqual(readdirSync("corpus").sort());
  });

  it("does not take an unmounted folder for an empty one", async () => {
    const { run, corpus, library } = ingestSetting({ documents: { "money.md": money } });
    await run();
    corpus.remove(".");
    await expect(run({ force: true })).rejects.toThrow("the corpus folder cannot be read (it does not exist)");
    expect(library.documents()).toHaveLength(1);
  });

  it("reports a broken file with its path and reason, and reads the rest", async () => {
    const { run, corpus } = ingestSetting({ documents: { "money.md": money, "empty.md": "", "table.xyz": "x" } });
    corpus.write("binary.txt", new Uint8Array([0, 1, 2, 3, 0, 0]));
    const report = await run();
    expect(report.added).toEqual(["money.md"]);
    expect(report.failed.map(({ path }) => path)).toEqual(["binary.txt", "empty.md", "table.xyz"]);
    for (const { reason } of report.failed) expect(reason.length).toBeGreaterThan(10);
  });

  it("lets the earlier version answer while a file is broken", async () => {
    const { run, corpus, library } = ingestSetting({ documents: { "money.md": money } });
    await run();
    corpus.write("money.md", new Uint8Array([0, 1, 2, 3, 0, 0]));
    expect((await run()).failed).toMatchObject([{ path: "money.md", kept: true }]);
    expect(library.documents()).toHaveLength(1);
    corpus.write("money.md", money.replace("3 billion", "4 billion"));
    expect(await run()).toMatchObject({ changed: ["money.md"], failed: [] });
    expect(library.passages([2])[0]?.text).toBe("The project costs 4 billion yuan.");
  });

  it("gives an id to one document only", async () => {
    const { run, library } = ingestSetting({
      documents: { "a.md": `---\nid: cost\n---\n${money}`, "b.md": `---\nid: cost\n---\n${people}` },
    });
    const report = await run();
    expect(report.failed).toMatchObject([
      { path: "b.md", reason: expect.stringContaining('its id "cost" belongs to a.md') },
    ]);
    expect(library.documents().map(({ id }) => id)).toEqual(["cost"]);
  });

  it("keeps a document's id when its file moves, where the front matter names it", async () => {
    const { run, corpus, library } = ingestSetting({ documents: { "a.md": `---\nid: cost\n---\n${money}` } });
    await run();
    renameSync(join(corpus.path, "a.md"), join(corpus.path, "b.md"));
    expect((await run()).failed).toEqual([]);
    expect(library.documents()).toMatchObject([{ id: "cost", path: "b.md" }]);
  });

  it("embeds everything again, and says so, when the embedder changes; and nothing when it changes back", async () => {
    const { run, options } = ingestSetting({ documents: { "money.md": money, "people.md": people } });
    const first = await run();
    const other = wordEmbedder({ id: "words:32", dimensions: 32 });
    const notices: string[] = [];
    await run({ embedder: other, onNotice: (notice) => notices.push(notice) });
    expect(notices).toEqual(["the embedder changed from words:64 to words:32: the index is built anew"]);
    expect(new Set(other.embedded)).toEqual(new Set(first.texts));
    const generation = await openSnapshot({ folder: options.snapshotsDir, format: options.indexFormat });
    expect(generation?.index).toMatchObject({ embedderId: "words:32", dimensions: 32, size: 5 });
    expect((await run()).texts).toEqual([]);
  });

  it("is refused while another one runs, with its holder's name", async () => {
    const { run, options } = ingestSetting({ documents: { "money.md": money } });
    const lock = acquireLock(options.lockPath, "an ingest (process 4711)");
    await expect(run()).rejects.toThrow("is being written by an ingest (process 4711)");
    lock.release();
    expect((await run()).added).toEqual(["money.md"]);
  });

  it("does not follow a link that leaves the folder", async () => {
    const { run, corpus } = ingestSetting({ documents: { "money.md": money } });
    const outside = temporaryFolder();
    outside.write("secret.md", "# Secret\n\nThe code is 4711.");
    symlinkSync(join(outside.path, "secret.md"), join(corpus.path, "link.md"));
    symlinkSync(outside.path, join(corpus.path, "folder"));
    const report = await run();
    expect(report.added).toEqual(["money.md"]);
    expect(report.failed.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      "folder: it is a link that leaves the corpus folder, and is not followed: copy the file here",
      "link.md: it is a link that leaves the corpus folder, and is not followed: copy the file here",
    ]);
  });

  it("keeps the vectors made so far when it is cancelled, and changes nothing else", async () => {
    const many = Array.from(
      { length: 200 },
      (_, index) => `# Part ${index}\n\nPart ${index} costs ${index} yuan.`,
    ).join("\n\n");
    const { options, library, embedder } = ingestSetting({ documents: { "money.md": many } });
    const cancel = new AbortController();
    const onProgress = ({ stage, done }: { readonly stage: string; readonly done: number }) => {
      if (stage === "embedding" && done >= 128) cancel.abort();
    };
    await expect(ingest({ ...options, onProgress, signal: cancel.signal })).rejects.toThrow();
    expect(library.size().documents).toBe(0);
    const before = embedder.embedded.length;
    const report = await ingest(options);
    expect(report.documents).toBe(1);
    expect(embedder.embedded.length - before).toBe(report.embedded);
    expect(report.embedded).toBeLessThan(400 - 100);
  });

  it("reads a file that failed again only once it has changed", async () => {
    const { run, corpus, library, options } = ingestSetting({ documents: { "money.md": money, "empty.md": "" } });
    const read: string[] = [];
    const reading = {
      ...options.reading,
      read: (file: FileToRead) => {
        read.push(file.path);
        return options.reading.read(file);
      },
    };
    await run({ reading });
    expect(library.failures()).toMatchObject([{ path: "empty.md", reason: expect.stringContaining("no text") }]);
    const again = await run({ reading });
    expect(again).toMatchObject({ unchanged: 1, failed: [{ path: "empty.md", kept: false }] });
    expect(read).toEqual(["empty.md", "money.md"]);
    corpus.write("empty.md", people);
    expect(await run({ reading })).toMatchObject({ added: ["empty.md"], failed: [] });
    expect(library.failures()).toEqual([]);
  });

  it("reads a file again that may only have taken too long", async () => {
    const { run, options, library } = ingestSetting({ documents: { "money.md": money } });
    const slow = {
      ...options.reading,
      read: ({ path }: FileToRead) => Promise.resolve([{ path, reason: "it took too long: split it", lasting: false }]),
    };
    expect((await run({ reading: slow })).failed).toHaveLength(1);
    expect(await run()).toMatchObject({ added: ["money.md"], failed: [] });
    expect((await run({ reading: slow })).failed).toEqual([]);
    expect(library.documents()).toHaveLength(1);
  });

  it("reads a document again when the facts beside it change", async () => {
    const { run, corpus, library } = ingestSetting({
      documents: { "money.md": money, "money.md.meta.yaml": "number: 7" },
    });
    await run();
    expect(library.documents()).toMatchObject([{ path: "money.md", number: "7" }]);
    corpus.write("money.md.meta.yaml", "number: 8");
    expect(await run()).toMatchObject({ changed: ["money.md"], texts: [] });
    expect(library.documents()).toMatchObject([{ number: "8" }]);
    corpus.remove("money.md.meta.yaml");
    expect(await run()).toMatchObject({ changed: ["money.md"] });
    expect(library.documents()).toMatchObject([{ number: null }]);
  });

  it("reports facts that lie beside no document", async () => {
    const { run } = ingestSetting({ documents: { "money.md": money, "gone.md.meta.yaml": "number: 7" } });
    expect(await run()).toMatchObject({
      added: ["money.md"],
      failed: [{ path: "gone.md.meta.yaml", reason: expect.stringContaining("no document beside it") }],
    });
  });

  it("makes documents of a mail's attachments, which come, change and go with it", async () => {
    const { run, corpus, library } = ingestSetting({ documents: { "in/letter.eml": mailWith({ "fees.md": money }) } });
    expect(await run()).toMatchObject({ added: ["in/letter.eml", "in/letter.eml/fees.md"], failed: [] });
    expect(library.documents().map(({ path, collection }) => [path, collection])).toEqual([
      ["in/letter.eml", "in"],
      ["in/letter.eml/fees.md", "in"],
    ]);
    expect(await run()).toMatchObject({ texts: [], unchanged: 2 });
    corpus.write("in/letter.eml", mailWith({ "fees.md": money.replace("3", "4"), "photo.png": "\u0089PNG" }));
    expect(await run()).toMatchObject({
      changed: ["in/letter.eml", "in/letter.eml/fees.md"],
      failed: [{ path: "in/letter.eml/photo.png", reason: expect.any(String) }],
    });
    corpus.write("in/letter.eml", mailWith({}));
    expect(await run()).toMatchObject({ changed: ["in/letter.eml"], removed: ["in/letter.eml/fees.md"], failed: [] });
    corpus.write("money.md", money);
    corpus.remove("in/letter.eml");
    expect(await run({ force: true })).toMatchObject({ removed: ["in/letter.eml"], documents: 1 });
  });

  it("opens a library that an earlier Docket wrote, and reads everything again", async () => {
    const { data, run } = ingestSetting({ documents: { "money.md": money } });
    const path = join(data.path, "old.sqlite");
    const old = openDatabase(path, { ...LIBRARY_SCHEMA, migrations: LIBRARY_SCHEMA.migrations.slice(0, 1) });
    old.prepare("INSERT INTO versions VALUES ('1', 'text', '[]', '')").run();
    old
      .prepare("INSERT INTO documents VALUES ('money.md', 'money.md', '', 'markdown', '1', '{}', '[]', '', 1, 1)")
      .run();
    old.close();
    const upgraded = openLibrary(path);
    onTestFinished(() => upgraded.close());
    const report = await run({ library: upgraded });
    expect(report).toMatchObject({ changed: ["money.md"], documents: 1 });
    expect(upgraded.documents()).toMatchObject([{ title: "Money" }]);
  });
});

/** A mail with attachments, by name. */
function mailWith(attachments: Readonly<Record<string, string>>): string {
  const parts = Object.entries(attachments).map(
    ([name, text]) =>
      `--part\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${Buffer.from(text).toString("base64")}\r\n`,
  );
  return [
    "From: office@example.org\r\nTo: members@example.org\r\nSubject: Fees\r\nMIME-Version: 1.0\r\n",
    "Content-Type: multipart/mixed; boundary=part\r\n\r\n",
    "--part\r\nContent-Type: text/plain\r\n\r\nThe fees of this year are attached.\r\n",
    `${parts.join("")}--part--\r\n`,
  ].join("");
}
