/**
 * Calls as the budget sees them: each is counted before it is made, by the most that it can take.
 *
 * @module
 */
import type { CallOutcome, Meter } from "../../budget/meter.ts";
import type { Draft } from "./draft.ts";

/** Samples to draw of how a draft goes on. */
export interface Ask {
  readonly from: Draft;
  readonly count: number;
  /** Most tokens that each of them goes on for. */
  readonly tokens: number;
}

export interface AdmittedCall {
  readonly ask: Ask;
  /** Samples and tokens of each: what is asked for, or what is left of the budget. */
  readonly count: number;
  readonly tokens: number;
  /** Called when it is made. */
  begin(): void;
  /** Tells what it took. */
  settle(took: { tokens: number; cached: number }): void;
  /** Called when nothing more will be heard of it. What was begun and not settled took nobody knows how much. */
  close(): void;
}

export type Least = "shorter" | "whole" | "none";

type PlannedCall = Pick<AdmittedCall, "ask" | "count" | "tokens">;

export class CallBudget {
  private readonly meter: Meter;
  private readonly samplesPerCall: number;
  private readonly promptTokensOf: (draft: Draft) => number;

  /** @param promptTokensOf - the most that the prompt of a call can have which goes on with the draft */
  constructor(meter: Meter, samplesPerCall: number, promptTokensOf: (draft: Draft) => number) {
    this.meter = meter;
    this.samplesPerCall = samplesPerCall;
    this.promptTokensOf = promptTokensOf;
  }

  /**
   * The calls that draw what is asked for, the first ones first, as far as the budget goes. Which these are depends on
   * nothing that happens while they are made.
   *
   * @param least - what to do where it is not enough for a whole sample: draw a `shorter` one if there is budget for
   * any; give up, `whole`; or draw `none`
   * @throws SearchStopped where it is not enough for the least
   */
  admit(asks: readonly Ask[], least: Least): AdmittedCall[] {
    const admitted: AdmittedCall[] = [];
    for (const call of asks.flatMap((ask) => this.plan(ask))) {
      const isFirst = admitted.length === 0;
      const affordable = this.affordable(call, least === "shorter" && isFirst);
      if (!affordable && (least === "none" || !isFirst)) break;
      admitted.push(this.count(affordable ?? call));
      if (affordable && affordable.count < call.count) break;
    }
    return admitted;
  }

  private plan(ask: Ask): PlannedCall[] {
    const calls: PlannedCall[] = [];
    for (let left = ask.tokens > 0 ? ask.count : 0; left > 0; left -= this.samplesPerCall) {
      calls.push({ ask, count: Math.min(left, this.samplesPerCall), tokens: ask.tokens });
    }
    return calls;
  }

  /** The call, or as much of it as there is budget for; null where there is none. */
  private affordable(call: PlannedCall, orShorter: boolean): PlannedCall | null {
    if (this.meter.stepsLeft < 1) return null;
    const left = this.meter.forwardTokensLeft - this.promptTokensOf(call.ask.from);
    const count = Math.min(call.count, Math.floor(left / call.tokens));
    if (count >= 1) return { ...call, count };
    return orShorter && left >= 1 ? { ...call, count: 1, tokens: left } : null;
  }

  private count(call: PlannedCall): AdmittedCall {
    const tell = this.meter.admitCall(this.promptTokensOf(call.ask.from) + call.count * call.tokens);
    let unsettled: CallOutcome | null = "unmade";
    return {
      ...call,
      begin: () => {
        unsettled = "untold";
      },
      settle: (took) => {
        unsettled = null;
        tell(took);
      },
      close: () => {
        if (unsettled) tell(unsettled);
      },
    };
  }
}
