/**
 * The upstreams that are configured: `UPSTREAMS`, a variable with JSON.
 *
 * @module
 */
import { jsonPointer } from "../src/spec/parse.ts";
import { type UpstreamConfig, upstreamsConfigSchema } from "../src/spec/upstream.ts";
import { type Fetch, openAiUpstream } from "../src/upstream/openai-upstream.ts";
import type { Upstream } from "../src/upstream/upstream.ts";
import { type AiBinding, workersAiUpstream } from "../src/upstream/workers-ai-upstream.ts";

/** By the names that requests give. */
export type Upstreams = ReadonlyMap<string, Upstream>;

/**
 * @param environment - variables, secrets and bindings, which upstreams name
 * @param taken - the name of the model that is served here
 * @throws Error that says what is wrong, and shows no secret
 */
export function readUpstreams(
  environment: Readonly<Record<string, unknown>>,
  taken: string,
  fetch: Fetch,
): Upstreams {
  const { UPSTREAMS: json } = environment;
  if (json === undefined || json === "") return new Map();
  const { success, data, error } = upstreamsConfigSchema.safeParse(parse(json));
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `UPSTREAMS${jsonPointer(path)}: ${message}`);
    throw new Error(problems.join("\n"));
  }
  const entries = Object.entries(data);
  if (entries.some(([name]) => name === taken))
    throw new Error(`UPSTREAMS: ${taken} is the model served here`);
  return new Map(entries.map(([name, config]) => [name, create(name, config, environment, fetch)]));
}

function create(
  name: string,
  config: UpstreamConfig,
  environment: Readonly<Record<string, unknown>>,
  fetch: Fetch,
): Upstream {
  if (config.kind === "workers_ai") {
    const binding = environment[config.binding];
    if (!isAiBinding(binding))
      throw new Error(`UPSTREAMS: ${name} needs a binding ${config.binding} to Workers AI`);
    return workersAiUpstream({ name, config, binding });
  }
  const apiKey = config.api_key === undefined ? undefined : environment[config.api_key];
  if (config.api_key !== undefined && (typeof apiKey !== "string" || apiKey === ""))
    throw new Error(`UPSTREAMS: ${name} needs a variable ${config.api_key} with its key`);
  return openAiUpstream({ name, config, apiKey: typeof apiKey === "string" ? apiKey : undefined, fetch });
}

function isAiBinding(binding: unknown): binding is AiBinding {
  return (
    typeof binding === "object" && binding !== null && "run" in binding && typeof binding.run === "function"
  );
}

function parse(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    // The parser would quote it, and with it a key that stands where its variable's name should.
    throw new Error("UPSTREAMS: is not JSON");
  }
}
