import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readAll } from "../../src/model/package-files.ts";
import { browserPlatform, httpReader } from "../../src/runtime/browser.ts";

const server = createServer((request, response) => {
  if (request.url === "/models/tiny/graph.onnx") response.end("a graph");
  else response.writeHead(404).end("no such file");
});
let base: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/tiny/`;
});
afterAll(() => server.close());

it("reads a package's files from under its URL", async () => {
  const bytes = await readAll(httpReader(base), "graph.onnx");
  expect(new TextDecoder().decode(bytes)).toBe("a graph");
});

it("says which file the server does not have", async () => {
  await expect(readAll(httpReader(base), "front.bin.0")).rejects.toThrow(
    "tiny/front.bin.0: the server answers 404",
  );
});

it("lets other work in while it pauses", async () => {
  const { clock } = browserPlatform({ kernels: "unused.wasm", onnx: "unused.wasm" });
  let others = 0;
  setTimeout(() => {
    others++;
  });
  const begun = clock.now();
  while (others === 0 && clock.now() - begun < 5000) await clock.pause();
  expect(others).toBe(1);
});
