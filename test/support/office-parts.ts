/**
 * Office files and PDFs made of their raw parts, for what no writer writes: hidden text, damage, lies. The parts are as
 * short as the readers allow.
 */

import { strToU8, zipSync } from "fflate";

/** A ZIP of parts by name. */
export function zipOf(parts: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 1 });
}

function relationships(targets: Readonly<Record<string, string>>): string {
  const links = Object.entries(targets).map(
    ([type, target], index) =>
      `<Relationship Id="r${index + 1}" Type="http://x/${type.replace(/\d+$/, "")}" Target="${target}"/>`,
  );
  return `<Relationships>${links.join("")}</Relationships>`;
}

/** @param body what stands in `w:body` @param parts such as `styles`, as the inside of their root elements */
export function docxOf(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const targets = Object.fromEntries(Object.keys(parts).map((name) => [name, `${name}.xml`]));
  return zipOf({
    "word/document.xml": `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    "word/_rels/document.xml.rels": relationships(targets),
    ...Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [`word/${name}.xml`, `<w:x xmlns:w="w">${content}</w:x>`]),
    ),
  });
}

/** A paragraph of one run. */
export function docxParagraph(text: string, { properties = "", run = "" } = {}): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** @param slides what stands in each `p:spTree` */
export function pptxOf(slides: readonly string[]): Uint8Array {
  const numbers = slides.map((_, index) => index + 1);
  const targets = Object.fromEntries(numbers.map((number) => [`slide${number}`, `slides/slide${number}.xml`]));
  const ids = numbers.map((number) => `<p:sldId id="${255 + number}" r:id="r${number}"/>`).join("");
  return zipOf({
    "ppt/presentation.xml": `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="1000" cy="800"/></p:presentation>`,
    "ppt/_rels/presentation.xml.rels": relationships(targets),
    ...Object.fromEntries(
      slides.map((tree, index) => [
        `ppt/slides/slide${index + 1}.xml`,
        `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${tree}</p:spTree></p:cSld></p:sld>`,
      ]),
    ),
  });
}

/** A text box. @param fill of the box @param run properties of its text */
export function pptxBox(text: string, { left = 0, top = 0, fill = "", run = "" } = {}): string {
  const box = `<a:xfrm><a:off x="${left}" y="${top}"/><a:ext cx="200" cy="100"/></a:xfrm>${fill}`;
  const content = `<a:p><a:r><a:rPr>${run}</a:rPr><a:t>${text}</a:t></a:r></a:p>`;
  return `<p:sp><p:nvSpPr><p:cNvPr/><p:nvPr/></p:nvSpPr><p:spPr>${box}</p:spPr><p:txBody>${content}</p:txBody></p:sp>`;
}

/** @param sheets what stands in each `worksheet`, by name @param parts `sharedStrings` and `styles`, as the inside of their roots */
export function xlsxOf(
  sheets: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const targets = {
    ...Object.fromEntries(names.map((_, index) => [`worksheet${index + 1}`, `sheet${index + 1}.xml`])),
    ...Object.fromEntries(Object.keys(parts).map((name) => [name, `${name}.xml`])),
  };
  const list = names.map((name, index) => {
    const [shown = "", state = "visible"] = name.split("|");
    return `<sheet name="${shown}" state="${state}" r:id="r${index + 1}"/>`;
  });
  return zipOf({
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships(targets),
    ...Object.fromEntries(
      names.map((name, index) => [`xl/sheet${index + 1}.xml`, `<worksheet>${sheets[name] ?? ""}</worksheet>`]),
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, content]) => [`xl/${name}.xml`, `<x>${content}</x>`])),
  });
}

/** Rows of text, numbers and empty cells, from A1 on. */
export function xlsxRows(rows: readonly (readonly (string | number | null)[])[]): string {
  const xml = rows.map((row, index) => {
    const cells = row.map((value, column) => {
      const reference = `${String.fromCharCode(65 + column)}${index + 1}`;
      if (value === null) return "";
      if (typeof value === "number") return `<c r="${reference}"><v>${value}</v></c>`;
      return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
    });
    return `<row r="${index + 1}">${cells.join("")}</row>`;
  });
  return `<sheetData>${xml.join("")}</sheetData>`;
}

/** @param pages the drawing operations of each; F1 is Helvetica, F2 its bold @param more of the catalog, of the fonts and so on */
export function pdfOf(
  pages: readonly string[],
  { catalog = "", fonts = "", resources = "", objects = [] as readonly string[] } = {},
): Uint8Array {
  const first = 5;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(" ");
  const bodies = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ...pages.flatMap((content, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${first + 1 + index * 2} 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R${fonts}>>${resources}>>>>`,
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    ]),
    ...objects,
  ];
  let text = "%PDF-1.7\n";
  const offsets = bodies.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  text += `trailer\n<</Size ${bodies.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** One line of text: points from the left and the upper edge. */
export function pdfLine(text: string, left: number, top: number, { size = 11, font = "F1" } = {}): string {
  return `BT /${font} ${size} Tf ${left} ${800 - top} Td (${text.replace(/[()\\]/g, "\\$&")}) Tj ET\n`;
}

const ODF_NAMESPACES = ["office", "text", "table", "style", "fo", "draw", "svg", "presentation", "xlink"]
  .map((prefix) => `xmlns:${prefix}="${prefix}"`)
  .join(" ");

/**
 * @param kind `text`, `spreadsheet` or `presentation` @param body what stands in it
 * @param styles of the file itself, as LibreOffice names them @param shared what stands in `office:styles`
 */
export function odfOf(kind: string, body: string, { styles = "", shared = "", manifest = "" } = {}): Uint8Array {
  return zipOf({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    "content.xml": `<office:document-content ${ODF_NAMESPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    "styles.xml": `<office:document-styles ${ODF_NAMESPACES}><office:styles>${shared}</office:styles></office:document-styles>`,
    "META-INF/manifest.xml": `<m:manifest xmlns:m="m">${manifest}</m:manifest>`,
  });
}
