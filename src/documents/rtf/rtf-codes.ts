/** Code pages of RTF, by the number of a page or of a font's character set, as names that TextDecoder knows. */

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

export const SYMBOL_CHARSET = 2;

export function encodingOfPage(page: number | undefined): string {
  return OF_PAGE.get(page ?? 1252) ?? "windows-1252";
}

/** Undefined for the character set of the whole file. */
export function encodingOfCharset(charset: number | undefined): string | undefined {
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
