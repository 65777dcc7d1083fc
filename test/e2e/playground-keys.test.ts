import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Keys } from "../../worker/guards/keys.ts";
import { barriers, chromiumPath, shots, startBrowser, withoutChromium } from "./browser.ts";
import { serveTinyPage, type TinyPage } from "./tiny-page.ts";

if (!chromiumPath) console.warn(withoutChromium);

/** Three lists, and two runs. */
const mostRequests = 5;

let server: TinyPage;
let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  const sha256 = createHash("sha256").update("secret-ann").digest("hex");
  const ann = { sha256, requests_per_minute: mostRequests, budget: { forward_tokens: 2000 } };
  // The server says there what it does not tell the client.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  // Nothing of what is used up comes back while time stands still.
  const guards = { keys: new Keys({ ann }, { now: () => 0 }), metricsHash: null, origins: [] };
  server = await serveTinyPage({ load: () => Promise.reject(new Error("it is gone")) }, { guards });
  await mkdir(shots, { recursive: true });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function runWith(page: Page, forwardTokens: number): Promise<void> {
  await page.getByRole("spinbutton", { name: "Forward tokens" }).fill(String(forwardTokens));
  await page.getByRole("button", { name: "Run" }).click();
}

describe.skipIf(!chromiumPath)("the playground of a server that wants keys", () => {
  test("asks for one, keeps it for this tab alone, and says what the key does not allow", async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.url);
    const key = page.getByLabel("API key");
    const error = page.locator("#key-field .field-error");
    await error.waitFor();
    expect(await error.textContent()).toContain("this server wants a key");
    expect(await key.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.screenshot({ path: `${shots}/key-360.png` });

    await page.keyboard.type("secret-bob");
    await page.keyboard.press("Enter");
    await page.getByText("there is no such key").waitFor();
    await key.fill("secret-ann");
    await page.getByRole("button", { name: "Use this key" }).click();
    await page.locator("html[data-run=idle]").waitFor();
    expect(await page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])")).toBe(
      '[{"tiller-api-key":"secret-ann"},{}]',
    );
    expect(await page.locator("#code").textContent()).toContain("Bearer $TILLER_API_KEY");

    await runWith(page, 9000);
    const limit = page.locator("#budget .field-error");
    await limit.waitFor();
    expect(await limit.textContent()).toContain("the key ann allows at most 2000");
    const failure = page.locator("#failure");
    await runWith(page, 1000);
    await failure.getByText("the model could not be loaded").waitFor();
    expect(await failure.textContent()).toMatch(/: try again in \d+ seconds?$/u);
    await runWith(page, 1000);
    await failure.getByText("the key ann may take 5 requests a minute").waitFor();
    expect(await failure.textContent()).toMatch(/: try again in 12 seconds$/u);
    expect(await failure.evaluate((banner) => banner.getBoundingClientRect().top >= 0)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.screenshot({ path: `${shots}/rate-limited-360.png` });
    expect(page.url()).not.toContain("secret");
    await context.close();
  });
});
