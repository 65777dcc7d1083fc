/**
 * All kinds of reward. A new one is one file and one line here.
 *
 * @module
 */
import { z } from "zod";
import { keywords } from "./keywords.ts";
import { length } from "./length.ts";
import { regex } from "./regex.ts";
import type { PreparedReward, RewardDefinition } from "./reward.ts";

export const rewardDefinitions = [keywords, length, regex] as const;

type Schema = (typeof rewardDefinitions)[number]["schema"];

export const rewardSpecSchema = z.discriminatedUnion(
  "type",
  // `map` forgets that the list is not empty.
  rewardDefinitions.map((definition) => definition.schema) as [Schema, ...Schema[]],
);

export type RewardSpec = z.infer<typeof rewardSpecSchema>;

/** @throws TillerError `invalid_request`, its `param` relative to the reward's spec */
export async function prepareReward(spec: RewardSpec): Promise<PreparedReward> {
  const definition = rewardDefinitions.find(({ type }) => type === spec.type);
  if (!definition) throw new TypeError(`no reward ${spec.type}`);
  // The definition was found by the type that also chose the schema `spec` was read with.
  return (definition as RewardDefinition).prepare(spec as never);
}
