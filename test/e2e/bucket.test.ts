import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { ask, lastingPart } from "../../bench/edge/ask.ts";
import { writeWorkers } from "../../scripts/edge/write-workers.ts";
import { startLocalServer } from "../../scripts/server/local-server.ts";
import { withBucketConfig } from "../support/wrangler-config.ts";

const requests = [
  { prompt: "The capital of France is", max_tokens: 8, search: { strategy: "greedy" } },
  {
    prompt: "A banana is",
    max_tokens: 8,
    seed: 1,
    rewards: [{ type: "similarity", to: "A banana is yellow." }],
    search: { strategy: "best_of_n", n: 2 },
  },
];

test("stages, encoder and front that read their packages from a bucket answer as one isolate does from assets", async () => {
  await withBucketConfig(async (source, folder) => {
    const workers = await writeWorkers({ source, target: join(folder, "edge") });
    const onLog = (message: string) => console.error(message);
    const server = await startLocalServer({ port: 0, workers, onLog });
    try {
      for (const request of requests) {
        const expected = lastingPart(await ask(inject("url"), request));
        expect(lastingPart(await ask(server.url, request))).toEqual(expected);
      }
    } finally {
      await server.close();
    }
  });
}, 240_000);
