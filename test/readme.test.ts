/** What the README says of the files must stay true: a line for each. */

import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";

/** The paths of a tree that is drawn with two spaces a level, a file or a `folder/` at the start of each line. */
function pathsIn(tree: string): string[] {
  const folders: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", name = ""] = /^( *)(\S+)/u.exec(line) ?? [];
    const path = [...folders.slice(0, indent.length / 2), name].join("");
    if (!name.endsWith("/")) return [path];
    folders.splice(indent.length / 2, folders.length, name);
    return [];
  });
}

describe("the README", () => {
  const readme = readFileSync("README.md", "utf8");
  const tree = readme.split("## The files")[1]?.split("```")[1] ?? "";

  it("has a line for each file of src and scripts, and for none that is not there", () => {
    const drawn = pathsIn(tree).filter((path) => /^(?:src|scripts)\//u.test(path));
    expect(new Set(drawn)).toEqual(new Set(globSync("{src,scripts}/**/*.{ts,mjs}")));
    expect(drawn).toHaveLength(new Set(drawn).size);
  });

  it("says of each file what it is for", () => {
    const bare = tree.split("\n").filter((line) => /^ *[\w.-]+\.(?:ts|mjs)\s*$/u.test(line));
    expect(bare).toEqual([]);
  });

  it("names every command", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    for (const name of Object.keys(scripts)) expect(readme).toContain(name === "test" ? "npm test" : `npm run ${name}`);
  });
});

describe("the tests", () => {
  it("stand beside what they test", () => {
    const folders = new Set(globSync("src/**/*.ts").map((path) => dirname(path).replace(/^src/u, "test")));
    const others = /^test\/(?:contract|support|journey|evaluation|scripts|preview\/browser)$/u;
    const strays = globSync("test/**/*.test.ts").filter(
      (path) => !folders.has(dirname(path)) && !others.test(dirname(path)),
    );
    expect(strays.map((path) => basename(path))).toEqual([]);
  });
});
