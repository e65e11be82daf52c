/**
 * The browser that the page is tried in: one that this machine has, or the one that an npm package brings. Where there is
 * none, the tests are skipped, and say why.
 */

import { existsSync } from "node:fs";
import packaged from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export const NO_BROWSER = "no Chromium found: install it, or set CHROMIUM_PATH to one";

/** @returns null where there is none: the packaged one is for Linux on 64-bit Intel processors */
export async function chromiumPath(): Promise<string | null> {
  const places = [process.env.CHROMIUM_PATH ?? "", ...USUAL_PLACES];
  const found = places.find((path) => path !== "" && existsSync(path));
  if (found !== undefined) return found;
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  return await packaged.executablePath();
}

export function openBrowser(executablePath: string): Promise<Browser> {
  // Chromium's own sandbox needs rights that containers do not give; every page here is our own.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}
