/**
 * Documents as offices write them, without any metadata, and what each states of itself: for the reader of facts. Each is a
 * title and paragraphs, so that a test may write it in any format.
 */

import type { StatedKind } from "../../src/documents/facts/facts-in-text.ts";

export interface StatedDocument {
  readonly name: string;
  readonly title: string;
  /** What stands below the title. */
  readonly paragraphs: readonly string[];
  /** All sure facts but the title; of a kind that is not named there must be none. */
  readonly facts: Readonly<Partial<Record<StatedKind, string | readonly string[]>>>;
}

const clause = "第一条 为规范会员管理，根据《中华人民共和国民法典》和联盟章程，制定本办法。";

export const STATED_DOCUMENTS: readonly StatedDocument[] = [
  {
    name: "办法, with its day of effect and a repeal in the last article",
    title: "实验室安全管理办法",
    paragraphs: [
      "材联〔2023〕7号",
      "第一条 为加强实验室安全管理，根据国发〔2020〕8号文件，制定本办法。",
      "第二条 安全员的聘任自聘书签发之日起生效，聘期三年。",
      "第三条 本办法自2023年9月1日起施行，2015年发布的《实验室安全暂行规定》同时废止。",
      "集成电路材料联盟",
      "2023年8月10日",
    ],
    facts: {
      ...{ number: "材联〔2023〕7号", effectiveFrom: "2023-09-01", supersedes: ["实验室安全暂行规定"] },
      ...{ publisher: "集成电路材料联盟", published: "2023-08-10" },
    },
  },
  {
    name: "通知, in force from the day of its issue, for a term",
    title: "关于调整会费标准的通知",
    paragraphs: [
      "沪材协[2022]15号",
      "各会员单位：",
      "经理事会研究，现将会费标准调整如下：正式会员每年两万元。",
      "本通知自印发之日起施行，有效期三年。",
      "上海材料协会秘书处",
      "2022年3月1日",
    ],
    facts: {
      ...{ number: "沪材协[2022]15号", effectiveFrom: "2022-03-01", effectiveUntil: "2025-02-28" },
      ...{ publisher: "上海材料协会秘书处", published: "2022-03-01" },
    },
  },
  {
    name: "条例, adopted and revised under its title",
    title: "东湖市促进新材料产业发展条例",
    paragraphs: [
      "2016年5月20日 东湖市第十届人民代表大会常务委员会第三次会议通过",
      "2021年11月30日 东湖市第十二届人民代表大会常务委员会第九次会议《关于修改〈东湖市绿化条例〉等三件法规的决定》修正",
      "第一条 为了促进新材料产业发展，制定本条例。",
      "第二条 企业应当自本条例施行之日起六个月内办理登记。",
      "第三条 本条例自2016年8月1日起施行。",
    ],
    facts: {
      ...{ adopted: "2016-05-20", revised: "2021-11-30", effectiveFrom: "2016-08-01" },
      publisher: "东湖市人民代表大会常务委员会",
    },
  },
  {
    name: "days in Han numerals",
    title: "档案管理规定",
    paragraphs: [
      "第一条 档案由办公室统一管理。",
      "第二条 本规定自二〇二四年一月一日起执行。",
      "东湖研究院办公室",
      "二〇二三年十二月二十日",
    ],
    facts: { effectiveFrom: "2024-01-01", publisher: "东湖研究院办公室", published: "2023-12-20" },
  },
  {
    name: "in brackets under the title",
    title: "差旅费管理细则",
    paragraphs: ["（2024年3月8日理事会通过，自2024年4月1日起施行）", "第一条 差旅费实行限额报销。", clause],
    facts: { adopted: "2024-03-08", publisher: "理事会", effectiveFrom: "2024-04-01" },
  },
  {
    name: "a plan, by the years in its title",
    title: "光刻胶产业发展行动计划（2022—2025年）",
    paragraphs: ["一、总体要求", "到2025年，形成完整的产业体系。", "自2023年起，每年组织一次评估。"],
    facts: { effectiveFrom: "2022", effectiveUntil: "2025" },
  },
  {
    name: "until a day",
    title: "关于临时加班补贴的通知",
    paragraphs: ["各部门：", "本通知自2024年6月1日起执行，有效期至2024年12月31日。", "人力资源部", "2024年5月28日"],
    facts: {
      ...{ effectiveFrom: "2024-06-01", effectiveUntil: "2024-12-31" },
      ...{ publisher: "人力资源部", published: "2024-05-28" },
    },
  },
  {
    name: "minutes that let an appointment take effect: none of it is the minutes' own",
    title: "理事会会议纪要",
    paragraphs: [
      "会议形式：线上。主持人：孙伟理事长。",
      "一、秘书处人事",
      "会议同意任命陈玉兰女士为财务主管，自2026年7月1日起生效。",
      "许可证有效期为五年，自颁发之日起计算。",
    ],
    facts: {},
  },
  {
    name: "minutes that tell of an amendment: they are not it",
    title: "会员大会会议纪要",
    paragraphs: ["会议决定将《联盟章程》第三条修改为：会费每年两万元。", "会议讨论了废止《旧规》的建议。"],
    facts: {},
  },
  {
    name: "minutes that tell of an amendment, in English: they are not it",
    title: "Minutes of the assembly",
    paragraphs: ["The assembly decided that clause 3.2 of the Charter is replaced by a new one from next year."],
    facts: {},
  },
  {
    name: "a digest of others' days and numbers: none of it is its own",
    title: "政策摘编",
    paragraphs: [
      "按照财税〔2012〕27号和国发〔2020〕8号规定，28纳米以下企业免税十年。",
      "《东湖市人才办法》自2019年1月1日起施行，有效期五年。",
      "根据浙政办发〔2020〕38号文件，企业可享受“两免三减半”。",
    ],
    facts: {},
  },
  {
    name: "令, published with a day of effect 30 days later",
    title: "危险化学品登记管理办法",
    paragraphs: [
      "东湖市人民政府令第53号",
      "2020年7月1日 东湖市人民政府令第53号公布",
      "第一条 本办法适用于登记管理。",
      "第二条 本办法自公布之日起30日后施行。",
    ],
    facts: {
      ...{ number: "东湖市人民政府令第53号", published: "2020-07-01", effectiveFrom: "2020-07-31" },
      publisher: "东湖市人民政府",
    },
  },
  {
    name: "an amendment of one article",
    title: "关于修改《会员管理办法》的决定",
    paragraphs: [
      "材联〔2025〕2号",
      "将《会员管理办法》第六条修改为：“会员逾期一年未缴纳会费的，暂停其会员资格。”",
      "本决定自2025年3月1日起施行。",
      "集成电路材料联盟理事会",
      "2025年2月11日",
    ],
    facts: {
      ...{ number: "材联〔2025〕2号", amends: ["会员管理办法 第六条"], effectiveFrom: "2025-03-01" },
      ...{ publisher: "集成电路材料联盟理事会", published: "2025-02-11" },
    },
  },
  {
    name: "labels in lines",
    title: "信息公开指南",
    paragraphs: [
      "发文字号：东政办发〔2021〕33号",
      "发文机关：东湖市人民政府办公室",
      "成文日期：2021年9月2日",
      "实施日期：2021年10月1日",
      "本指南供公众查阅。",
    ],
    facts: {
      ...{ number: "东政办发〔2021〕33号", publisher: "东湖市人民政府办公室" },
      ...{ published: "2021-09-02", effectiveFrom: "2021-10-01" },
    },
  },
  {
    name: "several old texts repealed by one sentence, one of them by its number",
    title: "采购管理制度",
    paragraphs: [
      "第一条 采购实行预算管理。",
      "第二条 本制度自2022年1月1日起实施。原《采购管理办法》《招标实施细则》（材联〔2017〕4号）同时废止。",
    ],
    facts: { effectiveFrom: "2022-01-01", supersedes: ["采购管理办法", "招标实施细则"] },
  },
  {
    name: "a part that takes effect later than the whole",
    title: "废气排放管理规定",
    paragraphs: [
      "第一条 本规定适用于全体会员。",
      "第二条 本规定第五条自2025年7月1日起施行。",
      "第三条 本规定自2024年7月1日起施行。",
    ],
    facts: { effectiveFrom: "2024-07-01" },
  },
  {
    name: "a circular that replaces another",
    title: "Use of the clean room",
    paragraphs: [
      "Circular No. 7/2025",
      "Suzhou, 4 May 2025",
      "This circular replaces Circular No. 3/2023 and applies from 1 June 2025.",
      "A safety instruction is valid for two years. Visitors without it are not let in.",
      "The Secretariat",
    ],
    facts: {
      ...{ number: "Circular No. 7/2025", published: "2025-05-04", supersedes: ["Circular No. 3/2023"] },
      ...{ effectiveFrom: "2025-06-01", publisher: "Secretariat" },
    },
  },
  {
    name: "a charter adopted by an assembly",
    title: "Charter of the Gas Forum",
    paragraphs: [
      "Adopted by the General Assembly on 14 March 2024. In force from 1 April 2024.",
      "1.1 The Forum is an association of companies.",
      "1.2 A resignation takes effect on 31 December 2024 at the earliest.",
    ],
    facts: { adopted: "2024-03-14", publisher: "General Assembly", effectiveFrom: "2024-04-01" },
  },
  {
    name: "a policy whose sentence says from when, and until when",
    title: "Home Office Policy",
    paragraphs: [
      "Document No.: HR-POL-012",
      "Issued by: Human Resources",
      "This policy shall enter into force on May 2nd, 2023 and remains in force until 30 April 2026.",
      "The allowance is 200 yuan a month and applies from the first month.",
    ],
    facts: {
      ...{ number: "HR-POL-012", publisher: "Human Resources" },
      ...{ effectiveFrom: "2023-05-02", effectiveUntil: "2026-04-30" },
    },
  },
  {
    name: "a policy that takes effect when it is published, for two years",
    title: "Parking Rules",
    paragraphs: [
      "Published on 10 January 2024",
      "1. Members park on level 2.",
      "2. These rules take effect on the date of their publication and are valid for two years.",
    ],
    facts: { published: "2024-01-10", effectiveFrom: "2024-01-10", effectiveUntil: "2026-01-09" },
  },
  {
    name: "a rule that repeals others by their titles",
    title: "Procurement Rules",
    paragraphs: [
      "Article 1. Purchases over 5,000 yuan need two offers.",
      "Article 2. These Rules come into force on 1 July 2024. The Purchasing Guidelines of 2019 are hereby repealed.",
    ],
    facts: { effectiveFrom: "2024-07-01", supersedes: ["Purchasing Guidelines of 2019"] },
  },
  {
    name: "an amendment of a clause",
    title: "First Amendment to the Charter",
    paragraphs: [
      "Adopted by the General Assembly on 20 May 2025. In force from 1 January 2026.",
      "Clause 3.2 of the Charter is replaced by the following:",
      "3.2 The annual fee is 25,000 yuan.",
      "All other clauses remain unchanged.",
    ],
    facts: {
      ...{ adopted: "2025-05-20", publisher: "General Assembly", effectiveFrom: "2026-01-01" },
      amends: ["Charter 3.2"],
    },
  },
  {
    name: "a page of rules with other things' days: none of it is its own",
    title: "Questions on visas",
    paragraphs: [
      "Your visa is valid until 31 December 2026.",
      "The new fee of the embassy takes effect on 1 March 2026.",
      "An old pump replaces the new one during repairs.",
      "The certificate expires on 5 May 2027.",
    ],
    facts: {},
  },
  {
    name: "version and validity in one line",
    title: "Travel and Expense Policy",
    paragraphs: [
      "Version 3, valid from 1 July 2025. Approved by the Secretary General.",
      "Claims must be filed within 30 days after the journey.",
    ],
    facts: { effectiveFrom: "2025-07-01", publisher: "Secretary General" },
  },
  {
    name: "a plan for some years",
    title: "Training Plan 2024-2026",
    paragraphs: ["The plan has three parts.", "By 2026 every member has trained two people."],
    facts: { effectiveFrom: "2024", effectiveUntil: "2026" },
  },
  {
    name: "labels in lines, in English",
    title: "Data Protection Policy",
    paragraphs: [
      "Policy No.: IT-2024-03",
      "Effective date: 15 February 2024",
      "Valid until: 14 February 2027",
      "Supersedes: IT-2020-01",
      "Personal data are kept for two years.",
    ],
    facts: {
      ...{ number: "IT-2024-03", effectiveFrom: "2024-02-15", effectiveUntil: "2027-02-14" },
      supersedes: ["IT-2020-01"],
    },
  },
  {
    name: "an order that takes effect on a day, with several offices that sign",
    title: "关于规范行业检测收费的意见",
    paragraphs: [
      "东发改价格〔2019〕88号",
      "各区发展改革委、市场监管局：",
      "为规范收费，现提出以下意见。本意见自2019年5月1日起实施，有效期5年。",
      "东湖市发展和改革委员会",
      "东湖市市场监督管理局",
      "2019年4月12日",
    ],
    facts: {
      ...{ number: "东发改价格〔2019〕88号", effectiveFrom: "2019-05-01", effectiveUntil: "2024-04-30" },
      ...{ publisher: "东湖市发展和改革委员会、东湖市市场监督管理局", published: "2019-04-12" },
    },
  },
  {
    name: "a day and a half-open term in one sentence, with the old text named by title and number",
    title: "仪器共享管理办法",
    paragraphs: [
      "第一条 仪器向全体会员开放。",
      "第二条 使用费每小时二百元，自开机之日起计算。",
      "第三条 本办法由秘书处负责解释，自2023年1月1日起施行。《仪器共享暂行办法》（材联〔2018〕9号）同时停止执行。",
    ],
    facts: { effectiveFrom: "2023-01-01", supersedes: ["仪器共享暂行办法"] },
  },
  {
    name: "trial implementation for a term of months",
    title: "弹性工作制度（试行）",
    paragraphs: ["一、适用范围", "全体员工。", "二、附则", "本制度自2025年3月1日起试行，试行期六个月。"],
    facts: { effectiveFrom: "2025-03-01", effectiveUntil: "2025-08-31" },
  },
  {
    name: "a contract whose parties' days are its own signature, and no issue",
    title: "设备租赁合同",
    paragraphs: [
      "甲方：东湖研究院有限公司",
      "乙方：南山设备有限公司",
      "租赁期自2024年1月1日至2024年12月31日止。",
      "设备保修期为18个月，自验收合格之日起计算。",
    ],
    facts: {},
  },
  {
    name: "a decision that repeals a text",
    title: "关于废止《论文奖励办法》的决定",
    paragraphs: [
      "经研究，决定废止《论文奖励办法》（东研〔2015〕6号）。",
      "本决定自2024年9月1日起施行。",
      "东湖研究院",
      "2024年8月20日",
    ],
    facts: {
      ...{ supersedes: ["论文奖励办法"], effectiveFrom: "2024-09-01" },
      ...{ publisher: "东湖研究院", published: "2024-08-20" },
    },
  },
  {
    name: "a standard with labels on one line",
    title: "光刻胶检测规程",
    paragraphs: [
      "文件编号：QC-2023-017 发布日期：2023年6月1日 实施日期：2023年7月1日",
      "1 范围",
      "本规程适用于光刻胶的检测。",
    ],
    facts: { number: "QC-2023-017", published: "2023-06-01", effectiveFrom: "2023-07-01" },
  },
  {
    name: "news of a text that takes effect: it is not the text",
    title: "新修订的安全条例下月施行",
    paragraphs: [
      "新修订的《东湖市安全生产条例》将于2024年7月1日起施行。",
      "条例明确，许可证有效期为三年，到期前三个月申请延续。",
      "记者从市人大常委会获悉，旧条例同时废止。",
    ],
    facts: {},
  },
  {
    name: "full-width digits and square brackets",
    title: "图书借阅规定",
    paragraphs: ["馆发［２０２２］３号", "第一条 每人限借五册。", "第二条 本规定自２０２２年９月１日起施行。"],
    facts: { number: "馆发［２０２２］３号", effectiveFrom: "2022-09-01" },
  },
  {
    name: "a letter with its number behind Ref.",
    title: "Decision on the membership of universities",
    paragraphs: [
      "Ref.: PSMA/2024/12",
      "Date: 5 March 2024",
      "The Board has decided that universities pay half of the fee.",
      "This decision takes effect on 1 April 2024 and remains in force until 31 March 2027.",
      "For the Board",
    ],
    facts: {
      ...{ number: "PSMA/2024/12", published: "2024-03-05", publisher: "Board" },
      ...{ effectiveFrom: "2024-04-01", effectiveUntil: "2027-03-31" },
    },
  },
  {
    name: "rules with an ordinal day and a commencement clause",
    title: "Gas Cylinder Rules",
    paragraphs: [
      "1. Every cylinder is inspected once a year. An inspection is valid for twelve months.",
      "2. Commencement. These Rules shall come into operation on the 1st day of March 2022.",
    ],
    facts: { effectiveFrom: "2022-03-01" },
  },
  {
    name: "a notice that withdraws an older one with immediate effect",
    title: "Notice on visitor parking",
    paragraphs: [
      "Notice No. 14/2023",
      "Issued on 12 October 2023",
      "Visitors park behind the hall.",
      "Notice No. 9/2021 is hereby withdrawn.",
    ],
    facts: { number: "Notice No. 14/2023", published: "2023-10-12", supersedes: ["Notice No. 9/2021"] },
  },
  {
    name: "a policy revised later, with its last revision",
    title: "Code of Conduct",
    paragraphs: [
      "Adopted on 3 June 2019. Last revised on 17 September 2024.",
      "The Code takes effect on 1 July 2019.",
      "Gifts worth more than 200 yuan are declared.",
    ],
    facts: { adopted: "2019-06-03", revised: "2024-09-17", effectiveFrom: "2019-07-01" },
  },
  {
    name: "a report that speaks of policies in force: none of it is its own",
    title: "Annual report of the working group",
    paragraphs: [
      "The new import regulation entered into force on 1 January 2025 and replaces the regulation of 2012.",
      "The licence of the laboratory is valid until 30 June 2028.",
      "The group met four times; its mandate applies from 1 May 2024.",
    ],
    facts: {},
  },
  {
    name: "tariffs with a label for the end, in words",
    title: "Tariff for laboratory services",
    paragraphs: [
      "Valid from 1 January 2026 until 31 December 2026.",
      "A day costs 1,500 yuan.",
      "Universities pay half.",
    ],
    facts: { effectiveFrom: "2026-01-01", effectiveUntil: "2026-12-31" },
  },
  {
    name: "a resolution of an assembly in American dates",
    title: "Resolution on data sharing",
    paragraphs: [
      "Adopted by the General Assembly on June 12, 2023",
      "Members share data on yields once a quarter.",
      "This resolution becomes effective as of July 1, 2023 and supersedes the Resolution on benchmarking.",
    ],
    facts: {
      ...{ adopted: "2023-06-12", publisher: "General Assembly", effectiveFrom: "2023-07-01" },
      supersedes: ["Resolution on benchmarking"],
    },
  },
  {
    name: "an article that takes effect later than the whole",
    title: "Emission Rules",
    paragraphs: [
      "In force from 1 July 2024.",
      "Article 5 takes effect on 1 July 2025.",
      "Article 1. Exhaust gas is measured once a month.",
    ],
    facts: { effectiveFrom: "2024-07-01" },
  },
  {
    name: "an amendment that gives a clause new words",
    title: "Amendment to the Travel Policy",
    paragraphs: [
      "Issued by the Secretariat on 2 February 2026",
      "This amendment replaces section 4 of the Travel Policy with effect from 1 March 2026.",
      "4 The allowance is 180 yuan.",
    ],
    facts: {
      ...{ published: "2026-02-02", publisher: "Secretariat", effectiveFrom: "2026-03-01" },
      amends: ["Travel Policy 4"],
    },
  },
];
