/**
 * Run and Stop: one run at a time, the aligned answer first and then, if wanted, the plain one.
 *
 * One after the other, because two at a time would share steps and neither would show what it takes by itself.
 *
 * @module
 */
import { type Alignment, ApiError } from "../../client/index.ts";
import { allRewardsOf, type Draft, plainRequestOf, requestOf } from "../ask/draft.ts";
import { byId } from "../dom.ts";
import type { JsonObject } from "../json.ts";
import { scoredAsAsked } from "../result/plain-score.ts";
import type { ResultView } from "../result/result-view.ts";
import { stopInWords } from "../result/words.ts";
import { follow } from "./follow.ts";

export interface RunOptions {
  result: ResultView;
  /** Told what goes on, in words: seldom enough to be read out. */
  announce(words: string): void;
  /** Told of what failed. */
  onFailure(error: unknown): void;
}

export class RunControls {
  private readonly options: RunOptions;
  private readonly run = byId("run", HTMLButtonElement);
  private readonly stop = byId("stop", HTMLButtonElement);
  private current: AbortController | null = null;

  constructor(options: RunOptions) {
    this.options = options;
    this.stop.addEventListener("click", () => this.current?.abort());
  }

  /** Lets people run what they ask for: before, there is nothing to ask for it with. */
  allow(): void {
    this.run.disabled = false;
    this.show(false);
  }

  /**
   * Does nothing while a run goes on.
   *
   * @param isElsewhere - whether the model is behind another API, whose searches have no tree
   */
  async start(draft: Draft, isElsewhere: boolean): Promise<void> {
    if (this.current) return;
    this.current = new AbortController();
    const { signal } = this.current;
    const { result, announce, onFailure } = this.options;
    this.show(true);
    result.begin(draft);
    announce("Searching");
    // On a narrow screen it lies below the form.
    byId("answers", HTMLElement).scrollIntoView({ block: "nearest" });
    try {
      const aligned = await this.align(
        { ...requestOf(draft), ...(!isElsewhere && { trace: "full" }) },
        signal,
      );
      if (!draft.comparesGreedy) return;
      result.beginPlain();
      const plain = await follow(plainRequestOf(draft, isElsewhere), {
        signal,
        onEvent: (event) => result.onPlainEvent(event),
      });
      result.donePlain(aligned, scoredAsAsked(plain, allRewardsOf(draft)));
      announce("The plain model has answered, too");
    } catch (error) {
      result.stop(signal.aborted ? "stopped" : "broken off");
      if (signal.aborted) announce("Stopped");
      else onFailure(error);
    } finally {
      this.current = null;
      this.show(false);
    }
  }

  /** Null where no answer is good enough, and the draft wants none then. */
  private async align(request: JsonObject, signal: AbortSignal): Promise<Alignment | null> {
    const { result, announce } = this.options;
    try {
      const aligned = await follow(request, { signal, onEvent: (event) => result.onEvent(event) });
      announce(`Found: ${aligned.choices[0]?.text ?? ""}. ${stopInWords(aligned.budget)}`);
      return aligned;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "unsatisfied") throw error;
      result.refuse(error.message);
      announce("No answer holds every must");
      return null;
    }
  }

  private show(isRunning: boolean): void {
    const hadFocus = document.activeElement === this.run || document.activeElement === this.stop;
    this.run.hidden = isRunning;
    this.stop.hidden = !isRunning;
    document.documentElement.dataset.run = isRunning ? "running" : "idle";
    // The focus would be lost with the button.
    if (hadFocus) (isRunning ? this.stop : this.run).focus();
  }
}
