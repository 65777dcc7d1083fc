import type { TestProject } from "vitest/node";
import { type LocalServer, startLocalServer } from "../../scripts/server/local-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built Worker listens. */
    url: string;
  }
}

let server: LocalServer | undefined;

/** One server for every file: the built Worker in workerd, as `npm start` runs it. */
export async function setup(project: TestProject): Promise<void> {
  server = await startLocalServer({ port: 0, onLog: (message) => console.error(message) });
  project.provide("url", server.url);
}

export async function teardown(): Promise<void> {
  await server?.close();
}
