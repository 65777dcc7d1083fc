/**
 * Whether what a combination says of rewards fits the rewards of the request.
 *
 * @module
 */
import type { CombineSpec } from "./combine.ts";

/** What a combination may know of a reward. */
export interface NamedReward {
  type: string;
  name?: string | undefined;
  auxiliary: boolean;
  audit: boolean;
}

/** What is wrong with a field, whose path starts at the request's root. */
interface Problem {
  path: PropertyKey[];
  message: string;
}

/**
 * A problem for every name in the combination that is not the name of just one reward which ranks answers;
 * and for a second mention among the priorities.
 */
export function combineProblems(combine: CombineSpec, rewards: readonly NamedReward[]): Problem[] {
  return mentions(combine).flatMap(({ name, path, again }) => {
    const message = again ? "stands there twice" : problemWith(name, rewards);
    return message === null ? [] : [{ path: ["combine", ...path], message }];
  });
}

interface Mention {
  name: string;
  path: PropertyKey[];
  /** Whether the same list has named it before. */
  again: boolean;
}

function mentions(combine: CombineSpec): Mention[] {
  if (combine.mode === "lexicographic") {
    return (combine.priorities ?? []).map((name, index, all) => ({
      name,
      path: ["priorities", index],
      again: all.indexOf(name) < index,
    }));
  }
  if (combine.mode !== "goal") return [];
  return (["targets", "scales"] as const).flatMap((field) =>
    Object.keys(combine[field]).map((name) => ({ name, path: [field, name], again: false })),
  );
}

function problemWith(name: string, rewards: readonly NamedReward[]): string | null {
  const named = rewards.filter((reward) => (reward.name ?? reward.type) === name);
  const [reward] = named;
  if (!reward) return "is not the name of a reward";
  if (named.length > 1) return `is the name of ${named.length} rewards: give each a \`name\` of its own`;
  if (reward.audit) return "is an audit, which has no say in the search";
  return reward.auxiliary ? "is auxiliary, and so does not rank answers" : null;
}
