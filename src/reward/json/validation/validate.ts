/**
 * Whether a value satisfies a schema, and if not, what is wrong with it. Patterns are matched in linear time,
 * which is why no validator is used that runs them as JavaScript does.
 *
 * @module
 */
import { jsonPointer } from "../../../spec/parse.ts";
import { NameMatcher } from "../names.ts";
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { isObject, type JsonValue } from "../value.ts";
import { arrayProblems } from "./array-problems.ts";
import { evaluatedParts } from "./evaluated-parts.ts";
import { objectProblems } from "./object-problems.ts";
import { type Problem, problem } from "./problem.ts";
import { numberProblem, stringProblem, typeProblem, valueProblem } from "./scalar-problems.ts";

export class Validator {
  readonly names = new NameMatcher();
  private readonly root: SchemaNode;
  /** By place in the value and schema: a schema that is asked for in many ways is looked at once. */
  private known = new Map<string, Problem[]>();
  /** Likewise, which parts of a value a schema has looked at. */
  private looked = new Map<string, ReadonlySet<string>>();

  constructor(root: SchemaNode) {
    this.root = root;
  }

  /** What is wrong with the value; nothing where it satisfies the schema. */
  validate(value: JsonValue): Problem[] {
    this.known = new Map();
    this.looked = new Map();
    return this.problems(this.root, value, []);
  }

  /** @param path of the value within the whole; of nothing else */
  isValid(node: SchemaNode, value: JsonValue, path: readonly string[]): boolean {
    return this.problems(node, value, path).length === 0;
  }

  problems(node: SchemaNode, value: JsonValue, path: readonly string[]): Problem[] {
    return remembered(this.known, node, path, () =>
      eachOnce(node.assertions.flatMap((assertion) => this.ask(assertion, node, value, path))),
    );
  }

  /** Which items or properties of the value a schema has looked at that holds; none where it does not. */
  lookedAt(node: SchemaNode, value: JsonValue, path: readonly string[]): ReadonlySet<string> {
    return remembered(this.looked, node, path, () =>
      this.isValid(node, value, path) ? evaluatedParts(node, value, path, this) : new Set<string>(),
    );
  }

  private ask(assertion: Assertion, node: SchemaNode, value: JsonValue, path: readonly string[]): Problem[] {
    switch (assertion.is) {
      case "never":
        return [problem(path, "must not be there")];
      case "type":
        return typeProblem(assertion, value, path);
      case "value":
        return valueProblem(assertion, value, path);
      case "bound":
      case "multiple":
        return typeof value === "number" ? numberProblem(assertion, value, path) : [];
      case "length":
      case "pattern":
        return typeof value === "string" ? stringProblem(assertion, value, path, this.names) : [];
      case "item":
      case "items":
      case "itemCount":
      case "contains":
      case "unique":
        return Array.isArray(value) ? arrayProblems(assertion, value, path, this) : [];
      case "required":
      case "property":
      case "propertyCount":
      case "propertyNames":
      case "dependent":
        return isObject(value) ? objectProblems(assertion, value, path, this) : [];
      case "unevaluatedItems":
      case "unevaluatedProperties":
        return this.unevaluatedProblems(assertion, node, value, path);
      case "reference":
        return this.problems(assertion.schema, value, path);
      case "all":
        return assertion.schemas.flatMap((schema) => this.problems(schema, value, path));
      case "any":
        return nearest(assertion.schemas.map((schema) => this.problems(schema, value, path)));
      case "one": {
        const all = assertion.schemas.map((schema) => this.problems(schema, value, path));
        const satisfied = all.filter((problems) => problems.length === 0).length;
        return satisfied < 2
          ? nearest(all)
          : [problem(path, `satisfies ${satisfied} schemas of oneOf, must satisfy one`)];
      }
      case "not":
        return this.isValid(assertion.schema, value, path)
          ? [problem(path, "must not satisfy the schema of not")]
          : [];
      case "if": {
        const chosen = this.isValid(assertion.condition, value, path) ? assertion.then : assertion.else;
        return chosen ? this.problems(chosen, value, path) : [];
      }
    }
  }

  private unevaluatedProblems(
    { is, schema }: Assertion & { schema: SchemaNode },
    node: SchemaNode,
    value: JsonValue,
    path: readonly string[],
  ): Problem[] {
    const isMeant = is === "unevaluatedItems" ? Array.isArray(value) : isObject(value);
    if (!isMeant) return [];
    const others = node.assertions.filter((other) => other.is !== is);
    const seen = evaluatedParts({ ...node, assertions: others }, value, path, this);
    return Object.entries(value as object).flatMap(([key, part]) =>
      seen.has(key) ? [] : this.problems(schema, part, [...path, key]),
    );
  }
}

/** What is known of a schema at a place in the value, found when it is first asked for. */
function remembered<Found>(
  known: Map<string, Found>,
  node: SchemaNode,
  path: readonly string[],
  find: () => Found,
): Found {
  const key = `${node.id} ${jsonPointer(path)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}

/** What several ways of asking have found is wrong once. */
function eachOnce(problems: Problem[]): Problem[] {
  if (problems.length < 2) return problems;
  return [...new Map(problems.map((found) => [JSON.stringify(found), found])).values()];
}

/** What is wrong with a value by the alternative that it comes nearest to: where the fault lies deepest. */
function nearest(alternatives: readonly Problem[][]): Problem[] {
  const depth = (problems: Problem[]) =>
    Math.min(...problems.map(({ pointer }) => pointer.split("/").length));
  return alternatives.reduce((best, problems) => {
    if (best.length === 0 || problems.length === 0) return [];
    const deeper = depth(problems) - depth(best);
    return deeper > 0 || (deeper === 0 && problems.length < best.length) ? problems : best;
  });
}
