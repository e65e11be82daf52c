/** `parse_mode: MarkdownV2` -> text and entities. The older `Markdown`, which nothing new should use, is not taken. */

import type { MessageEntity } from "@grammyjs/types";
import { type ApiFailure, badRequest } from "../failure.ts";
import { type FindUser, linkOrNull, markedEntities } from "./given-entities.ts";

type Style = "bold" | "italic" | "underline" | "strikethrough" | "spoiler";

/** Characters that must be escaped wherever they are no marks. https://core.telegram.org/bots/api#markdownv2-style */
const RESERVED = "_*[]()~`>#+-=|{}.!";
/** Marks of two characters before those of one. */
const STYLES: readonly (readonly [string, Style])[] = [
  ["__", "underline"],
  ["||", "spoiler"],
  ["*", "bold"],
  ["_", "italic"],
  ["~", "strikethrough"],
];
/** As Telegram calls what is not ended. */
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
  /** Where its words begin in the text. */
  readonly offset: number;
  /** Where it stands in the markdown. */
  readonly place: number;
}

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
  /** Where the quote begins that goes on at this place. */
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
    } else for (const entity of markedEntities([special(target, range)], this.#findUser)) this.#add(entity);
    return true;
  }

  #style(): boolean {
    const [mark, type] = STYLES.find(([sign]) => this.#starts(sign)) ?? [];
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
function special(target: string, range: { readonly offset: number; readonly length: number }): object {
  const [, emoji] = /^tg:\/\/emoji\?id=(\d+)$/u.exec(target) ?? [];
  if (emoji !== undefined) return { type: "custom_emoji", custom_emoji_id: emoji, ...range };
  const [, unix, format = ""] = /^tg:\/\/time\?unix=(\d+)(?:&format=([a-zA-Z]*))?$/u.exec(target) ?? [];
  if (unix === undefined) throw cannotParse("Custom emoji entity must contain a tg://emoji URL");
  return { type: "date_time", unix_time: unix, date_time_format: format, ...range };
}

function cannotParse(why: string): ApiFailure {
  return badRequest(`can't parse entities: ${why}`);
}
