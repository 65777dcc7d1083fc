/**
 * Distances between two models that were fed the same tokens.
 *
 * @module
 */
import { z } from "zod";
import { indicesOfLargest } from "../src/decode/distribution.ts";
import type { LanguageModel, ModelSession, Row, RowLogits } from "../src/model/language-model.ts";

export interface Nearness {
  /** Positions that have a next token. */
  readonly tokens: number;
  readonly referencePerplexity: number;
  readonly candidatePerplexity: number;
  /** Share of positions where both find the same token likeliest. */
  readonly agreement: number;
  /** Mean KL(reference ‖ candidate), in nats. */
  readonly divergence: number;
}

/** A reference's figures: prompts with the log-probabilities of the first answer token, and greedy answers. */
export const goldenSchema = z
  .array(
    z.object({
      ids: z.array(z.int()).min(1),
      fp32: z.object({
        top10_logprob_first: z.array(z.tuple([z.int(), z.number()])),
        greedy: z.array(z.int()),
      }),
    }),
  )
  .min(1);

/** Compares what the two models say of the next token, at every position of every sequence but the last. */
export async function compareOnSequences(
  reference: LanguageModel,
  candidate: LanguageModel,
  sequences: readonly (readonly number[])[],
): Promise<Nearness> {
  const sums = { tokens: 0, reference: 0, candidate: 0, agreed: 0, divergence: 0 };
  for (const ids of sequences) {
    const sessions = [reference.open(), candidate.open()] as const;
    for (let start = 0; start < ids.length - 1; start += reference.maxRows) {
      const end = Math.min(start + reference.maxRows, ids.length - 1);
      const rows = chain(ids.slice(start, end), start);
      const [expected, found] = await Promise.all(sessions.map((session) => session.step(rows)));
      for (let row = 0; row < end - start; row++) {
        const p = logProbabilities(expected?.[row]);
        const q = logProbabilities(found?.[row]);
        const next = ids[start + row + 1] ?? 0;
        sums.tokens++;
        sums.reference -= p[next] ?? 0;
        sums.candidate -= q[next] ?? 0;
        sums.agreed += likeliest(p) === likeliest(q) ? 1 : 0;
        sums.divergence += p.reduce(
          (sum, value, token) => sum + Math.exp(value) * (value - (q[token] ?? 0)),
          0,
        );
      }
    }
    for (const session of sessions) session.close();
  }
  return {
    tokens: sums.tokens,
    referencePerplexity: Math.exp(sums.reference / sums.tokens),
    candidatePerplexity: Math.exp(sums.candidate / sums.tokens),
    agreement: sums.agreed / sums.tokens,
    divergence: sums.divergence / sums.tokens,
  };
}

/** How far `model` is from `golden`: the greatest difference of a log-probability, and how many texts are equal. */
export async function compareWithGolden(
  model: LanguageModel,
  golden: z.infer<typeof goldenSchema>,
): Promise<{ greatestDifference: number; equalTexts: number }> {
  let greatestDifference = 0;
  let equalTexts = 0;
  for (const { ids, fp32 } of golden) {
    const session = model.open();
    let distribution = await lastOf(session, chain(ids, 0));
    for (const [token, expected] of fp32.top10_logprob_first) {
      greatestDifference = Math.max(greatestDifference, Math.abs((distribution[token] ?? 0) - expected));
    }
    const text: number[] = [];
    while (text.length < fp32.greedy.length) {
      const token = likeliest(distribution);
      text.push(token);
      distribution = await lastOf(session, chain([token], ids.length + text.length - 1));
    }
    session.close();
    if (text.join() === fp32.greedy.join()) equalTexts++;
  }
  return { greatestDifference, equalTexts };
}

/** Rows of one unbranched path from position `start`, whose ancestors are all the slots before. */
function chain(tokens: readonly number[], start: number): Row[] {
  return tokens.map((token, offset) => {
    const position = start + offset;
    const ancestors = Int32Array.from({ length: position }, (_, slot) => slot);
    return { token, position, slot: position, ancestors, wantsLogits: true };
  });
}

async function lastOf(session: ModelSession, rows: readonly Row[]): Promise<Float32Array> {
  return logProbabilities((await session.step(rows)).at(-1));
}

function logProbabilities(logits: RowLogits | undefined): Float32Array {
  if (!logits) throw new Error("the model gave no logits");
  const { values, logNormaliser } = logits;
  return values.map((logit) => logit - logNormaliser);
}

function likeliest(values: Float32Array): number {
  return indicesOfLargest(values, 1)[0] ?? 0;
}
