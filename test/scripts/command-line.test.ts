import { describe, expect, it } from "vitest";
import { printable } from "../../scripts/command-line.ts";
import { showProgress } from "../../scripts/ingest-output.ts";
import { localeFor } from "../../src/bot/handlers/gate.ts";
import { loadWords } from "../../src/bot/i18n/words.ts";
import { calendarOf } from "../../src/calendar.ts";
import { terminalLanguage } from "../../src/config.ts";
import { runCommand } from "../support/command.ts";

describe("the terminal", () => {
  it("is sent nothing that it would obey", () => {
    expect(printable("a\u001b[2Jb\u0007\u202ec.md\r")).toBe("a\ufffd[2Jb\ufffd\ufffdc.md\ufffd");
    expect(printable("第一行\n\tsecond line 👍")).toBe("第一行\n\tsecond line 👍");
  });

  it("is shown how far the work has come, in its language", () => {
    const shown: string[] = [];
    const silent = { print: () => undefined, notice: () => undefined, failure: () => undefined };
    const terminal = { ...silent, progress: (text: string) => void shown.push(text) };
    const sayIn = loadWords(calendarOf("UTC"));
    for (const locale of ["en", "zh", "zh-Hant"] as const) {
      showProgress(terminal, sayIn(locale))({ stage: "embedding", done: 1_234, total: 56_789 });
    }
    expect(shown).toEqual(["embedding texts: 1,234 of 56,789", "建立索引：1,234/56,789", "建立索引：1,234/56,789"]);
  });

  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "zh_TW.UTF-8" }, "zh-Hant"],
    [{ LANG: "zh_HK" }, "zh-Hant"],
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "en"],
    [{ LANG: "en_GB.UTF-8", LC_MESSAGES: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "de_DE.UTF-8@euro" }, "en"],
    [{}, "en"],
  ])("speaks the language of %j", (environment, locale) => {
    expect(localeFor(null, terminalLanguage(environment))).toBe(locale);
  });

  it.each(["ask", "ingest", "documents", "backup"])(
    "helps in Chinese where that is its language: %s",
    async (command) => {
      const environment = { LANG: "zh_CN.UTF-8", LC_ALL: "", LC_MESSAGES: "" };
      const { code, stdout } = await runCommand(command, ["--help"], { environment });
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`npm run ${command} -- \\[选项\\][\\s\\S]*显示本说明[\\s\\S]*退出码`, "u"));
      const wrong = await runCommand(command, ["--colour"], { environment });
      expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("没有这个选项：--colour") });
    },
  );

  it("says in Chinese what is wrong with a day, a setting, a file and a folder", async () => {
    const chinese = { LANG: "zh_CN.UTF-8", LC_ALL: "", LC_MESSAGES: "" };
    expect(await runCommand("ask", ["--as-of", "2022-02-30", "x"], { environment: chinese })).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining("--as-of 应为某一天") },
    });
    const environment = { ...chinese, EMBEDDER: "other" };
    expect(await runCommand("ask", ["x"], { environment })).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining("设置有 1 处问题") },
    });
    expect(await runCommand("documents", ["--show", "nowhere.md"], { environment: chinese })).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining("中没有这个文件") },
    });
    for (const [folder, fault] of [
      ["/does/not/exist", "它不存在"],
      ["package.json", "它是文件，不是文件夹"],
    ] as const) {
      expect(await runCommand("ask", ["--corpus", folder, "x"], { environment: chinese })).toMatchObject({
        ...{ code: 2, stderr: expect.stringContaining(`无法读取文件夹（${fault}）`) },
      });
    }
  });
});
