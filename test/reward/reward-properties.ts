import fc from "fast-check";
import { expect } from "vitest";
import { definitionOf, type RewardSpec, rewardSpecSchema } from "../../src/reward/registry.ts";
import {
  judgeText,
  type Piece,
  type PreparedReward,
  type RewardDefinition,
} from "../../src/reward/reward.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { someContext } from "./judge.ts";

const cases = 1000;

/**
 * Expects of the reward that over random specs and texts (`specs`: reward specs; `words`: what texts are made
 * of, chosen so that they often satisfy and often break a spec)
 * - following a text piece by piece, cut anywhere, gives what judging it whole gives;
 * - `bound` is never below the value of any continuation tried, and never rises, so that what is violated
 *   stays violated;
 * - the first proposal raises the value, here and now or at the latest as the text ends, and no proposal breaks the reward;
 * - it declares the guidance that it gives.
 *
 * @param unregistered - the definition, where it is not in the registry
 */
export async function expectRewardProperties(
  specs: fc.Arbitrary<object>,
  words: fc.Arbitrary<string>,
  unregistered?: RewardDefinition,
): Promise<void> {
  const text = fc.array(words, { maxLength: 14 }).map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(
      specs,
      text,
      text,
      fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
      async (spec, first, rest, sizes) => {
        const parsed = parseOrRefuse(unregistered?.schema ?? rewardSpecSchema, spec) as RewardSpec;
        const definition = unregistered ?? definitionOf(parsed);
        const reward = await definition.prepare(parsed, someContext);
        expectDeclared(definition.guides, reward);

        const whole = first + rest;
        const states = [reward.begin()];
        for (let at = 0; at < whole.length; ) {
          let size = sizes.next().value as number;
          // The decoder never cuts a character in two.
          if (!whole.slice(at, at + size).isWellFormed()) size++;
          states.push(reward.advance(states.at(-1), piece(whole.slice(at, at + size))));
          at += size;
        }
        const tokens = states.length - 1;
        const scratch = judgeText(reward, { text: whole, tokens, logProbability: -tokens });
        const last = states.at(-1);
        expect(reward.judge(last)).toEqual(scratch);
        expect(scratch.value).toBeGreaterThanOrEqual(0);
        expect(scratch.value).toBeLessThanOrEqual(1);
        expect(scratch.explain).not.toBe("");

        expectBounds(reward, states, whole);
        for (const state of [states[Math.floor(states.length / 2)], last]) expectProposals(reward, state);
      },
    ),
    { numRuns: cases, seed: 20261122 },
  );
}

function piece(text: string): Piece {
  return { text, tokens: 1, logProbability: -1 };
}

function expectDeclared(guides: readonly string[], reward: PreparedReward): void {
  // A spec may lack what its kind can do; what it does must be declared.
  if (reward.bound) expect(guides).toContain("bound");
  if (reward.propose) expect(guides).toContain("propose");
  if (reward.mayEnd) expect(guides).toContain("may_end");
}

function expectBounds(reward: PreparedReward, states: readonly unknown[], text: string): void {
  if (!reward.bound) return;
  let bound = 1;
  for (const state of states) {
    const next = reward.bound(state);
    expect(next, `the bound rises in ${JSON.stringify(text)}`).toBeLessThanOrEqual(bound);
    bound = next;
  }
  // Every later state is a continuation of every earlier one.
  let highest = 0;
  for (const state of states.toReversed()) {
    highest = Math.max(highest, reward.judge(state).value);
    expect(reward.bound(state), JSON.stringify(text)).toBeGreaterThanOrEqual(highest);
  }
}

function expectProposals(reward: PreparedReward, state: unknown): void {
  for (const occasion of ["midway", "ending"] as const) {
    const proposals = reward.propose?.(state, occasion) ?? [];
    for (const [index, proposal] of proposals.entries()) {
      expect(proposal).not.toBe("");
      const then = reward.advance(state, piece(proposal));
      expect(reward.bound?.(then) ?? 1, `${proposal} breaks it`).toBe(reward.bound?.(state) ?? 1);
      if (index > 0) continue;
      const raised = Math.max(reward.judge(then).value, completed(reward, then));
      expect(raised, `${JSON.stringify(proposal)} does not help`).toBeGreaterThan(reward.judge(state).value);
    }
  }
}

/** The value once what is proposed for the ending has been appended, as often as it goes on being proposed. */
function completed(reward: PreparedReward, from: unknown): number {
  let state = from;
  for (let round = 0; round < 50; round++) {
    // What opens a bullet or a section waits for words to stand in it.
    const [next = " word"] = reward.propose?.(state, "ending") ?? [];
    if (reward.judge(state).value === 1) break;
    state = reward.advance(state, piece(next));
  }
  return reward.judge(state).value;
}
