/**
 * The pictures of the README, taken from the preview as it is:
 * `SCREENSHOTS=1 npx vitest run test/preview/browser/screenshots.test.ts`. Where the machine has no font for emoji,
 * EMOJI_FONT names a file with one.
 */

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "./chromium.ts";
import { ask, become, documentsRead, type PreviewSetting, previewSetting, reads } from "./preview-setting.ts";

const path = process.env.SCREENSHOTS === undefined ? null : await chromiumPath();
const wanted = path !== null;
const QUESTION = "How much is invested in the photomask project?";
const FEES = `---
title: Rules on membership fees
publisher: Council of the alliance
number: Circular 7/2026
published: 2026-11-20
effective_from: 2027-01-01
---

# Rules on membership fees

## Due date

Fees are due on 31 January of each year.
`;
/** As wide as GitHub shows a picture. */
const VIEWPORT = { width: 1_000, height: 700 };

async function withEmoji(page: Page, file: string): Promise<void> {
  const url = `url(data:font/woff;base64,${readFileSync(file).toString("base64")})`;
  const face = `@font-face { font-family: "Emoji"; src: ${url}; unicode-range: U+231A-23FF, U+2600-27BF, U+1F300-1FAFF; }`;
  const rest = '"Noto Sans CJK SC", sans-serif';
  const rules = [
    ":root { --sans: 'Emoji', system-ui, sans-serif; }",
    `:root:lang(zh), :lang(zh) { font-family: 'Emoji', ${rest}; }`,
  ];
  await page.addStyleTag({ content: [face, ...rules, ":lang(en) { font-family: var(--sans); }"].join(" ") });
  await page.evaluate("document.fonts.load('16px Emoji', '👍👎👀')");
}

describe.skipIf(!wanted)(wanted ? "pictures" : "pictures (SCREENSHOTS is not set)", () => {
  let setting: PreviewSetting | undefined;
  beforeAll(async () => {
    setting = await previewSetting(path ?? "");
  });
  afterAll(async () => {
    await setting?.close();
  });

  const open = async (options: Parameters<PreviewSetting["open"]>[0]): Promise<Page> => {
    if (setting === undefined) throw new Error("the preview did not open");
    const page = await setting.open({ viewport: VIEWPORT, reducedMotion: "reduce", bypassCSP: true, ...options });
    await page.getByText("5 documents").or(page.getByText("5 份文件")).waitFor({ timeout: 30_000 });
    const font = process.env.EMOJI_FONT;
    if (font !== undefined) await withEmoji(page, font);
    return page;
  };
  const take = async (page: Page, name: string): Promise<void> => {
    await page.mouse.move(0, 0);
    await page.evaluate("document.fonts.ready");
    const picture = await page.screenshot({ path: `docs/${name}.png` });
    expect(picture.length).toBeLessThan(250_000);
  };

  it("question, answer and proof", async () => {
    const page = await open({});
    await documentsRead(page, 5);
    const answer = await ask(page, QUESTION);
    await take(page, "question-and-answer");
    await answer.getByRole("button", { name: "[1]" }).click();
    await reads(page, "first quoted on");
    await take(page, "proof");
  });

  it("Chinese", async () => {
    const page = await open({ locale: "zh-CN" });
    await become(page, "Wei Chen");
    await ask(page, "光掩模项目一期投资多少钱？");
    await take(page, "chinese");
    // Or the card of the next picture would be in Chinese.
    await ask(page, "Answer in English, please");
  });

  it("a question to the secretariat, and a file that it sends", async () => {
    // A card with its four passages is taller than an answer.
    const page = await open({ viewport: { ...VIEWPORT, height: 1_000 } });
    await documentsRead(page, 5);
    const answer = await ask(page, "Who pays for lunch at the council of the alliance?");
    await answer.getByRole("button", { name: "Ask the secretariat" }).click();
    await reads(page, "is with the secretariat now");
    await become(page, "Wei Chen");
    await reads(page, "waits for an answer");
    await page.getByText("Your question is with the secretariat now.", { exact: true }).waitFor({ state: "hidden" });
    await take(page, "secretariat-question");
    const { world } = setting?.preview.server ?? {};
    const wei = world?.people().find(({ first_name }) => first_name === "Wei");
    if (world === undefined || wei === undefined) throw new Error("the preview has no admin");
    const name = "Rules on fees 2027.md";
    const bytes = new TextEncoder().encode(FEES);
    world.say(wei, world.privateChat(wei), { document: { name, bytes } });
    await reads(page, "A new document.");
    await take(page, "secretariat-file");
  });

  it("dark, with the inspector", async () => {
    const page = await open({ colorScheme: "dark" });
    await ask(page, "/new");
    await ask(page, "What sales figure should electronic components reach by 2023?");
    await page.getByRole("button", { name: "How the answer was made" }).click();
    await take(page, "dark");
  });
});
