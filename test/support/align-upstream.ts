import { alignUpstream, type UpstreamDependencies } from "../../src/align-upstream.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import type { Alignment } from "../../src/spec/result.ts";
import { upstreamConfigSchema } from "../../src/spec/upstream.ts";
import { openAiUpstream } from "../../src/upstream/openai-upstream.ts";
import type { Upstream } from "../../src/upstream/upstream.ts";

/** An upstream at a server's address. */
export function upstreamAt(url: string, options: object = {}, apiKey?: string): Upstream {
  const config = upstreamConfigSchema.parse({ kind: "openai", base_url: url, model: "tiny", ...options });
  if (config.kind !== "openai") throw new Error("another kind");
  return openAiUpstream({ name: "theirs", config, apiKey, fetch });
}

export const messages = [{ role: "user", content: "the people" }];

/** Aligns over an upstream, which babbles. */
export async function alignAt(
  upstream: Upstream,
  body: object,
  options: Pick<UpstreamDependencies, "signal" | "observer"> = {},
): Promise<Alignment> {
  const asked = "prompt" in body ? {} : { messages };
  const request = parseOrRefuse(alignRequestSchema, { ...asked, max_tokens: 8, seed: 1, ...body });
  return alignUpstream(request, { upstream, clock: nodePlatform.clock, ...options });
}
