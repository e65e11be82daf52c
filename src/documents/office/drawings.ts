/**
 * Charts and diagrams (SmartArt) of Word and PowerPoint -> blocks. The figures of a chart are kept in its part as they
 * were when it was saved (ECMA-376 part 1, 21.2), the words of a diagram in its data model (21.4).
 */

import type { Locator } from "../document.ts";
import type { HiddenReport } from "../hidden-report.ts";
import type { Outline } from "../outline.ts";
import { shownNumber } from "./number-format.ts";
import { attribute, childOf, descendantsOf, elementsOf, relationshipId, textOf, type XmlElement } from "./xml.ts";

export interface DrawingOptions {
  readonly blocks: Outline;
  readonly report: HiddenReport;
  /** The part that an id of the part around the drawing names. */
  readonly partOf: (id: string | undefined) => XmlElement | undefined;
  readonly place?: Locator | null;
}

interface Series {
  readonly name: string;
  /** Categories by their number in the chart. */
  readonly categories: ReadonlyMap<number, string>;
  readonly values: ReadonlyMap<number, string>;
}

/** Points of a series that are read; a chart of more is a cloud of dots. */
const MOST_POINTS = 2_000;
const DEEPEST = 20;

/** Tells whether an element refers to a chart or a diagram. */
export function isDrawing(element: XmlElement): boolean {
  return (element.name === "chart" && relationshipId(element) !== undefined) || element.name === "relIds";
}

export function writeDrawing(drawing: XmlElement, options: DrawingOptions): void {
  if (drawing.name === "relIds") writeDiagram(options.partOf(attribute(drawing, "dm")), options);
  else writeChart(options.partOf(relationshipId(drawing)), options);
}

function writeChart(chartSpace: XmlElement | undefined, { blocks, report, place = null }: DrawingOptions): void {
  const chart = childOf(chartSpace, "chart");
  const area = childOf(chart, "plotArea");
  const series = descendantsOf(area, "ser")
    .map(seriesOf)
    .filter(({ values }) => values.size > 0);
  if (series.length === 0) {
    report.add("a chart without figures in the file");
    return;
  }
  const [categoryTitle, valueTitle] = axisTitles(area);
  const title = [titleOf(chart), valueTitle].filter((part) => part !== "").join("; ");
  if (title !== "") blocks.paragraph(title, place);
  for (const group of byCategories(series)) {
    const table = blocks.table();
    table.row([categoryTitle, ...group.map(({ name }) => name)], place);
    const [{ categories } = { categories: new Map<number, string>() }] = group;
    const points = new Set([...categories.keys(), ...group.flatMap(({ values }) => [...values.keys()])]);
    for (const point of [...points].sort((one, other) => one - other)) {
      table.row([categories.get(point) ?? "", ...group.map(({ values }) => values.get(point) ?? "")], place);
    }
  }
}

function seriesOf(element: XmlElement): Series {
  const name = descendantsOf(childOf(element, "tx"), "v").map(textOf).join(" ");
  const categories = childOf(element, "cat") ?? childOf(element, "xVal");
  const levels = descendantsOf(categories, "lvl");
  // The first of several levels is the one beside the figures.
  return {
    name,
    categories: pointsOf(levels[0] ?? categories),
    values: pointsOf(childOf(element, "val") ?? childOf(element, "yVal")),
  };
}

function pointsOf(element: XmlElement | undefined): ReadonlyMap<number, string> {
  const format = textOf(descendantsOf(element, "formatCode")[0]) || "General";
  const isNumeric = descendantsOf(element, "numCache").length > 0 || descendantsOf(element, "numLit").length > 0;
  return new Map(
    descendantsOf(element, "pt")
      .slice(0, MOST_POINTS)
      .map((point) => {
        const stored = textOf(childOf(point, "v"));
        const number = Number(stored);
        const own = attribute(point, "formatCode") ?? format;
        const isNumber = isNumeric && stored.trim() !== "" && Number.isFinite(number);
        return [Number(attribute(point, "idx") ?? "0"), isNumber ? shownNumber(number, own).text : stored] as const;
      }),
  );
}

/** Series over the same categories are columns of one table. */
function byCategories(series: readonly Series[]): readonly (readonly Series[])[] {
  const groups = new Map<string, Series[]>();
  for (const each of series) {
    const key = JSON.stringify([...each.categories]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function titleOf(element: XmlElement | undefined): string {
  const title = childOf(element, "title", "tx");
  const paragraphs = descendantsOf(title, "p").map((paragraph) => descendantsOf(paragraph, "t").map(textOf).join(""));
  return (paragraphs.length > 0 ? paragraphs : descendantsOf(title, "v").map(textOf)).join(" ").trim();
}

/** Titles of the categories and of the values. */
function axisTitles(area: XmlElement | undefined): readonly [category: string, value: string] {
  const axes = elementsOf(area).filter(({ name }) => name.endsWith("Ax"));
  const [first, second] = axes.filter(({ name }) => name === "valAx").map(titleOf);
  const category = axes.filter(({ name }) => name !== "valAx").map(titleOf)[0];
  // Both axes of a cloud of dots have values.
  return category === undefined && second !== undefined ? [first ?? "", second] : [category ?? "", first ?? ""];
}

function writeDiagram(model: XmlElement | undefined, { blocks, report, place = null }: DrawingOptions): void {
  const points = new Map(
    elementsOf(childOf(model, "ptLst"))
      .filter((point) => ["node", "asst", "doc"].includes(attribute(point, "type") ?? "node"))
      .map((point) => [attribute(point, "modelId") ?? "", point]),
  );
  const below = new Map<string, { readonly id: string; readonly order: number }[]>();
  for (const link of elementsOf(childOf(model, "cxnLst"))) {
    if ((attribute(link, "type") ?? "parOf") !== "parOf") continue;
    const own = below.get(attribute(link, "srcId") ?? "") ?? [];
    own.push({ id: attribute(link, "destId") ?? "", order: Number(attribute(link, "srcOrd") ?? "0") });
    below.set(attribute(link, "srcId") ?? "", own);
  }
  const written = new Set<string>();
  const write = (id: string, depth: number): void => {
    const point = points.get(id);
    if (point === undefined || written.has(id) || depth > DEEPEST) return;
    written.add(id);
    const text = descendantsOf(childOf(point, "t"), "p")
      .map((paragraph) => descendantsOf(paragraph, "t").map(textOf).join(""))
      .join(" ");
    if (text.trim() !== "") blocks.item(Math.max(0, depth), text, place);
    const children = (below.get(id) ?? []).toSorted((one, other) => one.order - other.order);
    for (const child of children) write(child.id, depth + 1);
  };
  for (const [id, point] of points) if (attribute(point, "type") === "doc") write(id, -1);
  for (const id of points.keys()) write(id, 0);
  if (written.size <= 1) report.add("a diagram without words in the file");
}
