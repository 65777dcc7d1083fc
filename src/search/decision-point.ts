/**
 * Where the next token may decide between texts one of which has to come.
 *
 * @module
 */
import type { Decision } from "../decode/decision.ts";
import type { Distribution, TokenCandidate } from "../decode/distribution.ts";
import type { Tokenizer } from "../model/tokenizer.ts";
import type { Option } from "../reward/reward.ts";

interface Vote extends TokenCandidate {
  /** What the answer may still become with the token. */
  values: ReadonlySet<string>;
}

export interface DecisionPointParts {
  tokenizer: Tokenizer;
  distribution: Distribution;
  /** What may come: one of these, so that its `rest` stands next. */
  options: readonly Option[];
  /** Whether a token that goes on with none of them may follow: what is complete then stays as it is. */
  leaves(candidate: TokenCandidate): boolean;
}

/** Of so many most probable tokens it is looked at what they speak for; and of those that spell an option. */
const mostTokens = 64;
/** Tokens that spell the beginning of an option have at most so many characters. */
const longestBeginning = 16;

export class DecisionPoint {
  private readonly votes: ReadonlyMap<number, Vote>;

  constructor(parts: DecisionPointParts) {
    const votes = tokensAt(parts).map((candidate) => ({ ...candidate, values: valuesBy(candidate, parts) }));
    this.votes = new Map(
      votes.filter(({ values }) => values.size > 0).map((vote) => [vote.token, vote] as const),
    );
  }

  /** What `token` decides; null where after it all is as open as before. */
  by(token: number): Decision | null {
    const vote = this.votes.get(token);
    if (!vote) return null;
    const others = [...this.votes.values()].filter(({ values }) => !isWithin(values, vote.values));
    const [best] = others.toSorted((a, b) => b.logProbability - a.logProbability);
    const rival = best && [...best.values].find((value) => !vote.values.has(value));
    const [chosen] = vote.values;
    if (!best || rival === undefined || chosen === undefined) return null;
    return { chosen, rival, margin: vote.logProbability - best.logProbability };
  }
}

function tokensAt({ distribution, tokenizer, options }: DecisionPointParts): TokenCandidate[] {
  const beginnings = new Set(
    options.flatMap(({ rest }) =>
      Array.from({ length: Math.min(rest.length, longestBeginning) }, (_, index) => rest.slice(0, index + 1)),
    ),
  );
  const spelling = [...beginnings].flatMap((text) => {
    const [token, ...more] = tokenizer.encode(text);
    return token !== undefined && more.length === 0 ? [distribution.candidate(token)] : [];
  });
  return [...spelling, ...distribution.top(mostTokens)];
}

function valuesBy(
  candidate: TokenCandidate,
  { tokenizer, options, leaves }: DecisionPointParts,
): Set<string> {
  const text = tokenizer.decode([candidate.token]);
  const goneOn = text === "" ? [] : options.filter(({ rest }) => rest !== "" && agree(rest, text));
  if (goneOn.length > 0) return new Set(goneOn.map(({ value }) => value));
  const complete = options.filter(({ rest }) => rest === "");
  return new Set(complete.length > 0 && leaves(candidate) ? complete.map(({ value }) => value) : []);
}

function agree(rest: string, text: string): boolean {
  return rest.startsWith(text) || text.startsWith(rest);
}

function isWithin(values: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...values].every((value) => others.has(value));
}
