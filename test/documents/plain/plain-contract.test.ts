/** Lines of every shape that plain text takes, in any order, on top of plainly random bytes. */

import fc from "fast-check";
import { plainReader } from "../../../src/documents/plain/plain.ts";
import { readerContract } from "../../contract/reader.ts";
import { anyCharacter } from "../../support/any-text.ts";

const starts = fc.constantFrom(
  ...[
    "",
    "  ",
    "\t",
    "\u3000\u3000",
    "- ",
    "* ",
    "——",
    "-",
    "1. ",
    "2) ",
    "3、",
    "（一）",
    "(2) ",
    "a) ",
    "一、",
    "• ",
  ],
);
const contents = fc.constantFrom(
  ...[
    "",
    "-----",
    "=====",
    "* * *",
    "GENERAL TERMS OF USE",
    "第一章 总则",
    "第二节 会费",
    "Chapter 2",
    "2.1 Scope",
    "Contact us      中文",
  ],
  ...[
    "The members shall pay their fees to the account of the secretariat by",
    "the end of March. The plan has three parts:",
  ],
  ...[
    "各会员单位应当按照有关规定于每年三月三十一日之前向秘书处缴纳会费并报送上一年度的",
    "报告；说明如下：",
    "Tel: 100",
    "e\u0301",
  ],
  ...["👨\u200d👩\u200d👧 \u200b x", "𠮷\u00a0\u00a0y", "\u202eabc", "a  \t b", "\u0301", "\f", "\u2028"],
);
const line = fc
  .tuple(starts, contents, fc.constantFrom("\n", "\n\n", "\r\n", "\r", " \n"))
  .map((parts) => parts.join(""));
const plain = fc
  .array(fc.oneof({ weight: 5, arbitrary: line }, fc.string({ unit: anyCharacter, maxLength: 6 })), { maxLength: 20 })
  .map((parts) => new TextEncoder().encode(parts.join("")));

readerContract("plain", plainReader(), fc.oneof({ weight: 20, arbitrary: plain }, fc.uint8Array({ maxLength: 64 })));
