import { describe, expect, it } from "vitest";
import type { ReadResult } from "../../../src/documents/document.ts";
import { htmlReader } from "../../../src/documents/web/html.ts";

function read(html: string | Uint8Array): Promise<ReadResult> {
  return htmlReader().read(typeof html === "string" ? new TextEncoder().encode(html) : html);
}

describe("what a part of a page is called", () => {
  const paragraph = (number: number) =>
    `The annual fee of class ${number} is ${number},000 yuan; it is due on 31 March of each year for all members of that class.`;
  const page = (name: string) =>
    `<h1>Fees</h1>${[1, 2, 3].map((number) => `<div class="${name}"><p>${paragraph(number)}</p></div>`).join("")}<div class="foot"><a href="/">Home</a></div>`;

  it.each([
    "widget",
    "ads",
    "font-size-16",
    "read-more-content",
    "banner-text",
    "modal-body",
    "overlay",
    "tool",
    "has-sidebar",
    "nav-content",
    "related-content",
    "footer-top",
    "share-content",
    "page-comment-off",
  ])("does not make it the site's where it has the page's text: %s", async (name) => {
    const { text } = await read(page(name));
    for (const number of [1, 2, 3]) expect(text).toContain(paragraph(number));
  });

  it.each([
    [
      "a figure in a sentence",
      `<p>The fee is <span class="font-size-large">50</span> yuan for each class, in all.</p>`,
      "is 50 yuan",
    ],
    ["a short sentence", `<div><span class="ms-rteFontSize-2">会费不予退还。</span></div>`, "会费不予退还。"],
    [
      "a menu without a link",
      `<nav class="w-dropdown-list"><p>Fees that were paid twice are sent back in May, or taken off the next.</p></nav>`,
      "paid twice",
    ],
    [
      "a note beside the text",
      `<aside class="sidebar"><p>Fees that were paid twice are sent back in May. Write to the office.</p></aside>`,
      "paid twice",
    ],
  ])("does not take text away: %s", async (_, html, kept) => {
    expect((await read(page("text") + html)).text).toContain(kept);
  });

  it("makes it the site's where it is links or a label, or a sentence beside a text", async () => {
    const { text } = await read(
      `${page("text")}<div class="widget"><a href="/a">Summer party of all our members</a><a href="/b">More news of the year</a></div><div class="font-size">A A A</div><div class="cookie-bar"><p>We use cookies, so that this page works as it should.</p></div>`,
    );
    expect(text).not.toMatch(/Summer party|A A A|cookies/);
  });

  it("tells how many words of running text were taken for the site's", async () => {
    const about =
      "The alliance was founded in 2012 by eleven companies, and it helps its members with fairs and papers. ".repeat(
        4,
      );
    const { warnings } = await read(`${page("text").repeat(5)}<footer><p>${about}</p></footer>`);
    expect(warnings).toEqual(["text around the article was left out (words: 72)"]);
  });
});
