import { mkdir } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { barriers, chromiumPath, shots, startBrowser, withoutChromium } from "./browser.ts";
import { serveTinyPage, type TinyPage } from "./tiny-page.ts";

if (!chromiumPath) console.warn(withoutChromium);

let server: TinyPage;
let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  server = await serveTinyPage();
  await mkdir(shots, { recursive: true });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

interface Visit {
  page: Page;
  context: BrowserContext;
  /** What the page complained of. */
  complaints: string[];
}

async function visit(scheme: "light" | "dark" = "light", hash = ""): Promise<Visit> {
  const context = await browser.newContext({ colorScheme: scheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(server.url + hash);
  await page.locator("html[data-run=idle]").waitFor();
  // However busy the machine is.
  await page.getByLabel("Milliseconds", { exact: true }).fill("300000");
  return { page, context, complaints };
}

async function run(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run" }).click();
  await page.locator("html[data-run=idle]").waitFor({ timeout: 90_000 });
}

describe.skipIf(!chromiumPath)("answers on the playground", () => {
  test("a profile, several answers and stop texts are asked for, and each answer is shown with its worth", async () => {
    const { page, context, complaints } = await visit();
    await page.getByRole("radio", { name: "brand-voice" }).check();
    expect(await page.getByRole("list", { name: "Rewards that it adds" }).textContent()).toContain(
      "Readabilityshould · max 9 · weight 0.5",
    );
    await page.getByRole("spinbutton", { name: "Answers" }).fill("3");
    await page.getByLabel("Strategy").selectOption("sample");
    await page.getByText("More settings (2)").click();
    const stop = page.getByLabel("Stop texts", { exact: true });
    for (const text of ['"\\n"', "."]) {
      await stop.fill(text);
      await stop.press("Enter");
    }
    const asked = await page.locator("#code").textContent();
    for (const field of ['"profile": "brand-voice"', '"stop": ["\\n", "."]', '"n": 3'])
      expect(asked).toContain(field);
    await run(page);
    const answers = page.locator("#choice-list > li");
    expect(await page.getByRole("heading", { name: "3 answers, best first" }).isVisible()).toBe(true);
    expect(await answers.locator(".badge").allTextContents()).toEqual(["chosen"]);
    const [first, ...others] = await answers.allTextContents();
    expect(first).toContain(await page.locator(".answer").first().textContent());
    expect(others).toHaveLength(2);
    for (const answer of [first, ...others]) expect(answer).toMatch(/reward [01]\.\d\d · log p -\d/u);
    for (const text of await answers.locator(".text").allTextContents()) expect(text).not.toMatch(/[.\n]/u);
    await answers.last().getByText("Its rewards").click();
    expect(await answers.last().getByText("brand-voice/sentiment").isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.screenshot({ path: `${shots}/several-light.png`, fullPage: true });
    const again = await visit("light", new URL(page.url()).hash);
    expect(await again.page.locator("#code").textContent()).toBe(asked);
    expect([...complaints, ...again.complaints]).toEqual([]);
    await context.close();
    await again.context.close();
  });

  test.each(["light", "dark"] as const)(
    "where no answer holds every must there is one's own text, or an error that says why, in the %s",
    async (scheme) => {
      const { page, context, complaints } = await visit(scheme);
      // Greedy says what the model says.
      await page.getByLabel("Strategy").selectOption("greedy");
      await page.getByText("More settings (2)").click();
      const wanted = page.getByLabel("Where no answer holds every must");
      await wanted.selectOption("text");
      await page.getByLabel("Own text").fill("Ask a sailor.");
      await run(page);
      const card = page.locator(".answer-card").first();
      expect(await card.locator(".answer").textContent()).toBe("Ask a sailor.");
      expect(await card.locator(".state").textContent()).toContain("your own text");

      await wanted.selectOption("error");
      await run(page);
      expect(await card.textContent()).toMatch(/no answer holds every must.*\(no answer\)/u);
      expect(await page.locator("#outcome").textContent()).toMatch(
        /An error instead of an answer.*keywords.*greedy does not look for it/u,
      );
      // The plain model has answered all the same.
      expect(await page.locator(".answer-card.plain .answer").textContent()).not.toBe("");
      expect(await barriers(page)).toEqual([]);
      await page.screenshot({ path: `${shots}/unsatisfied-${scheme}.png`, fullPage: true });
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
