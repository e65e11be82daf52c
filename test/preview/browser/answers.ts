/** A member asks on the page. */

import { describe, expect, it } from "vitest";
import { ask, type PreviewSetting, reads, write } from "./preview-setting.ts";

const QUESTION = "How much is invested in the photomask project in Nanhu altogether?";

export function answersInTheBrowser(setting: () => PreviewSetting): void {
  describe("answers", () => {
    it("answers in English, shows the marked sentence when a mark is tapped, and follows up", async () => {
      const page = await setting().open();
      const answer = await ask(page, QUESTION);
      expect(await answer.innerText()).toMatch(/3 billion yuan[\s\S]*\[1\][\s\S]*Nanhu District/u);

      await answer.getByRole("button", { name: "[1]" }).click();
      const proof = await reads(page, "first quoted on");
      expect(await proof.locator("blockquote u, blockquote strong").first().innerText()).toContain("3 billion yuan");

      const further = await ask(page, "And how much of it in the first phase?");
      expect(await further.innerText()).toContain("1.1 billion yuan");
    });

    it("answers in Chinese, on a page in Chinese", async () => {
      const page = await setting().open();
      await page.getByRole("button", { name: "中文" }).click();
      await page.getByPlaceholder("输入消息").waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
      expect(await page.title()).toBe("Docket 预览");
      const answer = await ask(page, "光掩模项目一期投资多少钱?");
      expect(await answer.innerText()).toContain("11亿元");
      expect(await answer.getByRole("button").allInnerTexts()).toContain("更多");
      expect(await page.locator("li.mine .bubble").last().getAttribute("lang")).toBe("zh-CN");

      await page.getByRole("button", { name: "回答是怎样得出的" }).click();
      await page.locator(".evidence summary").first().click();
      const inspected = await page.locator(".inspected").innerText();
      expect(inspected).toMatch(/已回答 · 仅引用原文[\s\S]*正在检索 \d+ ms[\s\S]*未注明是否有效/u);
      expect(inspected).not.toMatch(/extract|searching|unknown/u);
    });

    it("offers questions to begin with, and a tap on one asks it", async () => {
      const page = await setting().open({ viewport: { width: 360, height: 740 }, locale: "zh-CN" });
      await write(page, "/start");
      await reads(page, "您可以这样提问");
      const offered = page.locator(".offered button");
      await offered.first().waitFor();
      const questions = await offered.allInnerTexts();
      expect(questions).toHaveLength(3);
      for (const question of questions) expect(question).toMatch(/\p{Script=Han}.*[?？]$/u);
      await offered.first().click();
      await page
        .locator("li.mine")
        .filter({ hasText: questions[0] ?? "" })
        .waitFor();
      await reads(page, "[1]");
      expect(await offered.count()).toBe(0);
    });

    it("says that it found no answer, and shows no passages", async () => {
      const page = await setting().open();
      const answer = await ask(page, "Which football club won the cup in 1974?");
      expect(await answer.innerText()).toContain("I did not find an answer in the documents.");
      expect(await answer.locator("blockquote").count()).toBe(0);
    });

    it("shows further passages folded", async () => {
      const page = await setting().open();
      await (await ask(page, QUESTION)).getByRole("button", { name: "More" }).click();
      const answer = page
        .locator("li.theirs:not(.draft)")
        .filter({ has: page.locator("blockquote .fold-words") })
        .last();
      const fold = answer.getByRole("button", { name: "Show all" }).first();
      const lines = answer.locator("blockquote .fold-words").first();
      const folded = (await lines.boundingBox())?.height ?? 0;
      await fold.click();
      await answer.getByRole("button", { name: "Show less" }).waitFor();
      expect((await lines.boundingBox())?.height).toBeGreaterThan(folded);
    });

    it("takes a thumbs down with a comment", async () => {
      const page = await setting().open();
      const answer = await ask(page, QUESTION);
      await answer.getByRole("button", { name: "👎" }).click();
      await page.getByRole("status").getByText("Thank you for saying so.").waitFor();
      const what = await reads(page, "What was wrong with the answer?");
      await what.getByRole("button", { name: "Something is missing" }).click();
      await reads(page, "tell us more");
      expect(await (await ask(page, "The year is missing.")).innerText()).toContain("It is kept with the answer.");
    });

    it("shows what the bot is at, and goes on where it was after a reload", async () => {
      const page = await setting().open();
      await ask(page, "/new");
      const held = setting().hold();
      await write(page, QUESTION);
      await page.locator("li.draft").waitFor();
      expect(await page.locator("li.draft").innerText()).toMatch(/Searching the documents …[\s\S]*Stop/u);
      const asked = await page.locator("li.mine").count();
      await page.reload();
      await page.locator("li.draft").waitFor();
      expect(await page.locator("li.mine").count()).toBe(asked);
      const answers = await page.locator("li.theirs:not(.draft)").filter({ hasText: "3 billion yuan" }).count();
      held.letGo();
      await page.locator("li.theirs:not(.draft)").filter({ hasText: "3 billion yuan" }).nth(answers).waitFor();
      expect(await page.locator("li.draft").count()).toBe(0);
    });

    it("stops an answer that is no longer wanted", async () => {
      const page = await setting().open();
      const held = setting().hold();
      await write(page, "What will phase one of the mask materials project cost?");
      await page.getByRole("button", { name: "Stop" }).click();
      held.letGo();
      await reads(page, "Stopped. Your question was not answered.");
    });

    it("answers once when the bot is restarted in the middle of an answer", async () => {
      const page = await setting().open();
      await ask(page, "/new");
      const held = setting().hold();
      await write(page, "On which day was the photomask deal signed in Jiaxing?");
      await page.locator("li.draft").waitFor();
      const same = page.locator("li.theirs:not(.draft)").filter({ hasText: "August 19" });
      const before = await same.count();
      await page.getByRole("button", { name: "How the answer was made" }).click();
      await page.getByRole("button", { name: "Restart the bot" }).click();
      await page.getByText("The bot is restarting …").waitFor();
      held.letGo();
      await page.getByText("The bot is restarting …").waitFor({ state: "hidden" });
      await same.nth(before).waitFor();
      const next = await ask(page, QUESTION);
      expect(await next.innerText()).toContain("3 billion yuan");
      expect(await same.count()).toBe(before + 1);
    });

    it("shows in the inspector how an answer was made", async () => {
      const page = await setting().open();
      await ask(page, QUESTION);
      await page.getByRole("button", { name: "How the answer was made" }).click();
      const inspector = page.locator("#inspector");
      expect(await inspector.innerText()).toMatch(/answered · quotes alone[\s\S]*Confidence[\s\S]*Search[\s\S]*ms/u);
      const [best] = await inspector.locator(".evidence tbody tr.quoted").all();
      expect(await best?.innerText()).toMatch(/Nanhu District[\s\S]*#\d+/u);
      expect(await inspector.locator(".sentences li.quoted").count()).toBeGreaterThan(0);
      expect(await inspector.locator(".sentences li:not(.quoted)").count()).toBeGreaterThan(0);
    });
  });
}
