import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where screenshots are kept. */
export const shots = "test-results/playground";
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

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

/** What axe finds that keeps people out. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, "utf8"));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
