/** Articles that pages of content systems are filled with: their parts as markup, and as the text that a reader keeps. */

type Part =
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly items: readonly string[] }
  | { readonly steps: readonly string[] }
  | { readonly rows: readonly (readonly string[])[] };

export interface Article {
  readonly title: string;
  readonly parts: readonly Part[];
}

/** A page with what is to be kept of it, each a line, and what is the site's. */
export interface SitePage {
  readonly site: string;
  readonly html: string;
  readonly keeps: readonly string[];
  readonly leaves: readonly string[];
}

export function linesOf({ title, parts }: Article): readonly string[] {
  return [
    title,
    ...parts.flatMap((part) => {
      if ("heading" in part) return [part.heading];
      if ("text" in part) return [part.text];
      if ("items" in part) return part.items;
      if ("steps" in part) return part.steps;
      return part.rows.flat();
    }),
  ];
}

/** How a content system sets each kind of part. */
interface Setting {
  readonly heading?: (text: string) => string;
  readonly text?: (text: string) => string;
  readonly item?: (text: string) => string;
  readonly list?: (items: string, name: "ul" | "ol") => string;
  readonly table?: (rows: string) => string;
}

export function bodyOf({ parts }: Article, setting: Setting = {}): string {
  const {
    heading = (text) => `<h2>${text}</h2>`,
    text: paragraph = (text) => `<p>${text}</p>`,
    item = (text) => `<li>${text}</li>`,
    list = (items, name) => `<${name}>${items}</${name}>`,
    table = (rows) => `<table><tbody>${rows}</tbody></table>`,
  } = setting;
  return parts
    .map((part) => {
      if ("heading" in part) return heading(part.heading);
      if ("text" in part) return paragraph(part.text);
      if ("items" in part) return list(part.items.map(item).join("\n"), "ul");
      if ("steps" in part) return list(part.steps.map(item).join("\n"), "ol");
      return table(part.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n"));
    })
    .join("\n");
}

export const GRANTS: Article = {
  title: "Seed grants for small laboratories open on 4 May",
  parts: [
    { text: "The Harbour Fund will pay up to 48,000 euros to laboratories with fewer than thirty people." },
    { text: "Applications open on 4 May and close on 19 June at noon. A decision is sent by the end of August." },
    { heading: "Who can apply" },
    { text: "A laboratory may apply if it meets each of these conditions:" },
    {
      items: [
        "it employs at most thirty people",
        "its seat is in one of the eleven harbour towns",
        "no grant was paid to it since 2021",
      ],
    },
    { heading: "How to apply" },
    { steps: ["Register your laboratory.", "Upload a plan of no more than six pages.", "Name two referees."] },
    { heading: "Contact" },
    { text: "Questions go to Ines Calder, telephone 0471 220 118." },
  ],
};

export const FEES: Article = {
  title: "Mooring fees 2025",
  parts: [
    { text: "The fees below apply from 1 January 2025. They include water, but no electricity." },
    {
      rows: [
        ["Length", "Per night", "Per month"],
        ["up to 8 m", "14.50", "290.00"],
        ["8 to 12 m", "19.00", "385.00"],
        ["over 12 m", "27.50", "540.00"],
      ],
    },
    { text: "Members of the rowing club pay half." },
  ],
};

export const NOTE: Article = {
  title: "Office closed on Friday",
  parts: [
    {
      text: "The office on Quay Street is closed on Friday, 14 March. The next office hours are on Monday from 9 to 12.",
    },
  ],
};

export const REPORT: Article = {
  title: "Why the ferry runs every twenty minutes now",
  parts: [
    {
      text: "Since last Monday the ferry between Oster Quay and the old shipyard crosses every twenty minutes instead of every half hour.",
    },
    {
      text: "“We carried 2.1 million people last year, more than the timetable was made for,” says Marten Oyelaran, who heads the harbour company.",
    },
    { text: "Two more boats cost 6.4 million euros. The town pays a third, the state the rest." },
    { heading: "What passengers say" },
    {
      text: "Not everybody is content. Commuters from the north bank asked for a later last boat, which still leaves at 22.10.",
    },
    { text: "A trial with a boat at midnight begins in October and lasts for six months." },
  ],
};

export const GUIDE: Article = {
  title: "Set up the tide gauge",
  parts: [
    { text: "A tide gauge measures the level of the water every ten seconds and sends the mean of each minute." },
    { heading: "Before you begin" },
    { text: "You need a gauge of series 4 or later, and a SIM card without a PIN." },
    { heading: "Configure the gauge" },
    {
      steps: [
        "Open the lid and press the blue button for five seconds.",
        "Set the station number to the one on your certificate.",
        "Close the lid until it clicks.",
      ],
    },
    { heading: "Limits" },
    {
      rows: [
        ["Setting", "Least", "Most"],
        ["interval", "10 s", "600 s"],
        ["stored days", "1", "90"],
      ],
    },
  ],
};

export const NOTICE: Article = {
  title: "关于开展2025年度中小企业数字化改造补助申报工作的通知",
  parts: [
    { text: "各镇人民政府、街道办事处，各有关企业：" },
    { text: "为推动中小企业数字化改造，根据《市级工业发展资金管理办法》，现就补助申报工作通知如下：" },
    { heading: "一、申报条件" },
    { text: "（一）在本市登记注册，上年度营业收入不超过两亿元；" },
    { text: "（二）改造投入不低于三十万元，并已完成验收。" },
    { heading: "二、补助标准" },
    { text: "按实际投入的百分之二十给予补助，单个企业最高不超过八十万元。" },
    { heading: "三、申报时间" },
    { text: "申报截止时间为2025年5月31日，逾期不予受理。联系人：顾明远，联系电话：0573-82601190。" },
  ],
};

export const PRICES: Article = {
  title: "城区停车收费标准",
  parts: [
    { text: "自2025年3月1日起，城区道路停车按下表收费。" },
    {
      rows: [
        ["区域", "首小时", "每日最高"],
        ["一类区域", "6元", "60元"],
        ["二类区域", "4元", "40元"],
        ["三类区域", "2元", "20元"],
      ],
    },
    { text: "新能源汽车首小时免费。" },
  ],
};

export const STORY: Article = {
  title: "老码头的新生意",
  parts: [
    { text: "清晨五点，老码头的第一批冷链货车已经排起了队。去年这里的吞吐量只有四十万吨，今年预计超过九十万吨。" },
    { text: "“以前一船鱼要等两天，现在四个小时就能上高速。”在码头干了二十六年的秦桂芳说。" },
    { heading: "一座冷库带来的变化" },
    { text: "2023年投用的冷库可以存放三万吨水产，由镇集体经济联合社持股百分之三十五。" },
    { text: "记者了解到，二期冷库将于明年六月开工，总投资二点四亿元。" },
  ],
};

export const BRIEF: Article = {
  title: "停水通知",
  parts: [{ text: "因管道抢修，望湖路以东区域定于4月8日22时至次日6时停水，请居民提前储水。" }],
};

export const QUESTIONS: readonly (readonly [string, string])[] = [
  ["When must I register a boat?", "Every boat of more than 2.5 metres is registered within 30 days of its purchase."],
  ["What does a registration cost?", "It costs 35 euros, and 12 euros for each change of the owner."],
  ["May I sell a registered boat?", "You may, if both of you sign the form of transfer and send it within ten days."],
];

export const WENDA: readonly (readonly [string, string])[] = [
  ["居住证如何续签？", "居住证每满一年前三十日内，到居住地派出所办理签注手续。"],
  ["续签需要哪些材料？", "需携带身份证、居住证和租房合同，由本人到窗口办理。"],
  ["续签要多长时间？", "材料齐全的当场办结，不收取任何费用。"],
];
