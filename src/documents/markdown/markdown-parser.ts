/**
 * remark, set up to be read from: the tree keeps exact places in the source, and nothing in it is guessed. It is loaded
 * only when a Markdown file is read (80 ms).
 */

import type { Nodes, Root, Text } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Data, type Processor, unified } from "unified";

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
