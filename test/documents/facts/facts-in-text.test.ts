import { describe, expect, it } from "vitest";
import type { Document } from "../../../src/documents/document.ts";
import type { StatedKind } from "../../../src/documents/facts/facts-in-text.ts";
import { readDocument } from "../../../src/documents/read.ts";
import { readers } from "../../../src/documents/readers.ts";
import { CHINESE_FONT, hasChineseFont } from "../../support/office-writers.ts";
import { STATED_DOCUMENTS, type StatedDocument } from "../../support/stated-documents.ts";
import { STYLED_DOCUMENTS } from "../../support/styled-documents.ts";

const DOCUMENTS = [...STATED_DOCUMENTS, ...STYLED_DOCUMENTS];

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

async function docx({ title, paragraphs }: StatedDocument): Promise<Uint8Array> {
  const { Document: Docx, HeadingLevel, Packer, Paragraph } = await import("docx");
  const children = [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    ...paragraphs.map((text) => new Paragraph({ text })),
  ];
  return new Uint8Array(await Packer.toBuffer(new Docx({ sections: [{ children }] })));
}

async function pdf({ title, paragraphs }: StatedDocument, font: string | null): Promise<Uint8Array> {
  const { default: PdfDocument } = await import("pdfkit");
  const document = new PdfDocument({ size: "A4" });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => void document.on("end", resolve));
  if (font !== null) document.registerFont("own", font, "NotoSansCJKsc-Regular").font("own");
  document.fontSize(22).text(title).moveDown();
  for (const text of paragraphs) document.fontSize(11).text(text).moveDown();
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

type Writer = (document: StatedDocument) => Uint8Array | Promise<Uint8Array>;

const WRITERS: Readonly<Record<string, Writer>> = {
  "a.md": ({ title, paragraphs }) => encoded([`# ${title}`, ...paragraphs].join("\n\n")),
  "a.txt": ({ title, paragraphs }) => encoded([title, ...paragraphs].join("\n\n")),
  "a.html": ({ title, paragraphs }) =>
    encoded(
      `<html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${paragraphs
        .map((text) => `<p>${text}</p>`)
        .join("\n")}</body></html>`,
    ),
  "a.eml": ({ title, paragraphs }) =>
    encoded(
      [
        ...["From: office@alliance.example", `Subject: =?utf-8?B?${Buffer.from(title).toString("base64")}?=`],
        ...["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", ""],
        [title, ...paragraphs].join("\n\n"),
      ].join("\n"),
    ),
  "a.docx": docx,
  "a.pdf": (document) => pdf(document, /\p{Script=Han}/u.test(document.title) ? CHINESE_FONT : null),
};

async function read(name: string, document: StatedDocument): Promise<Document> {
  const bytes = await (WRITERS[name] as Writer)(document);
  return readDocument({ path: name, bytes, readers });
}

function sureFacts({ stated = [] }: Document): Partial<Record<string, string | string[]>> {
  const facts: Partial<Record<string, string | string[]>> = {};
  for (const { kind, value, clause, sure } of stated) {
    if (!sure || kind === "title") continue;
    const said = clause === undefined ? value : `${value} ${clause}`;
    const many = kind === "supersedes" || kind === "amends";
    facts[kind] = many ? [...[facts[kind] ?? []].flat(), said] : said;
  }
  return facts;
}

