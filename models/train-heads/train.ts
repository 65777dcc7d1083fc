/**
 * From states to a head and its figures.
 *
 * @module
 */
import type { Head } from "../../src/model/head.ts";
import { beginnings, type TextStates } from "./collect-states.ts";
import type { LabelledExample } from "./example.ts";
import { fitLogistic, type LinearModel, type Sample } from "./logistic-regression.ts";
import type { HeadPlan } from "./plans.ts";
import { areaUnderCurve, foldsOf } from "./scores.ts";

/** Enough that a weight's error is far below what int8 states leave of it. */
const digits = 7;
const folds = 5;

interface Text {
  group: string;
  label: boolean;
  /** The means that the head may be asked about, the last of all that is read. */
  means: readonly Float64Array[];
}

/** Fits the head on all examples; its figures are of fits that had not seen the group of what they judge. */
export function trainHead(
  plan: HeadPlan,
  examples: readonly LabelledExample[],
  states: readonly TextStates[],
): LinearModel & { figures: Head["figures"]; examples: number } {
  const texts = textsOf(plan, examples, states);
  const fit = fitLogistic(samplesOf(texts), plan.strength);
  return { ...rounded(fit), figures: heldOutFigures(plan, texts), examples: texts.length };
}

function textsOf(
  { name, tap, reads }: HeadPlan,
  examples: readonly LabelledExample[],
  states: readonly TextStates[],
): Text[] {
  const groups = new Set<string>();
  return examples.flatMap(({ group, labels }, index): Text[] => {
    const label = labels[name] ?? null;
    const known = states[index];
    if (label === null || !known) return [];
    // Many answers share a prompt, which is one text.
    if (reads === "prompt" && groups.has(group)) return [];
    groups.add(group);
    const means = reads === "prompt" ? [known.prompt] : known.answer;
    return [{ group, label, means: means.map((mean) => mean.get(tap) ?? new Float64Array()) }];
  });
}

/** Every beginning of every text: the head is asked while an answer grows. */
function samplesOf(texts: readonly Text[]): Sample[] {
  return texts.flatMap(({ label, means }) => means.map((features) => ({ features, label })));
}

function heldOutFigures({ reads, strength }: HeadPlan, texts: readonly Text[]): Head["figures"] {
  const places = foldsOf(
    texts.map(({ group }) => group),
    folds,
  );
  const fits = Array.from({ length: folds }, (_, fold) =>
    fitLogistic(samplesOf(texts.filter((_, index) => places[index] !== fold)), strength),
  );
  const labels = texts.map(({ label }) => label);
  const count = texts[0]?.means.length ?? 0;
  const figures: Head["figures"] = {};
  for (let beginning = 0; beginning < count; beginning++) {
    const scores = texts.map(({ means }, index) => scoreOf(fits[places[index] ?? 0], means[beginning]));
    const what = reads === "prompt" ? "auc" : `auc_after_${beginnings[beginning]}`;
    figures[what] = Number(areaUnderCurve(scores, labels).toFixed(3));
  }
  return figures;
}

/** The head's value before it becomes a probability. */
export function scoreOf(model: LinearModel | undefined, features: Float64Array | undefined): number {
  if (!model || !features) return 0;
  return model.weights.reduce((sum, weight, index) => sum + weight * (features[index] ?? 0), model.bias);
}

function rounded({ weights, bias }: LinearModel): LinearModel {
  const round = (value: number) => Number(value.toPrecision(digits));
  return { weights: weights.map(round), bias: round(bias) };
}
