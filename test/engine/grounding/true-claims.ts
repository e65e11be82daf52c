/**
 * True claims in many forms: one made-up fact is written as a document would have it in one language, and as an answer
 * would say it in either, with its figures in other forms. A changed fact, written the same ways, is a false claim.
 */

export interface Fact {
  readonly project: { readonly en: string; readonly zh: string };
  readonly person: { readonly en: string; readonly zh: string };
  readonly place: { readonly en: string; readonly zh: string };
  /** Ten million yuan. */
  readonly tenMillions: number;
  readonly companies: number;
  readonly share: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly phase: number;
  readonly nanometres: number;
  readonly currency: "yuan" | "usd";
}

export const PROJECTS: readonly Fact["project"][] = [
  { en: "photomask project", zh: "光掩模项目" },
  { en: "silicon wafer project", zh: "硅片项目" },
  { en: "photoresist project", zh: "光刻胶项目" },
];
export const PEOPLE: readonly Fact["person"][] = [
  { en: "Zhang Rujing", zh: "张汝京" },
  { en: "Shao Panfeng", zh: "邵潘锋" },
  { en: "Chen Qunwei", zh: "陈群伟" },
  { en: "Wang Jianguo", zh: "王建国" },
  { en: "Li Xiaohong", zh: "李晓红" },
];
export const PLACES: readonly Fact["place"][] = [
  { en: "Jiaxing", zh: "嘉兴" },
  { en: "Wuxi", zh: "无锡" },
  { en: "Hefei", zh: "合肥" },
  { en: "Chengdu", zh: "成都" },
];

const MONTHS = "January February March April May June July August September October November December".split(" ");
const HAN = "〇一二三四五六七八九";

function hanNumber(value: number): string {
  if (value < 10) return HAN.charAt(value);
  if (value < 20) return `十${value === 10 ? "" : HAN.charAt(value - 10)}`;
  if (value < 100) return `${HAN.charAt(Math.floor(value / 10))}十${value % 10 === 0 ? "" : HAN.charAt(value % 10)}`;
  const rest = value % 100;
  return `${HAN.charAt(Math.floor(value / 100))}百${rest === 0 ? "" : `${rest < 10 ? "零" : ""}${rest >= 10 && rest < 20 ? "一" : ""}${hanNumber(rest)}`}`;
}

/** Every way to write the sum, by language. */
function sums({ tenMillions, currency }: Fact): { en: string[]; zh: string[] } {
  const billions = tenMillions / 100;
  const digits = (tenMillions * 1e7).toLocaleString("en");
  const [en, prefix, zh] = currency === "yuan" ? ["yuan", "RMB ", "元"] : ["US dollars", "US$", "美元"];
  return {
    en: [
      `${billions} billion ${en}`,
      `${tenMillions * 10} million ${en}`,
      `${prefix}${billions} billion`,
      `${digits} ${en}`,
      `${prefix}${digits}`,
    ],
    zh: [
      `${tenMillions / 10}亿${zh}`,
      `${tenMillions * 1000}万${zh}`,
      ...(tenMillions % 10 === 0 && tenMillions < 10_000 ? [`${hanNumber(tenMillions / 10)}亿${zh}`] : []),
    ],
  };
}

function dates({ year, month, day }: Fact): { en: string[]; zh: string[] } {
  const name = MONTHS[month - 1] ?? "";
  const two = (value: number) => String(value).padStart(2, "0");
  const ending = [11, 12, 13].includes(day) ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return {
    en: [
      `${name} ${day}, ${year}`,
      `${day} ${name} ${year}`,
      `${name.slice(0, 3)}. ${day}, ${year}`,
      `${year}-${two(month)}-${two(day)}`,
      `the ${day}${ending} of ${name} ${year}`,
    ],
    zh: [
      `${year}年${month}月${day}日`,
      `${Array.from(String(year), (digit) => HAN.charAt(Number(digit))).join("")}年${hanNumber(month)}月${hanNumber(day)}日`,
      `${year}年${two(month)}月${two(day)}号`,
    ],
  };
}

function counts({ companies }: Fact) {
  return {
    en: [`${companies} companies`, `${companies} enterprises`, `${companies} large companies`],
    zh: [`${companies}家企业`, `${hanNumber(companies)}家企业`, `${companies}家公司`],
  };
}

function shares({ share }: Fact) {
  return { en: [`${share}%`, `${share} percent`], zh: [`${share}%`, `百分之${hanNumber(share)}`, `${share}％`] };
}

