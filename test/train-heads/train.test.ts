import { describe, expect, it } from "vitest";
import { beginnings, type TextStates } from "../../models/train-heads/collect-states.ts";
import type { LabelledExample } from "../../models/train-heads/example.ts";
import type { HeadPlan } from "../../models/train-heads/plans.ts";
import { scoreOf, trainHead } from "../../models/train-heads/train.ts";

const tap = 3;
const width = 6;

const classes: HeadPlan = {
  name: "rude",
  description: "The answer is rude.",
  reads: "answer",
  wanted: "low",
  beta: false,
  tap,
  source: "continuations",
  learns: "classes",
  strength: 0.1,
};
const pairs: HeadPlan = { ...classes, name: "liked", wanted: "high", source: "preferences", learns: "pairs" };

describe("a head", () => {
  it("tells the classes apart that it was trained on, on prompts that it had not seen", () => {
    const { examples, states } = textsOf(40, ({ label, noise }) => (label ? 1 : -1) + noise);
    const { figures, weights } = trainHead(classes, examples, states);
    expect(figures.auc_after_16).toBeGreaterThan(0.95);
    expect(weights).toHaveLength(width);
  });

  it("finds nothing where there is nothing", () => {
    const { examples, states } = textsOf(60, ({ noise }) => noise);
    const { figures } = trainHead(classes, examples, states);
    expect(figures.auc_after_16).toBeGreaterThan(0.2);
    expect(figures.auc_after_16).toBeLessThan(0.8);
  });

  it("prefers of two answers to a prompt the better one, whatever the prompt adds to both", () => {
    const { examples, states } = textsOf(
      40,
      ({ label, noise, group }) => (label ? 0.5 : -0.5) + noise / 4 + group,
    );
    const head = trainHead(pairs, examples, states);
    expect(head.figures.pairs_after_16).toBeGreaterThan(0.95);
    const middle = states.flatMap(({ answer }) => answer.map((mean) => scoreOf(head, mean.get(tap))));
    expect(Math.abs(middle.reduce((sum, score) => sum + score, 0) / middle.length)).toBeLessThan(1e-3);
  });

  it("is the same to the last digit when it is trained again", () => {
    const { examples, states } = textsOf(20, ({ label, noise }) => (label ? 1 : -1) + noise);
    expect(trainHead(classes, examples, states)).toEqual(trainHead(classes, examples, states));
  });
});

/** Two answers a prompt, one of each label; what tells them apart stands in the second place of their states. */
function textsOf(
  groups: number,
  second: (text: { label: boolean; noise: number; group: number }) => number,
): { examples: LabelledExample[]; states: TextStates[] } {
  const examples: LabelledExample[] = [];
  const states: TextStates[] = [];
  for (let group = 0; group < groups; group++) {
    for (const label of [true, false]) {
      const place = examples.length;
      const labels = { rude: label, liked: label };
      examples.push({ group: `prompt ${group}`, prompt: [1], answer: [2], labels });
      const mean = Float64Array.from({ length: width }, (_, index) => Math.sin(7 * place + 11 * index));
      mean[1] = second({ label, noise: Math.sin(13 * place), group });
      const byTap = new Map([[tap, mean]]);
      states.push({ end: byTap, answer: beginnings.map(() => byTap) });
    }
  }
  return { examples, states };
}
