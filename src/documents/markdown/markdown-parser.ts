/**
 * remark, set up to be read from: the tree keeps exact places in the source, and nothing in it is guessed. It is loaded
 * only when a Markdown file is read (80 ms).
 */

import type { Nodes, Root, Text } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Data, type Processor, unified } from "unified";
import { DocketError } from "../../errors.ts";

export function parseMarkdown(source: string): Root {
  return (
    unified()
      .use(remarkParse)
      // One tilde is a range in Chinese: `5~10 or 20~30` strikes nothing out.
      .use(remarkGfm, { singleTilde: false })
      .use(remarkFrontmatter, ["yaml"])
      .use(withoutAutolinks)
      .use(withExactPlaces)
      .parse(source)
  );
}

/**
 * An address in the text reads the same as a link or not. Looking for addresses at each letter takes half of the time
 * of parsing, and remark's second search for them leaves nodes without a place.
 */
function withoutAutolinks(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = (data.micromarkExtensions ?? []).map((extension) => {
    const text = Object.entries(extension.text ?? {}).map(([code, constructs]) => {
      const kept = [constructs].flat().filter((construct) => construct?.name?.endsWith("Autolink") !== true);
      return [code, kept.filter((construct) => construct !== undefined)];
    });
    return { ...extension, text: Object.fromEntries(text) };
  });
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
    .flat()
    .map(({ transforms, ...extension }) => extension);
}

type TreeExtension = Extract<NonNullable<Data["fromMarkdownExtensions"]>[number], { enter?: unknown }>;
type Enter = NonNullable<NonNullable<TreeExtension["enter"]>[string]>;

/**
 * remark joins plain text, escapes and entities into one node, after which nobody knows which letter came from where.
 * Here each begins a node of its own: such a node is its source letter for letter (without the backslash of an escape),
 * or it is an entity. A line feed still joins the text before it, as its last character.
 */
function withExactPlaces(this: Processor): void {
  const begin: Enter = function begin(token) {
    const { line, column, offset } = token.start;
    const start = { line, column, offset };
    const text: Text = { type: "text", value: "", position: { start, end: start } };
    const parent = this.stack.at(-1);
    if (parent === undefined || !("children" in parent)) throw new Error("text outside of a block");
    const siblings: Nodes[] = parent.children;
    siblings.push(text);
    this.stack.push(text);
  };
  const data = this.data();
  const enter = { data: begin, characterEscape: begin, characterReference: begin };
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), { enter }];
}

/** Twelve hundred pages. remark keeps about 15 KB of memory for a line that is a list item. */
const MAX_LINES = 50_000;
/** Quotes and lists inside each other. Threads of forwarded mail reach about 15. */
const MAX_DEPTH = 50;
/** Paragraphs with fewer marks cost next to nothing. */
const FREE_MARKS = 100;
/**
 * Sum over paragraphs of the marks squared, and the like: nested emphasis, the slowest, takes 0.2 microseconds a unit on
 * one processor and 0.35 on another (2026-12-01), so 5 s at most.
 */
const MAX_PARAGRAPH_COST = 16_000_000;
/** Each underlined heading makes remark copy its list of events; 60 million took 4 s. */
const MAX_UNDERLINE_COST = 30_000_000;
/** The parser looks for the end of a comment or a code span up to the end of the paragraph, at 10 ns a character. */
const COST_PER_SCANNED_CHARACTER = 1 / 16;
/** Lines that go on with a quote or an item without its mark cost their square: 8,000 of them took 2.4 s. */
const COST_PER_LAZY_PAIR = 1 / 5;

/** Characters of a line that are looked at for containers: far more than `MAX_DEPTH` of them need. */
const LONGEST_PREFIX = 2_000;
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,99}\]:))*[ \t]*/;
const CONTAINER = />|[-+*]|\d+[.)]|\[\^[^\]]+\]:/g;
const DIVIDER = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;
const FENCE = /^[ \t>]*(?:[-+*][ \t]+)?(`{3,}(?!.*`)|~{3,})/;
const TABLE_DIVIDER = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*\|/;
const DEFINITION = /^ {0,3}\[[^\]]{1,999}\]:/;
const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
const BLANK = /^[ \t>]*$/;
const MARKS = /\*+|_+|`+|~+|[[\]<]/g;
const SCANS = /<[!?]|`+/g;