function phases({ phase }: Fact) {
  const words = ["first", "second", "third"];
  const ending = ["st", "nd", "rd"][phase - 1] ?? "th";
  return {
    en: [`the ${words[phase - 1]} phase`, `the ${phase}${ending} phase`, `phase ${phase}`],
    zh: [`第${hanNumber(phase)}期`, `${hanNumber(phase)}期工程`, `第${phase}期`],
  };
}

function nodes({ nanometres }: Fact) {
  return {
    en: [`${nanometres} nm`, `${nanometres} nanometres`, `${nanometres}-nanometer`],
    zh: [`${nanometres}纳米`, `${nanometres}nm`],
  };
}

/** Chooses a form: `pick` gives a whole number from 0 to below its argument. */
export type Pick = (below: number) => number;

/** What the document says, whole. */
export function documentText(fact: Fact, language: "en" | "zh", pick: Pick): string {
  const one = formsOf(fact, language, pick);
  return language === "en"
    ? `The ${fact.project.en} in ${fact.place.en} has a total investment of ${one.sum}, and ${one.phase} starts on ${one.date}. ` +
        `${fact.person.en} leads the ${one.node} line, which ${one.count} will use and which covers more than ${one.share} of the demand.`
    : `${fact.place.zh}的${fact.project.zh}总投资${one.sum}，${one.phase}于${one.date}开工。` +
        `${one.node}生产线由${fact.person.zh}领导，将有${one.count}使用，满足超过${one.share}的需求。`;
}

/** One sentence of an answer, about a part of the fact. */
export function claimText(fact: Fact, part: Part, language: "en" | "zh", pick: Pick): string {
  const one = formsOf(fact, language, pick);
  const { project, person, place } = fact;
  const sentences: Record<Part, { en: string; zh: string }> = {
    sum: { en: `The total investment of the ${project.en} is ${one.sum}.`, zh: `${project.zh}总投资为${one.sum}。` },
    date: {
      en: `${one.phase.replace(/^t/u, "T").replace(/^p/u, "P")} of the ${project.en} starts on ${one.date}.`,
      zh: `${project.zh}${one.phase}于${one.date}开工。`,
    },
    person: { en: `The ${one.node} line is led by ${person.en}.`, zh: `${one.node}生产线由${person.zh}领导。` },
    place: { en: `The ${project.en} is in ${place.en}.`, zh: `${project.zh}在${place.zh}。` },
    count: { en: `The line will be used by ${one.count}.`, zh: `该生产线将有${one.count}使用。` },
    share: { en: `The line covers more than ${one.share} of the demand.`, zh: `该生产线满足超过${one.share}的需求。` },
  };
  return sentences[part][language];
}

export const PARTS = ["sum", "date", "person", "place", "count", "share"] as const;
export type Part = (typeof PARTS)[number];

function formsOf(fact: Fact, language: "en" | "zh", pick: Pick) {
  const choose = (forms: { en: string[]; zh: string[] }): string => forms[language][pick(forms[language].length)] ?? "";
  return {
    sum: choose(sums(fact)),
    date: choose(dates(fact)),
    count: choose(counts(fact)),
    share: choose(shares(fact)),
    phase: choose(phases(fact)),
    node: choose(nodes(fact)),
  };
}

/** The fact with one thing changed that the part speaks of. */
export function changed(fact: Fact, part: Part, pick: Pick): Fact {
  const other = <Value>(values: readonly Value[], not: Value): Value => {
    const rest = values.filter((value) => value !== not);
    return rest[pick(rest.length)] ?? not;
  };
  switch (part) {
    case "sum": {
      const ways: Partial<Fact>[] = [
        { tenMillions: fact.tenMillions + 1 + pick(9) },
        { tenMillions: fact.tenMillions * 10 },
        { tenMillions: fact.tenMillions * 1000 },
        { currency: fact.currency === "yuan" ? "usd" : "yuan" },
      ];
      return { ...fact, ...ways[pick(ways.length)] };
    }
    case "date": {
      const ways: Partial<Fact>[] = [
        { year: fact.year + 1 + pick(5) },
        { month: (fact.month % 12) + 1 },
        { day: (fact.day % 28) + 1 },
        { phase: (fact.phase % 3) + 1 },
      ];
      return { ...fact, ...ways[pick(ways.length)] };
    }
    case "person": {
      const ways: Partial<Fact>[] = [
        { person: other(PEOPLE, fact.person) },
        { nanometres: fact.nanometres + 1 + pick(6) },
      ];
      return { ...fact, ...ways[pick(ways.length)] };
    }
    case "place":
      return { ...fact, place: other(PLACES, fact.place) };
    case "count":
      return { ...fact, companies: fact.companies + 1 + pick(30) };
    case "share":
      return { ...fact, share: (fact.share % 98) + 1 };
    default:
      return part satisfies never;
  }
}
