import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectEntities } from "../../src/bot-api-server/text/entities.ts";
import { formatText, MESSAGE_RULES } from "../../src/bot-api-server/text/formatted-text.ts";

const nobody = () => undefined;
const plain = (text: string, entities: readonly object[] = []) =>
  formatText({ text, parseMode: "", entities }, MESSAGE_RULES, nobody);
const parsed = (text: string, parseMode: string) =>
  formatText({ text, parseMode, entities: [] }, MESSAGE_RULES, nobody);
const shortly = (entities: readonly MessageEntity[]) =>
  entities.map(({ type, offset, length }) => `${type} ${offset}+${length}`);

describe("what Telegram finds in plain words", () => {
  const found = (text: string) =>
    detectEntities(text).map(({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`);

  it.each<readonly [string, readonly string[]]>([
    ["see https://example.com/a?b=c, or not", ["url https://example.com/a?b=c"]],
    ["见example.cn。", ["url 见example.cn"]],
    ["见 example.cn。", ["url example.cn"]],
    ["see example.com.", ["url example.com"]],
    ["version 3.14 of file rules.pdf, e.g. this", []],
    ["see README.md and 公司.中国", ["url README.md", "url 公司.中国"]],
    ["ex\u2060ample\u2060.com and \u2060/\u2060ask and @\u2060docket_bot", []],
    ["at 192.168.0.1:80/x", ["url 192.168.0.1:80/x"]],
    ["write to li@example.org now", ["email li@example.org"]],
    ["ask @docket_bot or @ab", ["mention @docket_bot"]],
    ["/ask and km/h and a/ask", ["bot_command /ask"]],
    ["/ask@docket_bot now", ["bot_command /ask@docket_bot"]],
    ["#标签 and #1 and a#b", ["hashtag #标签"]],
    ["for $USD and US$5", ["cashtag $USD"]],
    ["plain 条 text, section 3(b)", []],
  ])("%s", (text, expected) => expect(found(text)).toEqual(expected));

  it("leaves code and links as they are", () => {
    const code: MessageEntity = { type: "code", offset: 0, length: 11 };
    expect(detectEntities("example.com @somebody", [code])).toMatchObject([{ type: "mention" }]);
  });

  it("is told apart from what the bot marked", () => {
    const { entities, detected } = plain("see example.com", [{ type: "bold", offset: 0, length: 3 }]);
    expect(shortly(entities)).toEqual(["bold 0+3", "url 4+11"]);
    expect(shortly(detected)).toEqual(["url 4+11"]);
  });
});

describe("entities", () => {
  it("are cut where they cross", () => {
    const crossing = [
      { type: "bold", offset: 0, length: 6 },
      { type: "italic", offset: 3, length: 6 },
    ];
    expect(shortly(plain("abcdefghi", crossing).entities)).toEqual([
      "bold 0+3",
      "bold 3+3",
      "italic 3+3",
      "italic 6+3",
    ]);
  });

  it("do not stand in code, and quotes do not stand in quotes", () => {
    const given = [
      { type: "blockquote", offset: 0, length: 9 },
      { type: "expandable_blockquote", offset: 1, length: 3 },
      { type: "code", offset: 3, length: 3 },
      { type: "bold", offset: 0, length: 9 },
    ];
    expect(shortly(plain("abcdefghi", given).entities)).toEqual(["blockquote 0+9", "bold 0+3", "code 3+3", "bold 6+3"]);
  });

  it("keep to their words when odd characters go", () => {
    const { text, entities } = plain("a\r\nb\tc", [{ type: "bold", offset: 3, length: 3 }]);
    expect([text, shortly(entities)]).toEqual(["a\nb c", ["bold 2+3"]]);
  });

  it("always nest, inside the text and on whole characters", () => {
    const types = fc.constantFrom("bold", "italic", "spoiler", "code", "pre", "blockquote", "expandable_blockquote");
    const entity = fc.record({ type: types, offset: fc.nat(30), length: fc.nat(20) });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "条", "😀", " ", "\n"), { minLength: 1, maxLength: 30 }),
        fc.array(entity, { maxLength: 8 }),
        (characters, given) => {
          const text = `${characters.join("")}.`;
          const edges = [0];
          for (const character of text) edges.push((edges.at(-1) ?? 0) + character.length);
          const fitting = given.filter(
            ({ offset, length }) => edges.includes(offset) && edges.includes(offset + length),
          );
          const result = plain(text, fitting);
          for (const [place, a] of result.entities.entries()) {
            const end = a.offset + a.length;
            expect(a.length).toBeGreaterThan(0);
            expect(end).toBeLessThanOrEqual(result.text.length);
            expect(result.text.slice(a.offset, end).isWellFormed()).toBe(true);
            for (const b of result.entities.slice(place + 1))
              expect(b.offset >= end || b.offset + b.length <= end).toBe(true);
          }
        },
      ),
    );
  });
});

describe("parse modes", () => {
  it("read HTML as Telegram does", () => {
    const html =
      '<b>bold <i>both</i></b> &lt;tag&gt; <a href="http://example.com">link</a> <blockquote expandable>quote</blockquote> <pre><code class="language-ts">x</code></pre>';
    const { text, entities } = parsed(html, "HTML");
    expect(text).toBe("bold both <tag> link quote x");
    expect(shortly(entities)).toEqual([
      "bold 0+5",
      "bold 5+4",
      "italic 5+4",
      "text_link 16+4",
      "expandable_blockquote 21+5",
      "pre 27+1",
    ]);
    expect(entities.at(-1)).toMatchObject({ language: "ts" });
  });

  it("read MarkdownV2 as Telegram does", () => {
    const markdown =
      "*bold* _italic_ __under__ ~gone~ ||hidden|| `code` [link](http://example.com/a\\)b) 1\\.\n>quote\n>more||";
    const { text, entities } = parsed(markdown, "MarkdownV2");
    expect(text).toBe("bold italic under gone hidden code link 1.\nquote\nmore");
    expect(shortly(entities)).toEqual([
      "bold 0+4",
      "italic 5+6",
      "underline 12+5",
      "strikethrough 18+4",
      "spoiler 23+6",
      "code 30+4",
      "text_link 35+4",
      "expandable_blockquote 43+10",
    ]);
  });

  it("end the address of a site with a slash", () => {
    const { entities } = parsed('<a href="HTTPS://example.com">a</a> <a href="example.com?b">c</a>', "HTML");
    expect(entities).toMatchObject([{ url: "https://example.com/" }, { url: "http://example.com?b" }]);
  });

  it("show a wrong link's words, and what is no name as it stands", () => {
    expect(parsed('<a href="nowhere">words</a> R&D &copy &#26465;', "HTML")).toMatchObject({
      text: "words R&D &copy 条",
      entities: [],
    });
    expect(parsed("[words](nowhere) `a\\`b` ```ts\nx```", "MarkdownV2")).toMatchObject({
      text: "words a`b x",
      entities: [
        { type: "code", offset: 6, length: 3 },
        { type: "pre", offset: 10, length: 1, language: "ts" },
      ],
    });
  });
});
