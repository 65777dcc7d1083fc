/**
 * The contract of a reward: a function of a text, and of a text that is still growing.
 *
 * @module
 */
import type { z } from "zod";
import type { Aside, Likelihoods, ModelWork } from "../decode/asides.ts";
import type { Decision } from "../decode/decision.ts";
import { addReadings, type HeadReadings } from "../decode/head-readings.ts";
import type { Head } from "../model/head.ts";
import type { TextModels } from "../model/text-models.ts";
import type { RewardFields, rewardFieldsSchema } from "../spec/reward-fields.ts";

/** What a text grows by: a token's worth, or a whole text at once. */
export interface Piece {
  text: string;
  /** Tokens of the answer that it takes, the end token not counted. */
  tokens: number;
  /** Of those tokens, in nats; null for a text that the model did not write. */
  logProbability: number | null;
  /** What its tokens decided, as far as a reward `needsDecisions`. */
  decisions?: readonly Decision[];
  /** What the model's heads read in it, as far as a reward `readsHeads`; left out where nothing was read. */
  readings?: HeadReadings;
}

/** A text that may come next. */
export interface Option {
  /** What it stands for: the same however it is spelled. */
  value: string;
  /** What is still to be appended; "" where the text may be complete. */
  rest: string;
}

export interface Judgement {
  /** In [0, 1]; 1 exactly where the text satisfies the reward. */
  value: number;
  /** What was measured, in the reward's own unit (words, a grade, a score); null where there is no such thing. */
  measure: number | null;
  /** The value in words, for people who want to know what to change. */
  explain: string;
}

/**
 * Where in an answer a proposal is asked for. `midway`: the model is writing. `ending`: it would end here, or
 * there is room left for little more than what is still missing.
 */
export type Occasion = "midway" | "ending";

/**
 * Judges texts, and follows them as they grow. A state is immutable: branches of the search share it. What a
 * reward cannot say about a text that is still growing it leaves out; one that can say nothing at all is
 * made by `wholeText`.
 */
export interface TextJudge<State = unknown> {
  /** The state of the empty text. */
  begin(): State;
  /** Cheap: called for each token that the search looks at. Pieces may end in the middle of a word. */
  advance(state: State, piece: Piece): State;
  /** Judges the text so far as if it ended here. */
  judge(state: State): Judgement;
  /**
   * The highest value that any text which begins like this can still have, ending here included: never below
   * the truth, and never rising as the text grows. Below 1 the reward can no longer be satisfied.
   */
  bound?(state: State): number;
  /**
   * Texts that, directly appended, raise the value (the missing space included), the best first. At an
   * `ending`, what completes the text.
   */
  propose?(state: State, occasion: Occasion): readonly string[];
  /** Whether the text may end here; where this is left out, whether it would be satisfied. */
  mayEnd?(state: State): boolean;
  /** UTF-16 code units that satisfying the reward still takes, about; where left out, as many as its first `ending` proposal has. */
  shortfall?(state: State): number;
  /** Where one of a list of texts has to come next, or what is left of one: all of them; otherwise none. */
  options?(state: State): readonly Option[];
  /**
   * Judges finished texts in place of `judge`, in their order, where that takes a model.
   *
   * @throws SearchStopped where it takes steps, and one may not be taken
   */
  assess?(texts: readonly Piece[]): Promise<Judgement[]>;
}

/** What a spec says for certain of every text that satisfies it: by this, contradictions between rewards are found. */
export interface Claims {
  /** Texts that must be contained: of each list, at least one. */
  requires?: readonly (readonly string[])[];
  /** Whether no text that contains `text` (as whole words, where it is words) can satisfy the spec. */
  forbids?(text: string): boolean;
  /** Texts with one of which it begins, white space aside. */
  begins?: readonly string[];
  /** Whether some text that satisfies the spec begins with `text`. */
  mayBegin?(text: string): boolean;
  /** Bounds on a size of the text, both included, by its unit: `words`, `characters`, `sentences`… */
  sizes?: Readonly<Record<string, { min?: number; max?: number }>>;
  /** Of these no two can hold at once (`json`, `choice`, …). */
  shape?: string;
}

export interface PreparedReward<State = unknown> extends TextJudge<State> {
  /** What one judgement takes: words searched for, instructions of a pattern. Capped over a request. */
  work: number;
  /** Once the prompt has been computed: whether every answer to it satisfies the reward, so that nothing is to be searched for. */
  isIdle?(): boolean;
  /** What judging one text takes at most of the language model itself; left out where it takes nothing. */
  takes?: ModelWork;
  /** Where hard, what is returned in place of an answer that does not satisfy it, whatever the search has come to. */
  fallback?: string;
  claims?: Claims;
}

/** What a reward may know of the request beside its own spec. */
export interface RewardContext {
  /** The text to be answered: the prompt, or the last message of the user. */
  readonly prompt: string;
  /** Whether the answer goes on from the prompt's last character. */
  readonly isContinued: boolean;
  /**
   * The model's own greedy answer; asked for only where the definition `needs` it, and never before judging. Null
   * where a limit of the budget came first.
   */
  greedy(): { text: string; tokens: number; logProbability: number } | null;
  /** The heads that the model has. */
  readonly heads: readonly Head[];
  /**
   * What they read in the parts of the prompt, one after another and overlapping; empty before it has been computed.
   * Asked for only where the definition `readsHeads`.
   */
  promptReadings(): readonly HeadReadings[];
  /** Models that read whole texts. */
  readonly textModels: TextModels;
  /** Null where the model stands behind another API. */
  readonly reader: ModelReader | null;
}

