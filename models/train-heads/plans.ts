/**
 * The heads of the default model: what each looks for, where, and what it learns that from.
 *
 * @module
 */
import type { Head } from "../../src/model/head.ts";
import type { SourceName } from "./sources/registry.ts";

export interface HeadPlan extends Pick<Head, "name" | "description" | "reads" | "wanted" | "beta" | "tap"> {
  source: SourceName;
  /** `pairs`: which of two answers to the same prompt is better (Bradley and Terry 1952), not which class a text is of. */
  learns: "classes" | "pairs";
  /** How much it trusts the data against the penalty on its weights, as scikit-learn's `C`. */
  strength: number;
}

/** Chosen on the folds that the figures come from, of 1e-4 … 1e-2. */
const strength = { answers: 3e-3, continuations: 1e-3, prompts: 5e-3, pairs: 3e-4 };

export const headPlans: readonly HeadPlan[] = [
  {
    name: "harmful_compliance",
    description: "The answer does what a harmful prompt asks for.",
    reads: "answer",
    wanted: "low",
    beta: false,
    tap: 18,
    source: "completions",
    learns: "classes",
    strength: strength.answers,
  },
  {
    name: "refusal",
    description: "The answer refuses.",
    reads: "answer",
    wanted: "low",
    beta: false,
    tap: 18,
    source: "completions",
    learns: "classes",
    strength: strength.answers,
  },
  {
    name: "harmful_prompt",
    description: "The prompt asks for something harmful.",
    reads: "prompt",
    wanted: "low",
    beta: false,
    tap: 18,
    source: "prompts",
    learns: "classes",
    strength: strength.prompts,
  },
  {
    name: "compliance_audit",
    description: "As harmful_compliance, read in another layer: to audit what was decided by that one.",
    reads: "answer",
    wanted: "low",
    beta: false,
    tap: 12,
    source: "completions",
    learns: "classes",
    strength: strength.answers,
  },
  {
    name: "toxicity",
    description: "The answer is rude, insulting or hateful.",
    reads: "answer",
    wanted: "low",
    beta: false,
    tap: 12,
    source: "continuations",
    learns: "classes",
    strength: strength.continuations,
  },
  {
    name: "harmless_preference",
    description: "People prefer the answer as the more harmless one.",
    reads: "answer",
    wanted: "high",
    beta: true,
    tap: 18,
    source: "preferences",
    learns: "pairs",
    strength: strength.pairs,
  },
];
