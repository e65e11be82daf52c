/** How the cells of a workbook look: the format of their numbers, and whether their text can be seen at all. */

import { formatOf } from "./number-format.ts";
import { attribute, childOf, elementsOf, isOn, type XmlElement } from "./xml.ts";

export interface CellStyle {
  readonly format: string;
  readonly whiteText: boolean;
  readonly tinyText: boolean;
  /** On a ground that is not white, on which white text can be read. */
  readonly filled: boolean;
  readonly font: string | undefined;
  readonly bold: boolean;
}

/** Points. */
const TINY_BELOW = 2;
const PLAIN: CellStyle = {
  format: "General",
  whiteText: false,
  tinyText: false,
  filled: false,
  font: undefined,
  bold: false,
};

/** By the number that a cell gives as its style. */
export function readCellStyles(tree: XmlElement | undefined): (style: string | undefined) => CellStyle {
  const custom = new Map(
    elementsOf(childOf(tree, "numFmts")).map((each) => [
      Number(attribute(each, "numFmtId")),
      attribute(each, "formatCode") ?? "General",
    ]),
  );
  const fonts = elementsOf(childOf(tree, "fonts"));
  const fills = elementsOf(childOf(tree, "fills"));
  const styles = elementsOf(childOf(tree, "cellXfs")).map((style): CellStyle => {
    const font = fonts[Number(attribute(style, "fontId") ?? "-1")];
    const fill = childOf(fills[Number(attribute(style, "fillId") ?? "-1")], "patternFill");
    const pattern = attribute(fill, "patternType") ?? "none";
    return {
      format: formatOf(Number(attribute(style, "numFmtId") ?? "0"), custom),
      whiteText: isWhite(childOf(font, "color")),
      tinyText: Number(attribute(childOf(font, "sz"), "val") ?? "11") < TINY_BELOW,
      bold: isOn(childOf(font, "b")) === true,
      font: attribute(childOf(font, "name"), "val"),
      filled: pattern !== "none" && !(pattern === "solid" && isWhite(childOf(fill, "fgColor"))),
    };
  });
  return (style) => styles[Number(style ?? "0")] ?? PLAIN;
}

/** Theme colour 0 is the background, which is white but in the darkest of themes. */
export function isWhite(colour: XmlElement | undefined): boolean {
  if (attribute(colour, "theme") === "0") return Number(attribute(colour, "tint") ?? "0") > -0.1;
  const channels = /^(?:[0-9a-f]{2})?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(attribute(colour, "rgb") ?? "");
  return channels?.slice(1).every((channel) => Number.parseInt(channel, 16) >= 0xf0) ?? false;
}
