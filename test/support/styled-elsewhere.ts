/** Documents in the styles of Taiwan and Hong Kong, of gazettes, governors and standards bodies, and what each states of itself. */

import type { StatedDocument } from "./stated-documents.ts";

export const STYLED_ELSEWHERE: readonly StatedDocument[] = [
  {
    name: "a programme with days of the Republic, approved by a letter with a number",
    title: "氫能設備在地化推動方案",
    paragraphs: [
      "中華民國112年7月14日院臺經字第1120012345號函核定",
      "中華民國113年9月2日院臺經字第1130023456號函修正",
      "壹、緣起",
      "為提升氫能設備自製率，爰訂定本方案。",
      "貳、計畫期程",
      "本方案期程自112年8月1日起至116年12月31日止。",
    ],
    facts: {
      ...{ number: "院臺經字第1120012345號", adopted: "2023-07-14", revised: "2024-09-02" },
      ...{ effectiveFrom: "2023-08-01", effectiveUntil: "2027-12-31" },
    },
  },
  {
    name: "a circular of a chamber, with a count and a year",
    title: "廢油回收安排",
    paragraphs: [
      "通告第18/2024號",
      "致：各會員公司",
      "1. 會員公司的廢油須交由持牌收集商處理，每月收集一次。",
      "2. 本通告自二零二四年十月一日起生效，並取代通告第9/2022號。",
      "香港漁具商會秘書處",
      "二零二四年九月十二日",
    ],
    facts: {
      ...{ number: "通告第18/2024號", publisher: "香港漁具商會秘書處", published: "2024-09-12" },
      ...{ effectiveFrom: "2024-10-01", supersedes: ["通告第9/2022號"] },
    },
  },
  {
    name: "a standard with its number and what it replaces on one line",
    title: "电子级氨水中颗粒的测定",
    paragraphs: [
      "T/ABCIA 021—2024 代替 T/ABCIA 021—2020",
      "2024-03-20 发布 2024-06-01 实施",
      "东湖市材料行业协会 发布",
      "1 范围",
      "本文件规定了电子级氨水中颗粒的测定方法，不适用于其他试剂中颗粒的测定。",
    ],
    facts: {
      ...{ number: "T/ABCIA 021—2024", publisher: "东湖市材料行业协会", published: "2024-03-20" },
      ...{ effectiveFrom: "2024-06-01", supersedes: ["T/ABCIA 021—2020"] },
    },
  },
  {
    name: "a rule signed by an office that has no name of its own",
    title: "茶水间使用规定",
    paragraphs: [
      "第一条 咖啡机由最后离开的人关闭，杯具用后自行清洗。",
      "第二条 本规定自2024年7月15日起执行。",
      "办公室",
      "2024年7月1日",
    ],
    facts: { publisher: "办公室", published: "2024-07-01", effectiveFrom: "2024-07-15" },
  },
  {
    name: "regulations under the number of a gazette, that revoke others below a heading",
    title: "The Solvent Drums (Storage) Regulations 2023",
    paragraphs: [
      "STATUTORY INSTRUMENTS",
      "2023 No. 418",
      "Made 18th April 2023",
      "Coming into force 1st October 2023",
      "4. A drum must be secured upright by a chain at two thirds of its height.",
      "9. The Solvent Drums (Storage) Regulations 2009 are revoked.",
      "Jane Holt",
      "Parliamentary Under Secretary of State",
      "Department for Work and Safety",
      "18th April 2023",
    ],
    facts: {
      ...{ number: "2023 No. 418", adopted: "2023-04-18", published: "2023-04-18", effectiveFrom: "2023-10-01" },
      ...{ publisher: "Department for Work and Safety", supersedes: ["Solvent Drums (Storage) Regulations 2009"] },
    },
  },
  {
    name: "a regulation of a commission, that applies later than it enters into force",
    title: "COMMISSION IMPLEMENTING REGULATION (EU) 2023/4195",
    paragraphs: [
      "of 20 June 2023",
      "laying down rules for the reporting of gallium imports",
      "THE COMMISSION,",
      "Having regard to Regulation (EU) No 952/2013, and in particular Article 17 thereof,",
      "Article 1. Importers report each quarter, within 30 days of its end.",
      "Article 2. Implementing Regulation (EU) 2019/4077 is repealed.",
      "Article 3. This Regulation shall enter into force on the twentieth day following that of its publication in the Official Journal. It shall apply from 1 January 2024.",
      "Done at Brussels, 20 June 2023.",
    ],
    facts: {
      ...{ number: "COMMISSION IMPLEMENTING REGULATION (EU) 2023/4195", publisher: "COMMISSION" },
      ...{ published: "2023-06-20", effectiveFrom: "2024-01-01" },
      supersedes: ["Implementing Regulation (EU) 2019/4077"],
    },
  },
  {
    name: "a directive of a governor, given under his hand",
    title: "Energy Use in State Laboratories",
    paragraphs: [
      "EXECUTIVE DIRECTIVE 2024-08",
      "WHEREAS, the laboratories of the State use a fifth of the energy of all public buildings;",
      "Section 1. Fume hoods shall be closed when not in use.",
      "Section 2. Executive Directive 2017-03 is hereby rescinded.",
      "Section 3. This Executive Directive takes effect on September 15, 2024.",
      "Given under my hand this 14th day of August, 2024.",
      "Maria Delgado",
      "Governor",
    ],
    facts: {
      ...{ number: "EXECUTIVE DIRECTIVE 2024-08", publisher: "Governor", published: "2024-08-14" },
      ...{ effectiveFrom: "2024-09-15", supersedes: ["Executive Directive 2017-03"] },
    },
  },
  {
    name: "an ordinance of a town, some days after its adoption",
    title: "An Ordinance Amending Chapter 8 of the Town Code",
    paragraphs: [
      "ORDINANCE NO. 2022-17",
      "Section 1. Loud machinery shall not be used between 9 p.m. and 7 a.m. in any street of the town.",
      "Section 2. Ordinance No. 2015-04 is hereby repealed.",
      "Section 3. This ordinance shall take effect thirty days after its adoption.",
      "ADOPTED this 6th day of June, 2022.",
      "J. Whitlock, Mayor",
    ],
    facts: {
      ...{ number: "ORDINANCE NO. 2022-17", publisher: "J. Whitlock, Mayor", published: "2022-06-06" },
      effectiveFrom: "2022-07-06",
      supersedes: ["Ordinance No. 2015-04"],
    },
  },
  {
    name: "a notice to members, with its end",
    title: "Parking at the Riga office",
    paragraphs: [
      "NOTICE TO MEMBERS 2025/03",
      "Issued by the Membership Office on 3 March 2025",
      "The yard behind the office is closed for building work until further notice.",
      "This notice remains valid until 30 September 2025 unless it is withdrawn earlier.",
      "Membership Office",
    ],
    facts: {
      ...{ number: "NOTICE TO MEMBERS 2025/03", publisher: "Membership Office", published: "2025-03-03" },
      effectiveUntil: "2025-09-30",
    },
  },
  {
    name: "an office's circular, by which another stands withdrawn",
    title: "Revised charges for shipping of samples",
    paragraphs: [
      "CIRCULAR NO. 44 OF 2024",
      "Riga, the 6th November, 2024",
      "It has been decided to revise the charges with effect from 1st January, 2025. They are EUR 18 per parcel.",
      "2. Circular No. 12 of 2021 stands withdrawn from the same date.",
      "(M. Ozols)",
      "Director (Finance)",
    ],
    facts: {
      ...{ number: "CIRCULAR NO. 44 OF 2024", publisher: "Director (Finance)", published: "2024-11-06" },
      supersedes: ["Circular No. 12 of 2021"],
    },
  },
  {
    name: "a policy with its version, and a dash before its day",
    title: "Remote Work Policy",
    paragraphs: [
      "Version 2.0 – Effective 1 September 2024",
      "1. Staff may work remotely three days a week.",
      "2. Equipment is returned on leaving.",
    ],
    facts: { effectiveFrom: "2024-09-01" },
  },
];
