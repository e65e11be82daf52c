/**
 * `parse_mode`: HTML with Telegram's few tags, or MarkdownV2 -> text and entities, and Telegram's words for what it
 * cannot parse.
 */

import type { MessageEntity } from "@grammyjs/types";
import { type ApiFailure, badRequest } from "../calls.ts";
import { type FindUser, linkOrNull, markedEntities } from "./entities.ts";

type Attributes = ReadonlyMap<string, string>;

interface OpenTag {
  readonly name: string;
  readonly attributes: Attributes;
  /** Offset at which its words begin in the text. */
  readonly offset: number;
}

const STYLES_OF_TAGS: ReadonlyMap<string, MessageEntity.CommonMessageEntity["type"]> = new Map([
  ["b", "bold"],
  ["strong", "bold"],
  ["i", "italic"],
  ["em", "italic"],
  ["u", "underline"],
  ["ins", "underline"],
  ["s", "strikethrough"],
  ["strike", "strikethrough"],
  ["del", "strikethrough"],
  ["tg-spoiler", "spoiler"],
  ["code", "code"],
]);
const OTHER_TAGS: ReadonlySet<string> = new Set(["a", "pre", "span", "blockquote", "tg-emoji", "tg-time"]);
const NAMED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
]);

/** Plain text, a character by name or number, or a tag with its slash, its name and its attributes. */
const PIECE =
  /(?<words>[^<&]+)|(?<character>&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);?)|<(?<slash>\/?)(?<name>[^\s>/]*)(?<attributes>(?:\s+[^\s=>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?)*)\s*>|(?<other>[<&])/giu;

export function parseHtml(html: string, findUser: FindUser): { text: string; entities: MessageEntity[] } {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = "";
  for (const { groups = {}, index } of html.matchAll(PIECE)) {
    const { words, character, slash, attributes = "", other } = groups;
    const name = groups.name?.toLowerCase() ?? "";
    const at = () => Buffer.byteLength(html.slice(0, index));
    if (other === "<") throw cannotParse(`Unclosed start tag at byte offset ${at()}`);
    if (slash === undefined) text += words ?? other ?? characterOf(character ?? "");
    else if (slash === "") open.push({ ...startTag(name, attributes, at), offset: text.length });
    else {
      const tag = open.pop();
      if (tag === undefined) throw cannotParse(`Unexpected end tag at byte offset ${at()}`);
      if (name !== "" && name !== tag.name)
        throw cannotParse(`Unmatched end tag at byte offset ${at()}, expected "</${tag.name}>", found "</${name}>"`);
      const entity = text.length === tag.offset ? null : entityOf(tag, text, findUser);
      if (entity !== null) entities.push(entity);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: withLanguages(entities) };
}

function startTag(name: string, raw: string, at: () => number): Omit<OpenTag, "offset"> {
  if (!STYLES_OF_TAGS.has(name) && !OTHER_TAGS.has(name))
    throw cannotParse(`Unsupported start tag "${name}" at byte offset ${at()}`);
  const attributes = attributesOf(raw);
  if (name === "span" && attributes.get("class") !== "tg-spoiler")
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${at()}`);
  return { name, attributes };
}

function entityOf({ name, attributes, offset }: OpenTag, text: string, findUser: FindUser): MessageEntity | null {
  const range = { offset, length: text.length - offset };
  const [, language] = /^language-(.+)$/u.exec(attributes.get("class") ?? "") ?? [];
  if (name === "code" && language !== undefined) return { type: "pre", ...range, language };
  const style = STYLES_OF_TAGS.get(name);
  if (style !== undefined) return { type: style, ...range };
  switch (name) {
    case "span":
      return { type: "spoiler", ...range };
    case "pre":
      return { type: "pre", ...range };
    case "blockquote":
      return { type: attributes.has("expandable") ? "expandable_blockquote" : "blockquote", ...range };
    case "a":
      return linkOrNull(attributes.get("href") ?? text.slice(offset), range, findUser);
    default:
      return htmlEntity(name, attributes, range, findUser);
  }
}

/** An emoji of its own or a date. */
function htmlEntity(name: string, attributes: Attributes, range: object, findUser: FindUser): MessageEntity | null {
  const emoji = attributes.get("emoji-id") ?? "";
  if (name === "tg-emoji" && !/^\d{1,18}$/u.test(emoji)) throw cannotParse("Invalid custom emoji identifier specified");
  const date = { unix_time: attributes.get("unix") ?? "", date_time_format: attributes.get("format") ?? "" };
  const fields =
    name === "tg-emoji" ? { type: "custom_emoji", custom_emoji_id: emoji } : { type: "date_time", ...date };
  const [entity] = markedEntities([{ ...range, ...fields }], findUser);
  return entity ?? null;
}

/** `<pre><code class="language-x">` is one block with a language. */
function withLanguages(entities: readonly MessageEntity[]): MessageEntity[] {
  const named = entities.filter((entity) => entity.type === "pre" && entity.language !== undefined);
  return entities.filter(
    (entity) =>
      !(entity.type === "pre" && entity.language === undefined) ||
      !named.some(({ offset, length }) => offset === entity.offset && length === entity.length),
  );
}

function attributesOf(raw: string): Attributes {
  const pairs = raw.matchAll(/([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/gu);
  return new Map(
    pairs.map(
      ([, name = "", double, single, bare = ""]) => [name.toLowerCase(), decoded(double ?? single ?? bare)] as const,
    ),
  );
}

function decoded(value: string): string {
  return value.replace(/&[^;\s]{1,10};/gu, characterOf);
}

/** An unknown name stands for itself. */
function characterOf(reference: string): string {
  const [, hexadecimal, decimal, name = ""] = /^&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?$/iu.exec(reference) ?? [];
  const code = hexadecimal === undefined ? Number(decimal ?? 0) : Number.parseInt(hexadecimal, 16);
  if (code > 0 && code < 0x110000) return String.fromCodePoint(code);
  return NAMED.get(name) ?? reference;
}

function cannotParse(why: string): ApiFailure {
  return badRequest(`can't parse entities: ${why}`);
}

type Style = "bold" | "italic" | "underline" | "strikethrough" | "spoiler";

/** Characters that must be escaped wherever they are no marks. https://core.telegram.org/bots/api#markdownv2-style */
const RESERVED = "_*[]()~`>#+-=|{}.!";
/** Marks of two characters before those of one. */
const STYLES_OF_MARKS: readonly (readonly [string, Style])[] = [
  ["__", "underline"],
  ["||", "spoiler"],
  ["*", "bold"],
  ["_", "italic"],
  ["~", "strikethrough"],
];
/** Names by which Telegram calls what is not ended. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["__", "Underline"],
  ["||", "Spoiler"],
  ["*", "Bold"],
  ["_", "Italic"],
  ["~", "Strikethrough"],
  ["[", "TextUrl"],
  ["![", "CustomEmoji"],
]);

interface Open {
  readonly mark: string;
  /** Offset at which its words begin in the text. */
  readonly offset: number;
  /** Place in the markdown. */
  readonly place: number;
}

/** `parse_mode: MarkdownV2` -> text and entities. The older `Markdown`, which nothing new should use, is not taken. */
export function parseMarkdown(markdown: string, findUser: FindUser): { text: string; entities: MessageEntity[] } {
  return new MarkdownReader(markdown, findUser).read();
}

/** Reads from left to right; each step takes what begins here, or leaves it to the next step. */
class MarkdownReader {
  readonly #markdown: string;
  readonly #findUser: FindUser;
  readonly #entities: MessageEntity[] = [];
  readonly #open: Open[] = [];
  #place = 0;
  #text = "";
  /** Beginning of the quote that goes on at this place. */
  #quote: number | null = null;

  constructor(markdown: string, findUser: FindUser) {
    this.#markdown = markdown;
    this.#findUser = findUser;
  }

  read(): { text: string; entities: MessageEntity[] } {
    while (this.#place < this.#markdown.length) {
      const taken =
        this.#quoteMark() || this.#escaped() || this.#code() || this.#linkStart() || this.#linkEnd() || this.#style();
      if (!taken) this.#plain();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) throw this.#noEnd(NAMES.get(unclosed.mark) ?? "", unclosed.place);
    this.#endQuote("blockquote");
    return { text: this.#text, entities: this.#entities };
  }

  #starts(words: string): boolean {
    return this.#markdown.startsWith(words, this.#place);
  }

  /** Takes the match of a sticky pattern here, and moves behind it. */
  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#place;
    const found = pattern.exec(this.#markdown);
    this.#place += found?.[0].length ?? 0;
    return found;
  }

  /** `>` at the beginning of a line; the quote ends with the lines that have it, or as expandable with `||`. */
  #quoteMark(): boolean {
    const lineStart = this.#place === 0 || this.#markdown[this.#place - 1] === "\n";
    if (lineStart && this.#take(/>/y) !== null) {
      this.#quote ??= this.#text.length;
      return true;
    }
    if (lineStart) this.#endQuote("blockquote");
    if (this.#quote === null || this.#open.at(-1)?.mark === "||" || this.#take(/\|\|(?=\n|$)/y) === null) return false;
    this.#endQuote("expandable_blockquote");
    return true;
  }

  #endQuote(type: "blockquote" | "expandable_blockquote"): void {
    if (this.#quote !== null) this.#add({ type, offset: this.#quote, length: this.#text.length - this.#quote });
    this.#quote = null;
  }

  #escaped(): boolean {
    const found = this.#take(/\\(\p{ASCII})/uy);
    this.#text += found?.[1] ?? "";
    return found !== null;
  }

  #code(): boolean {
    if (!this.#starts("`")) return false;
    const start = this.#place;
    const block = this.#starts("```");
    const found = this.#take(block ? /```((?:\\.|(?!```)[^\\])*)```/suy : /`((?:\\.|[^`\\])*)`/suy);
    if (found === null) throw this.#noEnd(block ? "Pre" : "Code", start);
    const body = unescaped(found[1] ?? "");
    const [, language = "", code = body] = (block ? /^([^\s`]*)\n(.*)$/su.exec(body) : null) ?? [];
    const range = { offset: this.#text.length, length: code.length };
    this.#text += code;
    if (block) this.#add({ type: "pre", ...range, ...(language !== "" && { language }) });
    else this.#add({ type: "code", ...range });
    return true;
  }

  #linkStart(): boolean {
    const place = this.#place;
    const found = this.#take(/!?\[/y);
    if (found !== null) this.#open.push({ mark: found[0], offset: this.#text.length, place });
    return found !== null;
  }

  #linkEnd(): boolean {
    const inner = this.#open.at(-1);
    if (!this.#starts("]") || inner === undefined || !inner.mark.endsWith("[")) return false;
    this.#open.pop();
    this.#place += 1;
    const target = unescaped(this.#take(/\(((?:\\.|[^)\\])*)\)/suy)?.[1] ?? "");
    const range = { offset: inner.offset, length: this.#text.length - inner.offset };
    if (inner.mark === "[") {
      const link = linkOrNull(target, range, this.#findUser);
      if (link !== null) this.#add(link);
    } else for (const entity of markedEntities([markdownEntity(target, range)], this.#findUser)) this.#add(entity);
    return true;
  }

  #style(): boolean {
    const [mark, type] = STYLES_OF_MARKS.find(([sign]) => this.#starts(sign)) ?? [];
    if (mark === undefined || type === undefined) return false;
    const inner = this.#open.at(-1);
    if (inner?.mark === mark) {
      this.#open.pop();
      this.#add({ type, offset: inner.offset, length: this.#text.length - inner.offset });
    } else this.#open.push({ mark, offset: this.#text.length, place: this.#place });
    this.#place += mark.length;
    return true;
  }

  #plain(): void {
    const character = this.#markdown.charAt(this.#place);
    if (RESERVED.includes(character))
      throw cannotParse(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
    this.#text += character;
    this.#place += 1;
  }

  #add(entity: MessageEntity): void {
    if (entity.length > 0) this.#entities.push(entity);
  }

  #noEnd(name: string, place: number): ApiFailure {
    return cannotParse(
      `Can't find end of ${name} entity at byte offset ${Buffer.byteLength(this.#markdown.slice(0, place))}`,
    );
  }
}

function unescaped(words: string): string {
  return words.replaceAll(/\\(\p{ASCII})/gu, "$1");
}

/** `![…](tg://…)`: an emoji of its own or a date. */
function markdownEntity(target: string, range: { readonly offset: number; readonly length: number }): object {
  const [, emoji] = /^tg:\/\/emoji\?id=(\d+)$/u.exec(target) ?? [];
  if (emoji !== undefined) return { type: "custom_emoji", custom_emoji_id: emoji, ...range };
  const [, unix, format = ""] = /^tg:\/\/time\?unix=(\d+)(?:&format=([a-zA-Z]*))?$/u.exec(target) ?? [];
  if (unix === undefined) throw cannotParse("Custom emoji entity must contain a tg://emoji URL");
  return { type: "date_time", unix_time: unix, date_time_format: format, ...range };
}
