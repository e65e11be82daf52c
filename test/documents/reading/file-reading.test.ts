import { describe, expect, it } from "vitest";
import type { ReadResult } from "../../../src/documents/document.ts";
import type { Reader } from "../../../src/documents/read.ts";
import { type ReadOutcome, readInPlace } from "../../../src/documents/reading/file-reading.ts";
import { DocketError } from "../../../src/errors.ts";

type Attachment = NonNullable<ReadResult["attachments"]>[number];

const attached = (name: string, text = "Attached text."): Attachment => ({
  name,
  bytes: new TextEncoder().encode(text),
});

/** A reader of texts; the file named in the first word of a text has the attachments that are given for it. */
function reader(attachments: Readonly<Record<string, readonly Attachment[]>>): Reader {
  return {
    ...{ format: "test", extensions: [".txt"], maxBytes: 1_000 },
    async read(bytes) {
      const text = new TextDecoder().decode(bytes);
      if (text.startsWith("bad")) throw new DocketError("document", "bad text: write it anew");
      const block = { kind: "paragraph" as const, start: 0, end: text.length, section: [], place: null, leadIn: null };
      const facts = { id: "rules", supersedes: ["statutes"], collection: "board", title: "A title" };
      return { text, blocks: [block], facts, warnings: [], attachments: attachments[text.split(" ")[0] ?? ""] ?? [] };
    },
  };
}

function read(attachments: readonly Attachment[], inner: readonly Attachment[] = []): Promise<readonly ReadOutcome[]> {
  const content = async function* () {
    yield new TextEncoder().encode("Letter text.");
  };
  const reading = readInPlace([reader({ Letter: attachments, Nested: inner })]);
  return reading.read({ path: "in/letter.txt", sidecar: null, content });
}

const pathsOf = (outcomes: readonly ReadOutcome[]): string[] => outcomes.map(({ path }) => path);

describe("a file with attachments", () => {
  it("becomes a document, and so does each of them, in the same collection", async () => {
    const [letter, list] = await read([attached("list.txt")]);
    expect(letter).toMatchObject({ path: "in/letter.txt", document: { id: "rules", collection: "board/in" } });
    expect(list).toMatchObject({
      path: "in/letter.txt/list.txt",
      document: { text: "Attached text.", collection: "board/in" },
    });
  });

  it("takes no orders from them: neither an id nor what they replace", async () => {
    const [, list] = await read([attached("list.txt")]);
    expect(list).toMatchObject({
      document: { id: "in/letter.txt/list.txt", supersedes: [], amends: [], title: "A title" },
    });
  });

  it("is told by none of their sentences what is replaced: the secretariat is asked", async () => {
    const [, list] = await read([attached("list.txt", "This circular replaces Circular No. 2/2025.")]);
    if (list === undefined || !("document" in list)) throw new Error("it was not read");
    const replacing = (list.document.stated ?? []).filter(({ kind }) => kind === "supersedes");
    expect(replacing.map(({ sure }) => sure)).toEqual([false]);
  });

  it("is read when one of them is not", async () => {
    const outcomes = await read([attached("a.txt", "bad"), attached("b.xyz"), attached("c.txt")]);
    expect(outcomes.map((outcome) => ("reason" in outcome ? outcome.reason : "read"))).toEqual([
      ...["read", "bad text: write it anew", "no reader for .xyz: save it as one of .txt", "read"],
    ]);
  });

  it("gives them names that lead nowhere, each once", async () => {
    const names = [
      "../../etc/a.txt",
      "a.txt",
      "a.txt",
      "C:\\temp\\b.txt",
      "\u202etxt.c.txt",
      "..",
      "",
      ".hidden.txt",
      "a\nb.txt",
    ];
    const paths = pathsOf(await read(names.map((name) => attached(name)))).slice(1);
    expect(new Set(paths).size).toBe(names.length);
    for (const path of paths) {
      expect(path).toMatch(/^in\/letter\.txt\/[^/\\\p{Cc}\u202e]+$/u);
      expect(path).not.toMatch(/\/\.+$|\/\./u);
    }
    expect(pathsOf(await read([attached(`${"x".repeat(5_000)}.txt`)]))[1]?.length).toBeLessThan(200);
  });

  it("is read to one level: what is attached to an attachment is named, and left out", async () => {
    const outcomes = await read([attached("a.txt", "Nested text.")], [attached("b.txt")]);
    expect(pathsOf(outcomes)).toEqual(["in/letter.txt", "in/letter.txt/a.txt"]);
    expect(outcomes[1]).toMatchObject({ document: { warnings: ["attachments of an attachment are not read (1)"] } });
  });

  it("has fifty of them read, and says how many are not", async () => {
    const outcomes = await read(Array.from({ length: 53 }, (_, index) => attached(`${index}.txt`)));
    expect(outcomes).toHaveLength(51);
    expect(outcomes[0]).toMatchObject({
      document: { warnings: ["53 attachments: the last 3 are not read; save them as files of their own"] },
    });
  });
});

describe("a reader that fails", () => {
  it("is told from a file that is refused: it is tried again, since it may be the installation's fault", async () => {
    const failing: Reader = {
      ...{ format: "test", extensions: [".txt"], maxBytes: 1_000 },
      read: (bytes) =>
        Promise.reject(
          bytes.length > 3 ? new DocketError("document", "too long: cut it") : new TypeError("x\nis null"),
        ),
    };
    const outcomeOf = (text: string) => {
      const content = async function* () {
        yield new TextEncoder().encode(text);
      };
      return readInPlace([failing]).read({ path: "a.txt", sidecar: null, content });
    };
    expect(await outcomeOf("four")).toEqual([{ path: "a.txt", reason: "too long: cut it", lasting: true }]);
    expect(await outcomeOf("two")).toEqual([
      {
        path: "a.txt",
        reason: expect.stringMatching(/^it cannot be read \(x is null\): save it anew/),
        lasting: false,
      },
    ]);
  });
});
