/** English documents in the styles of ministries, legislatures, societies and companies, and what each states of itself. */

import type { StatedDocument } from "./stated-documents.ts";

export const STYLED_IN_ENGLISH: readonly StatedDocument[] = [
  {
    name: "regulations as a legislature prints them",
    title: "The Process Gases (Amendment) Regulations 2021",
    paragraphs: [
      "Statutory Instrument 2021 No. 1372",
      "Made 1st December 2021",
      "Laid before Parliament 3rd December 2021",
      "Coming into force 1st January 2022",
      "1. These Regulations may be cited as the Process Gases (Amendment) Regulations 2021.",
      "2. In regulation 4 of the Process Gases Regulations 2015, for “10 kilograms” substitute “5 kilograms”.",
    ],
    facts: {
      number: "Statutory Instrument 2021 No. 1372",
      adopted: "2021-12-01",
      effectiveFrom: "2022-01-01",
      amends: ["Process Gases Regulations 2015 4"],
    },
  },
  {
    name: "bye-laws as amended at a meeting",
    title: "Bye-laws of the East Lake Society of Materials Engineers",
    paragraphs: [
      "(As amended at the Annual General Meeting held on 16 May 2023)",
      "1. Name. The Society is called the East Lake Society of Materials Engineers.",
      "2. Subscriptions. The subscription is due on 1 January 2024 and on each first of January after that.",
      "3. Commencement. These bye-laws take effect from the close of the meeting at which they are adopted.",
    ],
    facts: { revised: "2023-05-16" },
  },
  {
    name: "an ordinance with a line of days, of which a review is no end",
    title: "Ordinance XIV: Use of Laboratories",
    paragraphs: [
      "Approved by Senate: 14 June 2022 | Effective: 1 August 2022 | Next review: 31 July 2025",
      "1. Laboratories are open to registered users.",
      "2. A user's registration lapses on 31 August of each year.",
    ],
    facts: { adopted: "2022-06-14", publisher: "Senate", effectiveFrom: "2022-08-01" },
  },
  {
    name: "restated bylaws, effective in brackets",
    title: "Amended and Restated Bylaws of the Materials Alliance",
    paragraphs: [
      "(Effective as of March 3, 2024)",
      "ARTICLE I. Offices. The principal office is in Wilmington.",
      "ARTICLE II. Directors. A director's term becomes effective on election.",
      "ARTICLE III. These Bylaws supersede the Bylaws dated June 1, 2017 in their entirety.",
    ],
    facts: { effectiveFrom: "2024-03-03", supersedes: ["Bylaws dated June 1, 2017"] },
  },
  {
    name: "a directive with its number in the title, that repeals another",
    title: "Directive 2022/451 on precursor storage",
    paragraphs: [
      "of 9 March 2022",
      "The Council has adopted this Directive:",
      "Article 1. Precursors are stored in ventilated rooms.",
      "Article 2. Directive 2010/12 is repealed with effect from 1 July 2022.",
      "Article 3. This Directive shall enter into force on 1 July 2022.",
    ],
    facts: {
      number: "Directive 2022/451",
      published: "2022-03-09",
      effectiveFrom: "2022-07-01",
      supersedes: ["Directive 2010/12"],
    },
  },
  {
    name: "a memorandum with its head",
    title: "Revised mileage rates",
    paragraphs: [
      "To: All members",
      "From: The Secretary General",
      "Date: 7 April 2025",
      "Ref: SG/M/2025/09",
      "The rates below apply to journeys made on or after 1 May 2025.",
      "Memorandum SG/M/2023/04 is hereby cancelled.",
    ],
    facts: {
      number: "SG/M/2025/09",
      published: "2025-04-07",
      publisher: "Secretary General",
      supersedes: ["SG/M/2023/04"],
    },
  },
  {
    name: "standing orders with days in the words of a clerk",
    title: "Standing Orders of the Council",
    paragraphs: [
      "Adopted by resolution of the Council on the 3rd day of October, 2021; amended by resolution of the Council on the 12th day of February, 2024.",
      "1. Seven members are a quorum.",
      "2. A motion lapses on the adjournment of the meeting.",
    ],
    facts: { adopted: "2021-10-03", revised: "2024-02-12", publisher: "Council" },
  },
  {
    name: "an agreement with an effective date in its text, and a term",
    title: "Consortium Agreement on Shared Reticles",
    paragraphs: [
      "This Agreement is made on 5 May 2023 between the parties listed in Annex 1.",
      "1. Term. This Agreement commences on 1 June 2023 and continues in force for three years.",
      "2. A notice takes effect on the day on which it is received.",
    ],
    facts: { adopted: "2023-05-05", effectiveFrom: "2023-06-01", effectiveUntil: "2026-05-31" },
  },
  {
    name: "house rules with a footer of versions",
    title: "Clean Room House Rules",
    paragraphs: [
      "1. Gowns are worn at all times.",
      "2. Visitors are accompanied.",
      "Version 4.1 – approved by the Facilities Committee on 22 November 2023 – valid from 1 January 2024 – replaces version 3.0 of 2 May 2021",
    ],
    facts: { adopted: "2023-11-22", publisher: "Facilities Committee", effectiveFrom: "2024-01-01" },
  },
  {
    name: "a resolution in numbered recitals",
    title: "Resolution 2024/07: Rates of subscription",
    paragraphs: [
      "The General Meeting, on 18 October 2024,",
      "Recalling Resolution 2021/03, which took effect on 1 January 2022,",
      "1. Decides that the subscription is 900 euros from 1 January 2025;",
      "2. Decides that this resolution shall have effect from 1 January 2025;",
      "3. Revokes Resolution 2021/03.",
    ],
    facts: { number: "Resolution 2024/07", effectiveFrom: "2025-01-01", supersedes: ["Resolution 2021/03"] },
  },
  {
    name: "a tender with deadlines",
    title: "Invitation to tender: wet benches",
    paragraphs: [
      "Reference: T-2025-14",
      "Published 3 March 2025",
      "Offers are valid until 30 June 2025.",
      "The contract takes effect on signature.",
      "Offers are due by 14 April 2025.",
    ],
    facts: { number: "T-2025-14", published: "2025-03-03" },
  },
  {
    name: "a licence attached to software",
    title: "Licence terms for the mask viewer",
    paragraphs: [
      "These terms are effective from 1 February 2024 and replace all earlier terms.",
      "The licence is valid for one year from its first use.",
      "Support ends on 31 January 2026.",
    ],
    facts: { effectiveFrom: "2024-02-01" },
  },
  {
    name: "a blog post",
    title: "What changes in travel booking",
    paragraphs: [
      "Posted on 4 June 2025 by Anna Weber",
      "From 1 July 2025 the new Travel Policy applies. It replaces the Travel Policy of 2021.",
      "Claims are filed as before.",
    ],
    facts: {},
  },
  {
    name: "an act cited by its number, with a schedule of repeals",
    title: "Process Safety Act",
    paragraphs: [
      "Act No. 12 of 2019",
      "Assented to 4 July 2019",
      "1. Short title. This Act may be cited as the Process Safety Act, and comes into operation on 1 January 2020.",
      "2. Repeal. The Explosive Gases Act 1974 is repealed.",
      "3. Inspectors are appointed for five years.",
    ],
    facts: {
      number: "Act No. 12 of 2019",
      effectiveFrom: "2020-01-01",
      supersedes: ["Explosive Gases Act 1974"],
      adopted: "2019-07-04",
    },
  },
  {
    name: "a procedure with a control table in text",
    title: "Waste Handling Procedure",
    paragraphs: [
      "Document number: EHS-PR-021",
      "Revision: 05",
      "Effective date: 2024-09-01",
      "Supersedes: EHS-PR-021 rev. 04 (2022-01-15)",
      "Owner: EHS Department",
      "1 Purpose",
      "Waste is collected on Fridays.",
    ],
    facts: { number: "EHS-PR-021", effectiveFrom: "2024-09-01", supersedes: ["EHS-PR-021 rev. 04 (2022-01-15)"] },
  },
  {
    name: "bye-laws with a title of their own for each day",
    title: "Bye-Laws of the Reticle Users Association",
    paragraphs: [
      "Registered on 14 February 2018; as revised by the Extraordinary General Assembly of 9 November 2022",
      "Bye-Law 1. Membership is open to companies.",
      "Bye-Law 9. These Bye-Laws enter into force on 1 January 2023. They cancel and replace the Bye-Laws of 14 February 2018.",
    ],
    facts: { revised: "2022-11-09", effectiveFrom: "2023-01-01", supersedes: ["Bye-Laws of 14 February 2018"] },
  },
  {
    name: "a letter to one member",
    title: "Your application of 3 May 2025",
    paragraphs: [
      "Dear Ms Li,",
      "Your membership begins on 1 July 2025 and is valid until 30 June 2026.",
      "The fee rules of 2022 no longer apply.",
      "Kind regards,",
      "Anna Weber",
      "10 May 2025",
    ],
    facts: { published: "2025-05-10" },
  },
];
