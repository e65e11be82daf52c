/**
 * Names of a claim, which the evidence must name too: people, places, organisations and programmes; and whatever a
 * reader could be sent to, such as links, mail addresses, telephone numbers and accounts.
 */

import { folded } from "../../language/canonical.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan, type GlossedWord } from "../../language/zh/gloss.ts";
import { SURNAMES } from "../../language/zh/names.ts";
import { type EvidenceWords, type GlossWords, lettersOf } from "./tokens.ts";

export interface Name {
  readonly text: string;
  /** Any of these in the evidence says the name. */
  readonly forms: readonly string[];
  /** Parts: most of them must be there, each in any of its forms. */
  readonly parts?: readonly (readonly string[])[];
}

/** English words that open sentences or are written with a capital letter, and name nobody. */
const PLAIN = new Set(
  (
    "a about according after all also although among an and another any applicants are as at based because before below between both but by can " +
    "chinese companies currently do documents does each either english enterprises every for from further funding however if in it its last later members most " +
    "neither no none not now of on once one only other our overall people please projects several shall she since so some such than that the their then " +
    "there these they this those three through thus to total today two under unlike until up we what when where whether which while who with " +
    "within without yes you your january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday " +
    "wednesday thursday friday saturday sunday rmb usd cny yuan article chapter section phase part annex appendix page table figure note " +
    "mr mrs ms dr professor secretary general deputy director vice president chairman chairwoman minister chief manager head leader dean " +
    "first second third fourth fifth sixth seventh eighth ninth tenth five seven nine four six ten i ii iii iv vi"
  ).split(" "),
);

/** Kinds of money are units. */
const MONEY = /\b(?:US|U\.S\.|Hong Kong|Taiwan|Japanese|Chinese|Korean) (?:dollars?|yen|yuan|won)\b|\b(?:US|HK|NT)\$/gu;
/** Letters of any script but Chinese, which sets no space before what follows: in `SMIC在上海` the name is SMIC. */
const LETTER = "(?!\\p{Script=Han})[\\p{L}\\p{M}\\d]";
/** A capital may be the second letter: iPhone. */
const CAPITALISED = new RegExp(`(?<!${LETTER})\\p{Ll}?\\p{Lu}(?:${LETTER})*(?:['’.-](?:(?!\\d)${LETTER})+)*`, "gu");

/** @param gloss null where no Chinese was asked or found */
export function namesIn(claim: string, gloss: GlossWords | null): Name[] {
  const line = folded(claim).replaceAll(MONEY, " ");
  const names = englishNamesIn(line);
  return gloss !== null && containsHan(line) ? [...names, ...chineseNamesIn(line, gloss)] : names;
}

