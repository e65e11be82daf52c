/**
 * Tells a file's format by its content: names lie, and a Word file named `.pdf` is still a Word file. Among formats
 * that are plain text the name decides, since their content looks alike. What no reader reads is refused here, with the
 * format to save it in.
 */

import { DocketError } from "../errors.ts";
import { isOle, openOle } from "./office/ole.ts";
import { isZip, openZip } from "./office/zip.ts";

/** Enough for the first bytes of any format, the head of a page and the header lines of a mail. */
const HEAD_BYTES = 4_096;
/** The mark of a tar stands at byte 257. */
const SIGNATURE_BYTES = 262;
/** Readers of PDF take the mark anywhere in the first kilobyte. ISO 32000-1, annex H.3.4.1 */
const PDF_HEAD_BYTES = 1_024;

const SAVE_AS_WORD = "open it in the program that it is from and save it as .docx or .pdf";
const SAVE_PICTURE = "a form of picture that is not read: save it as .png, .jpg or .pdf";
const UNPACK = "an archive: unpack it, and put the documents in it here";
const TURN_TO_TEXT = "a sound or a film: put a transcript of it here";

/** First bytes, in hexadecimal, of formats that are not read, and what to do with them. */
const REFUSED: readonly (readonly [start: RegExp, advice: string])[] = [
  // GIF, BMP, WebP, HEIF and AVIF.
  [/^(?:47494638|424d.{8}0{8}|52494646.{8}57454250)/, SAVE_PICTURE],
  [/^.{8}66747970(?:686569|6d6966|61766966)/, SAVE_PICTURE],
  // gzip, 7-Zip, RAR, bzip2, xz, tar.
  [/^(?:1f8b|377abcaf271c|526172211a07|425a68..314159|fd377a585a|.{514}7573746172)/, UNPACK],
  // MP3, Ogg, FLAC, WAV, AVI, MP4, Matroska.
  [/^(?:494433(?:02|03|04)|4f67675300|664c6143|52494646.{8}(?:57415645|41564920)|.{8}66747970|1a45dfa3)/, TURN_TO_TEXT],
  [/^(?:4d5a..00|7f454c46|cafebabe)/, "a program, not a document: remove it"],
  [/^25215053/, "PostScript: save it as .pdf"],
];
/** PNG, JPEG, TIFF of either byte order. */
const PICTURES: readonly (readonly [start: RegExp, ending: string])[] = [
  [/^89504e47/, ".png"],
  [/^ffd8ff/, ".jpg"],
  [/^(?:49492a00|4d4d002a)/, ".tif"],
];
const RTF = /^\s{0,8}\{\\rtf/;
/** Beginning of what Word and Excel of 2003 wrote. */
const OFFICE_XML = /^\s*<\?xml[\s\S]{0,300}<\?mso-application/;

/** Names of streams at the top of an OLE file, which say what wrote it, with its ending or what to do with it. */
const OLE_STREAMS: readonly (readonly [name: RegExp, ending: string | null, advice: string])[] = [
  [/^EncryptedPackage$/, null, "it has a password: save it without one"],
  [/^WordDocument$/, ".doc", ""],
  [/^PowerPoint Document$/, null, "an old PowerPoint file (.ppt): open it in PowerPoint and save it as .pptx"],
  [/^(?:Workbook|Book)$/i, ".xls", ""],
  [/^__substg1\.0_/, ".msg", ""],
];

const OFFICE_FOLDERS: readonly (readonly [folder: string, ending: string])[] = [
  ["word/", ".docx"],
  ["ppt/", ".pptx"],
  ["xl/", ".xlsx"],
];

/** Ending of the `mimetype` of an OpenDocument file. */
const OPEN_DOCUMENT: Readonly<Record<string, string>> = { text: ".odt", spreadsheet: ".ods", presentation: ".odp" };

const HTML = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
const MAIL_HEADER =
  /^(?:Return-Path|Received|From|To|Subject|Date|Message-ID|MIME-Version|Delivered-To|DKIM-Signature|X-[\w-]+):/i;
/** Lines that a person hardly types at the top of a text. */
const MAIL_MACHINERY = /^(?:Received|Message-ID|MIME-Version|DKIM-Signature):/im;

const TEXT_ENDINGS = new Set([
  ".md",
  ".markdown",
  ".txt",
  ".text",
  ".csv",
  ".tsv",
  ".html",
  ".htm",
  ".xhtml",
  ".eml",
  ".mht",
  ".mhtml",
  ".ics",
]);
const BINARY_ENDINGS =
  /^\.(?:pdf|rtf|doc[xm]?|dotx?|wps|pp[ts][xm]|potx|xls[xm]?|xltx|et|o[dt][tsp]|zip|epub|msg|ofd|png|jpe?g|tiff?)$/;

/**
 * The ending of a name that would be right for the content, for example `.docx`.
 * @throws DocketError `document` for a format that is not read, with what to save it as
 */
export function endingFor(path: string, bytes: Uint8Array): string {
  const named = extensionOf(path);
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString("latin1");
  if (head.startsWith("%PDF-")) return ".pdf";
  if (named === ".pdf" && head.slice(0, PDF_HEAD_BYTES).includes("%PDF-")) return ".pdf";
  if (isZip(bytes)) return endingOfZip(bytes);
  const start = Buffer.from(bytes.subarray(0, SIGNATURE_BYTES)).toString("hex");
  if (isOle(bytes)) return endingOfOle(bytes);
  if (RTF.test(head)) return ".rtf";
  for (const [signature, ending] of PICTURES) if (signature.test(start)) return ending;
  for (const [signature, advice] of REFUSED) if (signature.test(start)) throw refusal(advice);
  const text = textOf(bytes.subarray(0, HEAD_BYTES));
  if (OFFICE_XML.test(text)) throw refusal(`an old XML form of Office: ${SAVE_AS_WORD}`);
  if (HTML.test(text)) return ".html";
  if (!TEXT_ENDINGS.has(named)) refuseOtherNames(named, bytes);
  return isMail(text) ? ".eml" : named;
}

/** The last ending in lower case, with the dot; "" for `README` and `.gitignore`. */
export function extensionOf(path: string): string {
  return /[^/](\.[^./\s]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

function endingOfZip(bytes: Uint8Array): string {
  const zip = openZip(bytes);
  const { names } = zip;
  for (const [folder, ending] of OFFICE_FOLDERS) {
    if (!names.some((name) => name.startsWith(folder))) continue;
    if (names.includes("xl/workbook.bin")) throw refusal("a binary Excel file (.xlsb): save it as .xlsx");
    return ending;
  }
  if (names.includes("OFD.xml")) return ".ofd";
  const kind = new TextDecoder().decode(zip.read("mimetype")?.subarray(0, 100) ?? new Uint8Array());
  const openDocument = /opendocument\.(text|spreadsheet|presentation)/.exec(kind)?.[1];
  if (openDocument !== undefined) return OPEN_DOCUMENT[openDocument] ?? ".odt";
  if (kind.includes("opendocument")) throw refusal("an OpenDocument drawing or database: save it as .pdf");
  if (kind.includes("epub")) return ".epub";
  if (names.includes("[Content_Types].xml")) throw refusal(`an office file without its main part: ${SAVE_AS_WORD}`);
  return ".zip";
}

function endingOfOle(bytes: Uint8Array): string {
  const { names } = openOle(bytes);
  for (const [name, ending, advice] of OLE_STREAMS) {
    if (!names.some((each) => name.test(each))) continue;
    if (ending === null) throw refusal(advice);
    return ending;
  }
  throw refusal(`an old Office or WPS file: ${SAVE_AS_WORD}`);
}

function refuseOtherNames(named: string, bytes: Uint8Array): void {
  if (bytes.length === 0) throw refusal("the file is empty: copy it here again, or remove it");
  if (BINARY_ENDINGS.test(named)) {
    throw refusal(`named ${named}, but it is no such file inside: copy it here again, or save it anew as ${named}`);
  }
  if (named === ".json") throw refusal("data (JSON), not a document: save what members ask about as .csv, .md or .txt");
}

/** The first lines, in the encodings that a mark or NULs give away; all that matters here is ASCII. */
function textOf(head: Uint8Array): string {
  const [first, second] = head;
  const wide = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const wideBigEnd = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  return new TextDecoder(wide ? "utf-16le" : wideBigEnd ? "utf-16be" : "utf-8").decode(head);
}

/** A mail begins with header lines, at least two of them known, one of them written by machines. */
function isMail(text: string): boolean {
  const [header = ""] = text.split(/\r?\n\r?\n/u, 1);
  const lines = header.split(/\r?\n/u);
  if (!lines.every((line) => /^(?:[\w-]+:|[ \t])/u.test(line))) return false;
  return lines.filter((line) => MAIL_HEADER.test(line)).length >= 2 && MAIL_MACHINERY.test(header);
}

function refusal(message: string): DocketError {
  return new DocketError("document", message);
}
