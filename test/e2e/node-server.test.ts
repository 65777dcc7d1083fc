import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** `npm run serve` with these variables, and what it prints until `pattern` matches. */
async function serve(environment: Record<string, string>, pattern: RegExp) {
  const child = spawn(process.execPath, ["server/main.ts"], { env: { ...process.env, ...environment } });
  children.push(child);
  const ended = once(child, "close").then(([code]) => Number(code));
  let output = "";
  const { promise, resolve } = Promise.withResolvers<RegExpMatchArray | null>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
      const match = output.match(pattern);
      if (match) resolve(match);
    });
  }
  const match = await Promise.race([promise, ended.then(() => null)]);
  return { child, match, ended, output };
}

const align = (url: string | undefined, max_tokens: number, signal: AbortSignal | null = null) =>
  fetch(`${url}/v1/align`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ prompt: "The capital of France is", max_tokens, search: { strategy: "sample" } }),
    signal,
  });

test("the Node server answers, frees what clients leave behind, and finishes what is under way before it ends", async () => {
  const { child, match, ended } = await serve({ PORT: "0" }, /serves (http:\S+\d)/);
  const url = match?.[1];
  const left = new AbortController();
  const gone = align(url, 2000, left.signal).catch(({ name }: Error) => name);
  const health = async () => (await (await fetch(`${url}/healthz`)).json()) as { in_flight: number };
  await expect.poll(async () => (await health()).in_flight, { timeout: 30_000 }).toBe(1);
  left.abort();
  expect(await gone).toBe("AbortError");
  await expect.poll(async () => (await health()).in_flight).toBe(0);

  const last = align(url, 8);
  await expect.poll(async () => (await health()).in_flight).toBe(1);
  child.kill("SIGTERM");
  expect((await last).status).toBe(200);
  expect(await ended).toBe(0);
});

test("a Node server that cannot start says why", async () => {
  const refused = await serve({ PORT: "many" }, /^$/);
  expect([await refused.ended, refused.output]).toEqual([1, expect.stringContaining("PORT")]);
  const missing = await serve({ PORT: "0", DEFAULT_MODEL: "nobody" }, /nobody.manifest/);
  expect(await missing.ended).toBe(1);
});
