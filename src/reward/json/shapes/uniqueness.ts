/**
 * Arrays no two items of which are equal.
 *
 * @module
 */
import { refusal } from "../schema/refusal.ts";
import type { JsonScalar } from "../value.ts";
import type { Items } from "./array-shape.ts";
import type { Goal } from "./goal.ts";

export class Uniqueness {
  /** By index; the last goal is that of all later items. */
  private readonly goals: readonly Goal[];
  /** How many items there must be. */
  private readonly least: number;

  private readonly pointer: string;

  constructor(goals: readonly Goal[], least: number, pointer: string) {
    this.goals = goals;
    this.least = least;
    this.pointer = pointer;
  }

  /** @throws TillerError `invalid_request` where an item may be an array or object */
  check(): void {
    if (this.goals.every((goal) => goal.values(1) !== null)) return;
    throw refusal(this.pointer, "supported only where no item may be an array or object");
  }

  /** What the next item may be such that those demanded behind it can still differ; null where nothing is left. */
  left(goal: Goal, { count, used }: Items): Goal | null {
    const left = goal.without(used);
    const demanded = this.least - count - 1;
    if (demanded <= 0) return left;
    const scarce = this.scarceBehind(count, demanded);
    const harmful = scarce.filter((value) => !this.canDiffer(count + 1, [...used, value]));
    const isHopeless = !this.canDiffer(count, used);
    return isHopeless ? null : left.without(harmful);
  }

  /** The values of those later items that have fewer to choose from than there are items. */
  private scarceBehind(count: number, demanded: number): JsonScalar[] {
    const scarce = new Set<JsonScalar>();
    for (let index = count + 1; index <= count + demanded; index++) {
      const values = this.valuesAt(index, this.least);
      if (values.length < this.least) for (const value of values) scarce.add(value);
    }
    return [...scarce];
  }

  /** Whether the items demanded from `count` on can be given values that differ, from each other and from those used. */
  private canDiffer(count: number, used: readonly JsonScalar[]): boolean {
    const demanded = this.least - count;
    const options: JsonScalar[][] = [];
    for (let index = count; index < this.least; index++) {
      const values = this.valuesAt(index, this.least).filter((value) => !used.includes(value));
      // One with that many left can wait until all others have chosen.
      if (this.valuesAt(index, this.least).length < this.least) options.push(values);
    }
    return demanded <= 0 || canAllChoose(options);
  }

  private valuesAt(index: number, count: number): JsonScalar[] {
    return this.goals[Math.min(index, this.goals.length - 1)]?.values(count) ?? [];
  }
}

/** Whether each can be given one of its options and no option is given twice: by augmenting paths. */
function canAllChoose(options: readonly (readonly JsonScalar[])[]): boolean {
  const chosenBy = new Map<JsonScalar, number>();
  const choose = (chooser: number, tried: Set<JsonScalar>): boolean =>
    (options[chooser] ?? []).some((option) => {
      if (tried.has(option)) return false;
      tried.add(option);
      const rival = chosenBy.get(option);
      if (rival !== undefined && !choose(rival, tried)) return false;
      chosenBy.set(option, chooser);
      return true;
    });
  return options.every((_, chooser) => choose(chooser, new Set()));
}
