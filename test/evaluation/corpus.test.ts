/**
 * Holds the documents that ship and the questions about them together, without a line of the project's own code: what
 * the evaluation measures is only worth something while every answer that it looks for stands in the document it names.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const corpusFolder = new URL("../../corpus/", import.meta.url);
const questionsFile = new URL("./questions.jsonl", import.meta.url);

const text = z.string().trim().min(1);
/** As exact as the source, with the year. */
const effectiveDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/u);
/** The same, or `--MM-DD` where the source names no year. */
const publicationDate = z.union([effectiveDate, z.string().regex(/^--\d{2}-\d{2}$/u)]);

const frontMatterSchema = z.strictObject({
  title: text,
  publisher: text.optional(),
  source: text,
  published: publicationDate.optional(),
  language: z.enum(["en", "zh"]),
  effective_from: effectiveDate.optional(),
  effective_until: effectiveDate.optional(),
});

const turnSchema = z.strictObject({ role: z.enum(["user", "assistant"]), content: text });

const questionSchema = z.strictObject({
  id: text,
  question: text,
  lang: z.enum(["en", "zh"]),
  gold_docs: z.array(text),
  answers: z.array(text),
  answerable: z.boolean(),
  kind: z.enum(["fact", "list", "follow-up", "unanswerable"]),
  history: z.array(turnSchema).min(2).optional(),
});

function readBrief(file: string) {
  const [, frontMatter = "", body = ""] =
    /^---\n(.*?)\n---\n(.*)$/su.exec(readFileSync(new URL(file, corpusFolder), "utf8")) ?? [];
  return { file, frontMatter: parse(frontMatter) as unknown, body };
}

const briefs = readdirSync(corpusFolder)
  .filter((file) => file.endsWith(".md"))
  .map(readBrief);

const questions = readFileSync(questionsFile, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => questionSchema.parse(JSON.parse(line)));

describe("the documents that ship", () => {
  it.each(briefs)(
    "$file says what it is and where it comes from, with dates in the forms that are read",
    ({ frontMatter }) => {
      const facts = frontMatterSchema.parse(frontMatter);
      if (facts.publisher === undefined) {
        expect(facts.source).toMatch(/names no publisher|未注明发布单位/u);
      }
      if (facts.effective_from !== undefined && facts.effective_until !== undefined) {
        expect(facts.effective_from <= facts.effective_until).toBe(true);
      }
    },
  );

  it.each(briefs)("$file has its title as its one first heading, and sections below it", ({ frontMatter, body }) => {
    const { title } = frontMatterSchema.parse(frontMatter);
    expect(body.match(/^# .*$/gmu)).toEqual([`# ${title}`]);
    expect(body.match(/^## .+$/gmu)?.length).toBeGreaterThan(3);
  });

  it.each(briefs)("$file introduces every list with a sentence that ends in a colon", ({ body }) => {
    const introductions = [...body.matchAll(/^(?!- )(.+)\n\n- /gmu)].map(([, introduction]) => introduction);
    expect(introductions.length).toBeGreaterThan(0);
    for (const introduction of introductions) {
      expect(introduction).toMatch(/^(?:[A-Z].*:|[“\p{Script=Han}].*：)$/u);
    }
  });
});

const editions = briefs.flatMap((chinese) => {
  const original = briefs.find(({ file }) => file === chinese.file.replace(".zh.md", ".md"));
  return chinese.file.endsWith(".zh.md") ? [{ file: chinese.file, chinese, original }] : [];
});

describe("their Chinese editions", () => {
  it("are there for each", () => {
    expect(editions.length).toBe(briefs.length / 2);
    for (const { original } of editions) expect(original).toBeDefined();
  });

  it.each(editions)("$file has the blocks of the English one, heading for heading and item for item", (edition) => {
    const form = (body = "") =>
      Array.from(body.matchAll(/^(?<mark>#+ |- |> )?\S.*$/gmu), ({ groups }) => groups?.mark ?? "");
    const [own, other] = [form(edition.chinese.body), form(edition.original?.body)];
    // The translator may add a note on the translation at the end.
    expect(own.slice(0, other.length)).toEqual(other);
    expect(own.slice(other.length).every((mark) => mark === "> ")).toBe(true);
  });

  it.each(editions)("$file has the dates of the English one", ({ chinese, original }) => {
    const dates = ({ published, effective_from: from, effective_until: until }: z.infer<typeof frontMatterSchema>) => [
      published,
      from,
      until,
    ];
    expect(dates(frontMatterSchema.parse(chinese.frontMatter))).toEqual(
      dates(frontMatterSchema.parse(original?.frontMatter)),
    );
  });
});

describe("the questions about them", () => {
  it("have ids of their own, and are asked once", () => {
    const asked = questions.map(({ question, history }) => JSON.stringify([question, history]));
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(new Set(asked).size).toBe(questions.length);
  });

  it("look for answers that stand in the documents they name, every one of them", () => {
    const misses = questions.flatMap(({ id, answers, gold_docs: files }) => {
      const gold = briefs.filter(({ file }) => files.includes(file));
      const absent = answers.filter((answer) => !gold.some(({ body }) => body.includes(answer)));
      return gold.length === files.length && absent.length === 0 ? [] : [{ id, files, absent }];
    });
    expect(misses).toEqual([]);
  });

  it("name a document and an answer exactly when they can be answered", () => {
    const wrong = questions.filter(
      ({ answerable, answers, gold_docs: files, kind }) =>
        answers.length > 0 !== answerable ||
        files.length > 0 !== answerable ||
        (kind === "unanswerable") === answerable,
    );
    expect(wrong).toEqual([]);
  });

  it("bring the turns before them exactly when they follow up, ending with an answer", () => {
    for (const { id, kind, history } of questions) {
      expect(history !== undefined, id).toBe(kind === "follow-up");
      for (const [index, { role }] of (history ?? []).entries()) {
        expect(role, id).toBe(index % 2 === 0 ? "user" : "assistant");
      }
      expect((history ?? []).length % 2, id).toBe(0);
    }
  });

  it("are in the language that they say they are in", () => {
    for (const { id, lang, question } of questions) {
      expect(/\p{Script=Han}/u.test(question), id).toBe(lang === "zh");
    }
  });

  it.each(["en", "zh"])("cover every document in %s, and what no document says", (lang) => {
    const inLanguage = questions.filter((question) => question.lang === lang);
    expect(new Set(inLanguage.flatMap(({ gold_docs: files }) => files))).toEqual(
      new Set(briefs.flatMap(({ file }) => (file.endsWith(".zh.md") === (lang === "zh") ? [file] : []))),
    );
    expect(inLanguage.some(({ answerable }) => !answerable)).toBe(true);
  });
});
