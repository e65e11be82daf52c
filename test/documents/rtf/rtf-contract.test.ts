/** Control words, groups and bytes in any order. */

import fc from "fast-check";
import { rtfReader } from "../../../src/documents/rtf/rtf.ts";
import { readerContract } from "../../contract/reader.ts";

const parts = fc.oneof(
  fc.constantFrom(
    "{",
    "}",
    "\\par ",
    "\\pard",
    "\\cell ",
    "\\row ",
    "\\trowd\\cellx1",
    "\\intbl ",
    "\\'bb\\'e1",
    "\\'bb",
    "\\u20250?",
    "\\u-5 ",
  ),
  fc.constantFrom(
    "\\f1 ",
    "\\v ",
    "\\v0 ",
    "{\\footnote ",
    "{\\listtext ",
    "{\\*\\x ",
    "{\\fonttbl{\\f1\\fcharset134 ;}}",
    "\\super ",
    "\\uc9 ",
    "\\bin3 ",
    "\\\\",
  ),
  fc.string({ maxLength: 8 }),
);
const files = fc.array(parts, { maxLength: 40 }).map((all) => Buffer.from(`{\\rtf1 ${all.join("")}`, "latin1"));

readerContract("rtf", rtfReader(), fc.oneof({ weight: 20, arbitrary: files }, fc.uint8Array({ maxLength: 64 })));
