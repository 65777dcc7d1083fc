/**
 * `npm run bench -- upstream --url URL --model NAME [--key VARIABLE] [--samples-per-call N] [--budget N] [--rounds N]
 * [--json FILE]`: what search buys over a server with OpenAI's API, at equal budgets.
 *
 * @module
 */
import { Progress } from "../eval/progress.ts";
import { alignUpstream } from "../src/align-upstream.ts";
import { nodePlatform } from "../src/runtime/node.ts";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { alignRequestSchema } from "../src/spec/request.ts";
import type { Alignment } from "../src/spec/result.ts";
import type { Upstream } from "../src/upstream/upstream.ts";
import { readUpstreams } from "../worker/upstreams.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { estimateMean, estimateShare, formatEstimate } from "./report/statistics.ts";
import { formatTable } from "./report/table.ts";
import { upstreamRequests } from "./upstream/requests.ts";

/** All but the first go on as long as the budget lasts, or longer than it does. */
const searches = {
  "one sample": { strategy: "best_of_n", n: 1 },
  best_of_n: { strategy: "best_of_n", n: 64 },
  "prune, 16": { strategy: "prune", n: 16, every: 12 },
  "blockwise, 4 × 12": { strategy: "blockwise", blocks: 4, length: 12 },
  "blockwise, 8 × 12": { strategy: "blockwise", blocks: 8, length: 12 },
  auto: { strategy: "auto" },
};

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    url: { type: "string" },
    model: { type: "string" },
    key: { type: "string" },
    "samples-per-call": { type: "string", default: "8" },
    budget: { type: "string", default: "1500" },
    rounds: { type: "string", default: "2" },
    json: { type: "string" },
  });
  const { url, model, key } = options;
  if (url === undefined || model === undefined)
    throw new CommandError("--url and --model are needed, e.g. --url http://127.0.0.1:8080/v1 --model NAME");
  const budget = wholeNumber("budget", options.budget, 1);
  const rounds = wholeNumber("rounds", options.rounds, 1);
  const perCall = wholeNumber("samples-per-call", options["samples-per-call"], 1);
  const upstream = upstreamAt({
    kind: "openai",
    base_url: url,
    model,
    logprobs: true,
    samples_per_call: perCall,
    ...(key !== undefined && { api_key: key }),
  });

  const names = Object.keys(searches) as (keyof typeof searches)[];
  const results = new Map(names.map((name) => [name, [] as Alignment[]]));
  const progress = new Progress(rounds * upstreamRequests.length * names.length);
  let done = 0;
  // Interleaved: whatever else the machine does meets all alike.
  for (let seed = 1; seed <= rounds; seed++) {
    for (const request of upstreamRequests) {
      for (const name of names) {
        const search = searches[name];
        results.get(name)?.push(await answer(upstream, { ...request, search, seed, budget: limits(budget) }));
        progress.report(++done, name);
      }
    }
  }
  console.log(tableOf(results));
  await writeJson(options.json, { model, budget, perCall, results: Object.fromEntries(results) });
}

function limits(forwardTokens: number) {
  return { forward_tokens: forwardTokens, time_ms: 600_000 };
}

function upstreamAt(config: object): Upstream {
  const environment = { ...process.env, UPSTREAMS: JSON.stringify({ upstream: config }) };
  const upstream = readUpstreams(environment, "", fetch).get("upstream");
  if (!upstream) throw new Error("the only upstream is there");
  return upstream;
}

async function answer(upstream: Upstream, body: object): Promise<Alignment> {
  return alignUpstream(parseOrRefuse(alignRequestSchema, body), { upstream, clock: nodePlatform.clock });
}

function tableOf(results: ReadonlyMap<string, readonly Alignment[]>): string {
  const rows = [...results].map(([name, alignments]) => {
    const rewards = alignments.flatMap(({ choices }) => choices.slice(0, 1).map(({ reward }) => reward));
    const mean = (of: (alignment: Alignment) => number) => estimateMean(alignments.map(of)).mean;
    return [
      name,
      formatEstimate(estimateMean(rewards.map(({ total }) => total)), 3),
      formatEstimate(estimateShare(rewards.map(({ satisfied }) => Number(satisfied))), 3),
      mean(({ usage }) => usage.forward_tokens + usage.cached_tokens).toFixed(0),
      mean(({ usage }) => usage.cached_tokens).toFixed(0),
      mean(({ usage }) => usage.steps).toFixed(1),
      (mean(({ usage }) => usage.elapsed_ms) / 1000).toFixed(1),
    ];
  });
  const heads = ["", "reward", "all hard hold", "tokens", "of them cached", "calls", "s"];
  return formatTable(heads, rows);
}
