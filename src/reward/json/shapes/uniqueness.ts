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
  /** By index, what `scarceAt` has found. */
  private readonly scarce: (readonly JsonScalar[] | null)[] = [];

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
    const demanded = [...Array(Math.max(0, this.least - count)).keys()].map((index) => count + index);
    if (!this.canDiffer(demanded, used)) return null;
    const later = demanded.slice(1);
    const harmful = this.contested(later).filter((value) => !this.canDiffer(later, [...used, value]));
    return left.without(harmful);
  }

  /** The values that one item could take from another: of items with little to choose from, where not all have the same. */
  private contested(indices: readonly number[]): JsonScalar[] {
    if (this.goals.length === 1) return [];
    return [...new Set(indices.flatMap((index) => this.scarceAt(index) ?? []))];
  }

  /** Whether the items can be given values that differ, from each other and from those used. */
  private canDiffer(indices: readonly number[], used: readonly JsonScalar[]): boolean {
    const options = indices.flatMap((index) => {
      // One with as many to choose from as there are items can wait until all others have chosen.
      const values = this.scarceAt(index);
      return values ? [values.filter((value) => !used.includes(value))] : [];
    });
    return canAllChoose(options);
  }

  /** What an item may be, if that is less than there are items to be. */
  private scarceAt(index: number): readonly JsonScalar[] | null {
    const at = Math.min(index, this.goals.length - 1);
    const known = this.scarce[at];
    if (known !== undefined) return known;
    const values = this.goals[at]?.values(this.least) ?? [];
    const scarce = values.length < this.least ? values : null;
    this.scarce[at] = scarce;
    return scarce;
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
