/** The page's safety: what it must never do, what it weighs, and that everybody can use it. */

import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ask, type PreviewSetting, reads } from "./preview-setting.ts";

const QUESTION = "How much is invested in the photomask project in Nanhu altogether?";

/** Would be a script, a link and an image if any of it became markup. */
export const HOSTILE = `# Crucible washing rules

<script>document.title = "taken over"</script>

Crucibles of zirconium are washed <img src="http://127.0.0.1:1/x.png" onerror="document.title='taken over'"> with
distilled water, see [the rules](javascript:document.title='taken') and \`<script>alert(1)</script>\`.
`;

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const COLOURS = ["light", "dark"] as const;

/** @returns what is serious or worse, in light or in dark, in a line each */
async function findings(page: Page): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of COLOURS) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate<readonly Finding[]>(
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
    );
    for (const { id, impact, nodes } of found) {
      if (impact !== "serious" && impact !== "critical") continue;
      lines.push(`${colorScheme}: ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
    }
  }
  return lines;
}

export function safetyInTheBrowser(setting: () => PreviewSetting): void {
  describe("safety", () => {
    it("has no serious fault in accessibility, in light or in dark", async () => {
      const page = await setting().open({ reducedMotion: "reduce" });
      await page.evaluate(axe.source);
      const answer = await ask(page, QUESTION);
      await answer.getByRole("button", { name: "[1]" }).click();
      await reads(page, "first quoted on");
      await page.locator("#box").fill("/");
      await page.getByRole("option").first().waitFor();
      expect(await findings(page)).toEqual([]);
      // More than there is room for: the list scrolls.
      await page.locator("#box").fill(`@${setting().preview.server.bot.username} photomask`);
      await page.getByRole("option", { name: "photomask" }).nth(5).waitFor();
      expect(await findings(page)).toEqual([]);
      await page.locator("#box").fill("");
      await page.getByRole("button", { name: "How the answer was made" }).click();
      await page.locator(".evidence").waitFor();
      expect(await findings(page)).toEqual([]);
    });

    it("makes no markup of what a document says", async () => {
      const page = await setting().open();
      const answer = await ask(page, "With what are zirconium crucibles washed?");
      const said = await answer.innerText();
      expect(said).toContain("distilled water");
      await answer.getByRole("button", { name: "[1]" }).click();
      const proof = await reads(page, "first quoted on");
      await proof.getByRole("button", { name: "Whole section" }).click();
      await reads(page, "Crucible washing rules");
      await page.getByRole("button", { name: "How the answer was made" }).click();
      await page.locator(".evidence summary").first().click();
      expect(await page.locator("#chat script, #chat img, #inspector script, #inspector img").count()).toBe(0);
      expect(await page.locator("a[href^='javascript']").count()).toBe(0);
      expect(await page.title()).toBe("Docket preview");
    });

    it("has a policy under which no script can be slipped in", async () => {
      const page = await setting().open();
      const blocked = await page.evaluate(`(() => {
        const inserted = document.createElement("script");
        try { inserted.textContent = "document.title = 'taken over'"; document.body.append(inserted); } catch {}
        try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=1>"); return "inserted"; }
        catch (problem) { return problem.name; }
      })()`);
      expect(blocked).toBe("TypeError");
      expect(await page.title()).toBe("Docket preview");
    });

    it("is open only to the address that was printed", async () => {
      const { browser, preview } = setting();
      const page = await browser.newPage();
      await page.goto(new URL("/", preview.url).href);
      await page.getByRole("heading", { name: "This page is closed" }).waitFor();
      await page.goto("about:blank");
      await page.goto(new URL("/#wrong", preview.url).href);
      await page.getByRole("heading", { name: "This page is closed" }).waitFor();
      await page.close();
    });

    it("weighs under 100 kB, and takes input within a second", async () => {
      const load = async () => {
        const page = await setting().open();
        return await page.evaluate<{ bytes: number; files: number; ready: number }>(`(() => {
          const [page] = performance.getEntriesByType("navigation");
          const files = performance.getEntriesByType("resource").filter(({ name }) => !/api|icon/.test(name));
          const bytes = [page, ...files].reduce((sum, { transferSize }) => sum + transferSize, 0);
          return { bytes, files: files.length, ready: performance.getEntriesByName("docket-ready")[0].startTime };
        })()`);
      };
      const { bytes, files, ready } = await load();
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(100_000);
      // One of styles and one of scripts: each further one takes longer than all of its text.
      expect(files).toBe(2);
      // 130 ms were measured. Other work goes on beside the tests and can only make it slower: the quickest of some loads counts.
      let quickest = ready;
      for (let again = 0; again < 9 && quickest >= 1_000; again++) quickest = Math.min(quickest, (await load()).ready);
      expect(quickest).toBeLessThan(1_000);
    });

    it("asks nothing of any other host, and complains of nothing", () => {
      const { outside, complaints } = setting();
      expect(outside).toEqual([]);
      // Those that the tests provoked.
      expect(complaints.filter((words) => !/Trusted|Content Security Policy|401/u.test(words))).toEqual([]);
    });
  });
}
