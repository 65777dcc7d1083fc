import { describe, expect, test } from "vitest";
import { firstBody } from "../../scripts/server/first-request.ts";
import type { Alignment } from "../../src/spec/result.ts";
import { align } from "./client.ts";

const first = { ...firstBody, budget: { time_ms: 170_000 } };
const dear = { ...first, search: { strategy: "deal" } };

test("the first request gets every keyword, of which the plain model misses some", {
  timeout: 180_000,
}, async () => {
  const plain = await align({ ...first, search: { strategy: "greedy" } });
  expect(plain.choices[0]?.reward.satisfied).toBe(false);
  const aligned = await align(first);
  expect(aligned.choices[0]?.reward).toMatchObject({ total: 1, satisfied: true });
  expect(aligned.choices[0]?.text).toMatch(/(?=.*river)(?=.*rock)(?=.*rain)/is);
});

describe("a budget holds, and the best answer so far comes back", () => {
  test.each<[string, number]>([
    ["forward_tokens", 70],
    ["reward_calls", 4],
    ["steps", 12],
    ["time_ms", 1500],
  ])("%s: %i", async (limit, most) => {
    const { usage, budget, choices } = await align({ ...dear, budget: { ...dear.budget, [limit]: most } });
    expect(budget).toMatchObject({ stop_reason: "exhausted", exhausted_by: limit });
    const spent: Record<string, number> = usage;
    if (limit !== "time_ms") expect(spent[limit]).toBeLessThanOrEqual(most);
    expect(choices).toHaveLength(1);
  });
});

test("25 requests at once are answered as each is alone", { timeout: 180_000 }, async () => {
  const strategies = [
    { strategy: "greedy" },
    { strategy: "sample" },
    { strategy: "best_of_n", n: 3 },
    { strategy: "deal", k: 2, lookahead: 2 },
    { strategy: "banked", width: 2 },
    { strategy: "best_first", width: 2 },
  ];
  const rewards = [{ type: "keywords", include: ["and"], enforce: "hard" }];
  const prompts = ["Rain fell on", "The old man", "My favourite food", "A good teacher", "In the year 2050"];
  const bodies = prompts.flatMap((prompt, seed) =>
    strategies.map((search) => ({ prompt, search, rewards, seed, max_tokens: 6 })),
  );
  const alone: Alignment[] = [];
  for (const body of bodies) alone.push(await align(body));
  const together = await Promise.all(bodies.map(align));
  expect(together.map(essence)).toEqual(alone.map(essence));
});

/** All that may not depend on what else the server does. */
function essence({ choices, usage, budget, seed }: Alignment) {
  const { forward_tokens, cached_tokens, reward_calls } = usage;
  return { choices, tokens: forward_tokens + cached_tokens, reward_calls, budget, seed };
}
