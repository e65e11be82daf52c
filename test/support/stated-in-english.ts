/** English documents as offices write them, and what each states of itself. */

import type { StatedDocument } from "./stated-documents.ts";

export const STATED_IN_ENGLISH: readonly StatedDocument[] = [
  {
    name: "minutes that tell of an amendment, in English: they are not it",
    title: "Minutes of the assembly",
    paragraphs: ["The assembly decided that clause 3.2 of the Charter is replaced by a new one from next year."],
    facts: {},
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
