/**
 * Arrays.
 *
 * @module
 */
import { type Fact, factsOf } from "../cases/facts.ts";
import { ArrayFrame } from "../frames/array-frame.ts";
import type { Frame } from "../frames/frame.ts";
import { refusal } from "../schema/refusal.ts";
import type { JsonScalar } from "../value.ts";
import { itemChoices } from "./contained.ts";
import type { Goal } from "./goal.ts";
import type { Goals } from "./goals.ts";
import type { Shape } from "./shape.ts";
import { noTexts, prepended, type Texts, textsOf } from "./texts.ts";
import { Uniqueness } from "./uniqueness.ts";

/** What is known of the items so far. */
export interface Items {
  readonly count: number;
  /** Of each `contains`, how many items satisfy it, as far as that matters. */
  readonly contained: readonly number[];
  /** The items, where no two may be equal. */
  readonly used: readonly JsonScalar[];
}

/** An item that may come next, and what is known of the items with it. */
export interface NextItem {
  readonly goal: Goal;
  readonly items: Items;
}

/** Most `contains` of one array: each item may satisfy any of them. */
const mostContains = 4;
/** Most combinations of how many items there are of each `contains`: all of them are followed at once. */
const mostCounts = 100;
/** Most items that may be demanded where no two may be equal. */
const mostUnique = 50;

export class ArrayShape implements Shape {
  readonly start: Items;
  private readonly least: number;
  private readonly most: number;
  /** By index; the last goal is that of all later items. */
  private readonly goals: readonly (readonly { goal: Goal; adds: readonly number[] }[])[];
  private readonly contains: readonly { min: number; max: number }[];
  private readonly unique: Uniqueness | null;
  private readonly rests = new Map<string, Texts | null>();

  /** @throws TillerError `invalid_request` where a fact cannot be followed */
  constructor(facts: readonly Fact[], goals: Goals) {
    const sizes = factsOf(facts, "itemCount");
    const bounds = (side: "min" | "max") =>
      sizes.filter((size) => size.side === side).map(({ value }) => value);
    this.least = Math.max(0, ...bounds("min"));
    this.most = Math.min(...bounds("max"));
    const items = factsOf(facts, "items");
    this.contains = factsOf(facts, "contains");
    const [surplus] = factsOf(facts, "contains").slice(mostContains);
    if (surplus) throw refusal(surplus.pointer, `more than ${mostContains} of them for one array`);
    const counts = this.contains.reduce((product, { min }) => product * (min + 1), 1);
    const [contained] = factsOf(facts, "contains");
    if (contained && counts > mostCounts)
      throw refusal(contained.pointer, "too many items are demanded by contains");
    const changes = items.flatMap(({ from, to }) => [from, to + 1]);
    const starts = factsOf(facts, "contains").map(({ from }) => from);
    const last = Math.max(0, ...[...changes, ...starts].filter(Number.isFinite));
    this.goals = [...Array(last + 1).keys()].map((index) => {
      const meant = items.filter(({ from, to }) => from <= index && index <= to);
      const choices = itemChoices(factsOf(facts, "contains"), index);
      return choices.map(({ literals, adds }) => ({
        goal: goals.goal([...meant.map(({ literal }) => literal), ...literals]),
        adds,
      }));
    });
    this.start = { count: 0, contained: this.contains.map(() => 0), used: [] };
    const [unique] = factsOf(facts, "unique");
    this.unique = unique ? this.uniqueness(unique.pointer) : null;
  }

  open(character: string, next: Frame, room: number): readonly Frame[] {
    if (character !== "[" || this.shortest(room) === null) return [];
    return [ArrayFrame.begin(this, next, room)];
  }

  shortest(room: number): string | null {
    const rest = room === 0 ? null : this.rest(this.start, room);
    return rest && `[${textsOf(rest).join()}]`;
  }

  beginnings(): readonly string[] {
    return ["["];
  }

  values(): null {
    return null;
  }

  without(): Shape {
    return this;
  }

  /** @throws TillerError `invalid_request` where its items cannot be kept apart */
  *parts(): Iterable<Goal> {
    this.unique?.check();
    for (const choices of this.goals) for (const { goal } of choices) yield goal;
  }

  /** Whether the array may close behind these items. */
  mayClose({ count, contained }: Items): boolean {
    return (
      count >= this.least &&
      count <= this.most &&
      this.contains.every(({ min }, index) => (contained[index] ?? 0) >= min)
    );
  }

  /** What may come next, in each of the ways in which it can count. */
  next(items: Items, room: number): NextItem[] {
    return this.choices(items, room).filter((choice) => this.rest(choice.items, room) !== null);
  }

  /** The texts of the items of about the shortest completion; null where there is none. */
  rest(items: Items, room: number): Texts | null {
    if (this.mayClose(items)) return noTexts;
    const key = JSON.stringify([room, items]);
    const known = this.rests.get(key);
    if (known !== undefined) return known;
    const found = this.findRest(items, room);
    if (!this.unique) this.rests.set(key, found);
    return found;
  }

  /** The items with the one whose value has become known. */
  received(items: Items, value: JsonScalar | undefined): Items {
    return this.unique && value !== undefined ? { ...items, used: [...items.used, value] } : items;
  }

  private findRest(items: Items, room: number): Texts | null {
    let best: Texts | null = null;
    for (const { goal, items: after } of this.choices(items, room)) {
      const isUseless = String(after.contained) === String(items.contained);
      // Beyond what the items differ in, one that brings nothing brings nothing for ever.
      if (isUseless && items.count >= Math.max(this.least, this.goals.length)) continue;
      const text = goal.shortest(room - 1) ?? "";
      const rest = this.rest(this.received(after, this.unique ? JSON.parse(text) : undefined), room);
      const all = rest && prepended(text, rest);
      if (all && (best === null || all.length < best.length)) best = all;
    }
    return best;
  }

  private choices(items: Items, room: number): NextItem[] {
    if (items.count >= this.most) return [];
    const all = this.goals[Math.min(items.count, this.goals.length - 1)] ?? [];
    return all.flatMap(({ goal, adds }) => {
      const contained = this.counted(items.contained, adds);
      const left = this.unique ? this.unique.left(goal, items) : goal;
      if (!contained || !left || left.shortest(room - 1) === null) return [];
      return [{ goal: left, items: { ...items, count: items.count + 1, contained } }];
    });
  }

  /** The counts with one more of what `adds` says; null where that is too many, or where it does not help. */
  private counted(contained: readonly number[], adds: readonly number[]): number[] | null {
    const counts = contained.map((count, index) => count + (adds[index] ?? 0));
    const fits = counts.every((count, index) => {
      const { min = 0, max = 0 } = this.contains[index] ?? {};
      return count <= (max === Number.MAX_SAFE_INTEGER ? min : max);
    });
    return fits ? counts : null;
  }

  private uniqueness(pointer: string): Uniqueness {
    if (this.contains.length > 0) throw refusal(pointer, "not supported together with contains");
    if (this.least > mostUnique)
      throw refusal(pointer, `at most ${mostUnique} items may be demanded to be unique`);
    return new Uniqueness(
      this.goals.flatMap((choices) => choices.map(({ goal }) => goal)),
      this.least,
      pointer,
    );
  }
}
