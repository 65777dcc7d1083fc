import fc from "fast-check";
import { expect, test } from "vitest";
import { type AlignDependencies, align } from "../../src/align.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import type { Alignment } from "../../src/spec/result.ts";
import {
  type AlignEvent,
  incumbentEventSchema,
  progressEventSchema,
  tokenEventSchema,
  treeEventSchema,
} from "../../src/spec/stream.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { countingModel, manualClock } from "../support/counting-model.ts";
import { leaningModel } from "../support/leaning-model.ts";
import { request, withFittingN } from "../support/random-requests.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { eventsOf, textsTold } from "../support/watched.ts";

/** `TILLER_RUNS=10000 npx vitest run test/align/stream-properties` tries more. */
const runs = Number(process.env.TILLER_RUNS ?? 300);

const schemas = {
  "alignment.progress": progressEventSchema,
  "alignment.incumbent": incumbentEventSchema,
  "alignment.token": tokenEventSchema,
  "alignment.tree": treeEventSchema,
};

const world = fc.record({
  // What the model leans to: ends, and bytes that begin or go on with a character.
  ends: fc.constantFrom(0, 0, 4, 7),
  bytes: fc.constantFrom(0, 0, 4, 7),
  // The step at which the client leaves.
  leaves: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 4, nil: null }),
  onUnsatisfied: fc.constantFrom(null, null, "error" as const),
  trace: fc.constantFrom("none" as const, "full" as const),
  goal: fc.boolean(),
});

/** What comes of it, the random id and the date aside. */
async function resultOf(
  body: object,
  dependencies: AlignDependencies,
): Promise<Omit<Alignment, "id" | "created"> | string> {
  try {
    const parsed = parseOrRefuse(alignRequestSchema, body);
    const { id: _, created: __, ...result } = await align(parsed, dependencies);
    return result;
  } catch (error) {
    if (error instanceof TillerError) return error.message;
    throw error;
  }
}

/** The order in which answers are preferred, in the default mode and the penalty mode alike. */
function worth({ reward }: Alignment["choices"][number]): number[] {
  return [Number(reward.satisfied), reward.total];
}

function isWorse(one: readonly number[], other: readonly number[]): boolean {
  const [[a = 0, b = 0], [c = 0, d = 0]] = [one, other];
  return a < c || (a === c && b < d - 1e-9);
}

test(`over ${runs} random specs all that is told stays true, and the result is as without being told`, async () => {
  const tiny = await tinyModel();
  const byteTokens = Array.from({ length: tiny.vocabulary }, (_, token) => token).filter((token) =>
    tiny.tokenizer.decode([token]).includes("\uFFFD"),
  );
  /** Strategies of which text was told before the search was over, and how often. */
  const early = new Map<string, number>();

  await fc.assert(
    fc.asyncProperty(request.map(withFittingN), world, async (asked, { ends, bytes, leaves, ...more }) => {
      const [target] = asked.rewards;
      const body = {
        ...asked,
        trace: more.trace,
        ...(more.onUnsatisfied && { on_unsatisfied: more.onUnsatisfied }),
        ...(more.goal && target && { combine: { mode: "goal", targets: { [target.type]: 1 } } }),
      };
      const leaning = leaningModel(tiny, ({ position }, logits) => {
        for (const token of tiny.endTokens) logits[token] = (logits[token] ?? 0) + ends * (position % 3);
        for (const token of byteTokens) logits[token] = (logits[token] ?? 0) + bytes * (position % 2);
      });
      const dependencies = (): AlignDependencies => {
        const clock = manualClock();
        const client = new AbortController();
        const { model, counts } = countingModel(leaning as LanguageModel, (rows) => {
          clock.advance(5 + rows);
          if (counts.steps === leaves) client.abort();
        });
        return { model, clock, signal: client.signal };
      };
      const events: AlignEvent[] = [];
      const result = await resultOf(body, { ...dependencies(), observer: (event) => events.push(event) });
      expect(result).toEqual(await resultOf(body, dependencies()));

      for (const event of events) schemas[event.object].parse(event);
      if (typeof result === "string") {
        // Nothing was promised of an answer that does not come.
        expect(textsTold(events)).toEqual([]);
        return;
      }
      const texts = textsTold(events);
      expect(result.choices.map(({ index }) => texts[index] ?? "")).toEqual(
        result.choices.map(({ text }) => text),
      );
      const incumbents = eventsOf(events, "alignment.incumbent").map(({ choice }) => worth(choice));
      for (const [index, incumbent] of incumbents.entries()) {
        expect(isWorse(incumbent, incumbents[index - 1] ?? [0, 0])).toBe(false);
      }
      const last = incumbents.at(-1);
      if (last && result.choices[0]?.logprob !== null) {
        expect(isWorse(result.choices[0] ? worth(result.choices[0]) : [], last)).toBe(false);
      }
      const steps = eventsOf(events, "alignment.progress").map(({ usage }) => usage.steps);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      expect(steps.at(-1)).toBe(result.usage.steps);
      const lastProgress = events.findLastIndex(({ object }) => object === "alignment.progress");
      const isEarly = events.findIndex(({ object }) => object === "alignment.token") < lastProgress;
      const { strategy } = asked.search;
      if (texts.length > 0) early.set(strategy, (early.get(strategy) ?? 0) + Number(isEarly));
    }),
    { numRuns: runs, seed: 20261201 },
  );

  for (const strategy of ["greedy", "sample", "args", "deal", "blockwise", "cascade", "beam", "banked"]) {
    expect(early.get(strategy) ?? 0, strategy).toBeGreaterThan(0);
  }
}, 1_200_000);
