/**
 * How far heads read the same in another package of the same model: its float32 graphs, say.
 *
 * @module
 */
import type { Head } from "../../src/model/head.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { collectStates, type TextStates } from "./collect-states.ts";
import type { LabelledExample } from "./example.ts";
import type { HeadPlan } from "./plans.ts";
import { correlation } from "./scores.ts";
import type { StateSource } from "./state-source.ts";
import { scoreOf } from "./train.ts";

/** Texts of each source that are read again. */
const sampled = 120;

export interface Collected {
  examples: readonly LabelledExample[];
  states: readonly TextStates[];
}

/** Pearson's r of each head's log-odds between the two packages, over a sample of its texts. */
export async function agreementWith(
  folder: string,
  {
    plans,
    heads,
    collected,
    source,
  }: {
    plans: readonly HeadPlan[];
    heads: readonly Head[];
    collected: ReadonlyMap<string, Collected>;
    source: StateSource;
  },
): Promise<Map<string, number>> {
  const model = await loadPackage(folderReader(folder), nodePlatform, { states: source });
  const agreement = new Map<string, number>();
  for (const [name, { examples, states }] of collected) {
    const stride = Math.max(1, Math.floor(examples.length / sampled));
    const chosen = [...examples.keys()].filter((index) => index % stride === 0);
    const others = await collectStates(
      model,
      source,
      chosen.flatMap((index) => examples[index] ?? []),
      () => {},
    );
    for (const plan of plans.filter((plan) => plan.source === name)) {
      const head = heads.find((head) => head.name === plan.name);
      const fit = head && { weights: Float64Array.from(head.weights), bias: head.bias };
      const read = (text: TextStates | undefined) =>
        scoreOf(fit, (plan.reads === "prompt" ? text?.end : text?.answer.at(-1))?.get(plan.tap));
      const own = chosen.map((index) => read(states[index]));
      agreement.set(plan.name, correlation(own, others.map(read)));
    }
  }
  return agreement;
}
