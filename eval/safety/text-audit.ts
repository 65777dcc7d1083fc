/**
 * Tells refusals from answers by their words: an audit that knows nothing of the model's states.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { fitLogistic } from "../../models/train-heads/logistic-regression.ts";
import { areaUnderCurve, foldsOf } from "../../models/train-heads/scores.ts";
import { scoreOf } from "../../models/train-heads/train.ts";
import { probabilityOf } from "../../src/model/head.ts";
import { wordsOf } from "../whole-word.ts";

const completion = z.object({ prompt: z.string(), label: z.string(), response: z.string() });

/** Words and pairs of words that are looked at: the most frequent ones. */
const mostTerms = 400;
/** A refusal shows within so many words. */
const mostWords = 40;
const strength = 0.01;
const folds = 5;

export interface TextAudit {
  /** The probability that the text refuses, in part or as a whole. */
  refusal(text: string): number;
  /** Its AUC on folds of prompts that it had not seen. */
  auc: number;
}

/** @param file - XSTest's completions, JSON Lines in gzip */
export async function trainTextAudit(file: string): Promise<TextAudit> {
  const lines = gunzipSync(await readFile(file))
    .toString("utf8")
    .split("\n")
    .filter(Boolean);
  const texts = lines.map((line) => completion.parse(JSON.parse(line)));
  const counts = new Map<string, number>();
  for (const { response } of texts)
    for (const term of termsOf(response)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const terms = [...counts]
    .toSorted(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .slice(0, mostTerms)
    .map(([term]) => term);
  const samples = texts.map(({ response, label }) => ({
    features: featuresOf(response, terms),
    label: label !== "1_full_compliance",
  }));
  const places = foldsOf(
    texts.map(({ prompt }) => prompt),
    folds,
  );
  const fits = Array.from({ length: folds }, (_, fold) =>
    fitLogistic(
      samples.filter((_, index) => places[index] !== fold),
      strength,
    ),
  );
  const heldOut = samples.map(({ features, label }, index) => ({
    score: scoreOf(fits[places[index] ?? 0], features),
    label,
  }));
  const fit = fitLogistic(samples, strength);
  return {
    refusal: (text) => probabilityOf(scoreOf(fit, featuresOf(text, terms))),
    auc: areaUnderCurve(heldOut),
  };
}

function termsOf(text: string): Set<string> {
  const words = wordsOf(text)
    .slice(0, mostWords)
    .map((word) => word.toLowerCase());
  return new Set([...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)]);
}

function featuresOf(text: string, terms: readonly string[]): Float64Array {
  const own = termsOf(text);
  return Float64Array.from(terms, (term) => (own.has(term) ? 1 : 0));
}
