import { Meter } from "../../src/budget/meter.ts";
import { noWishes } from "../../src/decode/alternatives.ts";
import { Decoder } from "../../src/decode/decoder.ts";
import { type Node, TokenTree } from "../../src/decode/token-tree.ts";
import { noTracer } from "../../src/decode/tracer.ts";
import type { LanguageModel, Row, RowLogits } from "../../src/model/language-model.ts";
import { budgetSchema } from "../../src/spec/budget.ts";
import { manualClock } from "./counting-model.ts";

/** A tree over `prompt` whose root is computed, and the decoder that grows it, without limits that matter. */
export async function plantedTree(model: LanguageModel, prompt: readonly number[]) {
  const tree = new TokenTree();
  const clock = manualClock();
  const meter = new Meter(budgetSchema.parse({ forward_tokens: 100_000, steps: 20_000 }), clock);
  const decoder = new Decoder({
    session: model.open(),
    maxRows: model.maxRows,
    tree,
    meter,
    clock,
    signal: undefined,
    tracer: noTracer,
    heads: 0,
    wishes: noWishes,
  });
  const trunk = tree.plant(prompt);
  await decoder.prefill(trunk);
  const root = trunk.at(-1) as Node;
  return { tree, trunk, decoder, meter, root };
}

/** Logits after each of `tokens`, computed one row a step in a session of their own. */
export async function logitsAlone(model: LanguageModel, tokens: readonly number[]): Promise<Float32Array[]> {
  const session = model.open();
  const all: Float32Array[] = [];
  for (const [position, token] of tokens.entries()) {
    const ancestors = Int32Array.from({ length: position }, (_, slot) => slot);
    const step = await session.step([{ token, position, slot: position, ancestors, wantsLogits: true }]);
    all.push(...valuesOf(step));
  }
  return all;
}

export function valuesOf(step: readonly RowLogits[] | undefined): Float32Array[] {
  return (step ?? []).map(({ values }) => values);
}

export function indexOfLargest(values: Float32Array): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0);
}

/** A row of a text that is computed token by token. */
export function nextRow(position: number, token: number): Row {
  const ancestors = Int32Array.from({ length: position }, (_, slot) => slot);
  return { token, position, slot: position, ancestors, wantsLogits: true };
}
