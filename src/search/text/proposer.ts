/**
 * What writes for a search over texts: the upstream, under the budget.
 *
 * @module
 */
import type { Meter } from "../../budget/meter.ts";
import { cutAt } from "../../decode/path-reader.ts";
import type { Random } from "../../decode/random.ts";
import type { Sampling } from "../../decode/sampling.ts";
import { SearchStopped } from "../../decode/search-stopped.ts";
import type { Clock } from "../../runtime/platform.ts";
import { TillerError } from "../../spec/tiller-error.ts";
import type { Segment, Upstream, UpstreamPrompt } from "../../upstream/upstream.ts";
import { type AdmittedCall, type Ask, CallBudget, type Least } from "./call-budget.ts";
import type { Draft } from "./draft.ts";
import type { DraftGuide } from "./draft-guide.ts";
import { bytesOf, promptBound } from "./prompt-bound.ts";
import { runTogether } from "./run-together.ts";

export interface ProposerParts {
  upstream: Upstream;
  prompt: UpstreamPrompt;
  stop: readonly string[];
  /** Most tokens of an answer. */
  maxTokens: number;
  guide: DraftGuide;
  meter: Meter;
  clock: Clock;
  signal: AbortSignal | undefined;
  /** What the calls' seeds are drawn from. */
  random: Random;
  /** Told of drafts that a search which is stopped should not lose. */
  keep(draft: Draft): void;
  /** Called before other work is let in. */
  onPause?: (() => void) | undefined;
}

/** How samples are drawn; 0 is the temperature of the most probable text. */
export type Drawing = Pick<Sampling, "temperature" | "top_p">;

interface Written {
  readonly drafts: readonly Draft[];
  /** Whether it has more tokens than it was asked for, so that nothing bounds what another call would take. */
  readonly isTooLong: boolean;
}

const largestSeed = 2 ** 31 - 1;

export class Proposer {
  readonly root: Draft;
  private readonly parts: ProposerParts;
  private readonly budget: CallBudget;
  /** Tokens of the prompt alone, once a call has told. */
  private told: number | null = null;
  /** Whether some draft is an answer. */
  private hasAnswer = false;

  constructor(parts: ProposerParts) {
    this.parts = parts;
    this.budget = new CallBudget(parts.meter, parts.upstream.samplesPerCall, (draft) => this.boundOf(draft));
    this.root = {
      text: "",
      tokens: 0,
      depth: 0,
      logProbability: 0,
      finish: null,
      states: parts.guide.begin(),
      promptTokens: promptBound(parts.prompt),
    };
  }

  /** Tokens of the prompt as the upstream counts them; 0 where no call has come back. */
  get promptTokens(): number {
    return this.told ?? 0;
  }

  /** Lets others in; @throws SearchStopped where the client has gone or the time is up */
  async pause(): Promise<void> {
    this.parts.onPause?.();
    await this.parts.clock.pause();
    if (this.parts.signal?.aborted) throw new SearchStopped("cancelled");
    this.parts.meter.requireTime();
  }

  /**
   * Draws what is asked for, as far as the budget is sure to pay for it.
   *
   * @returns the samples in the order of the asks: fewer, where the budget ends before
   * @throws SearchStopped where not even the `least` can be drawn, or the drawing was cut off; what came back until then is kept
   */
  async propose(asks: readonly Ask[], drawing: Drawing, least: Least = "shorter"): Promise<Draft[]> {
    const [first, ...others] = asks;
    const { samplesPerCall } = this.parts.upstream;
    if (!first || this.told !== null || first.count <= samplesPerCall) return this.draw(asks, drawing, least);
    // How many tokens the prompt has the first call tells; until then each would be taken to have far more.
    const drafts = await this.draw([{ ...first, count: samplesPerCall }], drawing, least);
    const rest = [{ ...first, count: first.count - samplesPerCall }, ...others];
    try {
      return [...drafts, ...(await this.draw(rest, drawing, "none"))];
    } catch (error) {
      for (const draft of drafts) this.parts.keep(draft);
      throw error;
    }
  }

