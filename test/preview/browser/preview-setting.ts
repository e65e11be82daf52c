/**
 * One preview of the shipped documents, with a browser before it: for all tests of a file. What the bot is asked can be
 * held up, so that something can happen in the middle of an answer.
 */

import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import type { Ask } from "../../../src/bot/handlers/question.ts";
import { loadConfig } from "../../../src/config.ts";
import type { Preview } from "../../../src/preview/preview.ts";
import { runPreview } from "../../../src/preview/preview-app.ts";
import { withBriefs } from "../../support/briefs.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { overhear, testLog } from "../../support/test-log.ts";
import { openBrowser } from "./chromium.ts";

export interface PreviewSetting {
  readonly preview: Preview;
  readonly browser: Browser;
  /** Whatever a page asked of any other host than the preview. */
  readonly outside: readonly string[];
  /** Problems that pages complained of. */
  readonly complaints: readonly string[];
  /** Answers wait until they are let go. */
  hold(): { letGo(): void };
  /** Without options it is the same page each time, opened anew: a new one takes half a second. */
  open(options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  close(): Promise<void>;
}

const ACTION_TIMEOUT_MS = 10_000;

/** @param more documents besides those that ship */
export async function previewSetting(
  executablePath: string,
  more: Readonly<Record<string, string>> = {},
): Promise<PreviewSetting> {
  const removals: (() => void)[] = [];
  const folder = () => temporaryFolder((remove) => void removals.push(remove));
  const [corpus, data] = [folder(), folder()];
  cpSync("corpus", corpus.path, { recursive: true });
  for (const [name, content] of Object.entries(more)) corpus.write(name, content);
  const heard = new Set<string>();
  const ending = new AbortController();
  const opened = Promise.withResolvers<Preview>();
  let gate: Promise<void> | null = null;
  const around =
    (ask: Ask): Ask =>
    async (request) => {
      await gate;
      return ask(request);
    };
  const running = runPreview({
    config: loadConfig({
      DATA_DIR: await withBriefs(join(data.path, "data")),
      CORPUS_DIR: corpus.path,
      PREVIEW_PORT: "0",
    }),
    ...{ log: testLog(heard), clock: () => new Date(), signal: ending.signal, flood: false, around },
    onOpen: opened.resolve,
  });
  running.catch(opened.reject);
  const [preview, browser] = await Promise.all([opened.promise, openBrowser(executablePath)]);
  overhear(preview.server, heard);
  // The preview's bot has a token of its own.
  heard.add(preview.server.token.slice(-20));
  const [outside, complaints]: [string[], string[]] = [[], []];
  const newPage = async (options: Parameters<Browser["newContext"]>[0]): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1_200, height: 800 }, locale: "en-GB", ...options });
    await context.route(
      (url) => url.origin !== new URL(preview.url).origin && !/^(?:blob|data|about):$/u.test(url.protocol),
      (route) => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    // Less than a test has, so that what was waited for is named.
    page.setDefaultTimeout(ACTION_TIMEOUT_MS);
    // Whoever opens the printed address has chosen nothing yet; a reload has no key in its address.
    await page.addInitScript("if (location.hash !== '') sessionStorage.clear();");
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    return page;
  };
  const common = newPage({});
  let loads = 0;
  return {
    ...{ preview, browser, outside, complaints },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return {
        letGo() {
          gate = null;
          resolve();
        },
      };
    },
    async open(options) {
      const page = options === undefined ? await common : await newPage(options);
      // Or it would draw whatever is written in the tests after its own.
      if (options !== undefined) onTestFinished(() => page.context().close());
      // The same address would not be loaded again, and by way of another one it takes a new process each time.
      loads += 1;
      await page.goto(preview.url.replace("#", `?${loads}#`));
      await page.locator("#box").waitFor();
      return page;
    },
    async close() {
      ending.abort();
      await Promise.all([running, browser.close()]);
      for (const remove of removals) remove();
    },
  };
}

/** The documents are in the library. */
export async function documentsRead(page: Page, count: number): Promise<void> {
  await page.getByText(`${count} documents`).waitFor({ timeout: 30_000 });
}

/** Looks on as somebody else, and waits until what they see is there. */
export async function become(page: Page, name: string): Promise<void> {
  const person = page.getByRole("radio", { name });
  await person.check();
  await page.locator(`#app[data-person="${await person.inputValue()}"]`).waitFor();
}

export async function write(page: Page, text: string): Promise<void> {
  await page.locator("#box").fill(text);
  await page.locator("#box").press("Enter");
}

/** The newest message of somebody else that has these words. */
export async function reads(page: Page, words: string | RegExp) {
  const message = page.locator("li.theirs:not(.draft)").filter({ hasText: words }).last();
  await message.waitFor({ timeout: 12_000 });
  return message;
}

/** Writes, and waits for the message that comes back. */
export async function ask(page: Page, text: string) {
  const answers = page.locator("li.theirs:not(.draft)");
  const before = await answers.count();
  await write(page, text);
  await answers.nth(before).waitFor({ timeout: 12_000 });
  return answers.last();
}