/** The language model as a reader: how likely it would find texts as answers, had the request asked for something else, too. */
export interface ModelReader {
  /**
   * The request, with sentences before and after what the user says, and none of what its rewards ask for in words. It is
   * computed with the prompt, and what they have in common only once.
   *
   * @throws TillerError `invalid_request` where they leave no room for an answer in the model's context
   */
  behind(sentences: { before?: readonly string[]; after?: readonly string[] }): Aside;
  /** What reading one text behind these contexts takes at most. */
  most(asides: readonly Aside[]): ModelWork;
  /** @throws SearchStopped where a step that it takes may not be taken */
  read(asides: readonly Aside[], texts: readonly string[]): Promise<Likelihoods[]>;
}

/** How a reward can guide the search before a text is finished. */
export type Guidance = "prefix" | "bound" | "propose" | "may_end";

type RewardSchema = z.ZodObject<typeof rewardFieldsSchema.shape & { type: z.ZodLiteral<string> }>;

/** A kind of reward: its schema is its documentation, `prepare` turns a spec into a judge. */
export interface RewardDefinition<Schema extends RewardSchema = RewardSchema> {
  readonly type: z.infer<Schema>["type"];
  readonly description: string;
  readonly schema: Schema;
  /** A spec that people might really send, without the fields that every reward has. */
  readonly example: z.input<Schema>;
  /** `prefix`: the value of an unfinished text says how far it has got. The others are the methods of `TextJudge`. */
  readonly guides: readonly Guidance[];
  /** What judging a text costs, in a few words, for people. */
  readonly cost: string;
  /**
   * Where hard, every strategy keeps to it at every token, not only those that search: for rewards whose bound
   * is exact (below 1, or some continuation satisfies it) and which always have an `ending` proposal that completes the text.
   */
  readonly constructive?: boolean;
  /** Which of several rewards' `ending` proposals comes later in the text; 0 unless given. A closing quote stands behind all. */
  readonly closing?: number;
  /** Whether judging needs the model's own greedy answer, which then is made first and paid for. */
  readonly needsGreedy?: boolean;
  /** Whether judging needs to know by what margins tokens decided between the options of other rewards. */
  readonly needsDecisions?: boolean;
  /** Whether judging needs to know what the model's heads read. */
  readonly readsHeads?: boolean;
  /** @throws TillerError `invalid_request`, its `param` relative to the reward's spec, e.g. `/pattern` */
  prepare(spec: z.infer<Schema>, context: RewardContext): PreparedReward | Promise<PreparedReward>;
  /** One sentence that asks the model for it, for the prompt; null where words would not help. */
  instruction?(spec: z.infer<Schema>): string | null;
}

/** A reward of a request, ready to judge. */
export interface Reward extends PreparedReward {
  readonly name: string;
  readonly type: string;
  readonly enforce: RewardFields["enforce"];
  readonly weight: number;
  /** Guides the search, never ranks the answer. */
  readonly auxiliary: boolean;
  /** Scored on the answers that are returned, never seen by the search. */
  readonly audit: boolean;
  readonly guides: readonly Guidance[];
  readonly constructive: boolean;
  readonly closing: number;
  readonly needsGreedy: boolean;
  readonly needsDecisions: boolean;
  readonly readsHeads: boolean;
}

/** Whether every strategy keeps to it at every token. */
export function isRule({ constructive, enforce }: Pick<Reward, "constructive" | "enforce">): boolean {
  return constructive && enforce === "hard";
}

/** Infers the spec's type for `prepare` from the schema. */
export function defineReward<Schema extends RewardSchema>(definition: RewardDefinition<Schema>) {
  return definition;
}

/** A judge that looks at whole texts; its state is the text so far. */
export function wholeText(judge: (text: Piece) => Judgement): TextJudge<Piece> {
  return {
    begin: () => ({ text: "", tokens: 0, logProbability: 0 }),
    advance: joined,
    judge,
  };
}

/** A judge that has to wait for what it makes of a whole text. */
export function assessed(assess: (text: Piece) => Promise<Judgement>): TextJudge<null> {
  return assessedTogether(async (texts) => {
    const judgements: Judgement[] = [];
    for (const text of texts) judgements.push(await assess(text));
    return judgements;
  });
}

/** The same for one that takes less for several texts at once. */
export function assessedTogether(assess: (texts: readonly Piece[]) => Promise<Judgement[]>): TextJudge<null> {
  return {
    begin: () => null,
    advance: () => null,
    judge: () => {
      throw new Error("it assesses finished texts only");
    },
    assess,
  };
}

/** Both pieces as one. */
export function joined(first: Piece, second: Piece): Piece {
  const logProbability =
    first.logProbability === null || second.logProbability === null
      ? null
      : first.logProbability + second.logProbability;
  const decisions = [...(first.decisions ?? []), ...(second.decisions ?? [])];
  const readings = addReadings(first.readings, second.readings);
  return {
    text: first.text + second.text,
    tokens: first.tokens + second.tokens,
    logProbability,
    ...(decisions.length > 0 && { decisions }),
    ...(readings && { readings }),
  };
}

/** The judgement of a whole text. */
export function judgeText<State>(judge: TextJudge<State>, text: Piece): Judgement {
  return judge.judge(judge.advance(judge.begin(), text));
}

/** The same of several texts, also by what takes a model. */
export async function assessTexts(judge: TextJudge, texts: readonly Piece[]): Promise<Judgement[]> {
  return judge.assess ? judge.assess(texts) : texts.map((text) => judgeText(judge, text));
}
