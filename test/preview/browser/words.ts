/** Everything that Telegram's apps show of a message, drawn by the page; and the page without a mouse. */

import type { Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { ask, become, type PreviewSetting, reads, write } from "./preview-setting.ts";

export function wordsInTheBrowser(setting: () => PreviewSetting): void {
  /** As the bot would call, for the member's chat. */
  const call = async (method: string, payload: object) => {
    const { server } = setting().preview;
    const [member] = server.world.people();
    const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ chat_id: member?.id, ...payload }),
    });
    const answer = (await response.json()) as {
      readonly ok: boolean;
      readonly result: { readonly message_id: number };
    };
    expect(answer).toMatchObject({ ok: true });
    return answer.result;
  };
  const send = (payload: object) => call("sendMessage", payload);
  const wordsOf = (page: Page, selector: string) => page.locator("li.theirs").last().locator(selector).allInnerTexts();

  describe("words", () => {
    it("draws every kind of entity, and opens links in words", async () => {
      const page = await setting().open();
      const text = [
        "<b>bold</b> <b><i>both</i></b> <u>under</u> <s>struck</s> <tg-spoiler>hidden</tg-spoiler> <code>inline</code>",
        '<pre>block\n  of code</pre><a href="https://example.org/a?b=c">named</a> example.org /help @somebody #tag',
        "<blockquote>quoted</blockquote>after",
        `<blockquote expandable>${"A long line that goes on. ".repeat(30)}</blockquote>`,
        '<tg-time unix="1700049600" format="wDT">then</tg-time> <tg-time unix="0">at the beginning</tg-time>',
      ].join("\n");
      await send({ text, parse_mode: "HTML" });
      await reads(page, "bold");
      expect(await wordsOf(page, "strong")).toEqual(["bold", "both"]);
      expect(await wordsOf(page, "strong em, em strong")).toEqual(["both"]);
      expect(await wordsOf(page, "u")).toEqual(["under"]);
      expect(await wordsOf(page, "s")).toEqual(["struck"]);
      expect(await wordsOf(page, "p code, .text > code")).toEqual(["inline"]);
      expect(await wordsOf(page, "pre")).toEqual(["block\n  of code"]);
      expect(await wordsOf(page, "a")).toEqual(["named", "example.org"]);
      expect(await wordsOf(page, "button.in-text")).toEqual(["/help"]);
      expect(await wordsOf(page, ".tag")).toEqual(["@somebody", "#tag"]);
      expect(await wordsOf(page, "blockquote:not(:has(.fold))")).toEqual(["quoted"]);
      const [moment = ""] = await wordsOf(page, "time[datetime='2023-11-15T12:00:00.000Z']");
      expect(moment).toMatch(/^Wednesday.*15 November 2023.*:00:00$/u);
      expect(await wordsOf(page, "time[datetime='1970-01-01T00:00:00.000Z']")).toEqual(["at the beginning"]);
      const message = page.locator("li.theirs").last();
      await message.getByRole("button", { name: "Show hidden words" }).click();
      expect(await message.innerText()).toContain("hidden");
      await message.getByRole("button", { name: "/help" }).click();
      await reads(page, "Write a question, in English or Chinese.");
    });

    it("draws every kind of button", async () => {
      const page = await setting().open();
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      const { bot } = setting().preview.server;
      const keyboard = [
        [
          { text: "Copy it", copy_text: { text: "copied words" } },
          { text: "A page", url: "https://example.org/" },
        ],
        [
          { text: "Ask here", switch_inline_query_current_chat: "photomask" },
          { text: "Stale", callback_data: "x" },
        ],
        [{ text: "To the bot", url: `https://t.me/${bot.username}?start=hello` }],
      ];
      await send({ text: "Buttons", reply_markup: { inline_keyboard: keyboard } });
      const message = await reads(page, "Buttons");
      await message.getByRole("button", { name: "Copy it" }).click();
      await page.getByText("Copied", { exact: true }).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe("copied words");
      expect(await message.getByRole("link", { name: "A page" }).getAttribute("rel")).toBe("noopener noreferrer");
      await message.getByRole("button", { name: "Ask here" }).click();
      expect(await page.locator("#box").inputValue()).toBe(`@${bot.username} photomask`);
      await page.locator("#box").fill("");
      await message.getByRole("button", { name: "Stale" }).click();
      await page.getByText("This button no longer works.").waitFor();
      await message.getByRole("button", { name: "To the bot" }).click();
      await reads(page, "Ask me anything");
    });

    it("reacts, replies with quoted words, and changes what was written", async () => {
      const page = await setting().open();
      await send({ text: "The fee is 500 yuan a year." });
      const fee = await reads(page, "The fee is 500 yuan");
      // What comes meanwhile may move the message away from under the mouse, and its choice of reactions closes.
      await vi.waitFor(
        async () => {
          await fee.hover({ timeout: 1_000 });
          await fee.getByRole("button", { name: "React" }).click({ timeout: 1_000 });
          await fee.getByRole("button", { name: "👍" }).click({ timeout: 1_000 });
        },
        { timeout: 10_000 },
      );
      await fee.locator(".reaction", { hasText: "👍" }).waitFor();

      await page.evaluate(`(() => {
        const words = [...document.querySelectorAll("li.theirs .text")].at(-1).firstChild;
        getSelection().setBaseAndExtent(words, 4, words, 19);
      })()`);
      await page.getByRole("button", { name: "Quote", exact: true }).click();
      expect(await page.locator(".reply-bar").innerText()).toContain("“fee is 500 yuan”");
      await write(page, "Which football club?");
      const own = page.locator("li.mine").last();
      expect(await own.locator(".replied").innerText()).toContain("fee is 500 yuan");

      await page.locator("#box").press("ArrowUp");
      await page.locator("#box").fill("Which rugby club?");
      await page.locator("#box").press("Enter");
      await page.locator("li.mine").filter({ hasText: "Which rugby club?" }).getByText("changed").waitFor();
      // Or the answer would end what the tests after this have the bot do.
      await reads(page, "You changed your question");
    });

    it("can be used with the keyboard alone", async () => {
      const page = await setting().open();
      expect(await page.evaluate("document.activeElement.id")).toBe("box");
      await page.keyboard.type("/he");
      await page.keyboard.press("ArrowDown");
      expect(await page.locator("[role=option][aria-selected=true]").innerText()).toContain("/help");
      await page.keyboard.press("Enter");
      await reads(page, "Write a question, in English or Chinese.");
      await page.keyboard.type("first");
      await page.keyboard.press("Shift+Enter");
      await page.keyboard.type("second");
      expect(await page.locator("#box").inputValue()).toBe("first\nsecond");
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
      await page.keyboard.type("/");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Escape");
      expect(await page.getByRole("option").count()).toBe(0);
      await page.getByRole("radio", { name: "Mei Lin" }).focus();
      await page.keyboard.press("ArrowDown");
      await page.getByRole("radio", { name: "Wei Chen", checked: true }).waitFor();
    });

    it("keeps the focus where it was when a reaction is given with the keyboard", async () => {
      const page = await setting().open();
      await send({ text: "Is the fee too high?" });
      const asked = await reads(page, "Is the fee too high?");
      await asked.focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      await asked.locator(".reaction", { hasText: "👍" }).waitFor();
      expect(await page.evaluate("document.activeElement.closest('li')?.innerText")).toContain("fee too high");
    });

    it("shows no longer than Telegram's apps what the bot is at", async () => {
      const page = await setting().open({});
      const { message_id } = await send({ text: "One moment" });
      await reads(page, "One moment");
      await page.clock.install();
      // From here on time passes only as it is told to, however busy the machine is.
      await page.clock.pauseAt(Date.now() + 60_000);
      await call("sendChatAction", { action: "typing" });
      const subtitle = page.locator(".chat-name span");
      await page.getByText("typing …").waitFor();
      await page.clock.runFor(4_000);
      await call("sendChatAction", { action: "typing" });
      // It has come by the time that what happened after it has.
      await call("editMessageText", { message_id, text: "Another moment" });
      await reads(page, "Another moment");
      await page.clock.runFor(4_000);
      expect(await subtitle.innerText()).toBe("typing …");
      await page.clock.runFor(2_000);
      expect(await subtitle.innerText()).toBe("bot");
    });

    it("puts each draft in the place of the one before, for 30 s", async () => {
      const page = await setting().open({});
      await page.clock.install();
      const draft = page.locator("li.draft");
      await call("sendMessageDraft", { draft_id: 5, text: "", can_stop: true });
      await draft.getByText("Thinking …").waitFor();
      await draft.getByRole("button", { name: "Stop" }).focus();
      await call("sendMessageDraft", { draft_id: 5, text: "Searching", can_stop: true });
      await draft.getByText("Searching").waitFor();
      expect(await page.evaluate("document.activeElement.innerText")).toBe("Stop");
      expect(await draft.count()).toBe(1);
      await page.clock.runFor(25_000);
      expect(await draft.count()).toBe(1);
      await page.clock.runFor(6_000);
      expect(await draft.count()).toBe(0);
    });

    it("fits on a narrow screen", async () => {
      const page = await setting().open({ viewport: { width: 360, height: 640 } });
      await ask(page, "How much is invested in the photomask project in Nanhu altogether?");
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
      const long = "Words that go on and on, further than any telephone is wide. ".repeat(3);
      const { message_id } = await send({ text: long });
      await send({ text: `<pre>${long}</pre>${long}`, parse_mode: "HTML", reply_parameters: { message_id } });
      const code = await reads(page, "Words that go on");
      await code.locator(".replied").waitFor();
      // What is wider than the list is cut off: it scrolls down only.
      expect(
        await page.evaluate(
          "(([list]) => list.scrollWidth - list.clientWidth)(document.querySelectorAll('#messages'))",
        ),
      ).toBe(0);
      const { x = 0, width = 360 } = (await code.locator(".bubble").boundingBox()) ?? {};
      expect(x + width).toBeLessThan(360);
      await page.getByRole("button", { name: "Back to the chats" }).click();
      await page.getByRole("navigation").getByRole("button", { name: "Materials Alliance" }).click();
      for (const topic of ["General", "Policy", "Projects"]) {
        const place = await page.getByRole("button", { name: topic }).boundingBox();
        expect((place?.x ?? 360) + (place?.width ?? 0)).toBeLessThanOrEqual(360);
      }
      await page.getByRole("button", { name: "Back to the chats" }).click();
      await become(page, "Wei Chen");
      await page.getByRole("navigation").getByRole("button", { name: "Docket" }).click();
      expect(await page.locator("#box").isVisible()).toBe(true);
    });
  });
}
