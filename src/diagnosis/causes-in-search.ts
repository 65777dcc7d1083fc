/**
 * Causes that lie in what was searched for, and in what the search met with.
 *
 * @module
 */
import { contradictionOf, pointerTo } from "../reward/contradictions.ts";
import { listed } from "../reward/text/wording.ts";
import type { Findings, Tally } from "../search/evidence.ts";
import type { Hindrance } from "../search/hindrance.ts";
import type { PossibleCause, RootCause, Unmet } from "./unmet.ts";

/** By what the fields of the request say, no text could have met it. */
export const contradicted: PossibleCause = ({ reward, index, facts }) => {
  // Hard rewards that contradict one another are refused before any work.
  if (reward.enforce === "hard") return null;
  const contradiction = contradictionOf(index, facts.rewards, facts.answerLimits);
  if (!contradiction) return null;
  const fields = contradiction.pointers.filter((pointer) => pointer !== pointerTo(index));
  const explain = `cannot hold together with ${listed(fields, "and")}: ${contradiction.reason}; change one of them`;
  return {
    cause: fields.every((field) => field === "/max_tokens") ? "length" : "contradiction",
    fields,
    explain,
  };
};

/** The strategy came to its end, and nothing that it did depended on the reward. */
export const unsought: PossibleCause = ({ reward, facts }) => {
  const wasSought = facts.evidence.follows(reward) || facts.wereCompared;
  if (wasSought || !facts.outcome.ranToEnd) return null;
  const better = reward.guides.length > 0 ? facts.seekers.guided : facts.seekers.whole;
  const harder = reward.constructive ? ", or make it hard: then every strategy keeps to it" : "";
  const explain = `${facts.strategy} does not look for it: use a strategy that does, such as ${better}${harder}`;
  return { cause: "not_searched", fields: ["/search/strategy"], explain };
};

/** Every path came to where no token was left. */
export const stuck: PossibleCause = (unmet) => {
  const { reward, answer, findings, facts } = unmet;
  if (!facts.outcome.ranToEnd || answer.finish !== null) return null;
  const { completions, lastTokens } = findings;
  const where = "where no path could go on";
  const tallies: [Tally, string][] = [
    [completions, `continuations that it proposed ${where}`],
    [lastTokens, `tokens that were tried ${where}`],
  ];
  for (const [tally, what] of tallies) {
    const hindrance = tally.mostBeside(reward);
    if (!hindrance) continue;
    return hinderedBy(unmet, hindrance, `${tally.count(hindrance)} of the ${tally.total} ${what}`);
  }
  if (lastTokens.total === 0) return null;
  const all = `all of the ${lastTokens.total} tokens that were tried ${where}`;
  return { cause: "improbable", fields: [], explain: `it ruled out ${all}: ${howToHelp}` };
};

/** Something else kept most of what the reward proposed from being followed. */
export const overruled: PossibleCause = (unmet) => {
  const { proposals } = unmet.findings;
  const hindrance = proposals.usual;
  if (!hindrance || hindrance === unmet.reward) return null;
  const share = `${proposals.count(hindrance)} of the ${proposals.total} continuations that it proposed`;
  return hinderedBy(unmet, hindrance, share);
};

/** Nothing stood in its way, and yet it was not found. */
export function notFound({ reward, findings, facts }: Unmet): RootCause {
  const isFollowed = facts.evidence.follows(reward);
  const found = isFollowed ? lookedFor(findings) : "answers were compared by it, and none of them met it";
  const search = isFollowed ? "a wider search" : "more of them";
  const weight = reward.enforce === "soft" ? ", a greater weight" : "";
  const explain = `${found}: ${search}${weight} or another wording of the prompt may help`;
  return { cause: "search", fields: [], explain };
}

function lookedFor({ bestLogProbability }: Findings): string {
  const others = "others led to better answers";
  if (bestLogProbability === null) return `it was looked for at every token, and ${others}`;
  return `what it proposed, at best at ${inNats(bestLogProbability)}, was followed, and ${others}`;
}

function inNats(logProbability: number): string {
  return `${logProbability.toFixed(1)} nats`;
}

/** What a person can do where the model does not come to it by itself. */
const howToHelp = "word it as the model would say it, or ask for it in the prompt, as instruct does";

/** @param share - of what the reward wanted, in words */
function hinderedBy(unmet: Unmet, hindrance: Hindrance, share: string): RootCause | null {
  switch (hindrance) {
    case "text":
      return null;
    case "room": {
      const { tokens, limit } = unmet.facts.room;
      const isWhole = limit === "/max_tokens";
      const room = isWhole ? "max_tokens" : `the ${tokens} tokens that the budget pays for`;
      return {
        cause: isWhole ? "length" : "budget",
        fields: [limit],
        explain: `${share} did not fit into ${room} any more: raise ${limit}`,
      };
    }
    case "improbable": {
      const best = inNats(unmet.findings.bestLogProbability ?? -Infinity);
      return {
        cause: "improbable",
        fields: [],
        explain: `${share} were too improbable to follow, the best at ${best}: ${howToHelp}`,
      };
    }
    default: {
      const pointer = pointerTo(unmet.facts.rewards.indexOf(hindrance));
      return {
        cause: "conflict",
        fields: [pointer],
        explain: `${pointer} ruled out ${share}: loosen one of the two`,
      };
    }
  }
}
