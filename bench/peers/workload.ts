/**
 * What each subject has to do, the same for all.
 *
 * @module
 */

export interface Workload {
  readonly name: string;
  /** Tokens of the prompt, or null for a question in the chat template. */
  readonly promptTokens: number | null;
  readonly paths: number;
  /** That are generated on each path. */
  readonly tokens: number;
  /** Rounds that do not count. */
  readonly warmUps: number;
  /** How much rarer than the quickest it is run, because it takes longer. */
  readonly everyNthRound: number;
  /** Whether its speed is that of the prompt, not of what follows. */
  readonly ofPrompt: boolean;
  /** How many times as fast as the best peer Tiller is meant to be. */
  readonly aim: number;
}

const onePath = { promptTokens: null, paths: 1, warmUps: 1, everyNthRound: 1, ofPrompt: false };

/** The one that takes longest comes last, when all kernels are warm. */
export const workloads: readonly Workload[] = [
  { ...onePath, name: "one path", tokens: 48, aim: 1.5 },
  { ...onePath, name: "prompt", promptTokens: 256, tokens: 1, ofPrompt: true, aim: 2 },
  { ...onePath, name: "32 paths", paths: 32, tokens: 32, warmUps: 0, everyNthRound: 3, aim: 8 },
];

export const question =
  "Why is the sea salty, and why are lakes not? Explain it to a child in a few sentences.";

/** As long as the longest prompt needs, and more. */
export const longText = Array.from({ length: 12 }, (_, index) => {
  const tides = `In year ${index + 1} the keeper of the lighthouse wrote down the tides, the winds and the ships that passed`;
  return `${tides}, and what the fishermen told him about the weather of the coming days.`;
}).join(" ");
