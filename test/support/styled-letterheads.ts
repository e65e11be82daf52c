/** Circulars below a letterhead, orders, amendments in a list, notices that name earlier ones, and what each states of itself. */

import type { StatedDocument } from "./stated-documents.ts";

export const STYLED_LETTERHEADS: readonly StatedDocument[] = [
  {
    name: "a circular below a letterhead, with a code and a day-first line",
    title: "Shore power at the East Quay",
    paragraphs: [
      "Circular CIR/2026/014",
      "12 May 2026",
      "To: All berth holders and agents",
      "Subject: Shore power at the East Quay",
      "1. The charge for shore power is EUR 0.31 per kilowatt hour.",
      "2. This circular takes effect immediately and remains in force until 31 May 2028. It replaces Circular CIR/2024/003, which is withdrawn.",
    ],
    facts: {
      ...{ number: "CIR/2026/014", published: "2026-05-12" },
      ...{ effectiveFrom: "2026-05-12", effectiveUntil: "2028-05-31", supersedes: ["CIR/2024/003"] },
    },
  },
  {
    name: "guidance with a code in its title, that lapses unless it is renewed",
    title: "Guidance Note GN-22: Mobile cranes near the water's edge",
    paragraphs: [
      "Published by the Elmstrand Safety Directorate on 30 April 2024",
      "This guidance applies from 15 May 2024. Unless renewed it lapses on 30 June 2026.",
      "A mobile crane must stand at least three metres from the quay edge.",
    ],
    facts: {
      ...{ number: "GN-22", publisher: "Elmstrand Safety Directorate", published: "2024-04-30" },
      ...{ effectiveFrom: "2024-05-15", effectiveUntil: "2026-06-30" },
    },
  },
  {
    name: "an agreement that runs from a day to another, made by a house with a short name",
    title: "Collective Agreement",
    paragraphs: [
      "Adopted by the Senate on 18 December 2024",
      "This agreement runs from 1 January 2025 to 31 December 2026.",
      "The basic wage rises by 3.2 per cent on 1 January 2025.",
    ],
    facts: {
      ...{ publisher: "Senate", adopted: "2024-12-18" },
      ...{ effectiveFrom: "2025-01-01", effectiveUntil: "2026-12-31" },
    },
  },
  {
    name: "an act that amends another, and names it in full once",
    title: "Harbour Dues (Amendment) Act 2025",
    paragraphs: [
      "Passed by the Assembly on 5 November 2025.",
      'In section 6(2) of the Harbour Dues Act 2014, for "EUR 40" substitute "EUR 55".',
      "Section 5 of that Act is replaced by the following:",
      "“The owner and the master of a vessel are jointly liable for harbour dues.”",
      "This Act comes into force on 1 February 2026.",
    ],
    facts: {
      ...{ publisher: "Assembly", adopted: "2025-11-05", effectiveFrom: "2026-02-01" },
      amends: ["Harbour Dues Act 2014 6(2)", "Harbour Dues Act 2014 5"],
    },
  },
  {
    name: "a decision that amends clause by clause in a list",
    title: "关于修改《青川省数字经济促进条例》的决定",
    paragraphs: [
      "（2025年7月25日青川省第十四届人民代表大会常务委员会第十九次会议通过）",
      "会议决定对《青川省数字经济促进条例》作如下修改：",
      "一、将第十二条修改为：“数据交易场所应当在五个工作日内备案。”",
      "二、删去第二十条。",
      "三、将第三十条中的“省大数据发展管理局”修改为“省数据局”。",
      "本决定自2025年10月1日起施行。",
    ],
    facts: {
      ...{ publisher: "青川省人民代表大会常务委员会", adopted: "2025-07-25", effectiveFrom: "2025-10-01" },
      amends: ["青川省数字经济促进条例 第十二条", "青川省数字经济促进条例 第二十条", "青川省数字经济促进条例 第三十条"],
    },
  },
  {
    name: "a notice that tells on what day the one before it was sent round",
    title: "关于印发《公务接待办法（2025年修订）》的通知",
    paragraphs: [
      "临大校发〔2025〕9号",
      "各学院、机关各部处：",
      "新修订的《公务接待办法》已经2025年第3次校长办公会审议通过，现予印发。2019年6月17日印发的《公务接待办法》（临大校发〔2019〕44号）同时废止。",
      "临江大学",
      "2025年3月28日",
      "第一条 为规范学校公务接待工作，制定本办法。",
      "第二条 本办法自2025年4月10日起施行。",
    ],
    facts: {
      ...{ number: "临大校发〔2025〕9号", publisher: "临江大学", published: "2025-03-28" },
      ...{ effectiveFrom: "2025-04-10", supersedes: ["公务接待办法"] },
    },
  },
  {
    name: "a notice on fees that an assembly voted for, which ends another at once",
    title: "关于调整会费标准的通知",
    paragraphs: [
      "光材协字〔2025〕第31号",
      "各会员单位：",
      "经2025年11月8日第五届会员代表大会第二次会议表决通过，自2026年1月1日起，本会会费按下列标准收取：一般会员每年6000元。",
      "请各会员单位于每年3月31日前缴纳当年会费。原《关于核定会费标准的通知》（光材协字〔2020〕第12号）即行废止。",
      "华东光电材料行业协会秘书处",
      "二〇二五年十一月二十一日",
    ],
    facts: {
      ...{ number: "光材协字〔2025〕第31号", publisher: "华东光电材料行业协会秘书处", published: "2025-11-21" },
      ...{ adopted: "2025-11-08", supersedes: ["关于核定会费标准的通知"] },
    },
  },
  {
    name: "a 公告 from now on, that ends one of an earlier year by its count",
    title: "关于做好会员参展补贴申报工作的公告",
    paragraphs: [
      "（2026年第2号）",
      "一、补贴标准：展位费的50%，单个展会最高3万元。",
      "二、本公告自即日起施行，有效期至2027年12月31日。2024年第6号公告自本公告施行之日起停止执行。",
      "华东光电材料行业协会",
      "2026年2月9日",
    ],
    facts: {
      ...{ number: "2026年第2号", publisher: "华东光电材料行业协会", published: "2026-02-09" },
      ...{ effectiveFrom: "2026-02-09", effectiveUntil: "2027-12-31", supersedes: ["2024年第6号公告"] },
    },
  },
];
