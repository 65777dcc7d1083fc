/**
 * From the end of the search to the result.
 *
 * @module
 */
import type { AnswerRoom } from "./answer-room.ts";
import type { Meter } from "./budget/meter.ts";
import { toChoice } from "./choice.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { type SearchFacts, unmetBy } from "./diagnosis/unmet.ts";
import { unsatisfiedError } from "./diagnosis/unsatisfied-error.ts";
import type { Reward } from "./reward/reward.ts";
import type { Scorer } from "./reward/scorer.ts";
import type { Answers, ScoredAnswer } from "./search/answers.ts";
import type { Evidence } from "./search/evidence.ts";
import type { SearchOutcome } from "./search/outcome.ts";
import type { SearchRecorder } from "./search/trace/search-recorder.ts";
import type { AlignRequest } from "./spec/request.ts";
import type { Alignment, Choice } from "./spec/result.ts";
import { usageSoFar } from "./usage.ts";

interface Settlement {
  request: AlignRequest;
  /** What is known of texts that it did not write, too. */
  model: { name: string; countTokens(text: string): number };
  seed: number;
  promptTokens: number;
  /** Most tokens of an answer. */
  maxTokens: number;
  rewards: readonly Reward[];
  seekers: SearchFacts["seekers"];
  evidence: Evidence;
  room: AnswerRoom;
  outcome: SearchOutcome;
  answers: Pick<Answers, "best" | "wereCompared">;
  scorer: Scorer;
  meter: Meter;
  /** Where the request wants a trace. */
  recorder: SearchRecorder | null;
}

/** @throws TillerError `unsatisfied` where the request wants that instead of an answer */
export async function settle(settlement: Settlement): Promise<Alignment> {
  const { model, seed, promptTokens, outcome, answers, meter, recorder } = settlement;
  const best = await answers.best(outcome.ranToEnd);
  const isSatisfied = best[0]?.reward.satisfied === true;
  const choices = await (isSatisfied ? returned(settlement, best) : unsatisfied(settlement, best));
  const unmet = best[0] ? unmetBy(best[0], factsOf(settlement)) : [];
  const completionTokens = choices.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    id: `align-${crypto.randomUUID()}`,
    object: "alignment",
    created: Math.floor(Date.now() / 1000),
    model: model.name,
    seed,
    choices,
    usage: {
      ...usageSoFar(meter, promptTokens),
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    budget: {
      limits: meter.limits,
      stop_reason: outcome.stopReason,
      exhausted_by: outcome.exhaustedBy,
    },
    ...(recorder && { trace: recorder.report(outcome) }),
    ...(unmet.length > 0 && { diagnosis: unmet.map(diagnose) }),
  };
}

function factsOf(settlement: Settlement): SearchFacts {
  const { request, maxTokens, rewards, seekers, evidence, room, outcome, answers, meter } = settlement;
  return {
    rewards,
    strategy: request.search.strategy,
    seekers,
    answerLimits: { maxTokens, stop: request.stop },
    room,
    budget: meter.limits,
    outcome,
    evidence,
    wereCompared: answers.wereCompared,
  };
}

/** The answers with their audits, or what stands in for them. */
async function returned(settlement: Settlement, best: readonly ScoredAnswer[]): Promise<Choice[]> {
  const { scorer, meter, recorder } = settlement;
  recorder?.returns(best);
  const choices: Choice[] = [];
  for (const [index, answer] of best.entries()) {
    const standIn = scorer.fallbackFor(answer);
    if (standIn !== null) {
      choices.push(await unwritten(settlement, standIn, index));
      continue;
    }
    const { reward } = await scorer.audit(answer, answer, meter.reserved);
    const said = answer.depth > 0 ? reward : { ...reward, total: 0, satisfied: false };
    choices.push(toChoice(answer, said, index));
  }
  return choices;
}

/** What the request wants in place of answers none of which satisfies its hard rewards. */
async function unsatisfied(settlement: Settlement, best: ScoredAnswer[]): Promise<Choice[]> {
  const wish = settlement.request.on_unsatisfied;
  if (wish === "best") return returned(settlement, best);
  if (wish === "error") throw unsatisfiedError(best[0], factsOf(settlement));
  return [await unwritten(settlement, wish.text, 0)];
}

/** A choice that the model did not write. */
async function unwritten({ model, scorer, meter }: Settlement, text: string, index: number): Promise<Choice> {
  const piece = { text, tokens: model.countTokens(text), logProbability: null };
  const score = await scorer.score(piece, meter.reserved);
  const { reward } = await scorer.audit(piece, score, meter.reserved);
  return toChoice({ ...piece, ...score, finish: "stop" }, reward, index);
}
