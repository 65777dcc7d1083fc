/**
 * All that may come to be written under a schema.
 *
 * @module
 */
import { TillerError } from "../../../spec/tiller-error.ts";
import { allOf } from "../cases/cases.ts";
import { Expansion } from "../cases/expansion.ts";
import type { Literal } from "../cases/facts.ts";
import { MadeNodes } from "../cases/made-nodes.ts";
import { refusal } from "../schema/refusal.ts";
import type { SchemaNode } from "../schema/schema-node.ts";
import { Allowance } from "../strings/allowance.ts";
import { Goal } from "./goal.ts";
import { shapesOf } from "./shapes-of.ts";

/** How deep arrays and objects may be nested. */
export const mostNested = 32;

/** Most goals of a schema: most have one for each of its parts. */
const mostGoals = 2000;

export class Goals {
  /** What is left to the patterns of the schema. */
  readonly allowance = new Allowance();
  private readonly goals = new Map<string, Goal>();
  private readonly expansion = new Expansion(new MadeNodes(), (literals) => this.isEmpty(literals));

  /**
   * The goal of a schema, all of whose parts can be followed.
   * @param depth how deep arrays and objects may be nested, at most `mostNested`
   * @throws TillerError `invalid_request` where some cannot, or where no value satisfies it
   */
  static of(schema: SchemaNode, depth: number): Goal {
    const goals = new Goals();
    const root = goals.goal([{ node: schema, holds: true }]);
    const all = new Set([root]);
    for (const goal of all) {
      for (const shape of goal.shapes) for (const part of shape.parts()) all.add(part);
      if (all.size > mostGoals) throw refusal(schema.pointer, "too many combinations of its parts");
    }
    if (root.shortest(depth) !== null) return root;
    const deeper = root.shortest(mostNested) === null ? "" : `, unless nested deeper than ${depth}`;
    throw refusal(schema.pointer, `no value satisfies it${deeper}`);
  }

  /** The same goal for the same literals. */
  goal(literals: readonly Literal[]): Goal {
    const telling = literals.filter(({ node, holds }) => !holds || node.assertions.length > 0);
    const keys = new Map(
      telling.map((literal) => [`${literal.node.id}${literal.holds ? "" : "!"}`, literal]),
    );
    const key = [...keys.keys()].sort().join(" ");
    const known = this.goals.get(key);
    if (known) return known;
    const isNever = literals.some(({ node: { assertions }, holds }) =>
      holds ? assertions.some(({ is }) => is === "never") : assertions.length === 0,
    );
    const goal = new Goal(key, isNever, () => {
      const cases = [...keys.values()].map(({ node, holds }) => this.expansion.cases(node, holds));
      return shapesOf(allOf(cases, telling[0]?.node.pointer ?? ""), this);
    });
    this.goals.set(key, goal);
    return goal;
  }

  private isEmpty(literals: readonly Literal[]): boolean {
    try {
      return this.goal(literals).shortest(mostNested) === null;
    } catch (error) {
      // What cannot be followed, as yet or at all, may have values.
      if (error instanceof TillerError) return false;
      throw error;
    }
  }
}
