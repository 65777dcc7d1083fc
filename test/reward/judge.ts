import { prepareReward, rewardSpecSchema } from "../../src/reward/registry.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";

/** What the reward of `spec` says of `text`. */
export async function judge(spec: object, text: string, tokens = 0) {
  const { judge } = await prepareReward(parseOrRefuse(rewardSpecSchema, spec));
  return judge({ text, tokens });
}
