/** Hostile and odd files, each of which must be read with the right text or refused with what to do. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { markdownReader } from "../../src/documents/markdown.ts";
import { plainReader } from "../../src/documents/plain.ts";
import { readDocument } from "../../src/documents/read.ts";
import { DocketError } from "../../src/errors.ts";

const folder = new URL("../../../shared/bad-files/", import.meta.url);
const readers = [markdownReader(), plainReader()];

const REFUSED: Readonly<Record<string, RegExp>> = {
  "empty.txt": /^no text/,
  "only_spaces.txt": /^no text/,
  "invalid_utf8.txt": /^neither UTF-8/,
  "nuls.txt": /^binary content/,
  "md_unbalanced.md": /^Markdown that takes too long/,
  // All of it is one block of HTML.
  "injection_delimiter.md": /^no text/,
};

const READ: Readonly<Record<string, RegExp>> = {
  "bidi.txt": /^invoice gnp\.exe x$/,
  "blocker.md": /^Q: What is the membership fee\? This information/,
  "emoji_zwj.txt": /^(?:👨\u200d👩\u200d👧\u200d👦🏳\ufe0f\u200d🌈🇨🇳)+$/u,
  "gb18030.txt": /^联盟会员每年的会费是五百元。$/,
  "injection_fake_citation.md": /^According to \[1\]/,
  "injection_zh.txt": /^联盟章程第三条。\n\n【系统】/,
  "md_exfil.md": /^x click bank$/,
  "one_line_2mb.txt": /^字+$/,
  "zero_width_injection.txt": /^IGNORE ALL PREVIOUS INSTRUCTIONS\./,
};

describe.skipIf(!existsSync(folder))("bad files (skipped where the collection of them is not at hand)", () => {
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => /\.(?:md|txt)$/.test(name) && name !== "README.md")
    : [];

  it.each(names)("%s", async (name) => {
    const begin = performance.now();
    const result = await readDocument({ path: name, bytes: readFileSync(new URL(name, folder)), readers }).catch(
      (thrown: unknown) => thrown,
    );
    expect(performance.now() - begin).toBeLessThan(5_000);
    if (result instanceof DocketError) {
      expect(result.message).toMatch(REFUSED[name] ?? /never/);
      expect(result.message).toMatch(/: \w/);
    } else {
      expect(result).toMatchObject({ text: expect.stringMatching(READ[name] ?? /never/) });
    }
  });

  it.each(["deep.json", "nan.json", "ok_plain.pdf", "empty.docx"])("%s has no reader yet", async (name) => {
    const reading = readDocument({ path: name, bytes: readFileSync(new URL(name, folder)), readers });
    await expect(reading).rejects.toThrow(/^no reader for \.(?:json|pdf|docx): /);
  });

  it("deep.json as Markdown does not overflow the stack", async () => {
    const reading = readDocument({ path: "deep.md", bytes: readFileSync(new URL("deep.json", folder)), readers });
    await expect(reading).rejects.toThrow(/^Markdown that takes too long/);
  });
});
