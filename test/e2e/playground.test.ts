import { mkdir } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { barriers, chromiumPath, shots, startBrowser, withoutChromium } from "./browser.ts";

if (!chromiumPath) console.warn(withoutChromium);

let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  await mkdir(shots, { recursive: true });
  browser = await startBrowser();
});

afterAll(() => browser?.close());

interface Visit {
  page: Page;
  context: BrowserContext;
  /** What the page complained of, and what it asked of other servers. */
  complaints: string[];
}

type Scheme = "light" | "dark";

/** The page, once it can be used. */
async function visit(
  path = "/",
  { scheme = "light", width = 1440 }: { scheme?: Scheme; width?: number } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    colorScheme: scheme,
    reducedMotion: "reduce",
    viewport: { width, height: 1000 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(inject("url"))) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(inject("url") + path);
  await page.locator("html[data-run=idle]").waitFor();
  return { page, context, complaints };
}

async function run(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run" }).click();
  await page.locator("html[data-run=idle]").waitFor({ timeout: 90_000 });
}

/** How many different colours a canvas has: one where nothing is drawn on it. */
function coloursOf(page: Page): Promise<number> {
  return page.locator("#tree-canvas").evaluate((canvas: unknown) => {
    const { width, height, getContext } = canvas as {
      width: number;
      height: number;
      getContext(kind: "2d"): { getImageData(...box: number[]): { data: Uint8ClampedArray } };
    };
    const { data } = getContext.call(canvas, "2d").getImageData(0, 0, width, height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

describe.skipIf(!chromiumPath)("the playground", () => {
  test.each(["light", "dark"] as const)(
    "empty, running, done, in the %s: nothing complains, and nobody is kept out",
    async (scheme) => {
      const { page, context, complaints } = await visit("/", { scheme });
      const shot = (name: string) =>
        page.screenshot({ path: `${shots}/${name}-${scheme}.png`, fullPage: true });
      expect(await barriers(page)).toEqual([]);
      await shot("empty");
      // However busy the machine is.
      await page.getByLabel("Milliseconds", { exact: true }).fill("300000");

      await page.getByRole("button", { name: "Run" }).click();
      await page.locator("#tree-count:not(:empty)").waitFor({ timeout: 60_000 });
      await shot("running");
      await page.locator("html[data-run=idle]").waitFor({ timeout: 90_000 });

      const [aligned, plain] = await page.locator(".answer").allTextContents();
      for (const word of ["river", "rock", "rain"]) expect(aligned).toContain(word);
      expect(plain).not.toBe(aligned);
      expect(await page.locator(".verdict").textContent()).toContain("The aligned answer holds every must");
      expect(await page.locator(".stop-reason").textContent()).toContain(
        "It stopped because every must holds",
      );
      expect(
        await page.getByRole("meter", { name: "Forward tokens" }).getAttribute("aria-valuenow"),
      ).not.toBe("0");
      expect(await page.locator("#tree-count").textContent()).toMatch(
        /\d+ tokens considered · \d+ computed · \d+ dropped/u,
      );
      expect(await coloursOf(page)).toBeGreaterThan(10);
      expect(await barriers(page)).toEqual([]);
      await shot("done");
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test("the tree can be walked by keys, and read as a table", async () => {
    const { page, context } = await visit();
    await page.getByLabel("beside the plain model").uncheck();
    await run(page);
    await page.locator("#tree-frame").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    const node = page.locator("#node");
    expect(await node.textContent()).toContain("Part of the answer");
    await page.keyboard.press("ArrowDown");
    expect(await node.textContent()).toMatch(/Dropped|Considered|Still open/u);
    await page.getByText("The same in words").click();
    const first = page.locator("#outline tbody tr").first();
    expect(await first.textContent()).toContain(await page.locator(".answer").first().textContent());
    await page.screenshot({ path: `${shots}/node-light.png`, fullPage: true });
    await context.close();
  });

  test("a spec is built from the server's schemas, and comes back from its link", async () => {
    const { page, context, complaints } = await visit();
    await page.getByRole("button", { name: "Remove Keywords" }).click();
    expect(await page.getByText("None: the model says what it likes").isVisible()).toBe(true);
    await page.getByLabel("Add a reward").selectOption("length");
    const card = page.getByRole("listitem").filter({ hasText: "The length of the text" });
    await card.getByRole("radio", { name: "must" }).check();
    await card.getByLabel("Max", { exact: true }).fill("7");
    await page.getByLabel("Add a reward").selectOption("phrases");
    const include = page.locator('[data-key="1"] [data-key="include"] input');
    await include.fill("salt, sea");
    await include.press("Enter");
    await page.getByRole("radio", { name: "brand-voice" }).check();
    const added = page.getByRole("list", { name: "Rewards that it adds" });
    expect(await added.textContent()).toContain("Readabilityshould · max 9 · weight 0.5");
    await page.getByRole("spinbutton", { name: "Answers" }).fill("2");
    await page.getByText("More settings (2)").click();
    const stop = page.getByLabel("Stop texts", { exact: true });
    for (const text of ['"\\n"', "END"]) {
      await stop.fill(text);
      await stop.press("Enter");
    }
    await page.getByLabel("Where no answer holds every must").selectOption("text");
    await page.getByLabel("Own text").fill("Ask a sailor.");
    await page.getByLabel("Strategy").selectOption("sample");
    await page.locator("#prompt").fill("Why is the sea salty?");
    const asked = await page.locator("#code").textContent();
    expect(asked).toContain('{ "type": "length", "enforce": "hard", "unit": "words", "max": 7 }');
    expect(asked).toContain('"include": ["P.S.", "salt, sea"]');
    expect(asked).toContain('"profile": "brand-voice"');
    expect(asked).toContain('"on_unsatisfied": { "text": "Ask a sailor." }');
    expect(asked).toContain('"strategy": "sample"');
    expect(asked).toContain('"stop": ["\\n", "END"]');
    expect(asked).toContain('"n": 2');

    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy link" }).click();
    const link = await page.evaluate("navigator.clipboard.readText()");
    const again = await visit(String(link).slice(inject("url").length));
    expect(await again.page.locator("#code").textContent()).toBe(asked);
    expect([...complaints, ...again.complaints]).toEqual([]);
    await context.close();
    await again.context.close();
  });

  test.each(["light", "dark"] as const)(
    "what the server refuses is said at its field, in the %s",
    async (scheme) => {
      const { page, context } = await visit("/", { scheme });
      await page.getByLabel("Add a reward").selectOption("length");
      await page.locator('[data-key="1"] [data-key="max"] input').fill("-3");
      await run(page);
      const field = page.locator('[data-key="1"] [data-key="max"]');
      expect(await field.locator(".field-error").textContent()).toContain("must be at least 0");
      expect(await field.locator("input").getAttribute("aria-invalid")).toBe("true");
      expect(
        await field.locator("input").evaluate((input) => input === input.ownerDocument.activeElement),
      ).toBe(true);
      expect(await barriers(page)).toEqual([]);
      await page.screenshot({ path: `${shots}/error-${scheme}.png` });
      await field.locator("input").fill("3");
      await page.getByRole("button", { name: "Stop" }).waitFor({ state: "hidden" });
      await context.close();
    },
  );

  test("Stop ends the run, and keeps what there is", async () => {
    const { page, context, complaints } = await visit();
    // What takes a while.
    await page.locator("#prompt").fill("Tell the story of a ship in a storm, in ten sentences.");
    await page.locator("#max-tokens").fill("200");
    await page.getByLabel("Strategy").selectOption("deal");
    await page.getByRole("button", { name: "Run" }).click();
    await page.locator("#tree-count:not(:empty)").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator("html[data-run=idle]").waitFor({ timeout: 5_000 });
    expect(await page.locator(".answer-card .state").first().textContent()).toBe("stopped");
    expect(await coloursOf(page)).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("on a telephone nothing is wider than the screen", async () => {
    const { page, context } = await visit("/", { width: 360 });
    await page.getByLabel("beside the plain model").uncheck();
    await run(page);
    const width = await page.locator("html").evaluate((html) => html.scrollWidth);
    expect(width).toBe(360);
    await page.screenshot({ path: `${shots}/done-360.png`, fullPage: true });
    await context.close();
  });
});
