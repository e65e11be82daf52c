/** Five pages as a crawler brought them home: what must be in no passage, and what must be in one. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DocumentFacts } from "../../../src/documents/document.ts";
import { plainReader } from "../../../src/documents/plain/plain.ts";
import { readDocument } from "../../../src/documents/read.ts";
import { splitDocument } from "../../../src/library/split.ts";

const folder = new URL("../../../../shared/seeds/", import.meta.url);

interface Seed {
  readonly file: string;
  readonly facts: Partial<DocumentFacts>;
  readonly keeps: readonly string[];
}

const CHROME = [
  ...[
    "Contact Us ",
    "中文",
    "Page view",
    "Home »",
    "by admin",
    "See also",
    "Race for raw materials",
    "You may also like",
  ],
  ...["Leave a Comment", "Akismet", "comment data", "cookies", "Cookies", "opt-out", "Accept", "Read More", "Privacy"],
];

const SEEDS: readonly Seed[] = [
  {
    file: "000_cdea67e8388a8fd1.txt",
    facts: {
      title:
        'The Materials Alliance successfully held the "13th Five-Year" Development Strategy Symposium on IC Materials Industry',
    },
    keeps: [
      ...[
        "On February 27",
        "“13th Five-Year” Development Strategy Symposium on IC Materials Industry in Beijing",
        "Miao Zhimin",
      ],
      ...[
        "Deputy Director of the Raw Materials Division",
        "Ministry of Industry and Information Technology",
        "Shi Ying",
      ],
      ...["National Science and Technology 02 Major Project", "China Semiconductor Industry Association"],
      ...[
        "first batch of secondary risk compensation mechanism",
        "tariff adjustment catalogue to the Ministry of Finance",
      ],
      "The symposium was highly praised by the guests.",
    ],
  },
  {
    file: "001_47421aa46ec98bca.txt",
    facts: { title: "Proposal of China Integrated Circuit Material Innovation Alliance" },
    keeps: [
      ...[
        "To all members:",
        "National 02 Major Special Office",
        "hundreds of Chinese integrated circuit materials enterprises",
      ],
      ...[
        "1. Raise awareness, build consensus, and firm confidence",
        "2. Obey the overall arrangement",
        "body temperature detection",
      ],
      ...[
        "3. Give full play to production capacity",
        "YMTC and Wuhan Xinxin",
        "4. Help each other to overcome difficulties",
      ],
      ...[
        "donation of emergency goods",
        "Come on in China's IC industry!",
        "Contact of the Alliance Secretariat: Xiangzhi Zhang",
      ],
      "Tel: 13126561039",
    ],
  },
  {
    file: "002_43df354f9e8e58c2.txt",
    facts: { publisher: "China News Service", published: "--01-29" },
    keeps: [
      ...[
        "China News Service, January 29.",
        "Basic Electronic Components Industry Development Action Plan (2021-2023)",
      ],
      ...[
        "The total sales of electronic components reached 2.100 billion yuan",
        "Photo by China News Agency reporter Liu Zhankun",
      ],
      ...[
        "by 2023, the competitiveness of superior products",
        "the revenue scale of 15 companies will exceed 10 billion yuan",
      ],
      ...[
        "7 key tasks",
        "Explore the establishment of a patent pool",
        "four safeguard measures",
        "etching and developing equipment",
      ],
      ...[
        "Deepen international exchanges and cooperation.",
        "One Belt One Road",
        "The industrial pattern of win-win cooperation.",
      ],
    ],
  },
  {
    file: "003_33ccdb5f02331a7d.txt",
    facts: {},
    keeps: [
      ...[
        "Yangtze River Delta region",
        "three provinces and one city",
        "Deputy Director of Frequency",
        "General Secretary Xi Jinping",
      ],
      ...[
        "grasping strategy, grasping planning, grasping policies, and grasping services",
        "more than 60% of the country",
      ],
      ...["the most complete integrated circuit industry chain", "Joint Conference Office of the Innovation System"],
      "Development proposals and implementation plans to enhance the overall innovation capability of the region",
    ],
  },
  {
    file: "004_94550b9b847bb263.txt",
    facts: {
      ...{ title: "Nanhu District focuses on the industry chain to attract big and strong" },
      ...{ publisher: "Nanhu District", published: "2022-08-22" },
    },
    keeps: [
      ...["Release date: 2022-08-22 09:01", "Source of information: Nanhu District", "On the morning of August 19"],
      ...[
        "total investment of 3 billion yuan",
        "Zhicufang, Jiaxing Science and Technology City",
        "Shao Panfeng",
        "Chen Qunwei",
      ],
      ...[
        "Cao Jiandi",
        "Zhao Yafeng",
        "Dr. Zhang Rujing",
        "6 projects were signed",
        "the first phase investment is 1.1 billion yuan",
      ],
      ...["start in September this year", "gathered 241", "Zhejiang Fengqi New Energy Co., Ltd.", "Asia-Pacific Road"],
      "Enterprises come to Fengqiao to settle down and invest in business.",
    ],
  },
];

describe.skipIf(!existsSync(folder))("crawled pages (skipped where the samples are not at hand)", () => {
  it.each(SEEDS)("$file: every fact is in a passage, and nothing of the site", async ({ file, facts, keeps }) => {
    const bytes = readFileSync(new URL(file, folder));
    const document = await readDocument({ path: file, bytes, readers: [plainReader()] });
    const passages = splitDocument(document).map(({ text }) => text);
    expect(keeps.filter((fact) => !passages.some((passage) => passage.includes(fact)))).toEqual([]);
    expect(CHROME.filter((chrome) => passages.some((passage) => passage.includes(chrome)))).toEqual([]);
    expect(document).toMatchObject(facts);
  });

  it.each(SEEDS)("$file: every word of the running text is still there", async ({ file }) => {
    const source = readFileSync(new URL(file, folder), "utf8");
    const { text } = await plainReader().read(Buffer.from(source));
    const paragraphs = source
      .split("\n")
      .map((line) =>
        line
          .replace(/\s+/g, " ")
          .replace(/^ ?(?:[-—]+(?=\p{L}))?/u, "")
          .trim(),
      )
      .filter((line) => line.length > 60 && !CHROME.some((chrome) => line.includes(chrome)));
    expect(paragraphs.length).toBeGreaterThan(1);
    expect(paragraphs.filter((paragraph) => !text.replace(/\s+/g, " ").includes(paragraph))).toEqual([]);
  });
});
