/**
 * Causes that lie in how long the search, or the answer, may be.
 *
 * @module
 */
import { measures } from "../reward/text/text-sizes.ts";
import type { PossibleCause, RootCause, SearchFacts, Unmet } from "./unmet.ts";

/** The search was stopped before any answer that is as good had been finished. */
export const interrupted: PossibleCause = ({ answer, facts }) =>
  answer.finish === null ? whyStopped(facts, "before an answer was finished") : null;

/** The search was stopped, and nothing says that it would not have found more. */
export const outOfBudget: PossibleCause = ({ facts }) => whyStopped(facts, "before this was found");

/** The search ended because more of it was not worth its price, before there was anything to compare. */
export const notWorthMore: PossibleCause = ({ facts }) =>
  facts.outcome.stopReason === "converged" && !facts.wereCompared
    ? {
        cause: "budget",
        fields: ["/budget"],
        explain: "another answer was not worth what it takes of the budget: raise /budget",
      }
    : null;

/** The answer is as long as it may be, and shorter than what the reward wants is. */
export const tooShort: PossibleCause = (unmet) =>
  isCutOff(unmet) && (takesTooMuch(unmet) || isBelowItsSize(unmet))
    ? length(unmet, "before it was long enough for this")
    : null;

/** The end was held open for the reward until there was no room left. */
export const cutOff: PossibleCause = (unmet) => {
  const { reward, facts } = unmet;
  const holdsOpen = reward.guides.includes("may_end") || reward.guides.includes("prefix");
  const isWaitedFor = reward.enforce === "hard" && holdsOpen && facts.evidence.follows(reward);
  return isWaitedFor && isCutOff(unmet) ? length(unmet, "while it still waited for this") : null;
};

/** Whether the answer was cut off by max_tokens and could still satisfy the reward. */
function isCutOff({ reward, answer }: Unmet): boolean {
  if (answer.finish !== "length") return false;
  return (reward.bound?.(reward.advance(reward.begin(), answer)) ?? 1) === 1;
}

/** Whether what the reward asks for, going by its own estimate, is more than an answer of such tokens can have. */
function takesTooMuch({ reward, answer, facts }: Unmet): boolean {
  const start = reward.begin();
  const units = reward.shortfall?.(start) ?? reward.propose?.(start, "ending")[0]?.length ?? 0;
  return units > (answer.text.length / Math.max(1, answer.tokens)) * facts.answerLimits.maxTokens;
}

function isBelowItsSize({ reward, answer }: Unmet): boolean {
  const { sizes = {} } = reward.claims ?? {};
  return Object.entries(measures).some(
    ([unit, measure]) => Object.hasOwn(sizes, unit) && measure(answer.text) < (sizes[unit]?.min ?? 0),
  );
}

function length({ facts }: Unmet, when: string): RootCause {
  const { maxTokens } = facts.answerLimits;
  return {
    cause: "length",
    fields: ["/max_tokens"],
    explain: `max_tokens cut the answer off after ${maxTokens} tokens, ${when}: raise /max_tokens`,
  };
}

/** @param when - how far it had come then, in words */
export function whyStopped({ outcome, budget }: SearchFacts, when: string): RootCause | null {
  const { stopReason, exhaustedBy, obstacle } = outcome;
  if (stopReason === "cancelled")
    return { cause: "cancelled", fields: [], explain: `the search was cancelled ${when}` };
  if (stopReason !== "exhausted") return null;
  if (obstacle === "upstream")
    return { cause: "budget", fields: [], explain: `the model's server failed ${when}: try again` };
  if (exhaustedBy === null) {
    const explain = `the memory for keys and values was full ${when}: a narrower search or a smaller max_tokens takes less`;
    return { cause: "budget", fields: ["/search", "/max_tokens"], explain };
  }
  const field = `/budget/${exhaustedBy}`;
  const explain = `the search reached its limit of ${budget[exhaustedBy]} ${exhaustedBy} ${when}: raise ${field}`;
  return { cause: "budget", fields: [field], explain };
}
