/** People who may ask: members, strangers, whoever is invited, and a group that reads along. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ask, become, type PreviewSetting, reads, write } from "./preview-setting.ts";

const QUESTION = "How much is invested in the photomask project in Nanhu altogether?";

export function peopleInTheBrowser(setting: () => PreviewSetting): void {
  describe("people", () => {
    it("refuses a stranger, who comes in by an invitation and can be forgotten", async () => {
      const page = await setting().open();
      await become(page, "Alex Stone");
      expect(await (await ask(page, QUESTION)).innerText()).not.toContain("3 billion");

      await become(page, "Wei Chen");
      const invitation = await ask(page, "/invite Alex of Stone Ltd");
      const [link = ""] = /https:\/\/t\.me\/\S+start=i_[\w-]+/u.exec(await invitation.innerText()) ?? [];
      await page.getByRole("navigation").getByRole("button", { name: "Materials Alliance" }).click();
      await write(page, `For Alex: ${link}`);

      await become(page, "Alex Stone");
      await page.getByRole("navigation").getByRole("button", { name: "Materials Alliance" }).click();
      await page.locator("li.theirs").getByRole("button", { name: "start=i_" }).click();
      await reads(page, "Welcome");
      // The examples are a message of their own: what is asked before they are there would be taken for answered by them.
      await reads(page, "You could ask");
      expect(await (await ask(page, QUESTION)).innerText()).toContain("3 billion yuan");

      await (await ask(page, "/forget")).locator(".key").first().click();
      await reads(page, "Erased");
    });

    it("opens a chat at its end, with a box to write in, where the list of chats had covered it on a phone", async () => {
      const page = await setting().open({ viewport: { width: 360, height: 640 } });
      await ask(page, QUESTION);
      await page.getByRole("button", { name: "Back to the chats" }).click();
      await become(page, "Wei Chen");
      await become(page, "Mei Lin");
      await page.getByRole("navigation").getByRole("button", { name: "Docket" }).first().click();
      await reads(page, "3 billion");
      await expect.poll(() => page.locator("#box").evaluate((box) => box.clientHeight)).toBeGreaterThan(20);
      const left = () =>
        page.locator("#messages").evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);
      await expect.poll(left).toBeLessThan(40);
    });

    it("lets another person be added, who is a stranger", async () => {
      const page = await setting().open();
      await page.getByRole("button", { name: "Add a person" }).click();
      await page.getByRole("textbox", { name: "Name of the new person" }).fill("Grace");
      await page.keyboard.press("Enter");
      await become(page, "Grace");
      expect(await (await ask(page, QUESTION)).innerText()).not.toContain("3 billion");
    });

    it("sends a file to the admin's chat, from which it can be opened again", async () => {
      const page = await setting().open();
      await become(page, "Wei Chen");
      await (await ask(page, "/help")).hover();
      await page.getByRole("button", { name: "Reply", exact: true }).click();
      const before = await page.locator("li.theirs").count();
      const content = "# Notice\n\nThe council meets in May.\n";
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "notice.md", mimeType: "text/markdown", buffer: Buffer.from(content) });
      await page.locator("li.theirs").nth(before).waitFor();
      const sent = page.locator("li.mine").filter({ hasText: "notice.md" });
      expect(await sent.locator(".replied").innerText()).toContain("Write a question");
      expect(await page.locator(".reply-bar").isVisible()).toBe(false);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Open notice.md" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("notice.md");
      expect(readFileSync(await download.path(), "utf8")).toBe(content);
    });

    it("answers a mention in a group's topic, and shows the proof to the asker alone", async () => {
      const page = await setting().open();
      const openTopic = async () => {
        await page.getByRole("navigation").getByRole("button", { name: "Materials Alliance" }).click();
        await page.getByRole("button", { name: "Policy" }).click();
      };
      await openTopic();
      await write(page, "What do you all think of it?");
      const { bot } = setting().preview.server;
      const answer = await ask(page, `@${bot.username} How much is invested in the photomask project?`);
      expect(await answer.innerText()).toContain("1.1 billion yuan");
      await answer.getByRole("button", { name: "[1]" }).click();
      const proof = await reads(page, "first quoted on");
      expect(await proof.innerText()).toContain("Only you can see this");

      await become(page, "Wei Chen");
      await openTopic();
      await reads(page, "1.1 billion yuan");
      expect(await page.getByText("Only you can see this").count()).toBe(0);
      await page.getByRole("button", { name: "Projects" }).click();
      expect(await page.locator("li.message").count()).toBe(0);
    });

    it("begins a reply where the bot asks for one, as Telegram's apps do", async () => {
      const page = await setting().open();
      const answer = await ask(page, "Which football club won the cup in 1974 in Jiaxing?");
      await answer.getByRole("button", { name: "Ask the secretariat" }).click();
      await reads(page, "is with the secretariat now");
      await become(page, "Wei Chen");
      const card = await reads(page, "Which football club won the cup in 1974 in Jiaxing?");
      await card.getByRole("button", { name: "Answer", exact: true }).click();
      await page.locator(".reply-bar").getByText("Write the answer to question").waitFor();
      await write(page, "None of them.");
      const preview = await reads(page, "will look like this:");
      await preview.getByRole("button", { name: "Discard" }).click();
      await reads(page, "Nothing was sent.");
      expect(await page.locator(".reply-bar").isHidden()).toBe(true);
    });

    it("finds passages to send by the bot's name in any chat", async () => {
      const page = await setting().open();
      const { bot } = setting().preview.server;
      await page.getByRole("navigation").getByRole("button", { name: "Materials Alliance" }).click();
      await page.getByRole("button", { name: "Projects" }).click();
      await page.locator("#box").fill(`@${bot.username} photomask`);
      await page.getByRole("option").first().waitFor();
      await page.locator("#box").press("ArrowDown");
      await page.locator("#box").press("Enter");
      const sent = page
        .locator("li.mine")
        .filter({ hasText: `via @${bot.username}` })
        .last();
      await sent.getByRole("button", { name: "See the source" }).click();
      await reads(page, "first quoted on");
      expect(await page.locator(".chat-name").innerText()).toContain("Docket");
    });
  });
}
