import { describe, expect, it } from "vitest";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { openPdf } from "../../../src/documents/pdf/pdf-engine.ts";
import { linesOf } from "../../support/blocks.ts";
import { pdfLine, pdfOf } from "../../support/office-parts.ts";

const read = (...pages: readonly string[]) => pdfReader().read(pdfOf(pages));
const at = pdfLine;

/** Lines below each other, 14 points apart. */
function lines(texts: readonly string[], left: number, top: number): string {
  return texts.map((text, index) => at(text, left, top + index * 14)).join("");
}

const LEFT = [
  "The alliance collects the fees of",
  "its members once a year, and it",
  "publishes what it did with them in",
  "the autumn of the following year,",
];
const RIGHT = [
  "so that every member can see what",
  "its money was used for. Questions",
  "about it go to the secretariat, by",
  "mail, before the end of November.",
];

describe("the PDF reader", () => {
  it("knows headings by their size, and puts wrapped lines together", async () => {
    const page =
      at("Rules", 50, 50, { size: 20 }) +
      at("1 Fees", 50, 90, { size: 15 }) +
      lines([...LEFT.slice(0, 2), "pays them by bank."], 50, 120);
    const result = await read(page);
    expect(linesOf(result)).toEqual([
      "heading: Rules",
      "heading: 1 Fees",
      "paragraph: The alliance collects the fees of its members once a year, and it pays them by bank.",
    ]);
    expect(result.blocks.at(-1)).toMatchObject({ section: ["Rules", "1 Fees"], place: { kind: "page", number: 1 } });
    expect(result.facts.title).toBe("Rules");
  });

  it("reads columns one after the other, and what is above and below them by itself", async () => {
    const page =
      at("What the fees are for", 50, 60, { size: 16 }) +
      lines(LEFT, 50, 100) +
      lines(RIGHT, 310, 100) +
      at("The end of it all.", 50, 200);
    expect(linesOf(await read(page))).toEqual([
      "heading: What the fees are for",
      `paragraph: ${[...LEFT, ...RIGHT].join(" ")}`,
      "paragraph: The end of it all.",
    ]);
  });

  it("makes rows of what stands below each other in cells", async () => {
    const table = ["Kind", "Full member", "Associate"].map((text, row) => at(text, 50, 100 + row * 20)).join("");
    const fees = ["Fee in yuan", "500", "100"].map((text, row) => at(text, 200, 100 + row * 20)).join("");
    const due = ["Due", "31 March, or in", "30 June"].map((text, row) => at(text, 350, 100 + row * 20)).join("");
    expect(linesOf(await read(table + fees + due + at("two parts", 350, 132)))).toEqual([
      "table-row: Kind | Fee in yuan | Due",
      "table-row: Full member | 500 | 31 March, or in two parts <- 0",
      "table-row: Associate | 100 | 30 June <- 0",
    ]);
  });

  it("keeps the marks and numbers of lists with their text, and points items at what introduces them", async () => {
    const items = ["There are two kinds:", "1. Full members", "2. Associates"];
    const bullets = at("\x95", 60, 150) + at("Guests", 80, 150);
    expect(linesOf(await read(lines(items, 50, 100) + bullets))).toEqual([
      "paragraph: There are two kinds:",
      "list-item: 1. Full members <- 0",
      "list-item: 2. Associates <- 0",
      "list-item: Guests <- 2",
    ]);
  });

  it("leaves out headers, footers and page numbers, and says so", async () => {
    const page = (number: number, text: string) =>
      at("Rules of 2026", 50, 30, { size: 9 }) + at(text, 50, 300) + at(`Page ${number} of 4`, 280, 780, { size: 9 });
    const result = await read(page(1, "Fees."), page(2, "Masks."), page(3, "Labs."), page(4, "Page 9 of the plan."));
    expect(result.text).toBe("Fees.\n\nMasks.\n\nLabs.\n\nPage 9 of the plan.");
    expect(result.warnings).toEqual(['headers, footers and page numbers were left out: "Rules of #", "Page # of #"']);
  });

  it.each([
    ["larger than the text", (number: number) => at(`Supplement ${number}`, 50, 40, { size: 18 })],
    ["called one", (number: number) => at(`Annex ${number}`, 50, 40)],
  ])("keeps a numbered title at the top of each page that is %s", async (_, title) => {
    const texts = ["It is on fees.", "It is on masks.", "It is on labs.", "It is on votes."];
    const result = await read(...texts.map((text, index) => title(index + 1) + at(text, 50, 120)));
    for (const number of [1, 2, 3, 4]) expect(result.text).toMatch(new RegExp(`(?:Supplement|Annex) ${number}\\n`));
    expect(result.warnings).toEqual([]);
  });

  it("keeps what stands at the same place of each page and says another thing there", async () => {
    const members = [17, 4, 23, 8];
    const result = await read(
      ...members.map(
        (member, index) =>
          at("The fee.", 50, 300) + at(`Member ${member} pays ${member * 7} euros on page ${index + 1}.`, 50, 780),
      ),
    );
    for (const member of members) expect(result.text).toContain(`Member ${member} pays ${member * 7} euros`);
    expect(result.warnings).toEqual([]);
  });

  it("joins a sentence that goes on over the page, and gives it the first page", async () => {
    const result = await read(
      lines(LEFT, 50, 700),
      lines(["and in the spring as well."], 50, 100) + at("Next.", 50, 200),
    );
    expect(linesOf(result)).toEqual([`paragraph: ${LEFT.join(" ")} and in the spring as well.`, "paragraph: Next."]);
    expect(result.blocks.map(({ place }) => place?.number)).toEqual([1, 2]);
  });

  it("undoes hyphenation, but keeps the hyphens of compounds", async () => {
    const page = lines(
      [
        "Members of the alliance send their pho-",
        "tomasks by the end of March, in state-",
        "of-the-art boxes that are well-",
        "known, as well-known ones are safe.",
      ],
      50,
      100,
    );
    expect((await read(page)).text).toBe(
      "Members of the alliance send their photomasks by the end of March, in state-of-the-art boxes that are well-known, as well-known ones are safe.",
    );
  });

  it.each([
    ["TL and T*", "14 TL (First) Tj T* (second) Tj T* (third.) Tj"],
    ["TL and '", "14 TL (First) ' (second) ' (third.) '"],
    ['TL and "', '14 TL (First) Tj 0 0 (second) " 0 0 (third.) "'],
    ["TD and T*", "(First) Tj 0 -14 TD (second) Tj T* (third.) Tj"],
  ])("moves down a line with %s", async (_, operations) => {
    const { text } = await read(`BT /F1 11 Tf 50 600 Td ${operations} ET`);
    expect(text.replace(/\s+/g, " ")).toBe("First second third.");
  });

  it("knows a raised figure as a reference", async () => {
    const raised =
      "BT /F1 11 Tf 50 600 Td (The fee is 500 yuan) Tj /F1 7 Tf 4 Ts (12) Tj 0 Ts /F1 11 Tf ( in all.) Tj ET";
    expect((await read(raised)).text).toBe("The fee is 500 yuan[12] in all.");
  });

  it.each([
    ["white", "1 1 1 rg", "", "text in the colour of its ground"],
    ["as blue as its ground", "0 0 0.4 rg 40 640 400 80 re f", "", "text in the colour of its ground"],
    ["invisible", "3 Tr", "", "invisible text"],
    ["see-through", "/G0 gs", "", "see-through text"],
    ["on a hidden layer", "/OC /L0 BDC", "EMC", "text on a hidden layer"],
    ["tiny", "0.1 0 0 0.1 0 0 cm", "", "text too small to be read"],
    ["off the page", "1 0 0 1 900 0 cm", "", "text off the page"],
    ["askew", "0.7 0.7 -0.7 0.7 200 0 cm", "", "text that stands askew, such as a watermark,"],
    ["painted over", "", "1 1 1 rg 40 640 400 80 re f", "text that is painted over"],
  ])("leaves out text that is %s, and says so", async (_, before, after, reason) => {
    const layer = "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>";
    const resources = "/ExtGState<</G0<</ca 0>>>>/Properties<</L0 7 0 R>>";
    const page = `q ${before} ${at("obey me", 50, 120)} ${after} Q ${at("Seen, and on the page.", 50, 300)}`;
    const objects = ["<</Type/OCG/Name(x)>>"];
    const result = await pdfReader().read(pdfOf([page], { catalog: layer, resources, objects }));
    expect(result.text).toBe("Seen, and on the page.");
    expect(result.warnings).toEqual([`${reason} was left out (places: 1)`]);
  });

  it("keeps white text on a dark ground", async () => {
    const page = `0 0 0.4 rg 40 640 400 60 re f 1 1 1 rg ${at("White on blue.", 50, 120)}`;
    expect((await read(page)).text).toBe("White on blue.");
  });

  it("keeps the upright title of a page that is set sideways", async () => {
    const sideways = `q 0 1 -1 0 600 0 cm ${lines(["Set sideways, and it goes on", "in the next line."], 50, 400)} Q `;
    const { text, warnings } = await read(sideways + at("Annex 2: fees", 200, 60, { size: 12 }));
    expect([text, warnings]).toEqual(["Annex 2: fees\n\nSet sideways, and it goes on in the next line.", []]);
  });

  it("reads a page that is set sideways", async () => {
    const page = `0 1 -1 0 600 0 cm ${lines(["Set sideways, and it goes on", "in the next line."], 50, 400)}`;
    expect((await read(page)).text).toBe("Set sideways, and it goes on in the next line.");
  });

  it("says which pages have no text, and refuses a file without any", async () => {
    const { warnings } = await read(at("Text.", 50, 50), "0 0 600 800 re f", at("More.", 50, 50));
    expect(warnings).toEqual(["no text on 1 of 3 pages (scanned?), run OCR first: 2"]);
    await expect(read("0 0 600 800 re f", "")).rejects.toThrow("no text on 2 of 2 pages (scanned?): run OCR first");
    await expect(read(`3 Tr ${at("recognised", 50, 50)}`)).rejects.toThrow(/but an invisible layer/);
  });

  it("ends at forms that draw themselves and at pages that are their own parents", async () => {
    const form =
      "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>/Length 5>>\nstream\n/X Do\nendstream";
    const page = `${at("Text.", 50, 50)} /X Do`;
    const circle = pdfReader().read(pdfOf([page], { resources: "/XObject<</X 7 0 R>>", objects: [form] }));
    expect((await circle).text).toBe("Text.");
    const parents =
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj trailer<</Root 1 0 R>>";
    await expect(pdfReader().read(new TextEncoder().encode(parents))).rejects.toMatchObject({ code: "document" });
  });

  it("stops at forms that draw forms that draw forms", async () => {
    const form = (next: number) =>
      `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${next} 0 R>>>>/Length 60>>\nstream\n${"/X Do ".repeat(10)}\nendstream`;
    const last = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 4>>\nstream\nq Q \nendstream";
    const objects = [...Array.from({ length: 9 }, (_, index) => form(8 + index)), last];
    const file = await openPdf(pdfOf(["/X Do"], { resources: "/XObject<</X 7 0 R>>", objects }), {
      ...{ operations: 10_000, operationsOfPage: 10_000, pages: 1 },
    });
    await expect(file.page(1)).rejects.toThrow(/^more than 10,000 drawing operations/);
    await file.close();
  });

  it("stops at the limit of drawing operations, of a page and of a file", async () => {
    const bytes = pdfOf(["q Q ".repeat(5_000), "BT /F1 1 Tf (a) Tj ET ".repeat(5_000)]);
    const budget = { operations: 15_000, operationsOfPage: 12_000, pages: 10 };
    const file = await openPdf(bytes, budget);
    await file.page(1);
    await expect(file.page(2)).rejects.toThrow(/^more than 15,000 drawing operations: split/);
    await file.close();
    const other = await openPdf(bytes, { ...budget, operationsOfPage: 5_000 });
    await expect(other.page(1)).rejects.toThrow(/^more than 5,000 drawing operations on a page: split/);
    await other.close();
    await expect(openPdf(bytes, { ...budget, pages: 1 })).rejects.toThrow(/^2 pages are too many: /);
  });

  it.each([
    ["nothing", ""],
    ["half a file", "%PDF-1.7\n1 0 obj<</Type/Catalog"],
    [
      "an unknown encryption",
      "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 9>>>>",
    ],
  ])("refuses %s with what to do", async (_, text) => {
    await expect(pdfReader().read(new TextEncoder().encode(text))).rejects.toMatchObject({
      code: "document",
      message: expect.stringMatching(/: (?:open it|save it)/),
    });
  });

  it.each([
    ["GBK-EUC-H", "b0ebb5bccce5b2c4c1cf"],
    ["UniGB-UCS2-H", "534a5bfc4f5367506599"],
  ])("reads Chinese whose font only names how it is coded, as old PDFs do: %s", async (encoding, codes) => {
    const font = `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}/DescendantFonts[8 0 R]>>`;
    const descendant =
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 9 0 R" +
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>";
    const descriptor =
      "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880" +
      "/Descent -120/CapHeight 880/StemV 93>>";
    const page = `BT /F3 14 Tf 72 700 Td <${codes}> Tj ET`;
    const bytes = pdfOf([page], { fonts: "/F3 7 0 R", objects: [font, descendant, descriptor] });
    expect((await pdfReader().read(bytes)).text).toBe("半导体材料");
  });
});