/**
 * Refuses Markdown that would take minutes to parse. remark is linear in what people write, but quadratic in marks
 * that never close, in containers inside containers and in underlined headings; such a file is counted here, a line at
 * a time, before it is parsed. What this does not foresee is left to the time limit around a reader.
 * @throws DocketError `document`
 */
export function refuseCostlyMarkdown(source: string): void {
  const cost = paragraphCost();
  let fence: string | undefined;
  let paragraph = false;
  let underlines = 0;
  let number = 0;
  for (let start = 0; start < source.length; number += 1) {
    const lineFeed = source.indexOf("\n", start);
    const end = lineFeed === -1 ? source.length : lineFeed;
    const line = source.slice(start, end);
    start = end + 1;
    if (number >= MAX_LINES) {
      throw refusal(`more than ${MAX_LINES.toLocaleString("en")} lines`, "split it into several files");
    }
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trimEnd().endsWith(mark)) fence = undefined;
      continue;
    }
    const depth = depthOf(line);
    if (depth > MAX_DEPTH) {
      throw refusal(`quotes or lists ${depth} deep in line ${number + 1}`, `keep them under ${MAX_DEPTH}`);
    }
    if (BLANK.test(line) || mark !== undefined) {
      fence = mark;
      paragraph = false;
      cost.close();
      continue;
    }
    if (paragraph && UNDERLINE.test(line)) underlines += 1;
    cost.add(line, number + 1, depth > 0);
    paragraph = true;
  }
  cost.close();
  if (underlines * number > MAX_UNDERLINE_COST) {
    throw refusal(`${underlines} underlined headings in ${number} lines`, "write headings with #, or split the file");
  }
}

/** Containers that a line opens or continues: its markers, and one for each two columns of indentation before them. */
function depthOf(line: string): number {
  if (line.length < LONGEST_PREFIX && DIVIDER.test(line)) return 0;
  const prefix = CONTAINERS.exec(line.slice(0, LONGEST_PREFIX))?.[0] ?? "";
  const markers = prefix.match(CONTAINER)?.length ?? 0;
  if (markers === 0) return 0;
  const columns = prefix.replaceAll("\t", "    ").match(/ /g)?.length ?? 0;
  return markers + Math.max(0, Math.floor((columns - markers) / 2));
}

/** Sums up what the paragraphs cost; an item of a list and a row of a table are paragraphs of their own. */
function paragraphCost(): { add(line: string, number: number, opens: boolean): void; close(): void } {
  let total = 0;
  let marks = 0;
  let scans = 0;
  let length = 0;
  let lines = 0;
  let firstLine = 0;
  let inContainer = false;
  let inTable = false;
  const close = () => {
    if (marks > FREE_MARKS) total += marks * marks;
    total += scans * length * COST_PER_SCANNED_CHARACTER;
    if (inContainer) total += lines * lines * COST_PER_LAZY_PAIR;
    if (total > MAX_PARAGRAPH_COST) {
      throw refusal(
        `too many marks such as * _ \` [ ] < without a blank line (${marks} from line ${firstLine} on, in ${lines} lines)`,
        "put blank lines between paragraphs, or save the file as .txt",
      );
    }
    marks = 0;
    scans = 0;
    length = 0;
    lines = 0;
  };
  return {
    add(line, number, opens) {
      inTable ||= TABLE_DIVIDER.test(line);
      if (opens || inTable || DEFINITION.test(line)) close();
      if (lines === 0) {
        firstLine = number;
        inContainer = opens;
      }
      marks += line.match(MARKS)?.length ?? 0;
      scans += line.match(SCANS)?.length ?? 0;
      length += line.length;
      lines += 1;
    },
    close() {
      close();
      inTable = false;
    },
  };
}

function refusal(what: string, nextStep: string): DocketError {
  return new DocketError("document", `Markdown that takes too long to parse, ${what}: ${nextStep}`);
}
