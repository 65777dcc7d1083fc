/**
 * How far `auto` is from the best answer that there is, on a tiny model with trees that are small enough to list.
 *
 * @module
 */
import fc from "fast-check";
import { Progress } from "../../eval/progress.ts";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { align } from "../../src/align.ts";
import { type LoadedModel, loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { type AnswerTree, listAnswers, optimumOf, randomSpecs } from "./answer-tree.ts";

const tree: AnswerTree = { prompt: "the people of the", k: 3, maxTokens: 4 };
const seed = 20261125;

/** All that is asked for is tried with each; the second is more than the tree has tokens many times over. */
const budgets = { generous: 500, unlimited: 100_000 };

/** Tries `count` random specs, some of them guiding, some judged on whole texts only. */
export async function measureOracleGap(count: number) {
  const model = await withTinyPackage((folder) => loadPackage(folderReader(folder), nodePlatform));
  const answers = await listAnswers(model, tree);
  const specs = fc.sample(randomSpecs, { numRuns: count, seed });
  const progress = new Progress(count);
  const gaps = { generous: [] as number[], unlimited: [] as number[] };
  const optima: number[] = [];
  for (const [index, rewards] of specs.entries()) {
    const optimum = await optimumOf(answers, rewards);
    optima.push(optimum);
    for (const name of ["generous", "unlimited"] as const) {
      const total = await found(model, rewards, budgets[name]);
      gaps[name].push(Math.max(0, optimum - total));
    }
    progress.report(index + 1, `spec ${index + 1} of ${count}`);
  }
  const summary = (name: "generous" | "unlimited") => {
    const own = gaps[name];
    const within = own.filter((gap) => gap <= 0.01).length;
    const equal = own.filter((gap) => gap <= 1e-9).length;
    return {
      budget: budgets[name],
      within,
      equal,
      share: sumOf(own) / sumOf(optima),
      greatest: Math.max(...own),
    };
  };
  const figures = {
    specs: count,
    answers: answers.length,
    generous: summary("generous"),
    unlimited: summary("unlimited"),
  };
  const line = (name: "generous" | "unlimited") =>
    `${figures[name].budget} forward tokens: ${figures[name].within} within .01 of the best of all ${answers.length} answers, ${figures[name].equal} equal it; ${(100 * figures[name].share).toFixed(2)} % below it on average, greatest gap ${figures[name].greatest.toFixed(3)}`;
  return {
    figures,
    text: `${count} random specs on the tiny model\n${line("generous")}\n${line("unlimited")}`,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

async function found(model: LoadedModel, rewards: readonly object[], forwardTokens: number): Promise<number> {
  const request = parseOrRefuse(alignRequestSchema, {
    prompt: tree.prompt,
    rewards,
    max_tokens: tree.maxTokens,
    search: { strategy: "auto", k: tree.k },
    budget: { forward_tokens: forwardTokens, reward_calls: 100_000, steps: 20_000 },
    seed: 1,
  });
  const { choices } = await align(request, { model, clock: nodePlatform.clock });
  return choices[0]?.reward.total ?? 0;
}
