/**
 * Tiller's engine: all paths are branches of one tree, whose trunk is the prompt.
 *
 * @module
 */
import type { Row, RowLogits } from "../../../src/model/language-model.ts";
import type { LoadedModel } from "../../../src/model/load-package.ts";
import type { Generation, Prompt, Subject } from "../subject.ts";

/** A path's newest token, and the slots of the tokens before it. */
interface Path {
  readonly tokens: number[];
  readonly slots: number[];
}

export class Tiller implements Subject {
  readonly name = "Tiller";
  readonly version: string;
  private readonly model: LoadedModel;

  constructor(model: LoadedModel, version: string) {
    this.model = model;
    this.version = version;
  }

  async generate({ ids }: Prompt, count: number, tokens: number): Promise<Generation> {
    const begun = performance.now();
    const session = this.model.open();
    try {
      const trunk = ids.map((_, slot) => slot);
      const rows = ids.map((token, slot) => row(token, trunk.slice(0, slot), slot, slot === ids.length - 1));
      let logits: RowLogits[] = [];
      for (let from = 0; from < rows.length; from += this.model.maxRows) {
        logits = await session.step(rows.slice(from, from + this.model.maxRows));
      }
      const afterPrompt = logits[0]?.values ?? new Float32Array();
      // The peers' paths are alike; a tree has no two nodes alike, so here they differ from the first token on.
      const paths = greatest(afterPrompt, count).map(
        (token): Path => ({ tokens: [token], slots: [...trunk] }),
      );
      const first = performance.now();
      let slot = ids.length;
      for (let step = 1; step < tokens; step++) {
        const next = await session.step(
          paths.map(({ tokens, slots }) => row(tokens.at(-1) ?? 0, slots, slot++, true)),
        );
        for (const [index, path] of paths.entries()) {
          path.slots.push(slot - paths.length + index);
          path.tokens.push(...greatest(next[index]?.values ?? new Float32Array(), 1));
        }
      }
      const rest = performance.now() - first;
      return {
        first: first - begun,
        rest,
        text: this.model.tokenizer.decode(paths[0]?.tokens ?? []),
      };
    } finally {
      session.close();
    }
  }
}

function row(token: number, ancestors: readonly number[], slot: number, wantsLogits: boolean): Row {
  return { token, position: ancestors.length, slot, ancestors: new Int32Array(ancestors), wantsLogits };
}

/** Where the `count` greatest of `values` are, the greatest first. */
function greatest(values: Float32Array, count: number): number[] {
  const found: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  // Not an iterator: this is in the loop that is timed.
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (found.length === count && value <= least) continue;
    const place = found.findIndex((other) => value > (values[other] ?? 0));
    found.splice(place < 0 ? found.length : place, 0, index);
    if (found.length > count) found.pop();
    least = values[found.at(-1) ?? index] ?? value;
  }
  return found;
}
