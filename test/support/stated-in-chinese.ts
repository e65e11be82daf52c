/** Chinese documents as offices write them, and what each states of itself. */

import type { StatedDocument } from "./stated-documents.ts";

const clause = "第一条 为规范会员管理，根据《中华人民共和国民法典》和联盟章程，制定本办法。";

export const STATED_IN_CHINESE: readonly StatedDocument[] = [
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
];