  private async draw(asks: readonly Ask[], drawing: Drawing, least: Least): Promise<Draft[]> {
    await this.pause();
    const { maxTokens, upstream, signal, meter } = this.parts;
    const wanted = asks.map((ask) => ({ ...ask, tokens: Math.min(ask.tokens, maxTokens - ask.from.tokens) }));
    const calls = this.budget.admit(wanted, least).map((call) => ({ ...call, seed: this.drawSeed() }));
    const { results, failure } = await runTogether(
      calls.map((call) => (callSignal) => this.write(call, drawing, callSignal)),
      { atOnce: upstream.callsAtOnce, signal, milliseconds: meter.timeLeft },
    );
    for (const call of calls) call.close();
    const drafts = results.flatMap((written) => written?.drafts ?? []);
    this.hasAnswer ||= drafts.some(({ finish }) => finish !== null);
    const isTooLong = results.some((written) => written?.isTooLong);
    const obstacle = this.bearable(failure) ?? (isTooLong ? new SearchStopped("forward_tokens") : null);
    if (!obstacle) return drafts;
    for (const draft of drafts) this.parts.keep(draft);
    throw obstacle;
  }

  /** What has been paid for is not lost because a later call fails. */
  private bearable(failure: unknown): unknown {
    const isDown = failure instanceof TillerError && failure.code === "upstream_unavailable";
    return isDown && this.hasAnswer ? new SearchStopped("upstream") : failure;
  }

  private async write(
    { ask: { from }, count, tokens, seed, begin, settle }: AdmittedCall & { seed: number },
    { temperature, top_p }: Drawing,
    signal: AbortSignal,
  ): Promise<Written> {
    const { upstream, prompt, stop } = this.parts;
    begin();
    const { segments, promptTokens, cachedTokens, completionTokens } = await upstream.propose(
      { prompt, prefix: from.text, count, maxTokens: tokens, stop, temperature, topP: top_p, seed },
      signal,
    );
    settle({ tokens: promptTokens + completionTokens, cached: cachedTokens });
    if (from === this.root) this.told = Math.max(promptTokens, this.told ?? 0);
    return {
      drafts: segments.map((segment) => this.grow(from, segment, tokens, promptTokens)),
      isTooLong: completionTokens > count * tokens,
    };
  }

  /** @param asked - tokens that the segment might have had; with fewer, the upstream has no room for more */
  private grow(from: Draft, segment: Segment, asked: number, promptTokens: number): Draft {
    const { stop, maxTokens, guide } = this.parts;
    const whole = from.text + segment.text;
    const cut = cutAt(stop, whole);
    const tokens = from.tokens + segment.tokens;
    const isFull = tokens >= maxTokens || segment.tokens < asked;
    const finish = cut !== whole || segment.finish === "stop" ? "stop" : isFull ? "length" : null;
    // Half a character; what goes on with it writes it anew.
    const text = finish === "stop" ? cut : cut.replace(/\uFFFD+$/, "");
    const { logProbability } = segment;
    // A stop string may have begun in what was there before.
    const states = text.startsWith(from.text)
      ? guide.advance(from.states, { ...segment, text: text.slice(from.text.length) })
      : guide.advance(guide.begin(), { text, tokens, logProbability: null });
    return {
      text,
      tokens,
      depth: tokens,
      logProbability:
        from.logProbability === null || logProbability === null ? null : from.logProbability + logProbability,
      finish,
      states,
      promptTokens: promptTokens + bytesOf(text.slice(from.text.length)),
    };
  }

  private boundOf(draft: Draft): number {
    return draft === this.root ? (this.told ?? draft.promptTokens) : draft.promptTokens;
  }

  private drawSeed(): number {
    return 1 + Math.floor(this.parts.random() * largestSeed);
  }
}
