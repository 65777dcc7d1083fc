import fc from "fast-check";
import { expect, test } from "vitest";
import { profileNames } from "../../src/reward/profiles.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { amountAt, positionOf, positions } from "../../web/ask/budget-scale.ts";
import { type Draft, plainRequestOf, requestOf } from "../../web/ask/draft.ts";
import { emptyDraft } from "../../web/ask/empty-draft.ts";
import { draftOfPreset, presets } from "../../web/ask/presets.ts";
import { hashOf, readHash } from "../../web/ask/share-link.ts";

test.each(presets)(
  "the example $name is a request that the server takes, with the plain one beside it",
  (preset) => {
    const draft = draftOfPreset(preset);
    for (const request of [requestOf(draft), plainRequestOf(draft, false)]) {
      expect(alignRequestSchema.safeParse(request).error).toBeUndefined();
    }
  },
);

test("a model behind another API is asked plainly for a single sample", () => {
  const draft = { ...draftOfPreset(presets[0]), model: "theirs" };
  const request = alignRequestSchema.parse(plainRequestOf(draft, true));
  expect(request).toMatchObject({ model: "theirs", search: { strategy: "best_of_n", n: 1 } });
  expect(request.rewards.every(({ audit }) => audit)).toBe(true);
});

const drafts: fc.Arbitrary<Draft> = fc.record({
  model: fc.option(fc.string({ minLength: 1 })),
  isChat: fc.boolean(),
  prompt: fc.string({ unit: "grapheme" }),
  instruct: fc.constant(false),
  rewards: fc.constantFrom([], [{ type: "keywords", include: ["é", ["a", "b"]], weight: 0.5 }]),
  profile: fc.constantFrom(null, ...profileNames),
  onUnsatisfied: fc.oneof(
    fc.constantFrom("best" as const, "error" as const),
    fc.record({ text: fc.string() }),
  ),
  search: fc.constantFrom({ strategy: "auto" }, { strategy: "deal", k: 5 }),
  budget: fc.record({
    forward_tokens: fc.nat(),
    reward_calls: fc.nat(),
    steps: fc.nat(),
    time_ms: fc.nat(),
  }),
  maxTokens: fc.nat(),
  stop: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
  answers: fc.nat(),
  seed: fc.option(fc.nat()),
  comparesGreedy: fc.boolean(),
});

test("a link brings back what was asked for", () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const hash = hashOf(draft);
      expect(hash).toMatch(/^#ask=[\w-]+$/u);
      expect(readHash(hash, emptyDraft)).toEqual(draft);
    }),
  );
});

test.each(profileNames)("the profile %s and all that can be chosen beside it are a request", (profile) => {
  const draft: Draft = {
    ...emptyDraft,
    profile,
    onUnsatisfied: { text: "Sorry." },
    search: { strategy: "sample" },
    stop: ["\n", "END"],
    answers: 3,
  };
  expect(alignRequestSchema.parse(requestOf(draft))).toMatchObject({
    profile,
    on_unsatisfied: { text: "Sorry." },
    stop: ["\n", "END"],
    n: 3,
  });
  // The plain model answers once, and nothing steers it or takes its answer's place.
  const plain = alignRequestSchema.parse(plainRequestOf(draft, false));
  expect(plain).toMatchObject({ n: 1, on_unsatisfied: "best", stop: ["\n", "END"] });
  expect(plain.profile).toBeUndefined();
  expect(plain.rewards.map(({ name, audit }) => [name?.split("/")[0], audit])).toEqual(
    plain.rewards.map(() => [profile, true]),
  );
});

test("an address that holds no request is none", () => {
  for (const hash of ["", "#", "#ask=", "#ask=%", "#ask=bnVsbA", "#ask=eyJyZXF1ZXN0Ijp7fX0", "#other"]) {
    expect(readHash(hash, emptyDraft)).toBeNull();
  }
});

test("a slider's positions rise from one end to the other, and its amounts are found again", () => {
  const scale = { min: 50, max: 20_000 };
  const amounts = Array.from({ length: positions + 1 }, (_, position) => amountAt(position, scale));
  expect([amounts[0], amounts.at(-1)]).toEqual([50, 20_000]);
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
  for (const amount of amounts) expect(amountAt(positionOf(amount, scale), scale)).toBe(amount);
  expect([positionOf(1, scale), positionOf(1e9, scale)]).toEqual([0, positions]);
});
