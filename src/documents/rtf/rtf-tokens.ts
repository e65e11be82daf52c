/**
 * The bytes of an RTF file -> its tokens: groups, control words with a number, and bytes of text. RTF is ASCII; what is not
 * comes as `\'b2` in the code page of its font, or as `\u20250?`. Rich Text Format 1.9.1
 */

import { isSymbolFont } from "../office/symbol-fonts.ts";

export type RtfToken =
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  | { readonly kind: "word"; readonly word: string; readonly value: number | undefined }
  /** One byte, which may be half of a character. */
  | { readonly kind: "byte"; readonly byte: number };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const LONGEST_WORD = 32;
/** Digits of a number of 32 bits, with its sign. */
const LONGEST_NUMBER = 11;

export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    at += 1;
    if (byte === OPEN) yield { kind: "open" };
    else if (byte === CLOSE) yield { kind: "close" };
    else if (byte === 0x0a || byte === 0x0d || byte === 0) continue;
    else if (byte !== BACKSLASH) yield { kind: "byte", byte };
    else {
      const next = bytes[at] ?? 0;
      if (isLetter(next)) {
        const { word, value, end } = controlWord(bytes, at);
        at = end;
        // Raw bytes of a picture follow.
        if (word === "bin") at += Math.max(0, value ?? 0);
        else yield { kind: "word", word, value };
        continue;
      }
      at += 1;
      if (next === 0x27) {
        const hex = String.fromCharCode(bytes[at] ?? 0x20, bytes[at + 1] ?? 0x20);
        at += 2;
        if (/^[0-9a-f]{2}$/i.test(hex)) yield { kind: "byte", byte: Number.parseInt(hex, 16) };
      } else if (next === BACKSLASH || next === OPEN || next === CLOSE) yield { kind: "byte", byte: next };
      else yield { kind: "word", word: String.fromCharCode(next), value: undefined };
    }
  }
}

function controlWord(
  bytes: Uint8Array,
  start: number,
): { readonly word: string; readonly value: number | undefined; readonly end: number } {
  let end = start;
  while (end - start < LONGEST_WORD && isLetter(bytes[end] ?? 0)) end += 1;
  const word = Buffer.from(bytes.subarray(start, end)).toString("latin1");
  const from = end;
  if (bytes[end] === 0x2d) end += 1;
  while (end - from < LONGEST_NUMBER && isDigit(bytes[end] ?? 0)) end += 1;
  const digits = Buffer.from(bytes.subarray(from, end)).toString("latin1");
  // One space ends a word, and is not text.
  if (bytes[end] === 0x20) end += 1;
  return { word, value: /\d/.test(digits) ? Number(digits) : undefined, end };
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

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

/** Tables before the text of an RTF file: fonts with their code pages, styles of headings, which colours are white. */
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

const OF_PAGE: ReadonlyMap<number, string> = new Map([
  ...([874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258] as const).map(
    (page) => [page, `windows-${page}`] as const,
  ),
  ...([
    [932, "shift_jis"],
    [936, "gb18030"],
    [949, "euc-kr"],
    [950, "big5"],
    [54_936, "gb18030"],
    [65_001, "utf-8"],
    [10_000, "macintosh"],
    [10_008, "gb18030"],
    [10_002, "big5"],
    [10_001, "shift_jis"],
    [10_003, "euc-kr"],
    [866, "ibm866"],
  ] as const),
]);
/** `\fcharset`, from Windows' own list of character sets. */
const OF_CHARSET: ReadonlyMap<number, number> = new Map([
  [77, 10_000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

const SYMBOL_CHARSET = 2;

/** Code pages of RTF, by the number of a page or of a font's character set, as names that TextDecoder knows. */
function encodingOfPage(page: number | undefined): string {
  return OF_PAGE.get(page ?? 1252) ?? "windows-1252";
}

/** Undefined for the character set of the whole file. */
function encodingOfCharset(charset: number | undefined): string | undefined {
  const page = OF_CHARSET.get(charset ?? 0);
  return page === undefined ? undefined : OF_PAGE.get(page);
}

/** Control words that stand for a character. */
export const SIGNS: ReadonlyMap<string, string> = new Map([
  ...([
    ["tab", "\t"],
    ["line", "\n"],
    ["lbr", "\n"],
    ["emdash", "—"],
    ["endash", "–"],
    ["bullet", "•"],
    ["lquote", "‘"],
    ["rquote", "’"],
    ["ldblquote", "“"],
    ["rdblquote", "”"],
    ["emspace", " "],
    ["enspace", " "],
    ["qmspace", " "],
    ["~", " "],
    ["_", "-"],
  ] as const),
]);

/** Groups whose text is no text of the document. */
export const UNREAD: ReadonlySet<string> = new Set(
  (
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc " +
    "ftncn aftnsep aftnsepc aftncn listtable listoverridetable revtbl rsidtbl themedata colorschememapping datastore latentstyles xmlnstbl " +
    "generator bkmkstart bkmkend fldinst fldtype annotation atnid atnauthor atntime atndate atnref template operator author company " +
    "keywords doccomm comment subject category manager hlinkbase userprops filetbl mmathPr nonshppict shppict tc tcn xe private " +
    "nesttableprops sp pgptbl wgrffmtfilter oldcprops oldpprops oldtprops oldsprops listname listtext_ passwordhash protusertbl do shpinst"
  ).split(" "),
);
