import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { pageFiles } from "../../web/page-files.ts";
import type { AppOptions } from "../../worker/app.ts";
import type { EngineOptions } from "../../worker/engine.ts";
import { tinyApp } from "../worker/app.ts";

export interface TinyPage {
  readonly url: string;
  close(): void;
}

/** The playground over the tiny model, in Node: for what the page does, whatever the answers say. */
export async function serveTinyPage(
  options: Partial<EngineOptions> = {},
  more: Partial<AppOptions> = {},
): Promise<TinyPage> {
  const files = await pageFiles();
  const readPageFile = async (name: string) => {
    const path = files.get(name);
    return path === undefined ? null : readFile(path);
  };
  const app = tinyApp(options, undefined, { readPageFile, ...more });
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
