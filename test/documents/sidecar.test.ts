import { describe, expect, it } from "vitest";
import { readSidecar } from "../../src/documents/front-matter.ts";
import { markdownReader } from "../../src/documents/markdown/markdown.ts";
import { plainReader } from "../../src/documents/plain/plain.ts";
import { readDocument } from "../../src/documents/read.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sidecar = (text: string) => ({ name: "rules.txt.meta.yaml", bytes: bytes(text) });

describe("a file of facts beside a document", () => {
  it("gives what front matter gives", () => {
    const text = "title: Rules\nnumber: 7\npublished: 2022-08\ncollection: board\nsupersedes: [rules-2020]\n";
    const facts = {
      title: "Rules",
      number: "7",
      published: "2022-08",
      collection: "board",
      supersedes: ["rules-2020"],
    };
    expect(readSidecar(sidecar(text))).toEqual({ facts, warnings: [] });
    expect(readSidecar(sidecar(`---\r\n${text}---\r\n`))).toEqual({ facts, warnings: [] });
  });

  it("wins over what the file says of itself, and adds to its folder", async () => {
    const document = await readDocument({
      path: "members/rules.md",
      bytes: bytes("---\ntitle: Old\npublisher: Board\n---\nSome text.\n"),
      readers: [markdownReader(), plainReader()],
      sidecar: sidecar("title: New\nid: rules\ncollection: board"),
    });
    expect(document).toMatchObject({ title: "New", publisher: "Board", id: "rules", collection: "board/members" });
  });

  it("does not keep a document from being read when it is broken, and says in which line", async () => {
    const read = (yaml: string | Uint8Array) =>
      readDocument({
        ...{ path: "rules.txt", bytes: bytes("Some text."), readers: [plainReader()] },
        sidecar: { name: "rules.txt.meta.yaml", bytes: typeof yaml === "string" ? bytes(yaml) : yaml },
      });
    const { text, title, warnings } = await read("title: Rules\nnumber: 7\nbad: : x\n");
    expect({ text, title }).toEqual({ text: "Some text.", title: "rules" });
    expect(warnings).toEqual([
      expect.stringMatching(/^rules\.txt\.meta\.yaml: not valid YAML \(.* line 3, .*\): none/),
    ]);
    expect((await read("published: soon")).warnings).toEqual([
      expect.stringMatching(/^rules\.txt\.meta\.yaml: published is "soon": expected a date/),
    ]);
    expect((await read(new Uint8Array([0, 1, 0, 2, 0, 0, 3]))).warnings[0]).toMatch(
      /^rules\.txt\.meta\.yaml: binary content/,
    );
    expect((await read("a: &a [x]\nb: [*a, *a]")).warnings[0]).toMatch(/aliases .* are not read: none of it is used$/);
    expect((await read("")).warnings).toEqual([]);
  });
});