/** Names of a folded line. */
export function englishNamesIn(line: string): Name[] {
  const found: Name[] = [];
  for (const { 0: written, index } of line.matchAll(CAPITALISED)) {
    const word = written.replace(/'s$|\.$/u, "");
    if (PLAIN.has(word.toLowerCase())) continue;
    const before = line.slice(0, index).trimEnd();
    // `R&D` is no name.
    if (word.length === 1 && before.endsWith("&")) continue;
    const opensSentence = before === "" || /[.!?:;。！？：；]['")]?$/u.test(before);
    const next = line.slice(index + written.length);
    // `Shao Panfeng said` is a name at the beginning, `Funding comes from` most likely is none.
    if (opensSentence && !/^ \p{Lu}/u.test(next) && word === capitalisedOnly(word) && !looksForeign(word)) continue;
    found.push({ text: word, forms: [word] });
  }
  return withPeople(found, line);
}

const CHINESE_PERSON = /(?<![A-Za-z-])(?<surname>\p{Lu}\p{Ll}{1,5}) (?<given>\p{Lu}\p{Ll}{1,11})(?![A-Za-z-])/gu;

/** Surname and given name belong together: of two people, half of each is nobody. */
function withPeople(names: readonly Name[], line: string): Name[] {
  const people = [...line.matchAll(CHINESE_PERSON)].flatMap(({ groups }) => {
    const [surname = "", given = ""] = [groups?.surname, groups?.given];
    return PINYIN.test(surname) && PINYIN.test(given) && (looksForeign(surname) || looksForeign(given))
      ? [{ surname, given }]
      : [];
  });
  const parts = new Set(people.flatMap(({ surname, given }) => [surname, given]));
  return [
    ...names.filter(({ text }) => !parts.has(text)),
    ...people.map(({ surname, given }) => ({
      text: `${surname} ${given}`,
      forms: [`${surname}${given}`, `${given}${surname}`],
    })),
  ];
}

function capitalisedOnly(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}

/**
 * A first word of a sentence may be any word. Pinyin syllables alone are a Chinese name: Nanhu, Jiaxing, Zhang. English
 * words that are built like that are few, and are in `NOT_PINYIN`.
 */
function looksForeign(word: string): boolean {
  return PINYIN.test(word) && !NOT_PINYIN.has(word.toLowerCase());
}

const INITIAL = "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)";
const FINAL =
  "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)";
const PINYIN = new RegExp(`^(?:${INITIAL}${FINAL}){1,3}$`, "iu");
const NOT_PINYIN = new Set(
  (
    "banking being bonus can change die due engine fee fine game gas guide handle have he here hope huge he lane large life like line long " +
    "made make man me mean men mine more name new nine none note once one open page pan people place plan be price pure range rate rule same " +
    "save she side since size so some song sure take tax ten the these time to tone tune type use we white wide wine wise woman women wrote " +
    "machine manage maintain main join join sun sudden ban bang bin ding done during gang hang hide hire hole home ice june king lie lion " +
    "menu mining no penguin pin pool queen rang sang sing sung wing yes young zone sharing signing ruling " +
    "mode quite wage tie tire tariffs yuan renminbi lasting hosting bidding binding"
  ).split(" "),
);

/** Kinds of organisation, as of a company, a ministry, a district: the words before decide which. */
const ORGANISATION =
  /(?<name>\p{Script=Han}{2,8}?)(?:有限公司|公司|集团|股份|科技|大学|研究院|研究所|学院|银行|协会|联盟|基金会|委员会|开发区|高新区)/gu;

function chineseNamesIn(line: string, gloss: GlossWords): Name[] {
  const names = nameWordsIn(line, gloss)
    .filter(({ word }) => word.length > 1)
    .map(({ word, meanings }) => ({ text: word, forms: [word, ...meanings, ...meanings.map(withoutKind)] }));
  const organisations = [...line.matchAll(ORGANISATION)].flatMap(({ groups }) => {
    const own = lastNameLike(groups?.name ?? "", gloss);
    return own === null ? [] : [own];
  });
  const people = [...line.matchAll(PERSON)]
    .filter(({ groups }) => SURNAMES.has(groups?.name?.charAt(0) ?? ""))
    .map(({ groups }) => groups?.name ?? "");
  const bodies = [...line.matchAll(PUBLIC_BODY)].map(({ 0: text, groups }) => ({
    text,
    forms: [text],
    parts: gloss
      .words(groups?.name ?? "")
      .filter(({ kind }) => kind !== "function")
      .map(({ word, meanings }) => [word, ...meanings]),
  }));
  return [
    ...names,
    ...organisations,
    ...bodies,
    ...people.map((name) => ({ text: name, forms: [name, gloss.pinyin(name)] })),
  ];
}

/** Chinese names, those too whose own spelling is not known. */
export function nameWordsIn(line: string, gloss: GlossWords): GlossedWord[] {
  return gloss.words(line).filter(({ kind }) => kind === "name" || kind === "sound");
}

/** The dictionary says what kind of place it is (`Beijing municipality`); an English text rarely does. */
function withoutKind(meaning: string): string {
  const named = meaning.split(" ").filter((word) => /^\p{Lu}/u.test(word));
  return named.length === 0 ? meaning : named.join(" ");
}

/** Its name is made of plain words: 国家发展和改革委员会. */
const PUBLIC_BODY = /(?<name>\p{Script=Han}{4,12}?)(?:委员会|总局|管理局|协会|部(?![分门署件位]))/gu;
/** Share of the words of such a name that must be the evidence's too; a gloss does not find all. */
const SHARE_OF_BODY = 0.5;

/** Given names may be words: 王建国. What stands around it tells. */
const PERSON =
  /(?<=^|[，。、；：:,.('"由与和及对请任长记士授管员师理席])(?<name>\p{Script=Han}{2,3}?)(?=说|表示|指出|强调|担任|领导|主持|出席|率|先生|女士|博士|教授|书记|主任|部长|司长|局长|区长|会长|院长|总经理|董事长|秘书长|负责|带领|介绍|认为|宣布)/gu;

/**
 * The words before 公司 may be any (`the company`, `member companies`); two or three characters that belong to no word
 * are a name: 华虹公司.
 */
function lastNameLike(before: string, gloss: GlossWords): Name | null {
  const words = gloss.words(before);
  let name = "";
  for (const { word, kind } of words.toReversed()) {
    if (word.length > 1 || kind === "function") break;
    name = word + name;
  }
  return name.length < 2 ? null : { text: name, forms: [name, gloss.english(name)] };
}

/** @param evidence of all that the claim rests on */
export function holdsName({ forms, parts = [] }: Name, evidence: readonly EvidenceWords[]): boolean {
  const says = (some: readonly string[]) => some.some((form) => evidence.some((words) => saysForm(form, words)));
  return says(forms) || (parts.length > 0 && parts.filter(says).length >= SHARE_OF_BODY * parts.length);
}

function saysForm(form: string, { own, written, gloss, letters, han, initials }: EvidenceWords): boolean {
  if (containsHan(form)) return han.includes(form);
  const bare = form.replaceAll(/\W/gu, "");
  if (/^\p{Lu}{2,8}$/u.test(bare) && initials.has(bare)) return true;
  if (written.has(form.toLowerCase())) return true;
  const stems = tokenize(form);
  if (stems.length > 0 && stems.every((stem) => own.has(stem) || gloss.has(stem))) return true;
  // 汝京 may be cut otherwise than `Rujing` is written; short syllables would be found in any text.
  const joined = lettersOf(form);
  return joined.length >= 6 && !PLAIN.has(joined) && letters.includes(joined);
}

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
    // Web addresses with a Latin ending.
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

/**
 * Whatever a reader could be sent to by a claim: links, handles, mail addresses, telephone numbers and accounts, in
 * any script, with dots and signs that only look like dots. A quote must have it letter for letter. The first that the
 * quotes do not have; null where there is none.
 */
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
  // Dots are told before the text is folded: NFKC makes three dots of an ellipsis, and none of 。.
  const dotted = plain.replaceAll("…", " ").replaceAll(DOTS, ".");
  return folded(dotted.replaceAll(/\s*[[({（【]\s*\.\s*[\])}）】]\s*/gu, "."))
    .toLowerCase()
    .replaceAll(/[\u2044\u2215\u29f8\uff0f]/gu, "/")
    .replaceAll(/[\ufe6b\uff20]/gu, "@");
}

const LETTERS_OF_TWO = /(?!\p{Script=Latin}|\p{Script=Han}|[μΩµ°])\p{L}|(?!\d)\p{Nd}/gu;

/** Finds letters of a third script: they look like Latin ones, and are not. */
function foreignLetters(claim: string, quoted: string): string | null {
  for (const [letter] of claim.normalize("NFKC").matchAll(LETTERS_OF_TWO)) {
    if (!quoted.normalize("NFKC").includes(letter)) return letter;
  }
  return null;
}
