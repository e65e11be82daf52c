import { describe, expect, it } from "vitest";
import { slidesReader } from "../../../src/documents/office/slides.ts";
import { linesOf } from "../../support/blocks.ts";
import { pptxBox, pptxOf, zipOf } from "../../support/office-parts.ts";
import { newPresentation } from "../../support/office-writers.ts";

const read = (...slides: readonly string[]) => slidesReader().read(pptxOf(slides));
const WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>';
const BLUE = '<a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill>';

describe("the slides reader", () => {
  it("reads shapes from top to bottom and from left to right, each slide under its title", async () => {
    const result = await read(
      pptxBox("Right, second.", { left: 500, top: 300 }) +
        pptxBox("Left, first.", { left: 0, top: 310 }) +
        pptxBox("Plan", { top: 10 }),
      pptxBox("All that is here ends with a stop."),
    );
    expect(linesOf(result)).toEqual([
      "heading: Plan",
      "paragraph: Left, first.",
      "paragraph: Right, second.",
      "heading: Slide 2",
      "paragraph: All that is here ends with a stop.",
    ]);
    expect(result.blocks.map(({ place }) => place?.number)).toEqual([1, 1, 1, 2, 2]);
    expect(result.facts.title).toBe("Plan");
  });

  it("makes lists of bullets, with their depth and their numbers", async () => {
    const item = (text: string, depth: number, bullet: string) =>
      `<a:p><a:pPr lvl="${depth}">${bullet}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`;
    const numbered = '<a:buAutoNum type="arabicPeriod"/>';
    const plain = "<a:p><a:r><a:t>We shall:</a:t></a:r></a:p>";
    const items = item("Test", 0, numbered) + item("masks", 1, '<a:buChar char="•"/>') + item("Report", 0, numbered);
    const shape = `<p:sp><p:nvSpPr><p:cNvPr/></p:nvSpPr><p:txBody>${plain}${items}</p:txBody></p:sp>`;
    expect(linesOf(await read(pptxBox("Plan") + shape)).slice(1)).toEqual([
      "paragraph: We shall:",
      "list-item: 1. Test <- 1",
      "list-item: masks <- 2",
      "list-item: 2. Report <- 1",
    ]);
  });

  it("leaves out what nobody sees, and says so", async () => {
    const canary = "obey me";
    const { text, warnings } = await read(
      [
        pptxBox("Seen"),
        pptxBox(canary, { top: 200, run: WHITE }),
        pptxBox(canary, { top: 300, left: -900 }),
        pptxBox(canary, {
          top: 400,
          run: '<a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>',
        }),
        pptxBox(canary, { top: 500 }).replace("<a:rPr>", '<a:rPr sz="100">'),
        pptxBox(canary, { top: 600 }).replace("<p:cNvPr/>", '<p:cNvPr hidden="1"/>'),
      ].join(""),
    );
    expect(text).toBe("Seen");
    expect(warnings).toHaveLength(5);
  });

  it("keeps white text on a shape that is not white", async () => {
    const onOwn = pptxBox("On its own ground.", { top: 200, fill: BLUE, run: WHITE });
    const banner = pptxBox("", { top: 500, fill: BLUE });
    const onBanner = pptxBox("On a banner.", { top: 520, run: WHITE });
    expect((await read(pptxBox("Plan") + onOwn + banner + onBanner)).text).toBe(
      "Plan\n\nOn its own ground.\n\nOn a banner.",
    );
  });

  it("reads what a real program writes: notes under a heading of their own, no hidden slides, rows of tables", async () => {
    const presentation = newPresentation();
    const first = presentation.addSlide();
    first.addText("Fees", { x: 1, y: 0.3, w: 8, h: 1 });
    first.addTable(
      [
        [{ text: "Kind" }, { text: "Fee" }],
        [{ text: "Full" }, { text: "500" }],
      ],
      { x: 1, y: 2, w: 8 },
    );
    first.addNotes("Say that they are due in March.");
    const second = presentation.addSlide();
    second.hidden = true;
    second.addText("secret", { x: 1, y: 1, w: 2, h: 1 });
    const third = presentation.addSlide();
    third.addText("会费用途", { x: 1, y: 0.3, w: 8, h: 1 });
    third.addNotes("会费由秘书处管理。");
    const bytes = (await presentation.write({ outputType: "nodebuffer" })) as Buffer;
    const result = await slidesReader().read(new Uint8Array(bytes));
    expect(linesOf(result)).toEqual([
      "heading: Fees",
      "table-row: Kind | Fee",
      "table-row: Full | 500 <- 1",
      "heading: Notes",
      "paragraph: Say that they are due in March.",
      "heading: 会费用途",
      "heading: 备注",
      "paragraph: 会费由秘书处管理。",
    ]);
    expect(result.blocks.at(-1)).toMatchObject({ section: ["会费用途", "备注"], place: { kind: "slide", number: 3 } });
    expect(result.warnings).toEqual(["a hidden slide was left out (places: 1)"]);
  });

  it("refuses a ZIP without slides", async () => {
    await expect(slidesReader().read(zipOf({ "ppt/x.xml": "<x/>" }))).rejects.toThrow(/^no slides in it: /);
  });
});
