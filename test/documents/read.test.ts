import { describe, expect, it } from "vitest";
import type { ReadResult } from "../../src/documents/document.ts";
import { markdownReader } from "../../src/documents/markdown/markdown.ts";
import { plainReader } from "../../src/documents/plain/plain.ts";
import { type Reader, readDocument, readerFor } from "../../src/documents/read.ts";
import { DocketError } from "../../src/errors.ts";
import { processorTime } from "../support/processor-time.ts";

const readers = [markdownReader(), plainReader()];

function read(path: string, text: string | Uint8Array, options: Partial<Parameters<typeof readDocument>[0]> = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return readDocument({ path, bytes, readers, ...options });
}

async function refusal(path: string, text: string | Uint8Array, options = {}): Promise<string> {
  const thrown: unknown = await read(path, text, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof DocketError)) throw new Error("expected a refusal");
  expect(thrown.code).toBe("document");
  return thrown.message;
}

/** A reader of a made-up format, whose result is given. */
function fixedReader(result: Partial<ReadResult>): Reader {
  const whole: ReadResult = {
    text: "abc",
    blocks: [{ kind: "paragraph", start: 0, end: 3, section: [], place: { kind: "page", number: 1 }, leadIn: null }],
    facts: {},
    warnings: [],
    ...result,
  };
  return { format: "fixed", extensions: [".fix"], maxBytes: 10, read: () => Promise.resolve(whole) };
}

describe("readDocument", () => {
  it("takes what the file says, and fills in what it does not", async () => {
    const document = await read(
      "board/2022-08_action-plan_v1.2.md",
      "---\npublisher: Board\nlanguage: zh\n---\nSome text.\n",
    );
    expect(document).toMatchObject({
      ...{ id: "board/2022-08_action-plan_v1.2.md", path: "board/2022-08_action-plan_v1.2.md", collection: "board" },
      ...{ format: "markdown", title: "2022-08 action plan v1.2", publisher: "Board", published: null, language: "zh" },
      ...{
        source: null,
        number: null,
        effectiveFrom: null,
        effectiveUntil: null,
        supersedes: [],
        amends: [],
        text: "Some text.",
      },
    });
  });

  it("prefers the file's own id and title", async () => {
    expect(await read("a.md", "---\nid: plan\n---\n# The Plan\n")).toMatchObject({
      id: "plan",
      title: "The Plan",
      path: "a.md",
    });
  });

  it("tells the language by the script", async () => {
    expect((await read("a.txt", "集成电路材料创新联盟。")).language).toBe("zh");
    expect((await read("a.txt", "The alliance.")).language).toBe("en");
  });

  it("has the first folder as collection, unless it is told another", async () => {
    expect((await read("a.txt", "x y")).collection).toBe("");
    expect((await read("a/b/c.txt", "x y")).collection).toBe("a");
    expect((await read("a/b/c.txt", "x y", { collection: "z" })).collection).toBe("z");
  });

  it("is in its folder too when it names another collection, so that nothing in a file opens it", async () => {
    const says = (path: string, name: string) => read(path, `---\ncollection: ${name}\n---\n\nx y`);
    expect((await says("notices/c.md", "board")).collection).toBe("board/notices");
    expect((await says("board/c.md", "notices")).collection).toBe("notices/board");
    expect((await says("board/c.md", "board")).collection).toBe("board");
    expect((await says("c.md", "board")).collection).toBe("board/");
    const sidecar = { name: "c.md.meta.yaml", bytes: new TextEncoder().encode("collection: notices") };
    expect((await read("board/c.md", "x y", { sidecar })).collection).toBe("notices/board");
  });

  it("knows one spelling of a path", async () => {
    expect(await read("cafe\u0301/x.txt", "x y")).toMatchObject({
      path: "café/x.txt",
      id: "café/x.txt",
      collection: "café",
    });
  });

  it("makes a readable title of any file name", async () => {
    for (const [path, title] of [
      ["notice__on-the_FEES.txt", "notice on the FEES"],
      ["关于会费的通知.TXT", "关于会费的通知"],
      ["x/a - b.markdown", "a b"],
      ["___.txt", "___.txt"],
    ] as const) {
      expect((await read(path, "Ends with a stop.")).title).toBe(title);
    }
  });

  it("gives a version of its own to each text and to each structure, and to nothing else", async () => {
    const { version } = await read("a.md", "# One\n\ntwo\n");
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    expect((await read("other.md", "---\nid: x\npublished: 2022\n---\n# *One*\n\ntwo  \n")).version).toBe(version);
    expect((await read("a.md", "# One\n\ntwo!\n")).version).not.toBe(version);
    expect((await read("a.md", "One\n\ntwo\n")).version).not.toBe(version);
  });

  it("passes warnings on", async () => {
    expect((await read("a.txt", "a\u200bb c")).warnings).toEqual([
      "invisible characters were left out: 1 zero-width characters",
    ]);
  });

  it("refuses a format that nobody reads, and says which are", async () => {
    expect(await refusal("a/b.XYZ", "x")).toBe("no reader for .xyz: save it as one of .md, .txt");
    expect(await refusal("a.b/README", "x")).toContain("no reader for a file without an ending: ");
    expect(await refusal(".gitignore", "x")).toContain("no reader for a file without an ending: ");
  });

  it("refuses a file without text", async () => {
    for (const text of ["", " \n\u3000\n", "\u200b\ufeff"]) expect(await refusal("a.txt", text)).toMatch(/^no text: /);
    expect(await refusal("a.md", "---\ntitle: x\n---\n\n<!-- y -->\n")).toMatch(/^no text: /);
  });

  it("refuses what is over the limits", async () => {
    expect(await refusal("a.txt", new Uint8Array(10_000_001))).toBe(
      "10.0 MB, more than the 10.0 MB that are read: split it into several files",
    );
    expect(await refusal("a.fix", "more than ten bytes", { readers: [fixedReader({})] })).toContain("MB");
    expect(await refusal("a.fix", "x", { readers: [fixedReader({})], limits: { textLength: 2, blocks: 9 } })).toContain(
      "3 characters in 1 blocks",
    );
    expect(await refusal("a.fix", "x", { readers: [fixedReader({})], limits: { textLength: 9, blocks: 0 } })).toContain(
      "too many",
    );
    expect(await refusal("a.txt", "a\n".repeat(100_001))).toMatch(/more than 100,000 headings, .*: split/);
    expect(await refusal("a.txt", "word ".repeat(1_000_001))).toMatch(/more than 5,000,000 characters of text: split/);
    expect(await refusal("a.md", "word ".repeat(1_000_001))).toMatch(/more than 5,000,000 characters: split/);
  });

  it("reads 50 documents of three pages within a second", async () => {
    const page = `## Part\n\n${"The **members** pay their fees by 31 March, see [rules](http://a.b). ".repeat(25)}\n\n- one\n- two\n\n`;
    const tookMs = processorTime();
    for (let index = 0; index < 50; index += 1) await read(`${index}.md`, `# Document ${index}\n\n${page.repeat(3)}`);
    // 0.15 s on two idle cores, of which remark takes nine tenths; the rest is for busy ones.
    expect(tookMs()).toBeLessThan(5_000);
  });
});

describe("readerFor", () => {
  it("goes by the last ending, in any case", () => {
    expect(readerFor("a.txt.MD", readers).format).toBe("markdown");
    expect(readerFor("a/b.markdown", readers).format).toBe("markdown");
    expect(readerFor("c.md/a.txt", readers).format).toBe("plain");
  });
});
