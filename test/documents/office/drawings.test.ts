/** Charts and diagrams are read as what they say: figures under their names, words in their order. */

import { describe, expect, it } from "vitest";
import { docxReader } from "../../../src/documents/office/docx.ts";
import { linesOf } from "../../support/blocks.ts";
import { docxOf, docxParagraph } from "../../support/office-parts.ts";

const drawing = (inner: string) =>
  `<w:p><w:r><w:drawing><a:graphic><a:graphicData>${inner}</a:graphicData></a:graphic></w:drawing></w:r></w:p>`;
const chart = drawing('<c:chart r:id="r1"/>');
const points = (values: readonly (string | number)[]) =>
  values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join("");
const text = (words: string) => `<c:tx><c:rich><a:p><a:r><a:t>${words}</a:t></a:r></a:p></c:rich></c:tx>`;

function series(name: string, categories: readonly string[], values: readonly number[], format = "General"): string {
  const cat = `<c:cat><c:strRef><c:strCache>${points(categories)}</c:strCache></c:strRef></c:cat>`;
  const val = `<c:val><c:numRef><c:numCache><c:formatCode>${format}</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val>`;
  return `<c:ser><c:tx><c:strRef><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx>${cat}${val}</c:ser>`;
}

async function readChart(inner: string) {
  return docxReader().read(docxOf(docxParagraph("Before.") + chart + docxParagraph("After."), { chart1: inner }));
}

describe("a chart", () => {
  it("is a table of its figures as they are shown, under its title and with the title of its values", async () => {
    const bars = `<c:barChart>${series("Plan", ["Q1", "Q2"], [0.5, 0.75], "0%")}${series("Done", ["Q1", "Q2"], [0.25, 1], "0%")}</c:barChart>`;
    const axes = `<c:catAx><c:title>${text("Quarter")}</c:title></c:catAx><c:valAx><c:title>${text("in percent")}</c:title></c:valAx>`;
    const result = await readChart(
      `<c:chart><c:title>${text("Progress")}</c:title><c:plotArea>${bars}${axes}</c:plotArea></c:chart>`,
    );
    expect(linesOf(result)).toEqual([
      "paragraph: Before.",
      "paragraph: Progress; in percent",
      "table-row: Quarter | Plan | Done",
      "table-row: Q1 | 50% | 25% <- 2",
      "table-row: Q2 | 75% | 100% <- 2",
      "paragraph: After.",
    ]);
    expect(result.warnings).toEqual([]);
  });

  it("has a table for each set of categories", async () => {
    const lines = `<c:lineChart>${series("A", ["2020"], [1])}${series("B", ["May"], [2])}</c:lineChart>`;
    expect(linesOf(await readChart(`<c:chart><c:plotArea>${lines}</c:plotArea></c:chart>`))).toEqual([
      "paragraph: Before.",
      "table-row: | A",
      "table-row: 2020 | 1 <- 1",
      "table-row: | B",
      "table-row: May | 2 <- 3",
      "paragraph: After.",
    ]);
  });

  it("is told where its figures are not in the file", async () => {
    const { warnings } = await readChart("<c:chart><c:plotArea/></c:chart>");
    expect(warnings).toEqual(["a chart without figures in the file was left out (places: 1)"]);
  });
});

describe("a diagram", () => {
  const point = (id: string, words: string, type = "node") =>
    `<d:pt modelId="${id}" type="${type}"><d:t><a:p><a:r><a:t>${words}</a:t></a:r></a:p></d:t></d:pt>`;
  const link = (from: string, to: string, order: number, type = "parOf") =>
    `<d:cxn type="${type}" srcId="${from}" destId="${to}" srcOrd="${order}"/>`;
  const body = drawing('<d:relIds r:dm="r1"/>');

  it("is a list of its words in their order, each inside of the one above it", async () => {
    const list = [
      point("0", "", "doc"),
      point("2", "Head"),
      point("3", "Second"),
      point("1", "First"),
      point("4", "x", "pres"),
    ];
    const links = [link("0", "2", 0), link("2", "3", 1), link("2", "1", 0), link("2", "4", 2, "presOf")];
    const data = `<d:ptLst>${list.join("")}</d:ptLst><d:cxnLst>${links.join("")}</d:cxnLst>`;
    expect(linesOf(await docxReader().read(docxOf(body, { diagramData1: data })))).toEqual([
      "list-item: Head",
      "list-item: First <- 0",
      "list-item: Second <- 0",
    ]);
  });

  it("that goes round in circles is read once", async () => {
    const list = [point("0", "", "doc"), point("1", "One"), point("2", "Two")];
    const data = `<d:ptLst>${list.join("")}</d:ptLst><d:cxnLst>${link("0", "1", 0)}${link("1", "2", 0)}${link("2", "1", 0)}</d:cxnLst>`;
    expect(linesOf(await docxReader().read(docxOf(body, { diagramData1: data })))).toEqual([
      "list-item: One",
      "list-item: Two <- 0",
    ]);
  });
});
