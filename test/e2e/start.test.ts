import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});

/** `npm start` with arguments; `printed` waits for a text. */
function start(...parameters: string[]) {
  const child = spawn(process.execPath, ["scripts/start.ts", ...parameters]);
  children.push(child);
  let output = "";
  const printed = Promise.withResolvers<RegExpMatchArray>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
      const match = output.match(/serves (http:\S+), ready/);
      if (match) printed.resolve(match);
    });
  }
  const ended = once(child, "close").then(([code]) => ({ code, output }));
  return {
    child,
    ended,
    url: Promise.race([printed.promise.then((match) => String(match[1])), ended.then(() => "")]),
  };
}

test("npm start serves, and ends with Ctrl-C", async () => {
  const { child, ended, url } = start("--port", "0");
  const healthz = `${await url}/healthz`;
  expect((await fetch(healthz)).status).toBe(200);
  child.kill("SIGINT");
  const { code, output } = await ended;
  expect(code).toBe(0);
  expect(output).toContain(`curl -s ${await url}/v1/align`);
  await expect(fetch(healthz)).rejects.toThrow();
});

test("npm start with bad arguments shows the usage", async () => {
  const { code, output } = await start("--port", "abc").ended;
  expect(code).toBe(2);
  expect(output).toContain("npm start [-- --port N]");
});

test("npm start on a port in use says so in one line", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const { code, output } = await start("--port", String(port)).ended;
  taken.close();
  expect(code).toBe(1);
  expect(output).toBe(`port ${port} is in use; choose another: npm start -- --port N\n`);
});
