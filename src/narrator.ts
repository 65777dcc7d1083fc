/**
 * Tells of an alignment while it goes on.
 *
 * @module
 */
import type { Meter } from "./budget/meter.ts";
import { toChoice } from "./choice.ts";
import { CommittedText } from "./committed-text.ts";
import type { Answers, Place, ScoredAnswer } from "./search/answers.ts";
import type { Choice } from "./spec/result.ts";
import type { AlignEvent } from "./spec/stream.ts";
import type { TraceNode } from "./spec/trace.ts";
import { usageSoFar } from "./usage.ts";

/** Told of what happens, in order; it must not throw, and changes nothing. */
export type AlignObserver = (event: AlignEvent) => void;

export interface NarratorParts<At extends Place> {
  observer: AlignObserver;
  answers: Pick<Answers<At>, "incumbent" | "bestReward" | "livePaths" | "returnable">;
  meter: Meter;
  promptTokens(): number;
  /** Whether a text of other making would be returned in the answer's place. */
  isReplaced(answer: ScoredAnswer): boolean;
  /** What every answer that the path may become begins with. */
  lasting(path: At): string;
  /** Whether what is returned can differ from all that the search finds. */
  mayReplace(): boolean;
  /** Nodes of the tree that are new or have changed since it was last called. */
  treeChanges?: (() => readonly TraceNode[]) | undefined;
}

export class Narrator<At extends Place> {
  private readonly parts: NarratorParts<At>;
  private readonly committed = new CommittedText();
  /** Where all goes through that is still to come; without any, nobody knows. */
  private settled: readonly At[] = [];
  private steps: number | null = null;
  private incumbent: ScoredAnswer | null = null;

  constructor(parts: NarratorParts<At>) {
    this.parts = parts;
  }

  /** Whatever the search comes to from now on begins with one of these. */
  settleOn(paths: readonly At[]): void {
    this.settled = paths;
  }

  /** Tells what has changed since it last did. */
  catchUp(): void {
    this.tellIncumbent();
    this.tellCommitted();
    if (this.parts.meter.steps !== this.steps) this.tellStep();
  }

  /** Tells the rest, and of what is returned. */
  end(choices: readonly Choice[]): void {
    this.tellIncumbent();
    this.tellStep();
    for (const { index, text, refused } of choices) {
      const rest = index === 0 ? this.committed.finish(text) : text;
      if (rest === "") continue;
      this.parts.observer({ object: "alignment.token", index, text: rest, ...(refused && { refused }) });
    }
  }

  private tellStep(): void {
    const { meter, answers, promptTokens, observer, treeChanges } = this.parts;
    this.steps = meter.steps;
    observer({
      object: "alignment.progress",
      usage: usageSoFar(meter, promptTokens()),
      spent: meter.spent,
      live_paths: answers.livePaths,
      best_reward: answers.bestReward,
    });
    const nodes = treeChanges?.() ?? [];
    if (nodes.length > 0) observer({ object: "alignment.tree", nodes: [...nodes] });
  }

  private tellIncumbent(): void {
    const { answers, isReplaced, observer } = this.parts;
    const { incumbent } = answers;
    if (!incumbent || incumbent === this.incumbent || incumbent.depth === 0 || isReplaced(incumbent)) return;
    this.incumbent = incumbent;
    observer({ object: "alignment.incumbent", choice: toChoice(incumbent, incumbent.reward, 0) });
  }

  private tellCommitted(): void {
    if (this.settled.length === 0 || this.parts.mayReplace()) return;
    const { answers, paths } = this.parts.answers.returnable;
    const texts = [
      ...answers.map(({ text }) => text),
      ...[...this.settled, ...paths].map((path) => this.parts.lasting(path)),
    ];
    const text = this.committed.narrow(texts);
    if (text !== "") this.parts.observer({ object: "alignment.token", index: 0, text });
  }
}
