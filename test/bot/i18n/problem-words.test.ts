/** Every problem that the code writes is known by its English words, and said in the reader's. */

import { globSync, readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { errorWords, loadWords } from "../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { loadConfig } from "../../../src/config.ts";
import { DocketError } from "../../../src/errors.ts";
import { SETTINGS } from "../../../src/settings.ts";

const sayIn = loadWords(calendarOf("UTC"));
const chinese = sayIn("zh");

/** Names that Chinese texts write in Latin letters as well. */
const NAMES =
  /\b(?:OCR|OCR_PAGES|off|PDF|Word|Excel|Office|WPS|PowerPoint|OpenDocument|Outlook|OFD|PNG|JPEG|TIFF|MIME|PGP|HTML|Markdown|YAML|JSON|PostScript|UTF|XML|MB|en|zh|title|published|effective_from|effective_until|name|key|value|meta|yaml)\b|\.\w+|[{`][^}`]*[}`]/gu;

/** Words in the place of values that are words themselves. */
const VALUES: readonly (readonly [value: string, words: string])[] = [
  ["verb", "amends"],
  ["name", "front matter"],
  ["String(keyName)", "title"],
  ["key", "published"],
  ["quoted(value)", '"x"'],
  ["key.expected", "en or zh"],
  ["reason", "white text"],
  ["signs", "a byte that is"],
  ["where", " on a page"],
];

/** Lines of sources that write a problem of a file, each with its values filled in. */
function problemsWritten(): string[] {
  const paths = globSync([
    "src/documents/**/*.ts",
    "src/library/{corpus-folder,plan,read-files}.ts",
    "src/library/{editions,validity}/*.ts",
    "src/language/canonical.ts",
  ]);
  return paths.flatMap((path) => {
    const source = readFileSync(path, "utf8");
    const constants = new Map(
      Array.from(source.matchAll(/const (?<name>[A-Z_\d]+) = ["`](?<text>[^"`]+)["`]/gu), ({ groups }) => [
        groups?.name ?? "",
        groups?.text ?? "",
      ]),
    );
    const written = source.matchAll(
      /(?:DocketError\(\s*"document",|warnings\.push\(|(?:refusal|tooMany)\(|report\.(?:add|note)\(|reason[:=]| reason = |problem = |problem: |told\.push\(|lasting\(|failure: |warnings: [^"`\n]{0,60}\[|: \[|warning = |message = )\s*(?:\w+ === \w+ \? )?(?<quote>["`])(?<text>(?:(?!\k<quote>)[^\\]|\\.)+)\k<quote>/gu,
    );
    return Array.from(written, ({ groups }) =>
      filled(groups?.text ?? "", constants)
        .replaceAll("\\ufffd", "\ufffd")
        .replaceAll(/\\(?<sign>[`\\])/gu, "$<sign>")
        .trim(),
    ).filter((text) => /\p{Ll} /u.test(text));
  });
}

function filled(text: string, constants: ReadonlyMap<string, string>): string {
  const size = text.includes("picture")
    ? "7 x 9 pixels"
    : text.includes("are too many")
      ? "7 characters in 9 blocks"
      : "7 MB";
  const what = text.startsWith("more than") ? "characters of text" : "no text on 7 of 9 pages";
  const values = new Map([...VALUES, ["size", size], ["what", what], ...constants]);
  const value = /\$\{(?<value>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/gu;
  return text.replaceAll(value, (_, name: string) => values.get(name) ?? "7");
}

describe("a problem of a file", () => {
  const written = problemsWritten();

  it.each(written)("is said in Chinese: %s", (problem) => {
    const told = chinese.problem(problem);
    expect(told).not.toBe(problem);
    expect(told.replaceAll(NAMES, "").match(/[a-z]{3,}/giu)).toBe(null);
  });

  it("is written in many places", () => expect(written.length).toBeGreaterThan(90));

  it.each([
    [
      "6.0 MB, more than the 5.0 MB that are read: split it into several files",
      "6.0 MB，超过可读取的 5.0 MB：请拆分为多个文件",
    ],
    ["it has a password: save it without one", "文件有密码：请去掉密码后保存"],
    ["white text was left out (places: 3)", "已略去白色文字（3 处）"],
    [
      "no text on 2 of 9 pages (scanned?), run OCR first: 3, 4 and so on",
      "9 页中有 2 页没有文字（可能是扫描件），请先做文字识别（OCR）：3, 4 等",
    ],
    [
      'it supersedes "fees 2020", which is no id, number or title in the library: correct it, if that document should be there',
      "它取代“fees 2020”，但文件库中没有这个标识、编号或标题：如果该文件应当存在，请更正",
    ],
    [
      "rules/a.pdf: a damaged Word file: open it in Word and save it as .docx",
      "rules/a.pdf：Word 文件已损坏：请用 Word 打开并另存为 .docx",
    ],
    ["not of this house", "not of this house"],
  ])("%s is %s", (english, told) => {
    expect(chinese.problem(english)).toBe(told);
    expect(sayIn("en").problem(english)).toBe(english);
  });

  it("is said in traditional characters to who reads them", () => {
    expect(sayIn("zh-Hant").problem("it has a password: save it without one")).toBe("文件有密碼：請去掉密碼後儲存");
  });

  it("that was thrown is said too", () => {
    const fault = new DocketError("document", "a damaged JPEG picture: scan or save it anew");
    expect(errorWords(fault, chinese)).toBe("JPEG 图片已损坏：请重新扫描或保存");
  });

  it("is written somewhere, or is not among the words", () => {
    const sources = globSync("src/**/*.ts", { exclude: ["src/bot/i18n/**"] }).map((path) => readFileSync(path, "utf8"));
    const all = sources.join("\n").replaceAll("\\`", "`");
    const bodies = ["problems", "faults"].flatMap(
      (file) => new FluentResource(readFileSync(`src/bot/i18n/locales/en/${file}.ftl`, "utf8")).body,
    );
    const unsaid = bodies.flatMap(({ id, value }) => {
      const parts = typeof value === "string" ? [value] : (value ?? []).filter((part) => typeof part === "string");
      const runs = parts.flatMap((part) => part.match(/\p{L}{4,}/gu) ?? []);
      return runs.every((words) => all.includes(words)) ? [] : [id];
    });
    expect(unsaid).toEqual([]);
  });
});

describe("a problem of a setting, a server or the disk", () => {
  /** Problem of each setting that can be. */
  const wrong = SETTINGS.flatMap(({ name }) => {
    const said = thrownBy(() => loadConfig({ [name]: "?? no" }));
    return said === null ? [] : [[name, said] as const];
  });

  it.each(wrong)("with %s is said in Chinese", (name, fault) => {
    const told = errorWords(fault, chinese);
    expect(told).toMatch(/^设置有 \d 处问题/u);
    expect(told).toContain(name);
    expect(englishIn(told)).toBe(null);
  });

  it("is told of many settings", () => expect(wrong.length).toBeGreaterThan(25));

  it.each([
    { EMBEDDER: "openai" },
    { EMBEDDER: "folder" },
    { WEBHOOK_URL: "https://docket.example/hook" },
    { MODEL_COST_PER_DAY: "2.5" },
  ])("that lacks another one is said in Chinese: %o", (settings) => {
    expect(
      englishIn(
        errorWords(
          thrownBy(() => loadConfig(settings)),
          chinese,
        ),
      ),
    ).toBe(null);
  });

  it.each([
    "ADMIN in .env is no setting and changes nothing: did you mean ADMINS?",
    "COLOUR in .env is no setting and changes nothing: see .env.example for those there are",
    'gpt-9 at api.openai.com: no credit is left (429), saying "??": add credit, or use another key',
    "gpt-9 at api.openai.com: the API key is not accepted (401): check it, or make a new one",
    "gpt-9 at api.openai.com: no connection (ECONNREFUSED): check the network and the base URL",
    "Telegram refuses the token (Unauthorized): get the right one from @BotFather, set TELEGRAM_BOT_TOKEN and start again",
    "/data/state.sqlite: the state cannot be written: the disk is full: free some space; what was stored before is still there",
    "/data/state.sqlite: the state cannot be opened: it is damaged: restore the latest backup; it cannot be built again, and who may see what stands in it",
    "/none: the backup cannot be written: it is read-only: give this user the right to write to its folder",
  ])("is said in both scripts: %s", (problem) => {
    for (const say of [chinese, sayIn("zh-Hant")]) {
      const told = say.problem(problem);
      expect(told).toMatch(/\p{Script=Han}/u);
      expect(englishIn(told)).toBe(null);
    }
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  return null;
}

/** Words in Latin letters that are no names: of settings, of their values, of programs, models, places. */
function englishIn(told: string): RegExpMatchArray | null {
  const names =
    /[A-Z_]{3,}|\S*[/.:@=-]\S*|minilm|openai|folder|strict|words|members|open|on|off|debug|info|warn|error|silent|Docket|Telegram|API|ID|UTC|SQLite|Unauthorized|state|gpt/gu;
  return told
    .replaceAll(/"[^"]*"/gu, "")
    .replaceAll(names, "")
    .match(/[a-z]{3,}/giu);
}
