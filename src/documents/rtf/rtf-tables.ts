/** Tables before the text of an RTF file: fonts with their code pages, styles of headings, which colours are white. */

import { isSymbolFont } from "../office/symbol-fonts.ts";
import { encodingOfCharset, encodingOfPage, SYMBOL_CHARSET } from "./rtf-codes.ts";
import { rtfTokens } from "./rtf-tokens.ts";

interface RtfFont {
  /** Undefined for that of the file. */
  readonly encoding?: string;
  readonly symbol?: boolean;
  readonly name?: string;
}

export interface RtfTables {
  readonly fonts: ReadonlyMap<number, RtfFont>;
  /** The encoding of text in fonts that name none. */
  readonly page: string;
  /** Outline level by number of style, 0 for the outermost. */
  readonly styles: ReadonlyMap<number, number>;
  /** True if each colour of the table is white. */
  readonly colors: readonly boolean[];
  readonly title: string;
}

const WHITE = 0xf8;
const HEADING_STYLE = /(?:heading|标题|überschrift|titre)\s*([1-9])/iu;
/** The tables stand at the beginning; what comes after is text. */
const MOST_TOKENS = 2_000_000;

export function rtfTables(bytes: Uint8Array): RtfTables {
  const fonts = new Map<number, RtfFont>();
  const styles = new Map<number, number>();
  const colors: boolean[] = [];
  let page = encodingOfPage(undefined);
  let table = "";
  let depth = 0;
  let tableDepth = 0;
  let font = 0;
  let [style, level] = [undefined as number | undefined, undefined as number | undefined];
  let rgb = [0, 0, 0];
  let set = false;
  let name: number[] = [];
  let title = "";
  let tokens = 0;

  const endEntry = (): void => {
    const text = decoded(name, page);
    if (table === "stylesheet") {
      const told = level ?? (HEADING_STYLE.exec(text) === null ? undefined : Number(HEADING_STYLE.exec(text)?.[1]) - 1);
      // Styles of characters are named after headings, too.
      if (told !== undefined && style !== undefined) styles.set(style, told);
    } else if (table === "fonttbl" && text !== "") {
      const name = text.replace(/;.*$/u, "").trim();
      const known = fonts.get(font);
      fonts.set(font, {
        ...known,
        ...(known?.name === undefined ? { name } : {}),
        symbol: known?.symbol === true || isSymbolFont(name),
      });
    } else if (table === "title" && title === "") title = text.trim();
    name = [];
    [style, level] = [undefined, undefined];
  };

  for (const token of rtfTokens(bytes)) {
    tokens += 1;
    if (tokens > MOST_TOKENS) break;
    if (token.kind === "open") depth += 1;
    else if (token.kind === "close") {
      depth -= 1;
      // A font has groups of its own, with its looks and with another one that may stand for it.
      const isInsideFont = table === "fonttbl" && depth > tableDepth;
      if (table !== "" && !isInsideFont) endEntry();
      if (depth < tableDepth) table = "";
    } else if (token.kind === "byte") {
      if (table === "colortbl" && token.byte === 0x3b) {
        colors.push(set && rgb.every((part) => part >= WHITE));
        [rgb, set] = [[0, 0, 0], false];
      } else if (table === "fonttbl" && depth > tableDepth + 1) continue;
      else if (table !== "" && name.length < 400) name.push(token.byte);
    } else {
      const { word, value } = token;
      if (word === "ansicpg") page = encodingOfPage(value);
      else if (word === "mac") page = encodingOfPage(10_000);
      else if (/^(?:fonttbl|colortbl|stylesheet|title)$/.test(word) && table === "") {
        [table, tableDepth, name] = [word, depth, []];
      } else if (table === "fonttbl" && word === "f") font = value ?? 0;
      else if (table === "fonttbl" && word === "fcharset") fonts.set(font, fontOf(value));
      else if (table === "fonttbl" && word === "cpg")
        fonts.set(font, { ...fonts.get(font), encoding: encodingOfPage(value) });
      else if (table === "stylesheet" && word === "s") style = value ?? 0;
      else if (table === "stylesheet" && word === "outlinelevel")
        level = value !== undefined && value < 9 ? value : undefined;
      else if (table === "colortbl" && /^(?:red|green|blue)$/.test(word)) {
        rgb["rgb".indexOf(word.charAt(0))] = value ?? 0;
        set = true;
      }
    }
  }
  return { fonts, page, styles, colors, title };
}

function fontOf(charset: number | undefined): RtfFont {
  const encoding = encodingOfCharset(charset);
  return { ...(encoding === undefined ? {} : { encoding }), symbol: charset === SYMBOL_CHARSET };
}

function decoded(bytes: readonly number[], encoding: string): string {
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes)).replace(/\s+/g, " ").trim();
}
