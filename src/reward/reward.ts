/**
 * The contract of a reward: a function of a candidate's text.
 *
 * @module
 */
import type { z } from "zod";
import type { RewardFields, rewardFieldsSchema } from "../spec/reward-fields.ts";

/** What a reward may look at: never the tree. */
export interface Candidate {
  text: string;
  /** Tokens of the answer, the end token not counted. */
  tokens: number;
}

export interface Judgement {
  /** In [0, 1]; 1 exactly where the candidate satisfies the reward. */
  value: number;
  /** The value in words, for people. */
  explain: string;
}

export type Judge = (candidate: Candidate) => Judgement;

export interface PreparedReward {
  judge: Judge;
  /** What one judgement takes: words searched for, instructions of a pattern. Capped over a request. */
  work: number;
}

/** A reward of a request, ready to judge. */
export interface Reward {
  readonly name: string;
  readonly type: string;
  readonly enforce: RewardFields["enforce"];
  readonly weight: number;
  readonly judge: Judge;
}

type RewardSchema = z.ZodObject<typeof rewardFieldsSchema.shape & { type: z.ZodLiteral<string> }>;

/** A kind of reward: its schema is its documentation, `prepare` turns a spec into a judge. */
export interface RewardDefinition<Schema extends RewardSchema = RewardSchema> {
  readonly type: z.infer<Schema>["type"];
  readonly description: string;
  readonly schema: Schema;
  /** @throws TillerError `invalid_request`, its `param` relative to the reward's spec, e.g. `/pattern` */
  prepare(spec: z.infer<Schema>): PreparedReward | Promise<PreparedReward>;
}

/** Infers the spec's type for `prepare` from the schema. */
export function defineReward<Schema extends RewardSchema>(definition: RewardDefinition<Schema>) {
  return definition;
}
