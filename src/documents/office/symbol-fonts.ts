/**
 * Signs of fonts whose letters are pictures: in Symbol a `b` is a β, in Wingdings 2 an `R` is a ticked box. Programs write
 * their codes from F020 on or as plain letters; as letters they would say something else, and left out, ±2 would be 2.
 */

/** Placeholder for a sign that no table here knows: a mark that something was there. */
export const UNKNOWN_SIGN = "\ufffd";
/** Words as the warning gives them. */
export const UNKNOWN_SIGNS = `a sign of a symbol font is not known, and shown as ${UNKNOWN_SIGN}`;

/**
 * Characters from code 0x20 on, sixteen a line; a blank where the font has nothing.
 * https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt
 */
const SYMBOL = [
  " !∀#∃%&∋()∗+,−./",
  "0123456789:;<=>?",
  "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ",
  "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
  "‾αβχδεφγηιϕκλμνο",
  "πθρστυϖωξψζ{|}∼ ",
  "                ",
  "                ",
  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓",
  "°±″≥×∝∂•÷≠≡≈…|—↵",
  "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉",
  "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
  "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
  " 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ",
];
/** The signs of forms, lists and arrows; the rest are ornaments. https://www.unicode.org/L2/L2012/12368-n4384.pdf */
const WINGDINGS = {
  ...signsFrom(0x21, "✏✂✁"),
  40: "☎",
  41: "✆",
  42: "✉",
  54: "⌛",
  ...signsFrom(0x41, "✌👌👍👎☜☞☝☟"),
  74: "☺",
  75: "😐",
  76: "☹",
  108: "●",
  109: "❍",
  110: "■",
  111: "□",
  112: "□",
  113: "□",
  114: "□",
  ...signsFrom(0x73, "◆◆◆❖◆☒"),
  ...signsFrom(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
  158: "·",
  159: "•",
  ...signsFrom(0xa1, "○○○◉◎○▪□"),
  170: "✦",
  171: "★",
  172: "✶",
  181: "✪",
  182: "✰",
  183: "·",
  216: "➢",
  220: "➲",
  ...signsFrom(0xdf, "←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳"),
  251: "✗",
  252: "✓",
  253: "☒",
  254: "☑",
};
const WINGDINGS_2 = {
  ...signsFrom(0x4f, "✗✓☒☑☒☒"),
  ...signsFrom(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
  148: "•",
  149: "●",
  150: "·",
  151: "•",
  152: "●",
  153: "○",
  154: "○",
  158: "◉",
  159: "■",
  160: "▪",
  161: "■",
  162: "■",
  163: "□",
  164: "□",
  165: "□",
  174: "◆",
  175: "◇",
};
const WINGDINGS_3 = {
  ...signsFrom(0x66, "←→↑↓↖↗↙↘"),
  ...signsFrom(0x70, "▲▼△▽◀▶◁▷"),
  125: "▶",
  126: "◀",
};
const WEBDINGS = { 97: "✓", 99: "□", 103: "■", 110: "●", 114: "✗" };

const FONTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  symbol: signsFrom(0x20, SYMBOL.join("")),
  wingdings: WINGDINGS,
  "wingdings 2": WINGDINGS_2,
  "wingdings 3": WINGDINGS_3,
  webdings: WEBDINGS,
};

export function isSymbolFont(font: string | undefined): font is string {
  return font !== undefined && Object.hasOwn(FONTS, font.trim().toLowerCase());
}

/** Text that is set in a font; other than a symbol font it is the text itself. */
export function symbolText(text: string, font: string | undefined): string {
  const signs = FONTS[font?.trim().toLowerCase() ?? ""];
  if (signs === undefined) return text;
  return [...text].map((letter) => signOf(letter.codePointAt(0) ?? 0, letter, signs)).join("");
}

/** Han characters and such are not in these fonts: programs show them in another. */
function signOf(code: number, letter: string, signs: Readonly<Record<number, string>>): string {
  const own = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (own > 0xff || own <= 0x20) return own <= 0x20 ? " " : letter;
  return signs[own] ?? UNKNOWN_SIGN;
}

function signsFrom(first: number, signs: string): Readonly<Record<number, string>> {
  const known = [...signs].map((sign, index) => [first + index, sign] as const);
  return Object.fromEntries(known.filter(([, sign]) => sign !== " "));
}
