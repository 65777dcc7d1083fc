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
import { areaUnderCurve, foldsOf, recallAt } from "./scores.ts";

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
  const fit = fitted(plan, texts);
  return { ...rounded(fit), figures: heldOutFigures(plan, texts), examples: texts.length };
}

function fitted({ learns, strength }: HeadPlan, texts: readonly Text[]): LinearModel {
  if (learns === "classes") return fitLogistic(samplesOf(texts), strength);
  const { weights } = fitLogistic(comparisonsOf(texts), strength);
  // Comparisons tell nothing of where the middle is: it is put at that of the texts.
  const middle = texts
    .flatMap(({ means }) => means)
    .map((mean) => scoreOf({ weights, bias: 0 }, mean))
    .reduce((sum, score, _, { length }) => sum + score / length, 0);
  return { weights, bias: -middle };
}

function textsOf(
  { name, tap, reads }: HeadPlan,
  examples: readonly LabelledExample[],
  states: readonly TextStates[],
): Text[] {
  return examples.flatMap(({ group, labels }, index): Text[] => {
    const label = labels[name] ?? null;
    const known = states[index];
    if (label === null || !known) return [];
    const means = reads === "prompt" ? [known.end] : known.answer;
    return [{ group, label, means: means.map((mean) => mean.get(tap) ?? new Float64Array()) }];
  });
}

/** Every beginning of every text: the head is asked while an answer grows. */
function samplesOf(texts: readonly Text[]): Sample[] {
  return texts.flatMap(({ label, means }) => means.map((features) => ({ features, label })));
}

/** The difference of two answers to a prompt, at every beginning and either way round: so neither comes first. */
function comparisonsOf(texts: readonly Text[]): Sample[] {
  return pairsOf(texts).flatMap(({ better, worse }) =>
    better.means.flatMap((mean, beginning) => {
      const features = mean.map((value, index) => value - (worse.means[beginning]?.[index] ?? 0));
      return [
        { features, label: true },
        { features: features.map((value) => -value), label: false },
      ];
    }),
  );
}

function pairsOf<T extends Pick<Text, "group" | "label">>(texts: readonly T[]): { better: T; worse: T }[] {
  return [...Map.groupBy(texts, ({ group }) => group).values()].flatMap((pair) => {
    const better = pair.find(({ label }) => label);
    const worse = pair.find(({ label }) => !label);
    return better && worse ? [{ better, worse }] : [];
  });
}

function heldOutFigures(plan: HeadPlan, texts: readonly Text[]): Head["figures"] {
  const places = foldsOf(
    texts.map(({ group }) => group),
    folds,
  );
  const fits = Array.from({ length: folds }, (_, fold) =>
    fitted(
      plan,
      texts.filter((_, index) => places[index] !== fold),
    ),
  );
  const scoredAt = (beginning: number) =>
    texts.map((text, index) => ({
      ...text,
      score: scoreOf(fits[places[index] ?? 0], text.means[beginning]),
    }));
  if (plan.reads === "prompt") {
    const scored = scoredAt(0);
    return { auc: shown(areaUnderCurve(scored)), recall_at_5_percent: shown(recallAt(scored, 0.05)) };
  }
  const [what, figureOf] =
    plan.learns === "pairs" ? (["pairs", pairAccuracy] as const) : (["auc", areaUnderCurve] as const);
  return Object.fromEntries(
    beginnings.map((length, beginning) => [`${what}_after_${length}`, shown(figureOf(scoredAt(beginning)))]),
  );
}

function shown(figure: number): number {
  return Number(figure.toFixed(3));
}

function pairAccuracy(texts: readonly (Text & { score: number })[]): number {
  const pairs = pairsOf(texts);
  return pairs.filter(({ better, worse }) => better.score > worse.score).length / pairs.length;
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
