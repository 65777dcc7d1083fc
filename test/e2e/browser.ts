import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usualPlaces = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Where a Chromium is; undefined where none was found. */
export const chromiumPath = usualPlaces.find((path) => path !== undefined && path !== "" && existsSync(path));

/** Says why tests are skipped, once a file. */
export const withoutChromium = "no Chromium was found: set CHROMIUM to its path to run these tests";

export function startBrowser(): Promise<Browser> {
  // In containers there is no sandbox to be had; the pages are our own.
  return chromium.launch({ executablePath: String(chromiumPath), args: ["--no-sandbox"] });
}
