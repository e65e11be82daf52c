/**
 * The browser that the page is tried in. The one that an npm package brings comes first: it is the same on every machine, and
 * being made to run without a window it takes half the processor time of one that can have windows. Where it does not
 * run, a browser that this machine has; where there is none, the tests are skipped, and say why.
 */

import { execFileSync } from "node:child_process";
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

/** @returns null where there is none */
export async function chromiumPath(): Promise<string | null> {
  const wanted = process.env.CHROMIUM_PATH ?? "";
  if (wanted !== "") return wanted;
  return (await packagedPath()) ?? USUAL_PLACES.find((path) => existsSync(path)) ?? null;
}

/** It is for Linux on 64-bit Intel processors, and needs some of the system's libraries. */
async function packagedPath(): Promise<string | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  try {
    const path = await packaged.executablePath();
    execFileSync(path, ["--version"], { stdio: "ignore" });
    return path;
  } catch {
    return null;
  }
}

export function openBrowser(executablePath: string): Promise<Browser> {
  // Chromium's own sandbox needs rights that containers do not give; every page here is our own.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}
