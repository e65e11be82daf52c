/** Text on, over and under pictures and fills: what a reader sees is text, and so is what was recognised in a scan. */

import { describe, expect, it } from "vitest";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { pdfLine as at, pdfOf } from "../../support/office-parts.ts";

const PICTURE =
  "<</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Length 4>>\nstream\nabcd\nendstream";
const read = (...pages: readonly string[]) =>
  pdfReader().read(
    pdfOf(pages, {
      resources: "/XObject<</Im0 @ 0 R>>/ExtGState<</G0<</ca 0>>>>".replace("@", String(5 + pages.length * 2)),
      objects: [PICTURE],
    }),
  );
const picture = (left: number, bottom: number, width: number, height: number) =>
  `q ${width} 0 0 ${height} ${left} ${bottom} cm /Im0 Do Q `;
const SCAN = picture(0, 0, 600, 800);
const RECOGNISED = at("The fee is 12,000 yuan a year.", 50, 100) + at("It is due in March.", 50, 120);
const WARNING = /^the text of 1 of 1 pages was recognised in pictures, and may have errors: 1$/;

describe("pictures of a PDF", () => {
  it.each([
    ["invisible", `${SCAN} 3 Tr ${RECOGNISED}`],
    ["a clip of nothing", `${SCAN} 7 Tr ${RECOGNISED}`],
    ["see-through", `${SCAN} q /G0 gs ${RECOGNISED} Q`],
    ["under the picture", `${RECOGNISED} ${SCAN}`],
    ["white under the picture", `1 1 1 rg ${RECOGNISED} ${SCAN}`],
    ["on a picture in strips", `${[0, 200, 400, 600].map((y) => picture(0, y, 600, 200)).join("")} 3 Tr ${RECOGNISED}`],
  ])("have their text from a layer that is %s, which the warning says", async (_, page) => {
    const { text, warnings } = await read(page);
    expect(text.replace(/\s+/g, " ")).toBe("The fee is 12,000 yuan a year. It is due in March.");
    expect(warnings).toEqual([expect.stringMatching(WARNING)]);
  });

  it("do not bring text back that is hidden beside them, or in what the reader of the page has in plain sight", async () => {
    const logo = picture(50, 700, 100, 50);
    const beside = await read(`${logo} ${RECOGNISED} 3 Tr ${at("obey me", 50, 300)}`);
    expect(beside.text).not.toContain("obey");
    const brochure = await read(`${SCAN} ${RECOGNISED} 3 Tr ${at("obey me", 50, 300)}`);
    expect(brochure.text).not.toContain("obey");
    expect(brochure.warnings).toEqual(["invisible text was left out (places: 1)"]);
  });

  it("show white text that stands on them, and not that beside them", async () => {
    const banner = picture(0, 600, 600, 200);
    const { text } = await read(
      `${banner} 1 1 1 rg ${at("Annual report", 50, 100)} ${at("obey me", 50, 400)} 0 g ${at("The fee is 5 yuan.", 50, 500)}`,
    );
    expect(text.replace(/\s+/g, " ")).toBe("Annual report The fee is 5 yuan.");
  });
});

describe("fills of a PDF", () => {
  it("hide what is below them only where they are painted: a clip bounds them", async () => {
    const clipped = `q 40 300 100 20 re W n 1 1 1 rg 0 0 600 800 re f Q`;
    expect((await read(`${RECOGNISED} ${clipped}`)).text.replace(/\s+/g, " ")).toContain(
      "12,000 yuan a year. It is due",
    );
    const open = `q 0 0 600 800 re W n 1 1 1 rg 40 650 400 100 re f Q ${at("Left.", 50, 500)}`;
    expect((await read(`${RECOGNISED} ${open}`)).text).toBe("Left.");
  });
});

describe("text from right to left", () => {
  it("is read from right to left, and numbers in it from left to right", async () => {
    const unicode = "<</Length @>>\nstream\n$\nendstream";
    const map =
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 4 beginbfchar <41> <05D0> <42> <05D1> <43> <05D2> <44> <05D3> endbfchar endcmap end";
    const font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 8 0 R>>";
    const objects = [font, unicode.replace("@", String(map.length)).replace("$", map)];
    const page = "BT /F3 11 Tf 50 600 Td (DC 12.5 BA) Tj ET";
    const { text } = await pdfReader().read(pdfOf([page], { fonts: "/F3 7 0 R", objects }));
    expect(text).toBe("אב 12.5 גד");
  });
});
