import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { curlSnippet } from "../../web/code/curl.ts";
import { layoutJson } from "../../web/code/layout-json.ts";
import { openaiSnippet } from "../../web/code/openai.ts";
import type { Target } from "../../web/code/snippets.ts";
import { typescriptSnippet } from "../../web/code/typescript.ts";
import type { Json, JsonObject } from "../../web/json.ts";
import { tinyApp } from "../worker/app.ts";

let server: Server;
let target: Target;
/** What the server was sent. */
let received: { body: unknown; key: string | null }[] = [];

beforeAll(async () => {
  const app = tinyApp();
  const listener = getRequestListener(async (request) => {
    received.push({ body: await request.clone().json(), key: request.headers.get("authorization") });
    return app.fetch(request);
  });
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  target = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    needsKey: false,
    model: "tiny",
  };
});

afterAll(() => void server.close());

// All that a shell or a script could take for something else.
const prompt = `It's "odd": $HOME, \`date\`, \${x} \\n \\ é 🙂 </script>\n! the people`;

const request: JsonObject = {
  messages: [{ role: "user", content: prompt }],
  rewards: [
    { type: "length", unit: "words", max: 5, enforce: "hard" },
    { type: "phrases", include: [prompt.slice(0, 30)] },
  ],
  budget: { forward_tokens: 400, reward_calls: 100, steps: 50, time_ms: 20_000 },
  profile: "brand-voice",
  on_unsatisfied: { text: prompt },
  search: { strategy: "sample" },
  max_tokens: 6,
  stop: [prompt.slice(0, 20), "\n\n"],
  n: 2,
  seed: 7,
};

async function run(command: string, ...parameters: string[]): Promise<string> {
  received = [];
  const child = spawn(command, parameters, { env: { ...process.env, TILLER_API_KEY: "secret" } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`${command} ends with ${code}: ${output}`);
  return output;
}

const runScript = (script: string) =>
  run(process.execPath, "--input-type=module-typescript", "--no-warnings", "--eval", script);

test("the curl command runs in a shell and sends the very request", async () => {
  const answer = JSON.parse(await run("sh", "-c", curlSnippet(request, target))) as { object: string };
  expect(answer.object).toBe("alignment");
  expect(received).toEqual([{ body: request, key: null }]);
});

test("the TypeScript runs and sends the very request", async () => {
  const output = await runScript(typescriptSnippet(request, target));
  expect(output.trim().split("\n").at(-1)).toMatch(/^[\d.]+ \d+ \w+$/u);
  expect(received).toEqual([{ body: request, key: null }]);
});

test("the openai client takes the request, and so does the server from it", async () => {
  const { messages, max_tokens, stop, n, seed, ...rest } = request;
  await runScript(openaiSnippet(request, target));
  const body = { model: "tiny", messages, max_completion_tokens: max_tokens, stop, n, seed };
  expect(received).toMatchObject([{ body: { ...body, alignment: rest } }]);
});

test("a raw prompt is a completion to the openai client", async () => {
  const { messages: _, search: __, n: ___, ...rest } = request;
  await runScript(openaiSnippet({ ...rest, prompt }, target));
  const alignment = { search: { strategy: "auto" } };
  expect(received).toMatchObject([{ body: { prompt, max_tokens: 6, alignment } }]);
});

test("where a key is needed it comes from the environment", async () => {
  const locked = { ...target, needsKey: true };
  await run("sh", "-c", curlSnippet(request, locked));
  expect(received[0]?.key).toBe("Bearer secret");
  await runScript(typescriptSnippet(request, locked));
  expect(received[0]?.key).toBe("Bearer secret");
  await runScript(openaiSnippet(request, locked));
  expect(received[0]?.key).toBe("Bearer secret");
});

const values = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);

test("JSON that is laid out is the same JSON, and the same in JavaScript", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (value, width) => {
      expect(JSON.parse(layoutJson(value, { width }))).toEqual(value);
      const script = new Function(`return ${layoutJson(value, { width, isScript: true })}`);
      expect(script()).toEqual(value);
    }),
  );
});
