/** Pages of 40 kinds of sites, each with the text that a reader keeps: how much of it is read, and how much of the site. */

import { describe, expect, it } from "vitest";
import { readWebPage } from "../../../src/documents/web/html-page.ts";
import { CHINESE } from "./sites/chinese.ts";
import { SERVICES } from "./sites/services.ts";
import { WESTERN } from "./sites/western.ts";

const PAGES = [...WESTERN, ...SERVICES, ...CHINESE];
const squeezed = (text: string): string => text.replace(/\s+/gu, "");
const wordsIn = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + (line.match(/\p{Script=Han}|[\p{L}\p{N}.,'’-]+/gu) ?? []).length, 0);

async function measured({ html, keeps, leaves }: (typeof PAGES)[number]) {
  const { text } = await readWebPage(Buffer.from(html));
  const read = squeezed(text.normalize("NFKC"));
  const has = (line: string) => read.includes(squeezed(line.normalize("NFKC")));
  return { lost: keeps.filter((line) => !has(line)), leaked: leaves.filter(has), text };
}

describe("pages of forty kinds of sites", () => {
  it("are forty", () => {
    expect(new Set(PAGES.map(({ site }) => site)).size).toBe(40);
  });

  it.each(PAGES)("keeps the text and leaves the site out: $site", async (page) => {
    const { lost, leaked, text } = await measured(page);
    if (process.env.SHOW_PAGES && lost.length + leaked.length > 0)
      process.stdout.write(`\n=== ${page.site}\n${text}\n`);
    expect({ lost, leaked }).toEqual({ lost: [], leaked: [] });
  });

  it("keeps every word of all together", async () => {
    const all = await Promise.all(PAGES.map(measured));
    const words = wordsIn(PAGES.flatMap(({ keeps }) => keeps));
    const lost = wordsIn(all.flatMap((one) => one.lost));
    const chrome = PAGES.flatMap(({ leaves }) => leaves).length;
    const leaked = all.flatMap((one) => one.leaked).length;
    if (process.env.SHOW_PAGES)
      process.stdout.write(`kept ${words - lost} of ${words} words; chrome left out ${chrome - leaked} of ${chrome}\n`);
    expect(lost).toBe(0);
  });
});
