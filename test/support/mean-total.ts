import { alignTiny } from "./align-tiny.ts";

/** The mean over seeds of the best answer's total: what a strategy that draws at random buys. */
export async function meanTotal(body: object, seeds = 12): Promise<number> {
  let sum = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const { choices } = await alignTiny({ ...body, seed });
    sum += choices[0]?.reward.total ?? 0;
  }
  return sum / seeds;
}
