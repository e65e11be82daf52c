/** Hostile and odd files, each of which must be read with the right text or refused with what to do, as an ingest does it. */

import { existsSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { ReadOutcome } from "../../../src/documents/reading/file-reading.ts";
import { fileReading } from "../../../src/engine/engine-parts.ts";

const folder = new URL("../../../../shared/bad-files/", import.meta.url);
const SAVE_ANEW = /: .*(?:save|copy|remove|split|run OCR|put|print)/;

/** A whole text, or how a refusal begins. */
const TABLE: Readonly<
  Record<string, { readonly text: RegExp; readonly warning?: RegExp } | { readonly refused: RegExp }>
> = {
  "bad_xref.pdf": { text: /^x$/ },
  "bidi.txt": { text: /^invoice gnp\.exe x$/, warning: /^invisible characters were left out: 4 direction marks$/ },
  "billion_laughs.docx": { refused: /^word\/document\.xml has a document type/ },
  "blocker.md": { text: /^Q: What is the membership fee\? This information/ },
  "bomb_document_300mb.docx": { refused: /^it unpacks to 314\.6 MB or more, far too much for 0\.3 MB/ },
  "bomb_lying_size.docx": { refused: /^it unpacks to more than it says/ },
  "bomb_many_entries.docx": { refused: /^20,003 files in it are too many/ },
  "bomb_operators_20m.pdf": { refused: /^more than [\d,]+ drawing operations|^it took longer than/ },
  "deep.json": { refused: /^data \(JSON\)/ },
  "docx_named.pdf": {
    text: /^The membership fee is 500 yuan per year\.$/,
    warning: /^named \.pdf, but read as \.docx/,
  },
  "emoji_zwj.txt": { text: /^(?:👨\u200d👩\u200d👧\u200d👦🏳\ufe0f\u200d🌈🇨🇳)+$/u },
  "empty.docx": { refused: /^the file is empty/ },
  "empty.pdf": { refused: /^the file is empty/ },
  "empty.txt": { refused: /^no text/ },
  "encrypted_claim.pdf": { refused: /^it (?:is encrypted|has a password)/ },
  "garbage.pdf": { refused: /^named \.pdf, but it is no such file inside/ },
  "gb18030.txt": { text: /^联盟会员每年的会费是五百元。$/, warning: /^read as GB18030, which is a guess/ },
  "hidden_text_injection.docx": { text: /^Annual report of the alliance\.$/, warning: /left out/ },
  "hidden_white_text.pdf": { text: /^Annual report\.$/, warning: /left out/ },
  "html_injection.html": { text: /^hello\s+x ?join$/, warning: /left out/ },
  // All of it is one block of HTML.
  "injection_delimiter.md": { refused: /^no text/ },
  "injection_fake_citation.md": { text: /^According to \[1\]/ },
  "injection_zh.txt": { text: /^联盟章程第三条。\n\n【系统】/ },
  "invalid_utf8.txt": { refused: /^neither UTF-8/ },
  "md_exfil.md": { text: /^x click bank$/ },
  "md_unbalanced.md": { refused: /^Markdown that takes too long/ },
  "names.json": { refused: /^data \(JSON\)/ },
  "nan.json": { refused: /^data \(JSON\)/ },
  "no_document_xml.docx": { refused: /^an office file without its main part/ },
  "no_text_scan.pdf": { refused: /^no text on 1 of 1 pages \(scanned\?\): run OCR first/ },
  "nuls.txt": { refused: /^binary content/ },
  "ok_plain.docx": { text: /^The membership fee is 500 yuan per year\.$/ },
  "ok_plain.pdf": { text: /^The membership fee is 500 yuan per year\.$/ },
  "one_line_2mb.txt": { text: /^字+$/ },
  "only_spaces.txt": { refused: /^no text/ },
  "openaction_js.pdf": { refused: /^no text on 1 of 1 pages/ },
  "proto.json": { refused: /^data \(JSON\)/ },
  "truncated.pdf": { refused: /^a damaged PDF/ },
  "xxe_file.docx": { refused: /^word\/document\.xml has a document type/ },
  "zero_width_injection.txt": { text: /^IGNORE ALL PREVIOUS INSTRUCTIONS\./, warning: /left out: 121 zero-width/ },
};

describe.skipIf(!existsSync(folder))("bad files (skipped where the collection of them is not at hand)", () => {
  const reading = fileReading();
  const memory = process.memoryUsage().rss;
  afterAll(() => reading.close());

  it("are forty", () => expect(Object.keys(TABLE)).toHaveLength(40));

  it.each(Object.entries(TABLE))("%s", async (name, expected) => {
    const outcomes = await reading.read({
      path: name,
      sidecar: null,
      content: async function* () {
        yield readFileSync(new URL(name, folder));
      },
    });
    expect(outcomes).toHaveLength(1);
    const [outcome] = outcomes as readonly [ReadOutcome];
    if ("text" in expected) {
      const { text, warnings } = "document" in outcome ? outcome.document : { text: outcome.reason, warnings: [] };
      expect(text).toMatch(expected.text);
      if (expected.warning === undefined) expect(warnings).toEqual([]);
      else expect(warnings.join("\n")).toMatch(expected.warning);
    } else {
      const reason = "reason" in outcome ? outcome.reason : outcome.document.text;
      expect(reason).toMatch(expected.refused);
      expect(reason).toMatch(SAVE_ANEW);
    }
  });

  it("leave the process that has them read as it was", () => {
    expect(process.memoryUsage().rss - memory).toBeLessThan(50_000_000);
  });
});
