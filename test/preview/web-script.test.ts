import { readFileSync } from "node:fs";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { joinModules } from "../../src/preview/web.ts";

/** Reads it as a browser would, without running it: in a block, as in a module, no name may be there twice. */
const parse = (text: string) => new Script(`"use strict"; {${text}}`);

describe("the page's script", () => {
  it("has each module once, after what it imports, without import and export", () => {
    const modules = new Map([
      ["main.js", 'import { a } from "./a.js";\nimport {\n  b,\n  c,\n} from "./b.js";\nmade.push(a, b(), c);\n'],
      ["a.js", 'import { c } from "./b.js";\n\nexport const a = c + 1;\n'],
      ["b.js", 'export const c = 1;\nexport function b() {\n  return "export const";\n}\n'],
    ]);
    const script = joinModules("main.js", (name) => modules.get(name) ?? "");
    const context = { made: [] };
    parse(script).runInNewContext(context);
    expect(context.made).toEqual([2, "export const", 1]);
    expect(script.match(/^\/\/ .*$/gmu)).toEqual(["// b.js", "// a.js", "// main.js"]);
  });

  it("is made of the page's modules, no two of which have a name in common", () => {
    const read = (name: string) => readFileSync(`src/preview/page/${name}`, "utf8");
    expect(() => parse(joinModules("main.js", read))).not.toThrow();
    const withTheSameName = (name: string) => `${read(name)}\nfunction element() {}\n`;
    expect(() => parse(joinModules("main.js", withTheSameName))).toThrow("already been declared");
    const withAnotherImport = (name: string) => `import everything from "./words.js";\n${read(name)}`;
    expect(() => parse(joinModules("main.js", withAnotherImport))).toThrow("import");
  });
});
