/** The pages for people stay true: commands, paths and links that they name exist, and what is generated is up to date. */

import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIGURATION_PAGE, configurationPage } from "../scripts/docs/configuration-page.ts";
import { SETTINGS } from "../src/settings.ts";

/** A reader takes in about this much at one sitting. */
const README_BYTES = 12 * 1024;

const PAGES = ["README.md", "CONTRIBUTING.md", ...globSync("docs/*.md")];
const textOf = (page: string): string => readFileSync(page, "utf8");

const scripts: Readonly<Record<string, string>> = JSON.parse(textOf("package.json")).scripts;

/** `npm run -s ask -- --json "…"` as its name and what follows it on the line, up to the end of the code. */
function npmCommands(text: string): { readonly name: string; readonly rest: string }[] {
  const found = text.matchAll(/npm (?:run (?:-s )?)?(?<name>[a-z]+)(?<rest>[^`\n]*)/gu);
  return [...found].flatMap(({ 0: whole, groups }) => {
    const { name = "", rest = "" } = groups ?? {};
    return whole.startsWith("npm run") || name === "start" || name === "test" ? [{ name, rest }] : [];
  });
}

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  const letters = heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "");
  return letters.trim().replaceAll(" ", "-");
}

describe("the README", () => {
  it("is at most 12 KB", () => {
    expect(statSync("README.md").size).toBeLessThanOrEqual(README_BYTES);
  });

  it("names every command, or CONTRIBUTING does", () => {
    const named = new Set(
      ["README.md", "CONTRIBUTING.md"].flatMap((page) => npmCommands(textOf(page))).map(({ name }) => name),
    );
    expect(Object.keys(scripts).filter((name) => !named.has(name))).toEqual([]);
  });
});

describe("the commands of the README", () => {
  const tests = globSync("test/journey/**/*.ts").map(textOf).join("\n");
  const names = new Set(npmCommands(textOf("README.md")).map(({ name }) => name));

  it.each([...names])("run in a test: %s", (name) => {
    // As test/support/command.ts starts them: by the file's name, relative to scripts/.
    expect(tests).toContain(`Command("${name === "start" ? "../src/main" : name}"`);
  });
});

describe.each(PAGES)("%s", (page) => {
  const text = textOf(page);

  it("names only npm commands that there are, with flags that they take", () => {
    const wrong = npmCommands(text).filter(({ name, rest }) => {
      const [file] = /\S+\.ts$/u.exec(scripts[name] ?? "") ?? [];
      if (file === undefined) return !(name in scripts);
      // The text that `--help` has of a flag is among the words of the terminal.
      const source = textOf(file) + textOf("src/bot/i18n/locales/en/terminal.ftl");
      return [...rest.matchAll(/--[a-z][a-z-]+/gu)].some(([flag]) => !source.includes(flag));
    });
    expect(wrong).toEqual([]);
  });

  it("names only files and folders that there are", () => {
    const named = text.matchAll(/(?<![\w./-])(?:src|scripts|test|docs|deploy|corpus|\.ci)\/[\w./-]*/gu);
    const paths = [...named].map(([path]) => path.replace(/\.$/u, ""));
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it("links only to pages and headings that there are", () => {
    const links = [...text.matchAll(/\]\((?!https?:)(?<path>[^)#]*)(?:#(?<anchor>[^)]+))?\)/gu)];
    const broken = links.filter(({ groups }) => {
      const target = groups?.path ? join(dirname(page), groups.path) : page;
      if (!existsSync(target)) return true;
      const headings = target.endsWith(".md") ? [...textOf(target).matchAll(/^#+ (?<heading>.+)$/gmu)] : [];
      const anchors = headings.map((heading) => anchorOf(heading.groups?.heading ?? ""));
      return groups?.anchor !== undefined && !anchors.includes(groups.anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it("names no page that is gone", () => {
    expect(text).not.toMatch(/DESIGN/u);
  });
});

describe("docs/configuration.md", () => {
  it("is what `npm run docs` writes", () => {
    expect(textOf(CONFIGURATION_PAGE)).toBe(configurationPage());
  });

  it("has each setting once", () => {
    const listed = [...configurationPage().matchAll(/^\| `(?<name>[A-Z_]+)` \|/gmu)].map(({ groups }) => groups?.name);
    expect(listed).toEqual(SETTINGS.map(({ name }) => name));
  });
});

describe("CONTRIBUTING", () => {
  it("answers ten questions where something would be changed, each with paths", () => {
    const answers = textOf("CONTRIBUTING.md")
      .split(/^### \d+\. /gmu)
      .slice(1);
    expect(answers).toHaveLength(10);
    for (const answer of answers) expect(answer).toMatch(/`src\/[\w./-]+`/u);
  });

  it("names what is defined in the files that it names", () => {
    // `chooseEmbedder` of `src/…`, `PIPELINE` in `src/…`, `Reader` (`src/…`)
    const named = textOf("CONTRIBUTING.md").matchAll(
      /`(?<name>\w+)`\s(?:(?:of|in)\s|\()`(?<path>(?:src|test)\/[\w./-]+\.ts)`/gu,
    );
    const claims = [...named].map(({ groups }) => ({ name: groups?.name ?? "", path: groups?.path ?? "" }));
    const isDefined = ({ name, path }: { readonly name: string; readonly path: string }): boolean =>
      new RegExp(`^(?:export )?(?:async )?(?:function|const|interface|type|class) ${name}\\b|"${name}"`, "mu").test(
        textOf(path),
      );
    expect(claims.filter((claim) => !isDefined(claim))).toEqual([]);
    expect(claims.length).toBeGreaterThan(5);
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
