/** `parse_mode: HTML`: Telegram's few tags -> text and entities, and its words for what it cannot parse. */

import type { MessageEntity } from "@grammyjs/types";
import { type ApiFailure, badRequest } from "../failure.ts";
import { type FindUser, linkOrNull, markedEntities } from "./given-entities.ts";

type Attributes = ReadonlyMap<string, string>;

interface OpenTag {
  readonly name: string;
  readonly attributes: Attributes;
  /** Where its words begin in the text. */
  readonly offset: number;
}

const STYLES: ReadonlyMap<string, MessageEntity.CommonMessageEntity["type"]> = new Map([
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
  if (!STYLES.has(name) && !OTHER_TAGS.has(name))
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
  const style = STYLES.get(name);
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
      return special(name, attributes, range, findUser);
  }
}

/** An emoji of its own or a date. */
function special(name: string, attributes: Attributes, range: object, findUser: FindUser): MessageEntity | null {
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
