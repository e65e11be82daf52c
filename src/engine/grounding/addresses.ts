/**
 * Whatever a reader could be sent to by a claim: links, handles, mail addresses, telephone numbers and accounts, in any
 * script, with dots and signs that only look like dots. A quote must have it letter for letter. Pure.
 */

import { folded } from "../../language/canonical.ts";

/** Dots of all scripts, and what is shown like one. */
const DOTS =
  /[.\u00b7\u02d9\u0387\u05c5\u06d4\u0701\u0702\u1427\u2022\u2024\u2027\u2219\u22c5\u25cf\u25e6\u2e31\u2e33\u3002\u30fb\ua4f8\ua78f\uff0e\uff61\uff65]/gu;
/** Signs that show nothing, or join what they stand between. */
const UNSEEN = /[\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]/gu;
const WRITTEN_OUT = /\s*[[({（【]\s*(?<sign>dot|at|点|艾特)\s*[\])}）】]\s*|\s(?<word>dot|punkt|艾特)\s/giu;

const LABEL = "(?!\\p{Script=Han})[\\p{L}\\p{N}]";
const ADDRESS = new RegExp(
  [
    "[\\p{L}][\\p{L}\\d+.-]*:\\/\\/\\S+",
    "www\\.\\S+",
    "[^\\s@]+@[^\\s@]+\\.[^\\s@]+",
    "(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_]{3,}",
    // A dot without a space after it, between letters of any script but Chinese.
    `(?<!${LABEL}|\\.)${LABEL}(?:(?:${LABEL}|[-_])*${LABEL})?(?:\\.${LABEL}(?:(?:${LABEL}|[-_])*${LABEL})?)*\\.(?!\\p{Script=Han}|\\d)\\p{L}(?:(?!\\p{Script=Han})[\\p{L}\\p{N}-])+(?:[/?#]\\S*)?`,
    // Names of hosts in Chinese end in one of these.
    "[\\p{Script=Han}\\p{L}\\d-]+\\.(?:中国|中國|公司|网络|網絡|网址|集团|在线|中文网|商城|移动|政务|公益|信息|香港|台湾|手机|商标|商店|购物|世界|企业|游戏|广东|时尚|健康|招聘|娱乐|慈善|机构|网店|网站|我爱你)(?![\\p{Script=Han}])",
    // With a Latin ending.
    "\\p{Script=Han}[\\p{Script=Han}\\d-]*\\.[a-z]{2,}(?![a-z])",
  ].join("|"),
  "giu",
);
/** A day (2015-01-01) is none. */
const TELEPHONE =
  /(?<![\p{N}.,])(?!\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))\+?\p{Nd}(?:[\s.()\-/]?\p{Nd}){6,}(?![\p{N}]|[.,]\p{Nd})/gu;
const HAN_DIGITS = /[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{7,}/gu;
/** An account: its kind, and a word of letters and digits. */
const ACCOUNT =
  /(?:微信号?|wechat|weixin|whatsapp|telegram|qq|skype|line id|支付宝|alipay|paypal|账号|帐号|卡号|iban|account(?: number| no\.?)?)[ :：]*(?:(?:id|号|is|为|是)[ :：]*)?(?<id>[a-z\d][\w-]{3,})/giu;

/** The first that the quotes do not have; null where there is none. */
export function foreignAddress(claim: string, quoted: string): string | null {
  const theirs = withDots(quoted).replaceAll(/\s+/gu, "");
  for (const address of addressesIn(claim)) if (!theirs.includes(address.replaceAll(/\s+/gu, ""))) return address;
  return foreignLetters(claim, quoted);
}

function addressesIn(text: string): string[] {
  const line = withDots(text);
  const accounts = [...line.matchAll(ACCOUNT)].map(({ groups }) => groups?.id ?? "").filter((id) => /\d/u.test(id));
  const others = [ADDRESS, TELEPHONE, HAN_DIGITS].flatMap((pattern) =>
    [...line.matchAll(pattern)].map(([found]) => found),
  );
  return [...others, ...accounts].map((found) => found.replace(/[.,;:!?)\]。，；]+$/u, ""));
}

/** Lower case, each dot a dot. */
function withDots(text: string): string {
  const plain = text
    .replaceAll(UNSEEN, "")
    .replaceAll(WRITTEN_OUT, (_, sign: unknown, word: unknown) => (/at|艾特/iu.test(String(sign ?? word)) ? "@" : "."));
  // Before they are folded: NFKC makes three dots of an ellipsis, and none of 。.
  const dotted = plain.replaceAll("…", " ").replaceAll(DOTS, ".");
  return folded(dotted.replaceAll(/\s*[[({（【]\s*\.\s*[\])}）】]\s*/gu, "."))
    .toLowerCase()
    .replaceAll(/[\u2044\u2215\u29f8\uff0f]/gu, "/")
    .replaceAll(/[\ufe6b\uff20]/gu, "@");
}

const LETTERS_OF_TWO = /(?!\p{Script=Latin}|\p{Script=Han}|[μΩµ°])\p{L}|(?!\d)\p{Nd}/gu;

/** Of a third script: they look like Latin ones, and are not. */
function foreignLetters(claim: string, quoted: string): string | null {
  for (const [letter] of claim.normalize("NFKC").matchAll(LETTERS_OF_TWO)) {
    if (!quoted.normalize("NFKC").includes(letter)) return letter;
  }
  return null;
}
