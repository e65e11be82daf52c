/**
 * Rules that follow each other, in both languages: a rule, its successor, an amendment of one clause of that, a plan that
 * has expired, and one that has not begun; and two rules in force that disagree. The English ones and the Chinese ones are about different things.
 */

interface Dated {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const documents: Readonly<Record<string, Dated>> = {
  "rules/fees-2022.md": {
    facts: { id: "fees-2022", title: "Membership fees 2022", number: "MA〔2022〕3", effective_from: "2022-02-01" },
    text: "## 1 Amount\n\nThe annual membership fee of a full member is 20,000 yuan.\n\n## 2 Payment\n\nThe membership fee is paid by 31 March of each year.\n\n## 3 Students\n\nStudents of member universities pay nothing.\n",
  },
  "rules/fees-2024.md": {
    facts: {
      ...{ id: "fees-2024", title: "Membership fees 2024", published: "2023-12-01", effective_from: "2024-01-01" },
      // As people write it who have no brackets like these on their keyboard.
      supersedes: "ma [2022] 3",
    },
    text: "## 1 Amount\n\nThe annual membership fee of a full member is 30,000 yuan.\n\n## 2 Payment\n\nThe membership fee is paid by 30 April of each year.\n\n## 3 Students\n\nStudents of member universities pay nothing.\n",
  },
  "notices/payment-2025.md": {
    facts: {
      ...{ id: "payment-2025", title: "Notice on payment", published: "2025-05-20", effective_from: "2025-06-01" },
      amends: [{ document: "fees-2024", clause: "2" }],
    },
    text: "# Notice on payment\n\nThe membership fee is paid by 30 June of each year.\n",
  },
  "plans/sales-2023.md": {
    facts: { title: "Sales plan", effective_from: "2021", effective_until: "2023" },
    text: "# Sales plan\n\nThe members aim at sales of 2,100 million yuan of photoresist.\n",
  },
  "plans/laboratory-2027.md": {
    facts: { title: "Laboratory plan", published: "2026-03", effective_from: "2027-03" },
    text: "# Laboratory plan\n\nThe shared laboratory lends its electron microscope to members for ten days.\n",
  },
  "rules/equipment-2020.md": {
    facts: { id: "equipment-2020", title: "Equipment subsidy rules", effective_from: "2020-03" },
    text: "## Rate\n\nThe subsidy for domestic etching equipment is 20 percent of the purchase price.\n\n## Complaints\n\nComplaints about a refused subsidy are decided by the complaints board within 20 working days.\n",
  },
  "rules/equipment-2024.md": {
    facts: {
      ...{ id: "equipment-2024", title: "Support for purchases", published: "2024-02-10", effective_from: "2024-04" },
      supersedes: "equipment-2020",
    },
    text: "# Support for purchases\n\nCompanies that buy etchers made in China receive support at 30 percent of what they paid.\n",
  },
  "rules/hall.md": {
    facts: { title: "Meeting hall" },
    text: "# Meeting hall\n\nThe meeting hall closes at six o'clock.\n",
  },
  "rules/house.md": {
    facts: { title: "House rules" },
    text: "# House rules\n\nThe meeting hall closes at eight o'clock.\n",
  },
  "办法/培训补贴-2022.md": {
    facts: { id: "training-2022", title: "培训补贴办法", number: "材联〔2022〕5号", effective_from: "2022-03-01" },
    text: "# 培训补贴办法\n\n第一条 每家会员单位每年可以申请培训补贴五万元。\n\n第二条 培训补贴的申请截止日期为每年九月一日。\n",
  },
  "办法/培训补贴-2024.md": {
    facts: {
      ...{ id: "training-2024", title: "培训补贴管理办法", effective_from: "2024-01-01" },
      supersedes: ["材联[2022] 5 号"],
    },
    text: "# 培训补贴管理办法\n\n第一条 每家会员单位每年可以申请培训补贴八万元。\n\n第二条 培训补贴的申请截止日期为每年十月一日。\n",
  },
  "办法/截止日期-2025.md": {
    facts: {
      ...{ id: "deadline-2025", title: "关于申请截止日期的通知", published: "2025-05-20" },
      amends: { document: "training-2024", clause: "第二条" },
    },
    text: "# 关于申请截止日期的通知\n\n培训补贴的申请截止日期改为每年十一月十五日。\n",
  },
  "计划/产能.md": {
    facts: { title: "产能计划", effective_from: "2021", effective_until: "2023" },
    text: "# 产能计划\n\n靶材的年产能目标为三千吨。\n",
  },
  "计划/展会.md": {
    facts: { title: "展会计划", published: "2026-03", effective_from: "2027-03-01" },
    text: "# 展会计划\n\n联盟在上海举办硅片展会，展位费为每平方米六百元。\n",
  },
};

/** Paths and contents, as files. */
export function datedCorpus(): readonly (readonly [path: string, content: string])[] {
  // JSON is YAML.
  return Object.entries(documents).map(([path, { facts, text }]) => [
    path,
    `---\n${JSON.stringify(facts)}\n---\n${text}`,
  ]);
}
