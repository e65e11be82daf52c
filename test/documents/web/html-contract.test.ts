/** Elements of every kind, opened, closed and left open in any order, on top of plainly random bytes. */

import fc from "fast-check";
import { htmlReader } from "../../../src/documents/web/html.ts";
import { readerContract } from "../../contract/reader.ts";
import { anyCharacter } from "../../support/any-text.ts";

const tags = fc.constantFrom(
  ...[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<br><br>",
    "<hr>",
    "<ul>",
    "</ul>",
    "<ol start=3>",
    "</ol>",
    "<li>",
    "</li>",
  ],
  ...[
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<h6>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th>",
    "<td rowspan=2>",
    "<td colspan=3>",
  ],
  ...[
    "<caption>",
    "<thead>",
    "<tbody>",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<q>",
  ],
  ...[
    "<a href=x>",
    "<a href=f.pdf>",
    "</a>",
    "<span hidden>",
    "</span>",
    "<s>",
    "</s>",
    '<div class="nav">',
    "<main>",
    "</main>",
  ],
  ...[
    "<article>",
    "</article>",
    "<form>",
    "<input>",
    "<nav>",
    "</nav>",
    "<aside>",
    "<header>",
    "<footer>",
    "<script>",
    "</script>",
  ],
  ...[
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<title>",
    "</title>",
    '<meta name="date" content="2020-01-02">',
    "<",
    ">",
    "&amp;",
    "&nbsp;",
    "&#x301;",
  ],
);
const texts = fc.constantFrom(
  ...[
    "The members shall pay their fees by 31 March. The plan has three parts:",
    "一、总则",
    "（一）遵守章程；",
    "1. one",
    "Home",
  ],
  ...[
    "Contact Us",
    "首页 > 新闻",
    "发布时间：2022-08-22 09:01 浏览次数：12 【打印】",
    "Related posts",
    "Leave a Reply",
    "e\u0301",
    "\u0301",
  ],
  ...[
    "👨\u200d👩\u200d👧 \u200b x",
    "𠮷\u00a0\u00a0y",
    "\u202eabc",
    "a  \t b",
    " ",
    "\n",
    "\u3000\u3000",
    "9",
    "•",
    "© 2022",
  ],
);
const pages = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: tags },
      { weight: 5, arbitrary: texts },
      fc.string({ unit: anyCharacter, maxLength: 6 }),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => new TextEncoder().encode(parts.join("")));

readerContract("html", htmlReader(), fc.oneof({ weight: 20, arbitrary: pages }, fc.uint8Array({ maxLength: 64 })));