describe("facts that a document states of itself", () => {
  for (const document of DOCUMENTS) {
    it(`are read from the text, in any format: ${document.name}`, { timeout: 60_000 }, async () => {
      for (const name of Object.keys(WRITERS)) {
        const isChinese = /\p{Script=Han}/u.test(document.title);
        if (name === "a.pdf" && isChinese && !hasChineseFont) continue;
        const found = await read(name, document);
        expect({ name, ...sureFacts(found) }).toEqual({ name, ...document.facts });
        expect({ name, title: found.title }).toEqual({ name, title: document.title });
      }
    });
  }

  it("stand in the text where they say, all of them", async () => {
    for (const document of DOCUMENTS) {
      const found = await read("a.md", document);
      for (const { kind, value, clause, start, end } of found.stated ?? []) {
        const words = found.text.slice(start, end);
        expect(words).not.toBe("");
        const asIs: readonly StatedKind[] = ["number", "supersedes", "amends", "title"];
        // Items of a list name the clause alone; what they amend stands above them.
        const said = kind === "amends" ? (clause ?? value) : value;
        if (asIs.includes(kind)) expect(words.replaceAll(/\s/gu, "")).toContain(said.replaceAll(/\s/gu, ""));
      }
    }
  });

  it("win over nothing that was written by hand, and say where they come from", async () => {
    const text =
      "---\neffective_from: 2020\n---\n# 收费办法\n\n第一条 本办法自2021年6月1日起施行，有效期至2030年12月31日。\n";
    const document = await readDocument({ path: "a.md", bytes: encoded(text), readers });
    expect(document).toMatchObject({
      ...{ effectiveFrom: "2020", effectiveUntil: "2030-12-31" },
      origins: { title: "text", effectiveFrom: "front matter", effectiveUntil: "text" },
    });
  });

  it("are found below a letterhead, and in a title that is broken over two lines", async () => {
    const text = [
      ...["工业和信息化部文件", "", "工信部电子〔2021〕5号", "", "工业和信息化部关于印发《基础电子元器件产业"],
      ...["发展行动计划（2021—2023年）》的通知", "", "各省主管部门：", "", "现将计划印发给你们。", ""],
      ...["工业和信息化部", "2021年1月15日", "", "基础电子元器件产业发展行动计划", "", "一、总体要求"],
    ].join("\n");
    const document = await readDocument({ path: "a.txt", bytes: encoded(text), readers });
    expect(document).toMatchObject({
      title: "工业和信息化部关于印发《基础电子元器件产业发展行动计划（2021—2023年）》的通知",
      number: "工信部电子〔2021〕5号",
      publisher: "工业和信息化部",
      published: "2021-01-15",
      effectiveUntil: "2023",
    });
  });

  it.each([
    [
      "below a letterhead and a number",
      ["香港漁具商會", "", "通告第18/2024號", "", "廢油回收安排", "", "致：各會員公司", "", "每月收集一次。"],
      "廢油回收安排",
    ],
    [
      "below the kind of a standard",
      ["团 体 标 准", "", "T/ABCIA 021—2024", "", "电子级氨水中颗粒的测定", "", "2024-03-20 发布"],
      "电子级氨水中颗粒的测定",
    ],
    [
      "below its issuer alone",
      ["國立東海材料中心", "", "儀器借用要點", "", "一、借用儀器應於七日前申請。"],
      "儀器借用要點",
    ],
    [
      "behind Subject",
      [
        "BALTIC CLUSTER",
        "",
        "CIRCULAR NO. 44 OF 2024",
        "",
        "Subject: Revised charges",
        "",
        "It has been decided to revise the charges.",
      ],
      "Revised charges",
    ],
    [
      "below an office and a number",
      [
        "OFFICE OF THE GOVERNOR",
        "",
        "EXECUTIVE DIRECTIVE 2024-08",
        "",
        "Energy Use in Laboratories",
        "",
        "Section 1. Hoods are closed.",
      ],
      "Energy Use in Laboratories",
    ],
    [
      "below a house and a counted ordinance",
      [
        "UNIVERSITY OF ELMSTRAND",
        "",
        "ORDINANCE 17",
        "",
        "RESIDENCE OF STUDENTS",
        "",
        "17.1 A student shall reside near.",
      ],
      "RESIDENCE OF STUDENTS",
    ],
    [
      "that an order makes public",
      [
        "青川省知识产权局令",
        "",
        "第八号",
        "",
        "《青川省专利代办服务管理规定》已经2025年4月3日局务会议审议通过，现予公布，自2025年7月1日起施行。",
        "",
        "青川省专利代办服务管理规定",
        "",
        "第一条 代办服务不收取费用。",
      ],
      "青川省专利代办服务管理规定",
    ],
    [
      "in the first line of a page on an office",
      ["Board of Trustees", "", "The Board meets four times a year in Riga."],
      "Board of Trustees",
    ],
  ])("have the title %s", async (_, lines, title) => {
    const document = await readDocument({ path: "a.txt", bytes: encoded(lines.join("\n")), readers });
    expect(document.title).toBe(title);
  });

  it.each([
    [
      "a day in brackets behind another text's name",
      ["抽检通知", "根据《食品安全法》（2021年4月29日修正），通知如下。"],
      { revised: undefined },
    ],
    [
      "the day of the tariff before it",
      ["會員收費表", "生效日期：2025年4月1日", "本收費表取代2023年4月1日生效之收費表。"],
      { effectiveFrom: "2025-04-01" },
    ],
    [
      "a day behind an office on the last line",
      ["Notice on access", "Visitors sign in.", "Facilities Department, 26 September 2025"],
      { publisher: "Facilities Department", published: "2025-09-26" },
    ],
    [
      "a label that another follows on the line",
      ["管理规程", "编号：SOP-EHS-07　　版次：第3版"],
      { number: "SOP-EHS-07" },
    ],
    [
      "a decision repealed below a line with its article alone",
      [
        "Decision",
        "Article 2",
        "Decision (EU) 2017/1984 is repealed.",
        "Article 3",
        "This Decision takes effect on 1 May 2025.",
      ],
      { supersedes: ["Decision (EU) 2017/1984"], effectiveFrom: "2025-05-01" },
    ],
    [
      "a former text that is repealed without 同时",
      ["报销制度", "（2024年7月15日发布，2024年8月1日起执行）", "三、以前发布的《差旅费管理规定》废止。"],
      { effectiveFrom: "2024-08-01", supersedes: ["差旅费管理规定"] },
    ],
  ])("are its own, not of others: %s", async (_, lines, facts) => {
    const document = await readDocument({ path: "a.txt", bytes: encoded(lines.join("\n\n")), readers });
    const found = sureFacts(document);
    expect(Object.fromEntries(Object.keys(facts).map((kind) => [kind, found[kind]]))).toEqual(facts);
  });

  it("reads the number that stands behind the issuer on one line", async () => {
    const notice = "# 关于开展比对的通知\n\n鹭江化学品协会 鹭化协〔2026〕14号\n\n各会员单位：\n";
    const { number } = await readDocument({ path: "a.md", bytes: encoded(notice), readers });
    expect(number).toBe("鹭化协〔2026〕14号");
  });

  it("have their issuer in a letterhead in letters alone", async () => {
    const lines = [
      ...["PORT OF ELMSTRAND AUTHORITY", "Circular CIR/2026/014", "12 May 2026", "To: All agents"],
      ...["Subject: Shore power", "1. Vessels connect to shore power."],
    ];
    const document = await readDocument({ path: "a.txt", bytes: encoded(lines.join("\n\n")), readers });
    expect(document).toMatchObject({
      ...{ title: "Shore power", number: "CIR/2026/014", published: "2026-05-12" },
      publisher: "PORT OF ELMSTRAND AUTHORITY",
    });
  });

  it("are read from a table of properties, and from no list of many documents", async () => {
    const properties = "属性,内容\n发文字号,材联〔2025〕3号\n实施日期,2025年5月1日\n发布单位,集成电路材料联盟\n";
    const csv = await readDocument({ path: "a.csv", bytes: encoded(properties), readers });
    expect(csv).toMatchObject({
      number: "材联〔2025〕3号",
      effectiveFrom: "2025-05-01",
      publisher: "集成电路材料联盟",
    });
    const register = "文号,实施日期\n材联〔2023〕1号,2023年1月1日\n材联〔2024〕2号,2024年2月1日\n";
    const list = await readDocument({ path: "b.csv", bytes: encoded(register), readers });
    expect(list).toMatchObject({ number: null, effectiveFrom: null });
  });
});
