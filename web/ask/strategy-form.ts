/**
 * The choice of a strategy, with its parameters.
 *
 * @module
 */
import type { StrategyEntry } from "../../client/index.ts";
import { byId, element, foldedProse } from "../dom.ts";
import { type Field, fieldOf } from "../form/field.ts";
import { type FormOf, fill, type Problem, read } from "../form/form.ts";
import type { JsonSchema } from "../form/json-schema.ts";
import { renderGroup } from "../form/render-group.ts";
import type { JsonObject } from "../json.ts";

type Group = Extract<Field, { kind: "group" }>;

export class StrategyForm {
  private readonly strategies: readonly StrategyEntry[];
  private readonly changed: () => void;
  private readonly choice = byId("strategy", HTMLSelectElement);
  private readonly about = byId("strategy-about", HTMLElement);
  private readonly place = byId("strategy-parameters", HTMLElement);
  private field: Group = { kind: "group", members: [], description: "" };
  private form: FormOf<"group"> = { kind: "group", members: {} };

  constructor(strategies: readonly StrategyEntry[], changed: () => void) {
    this.strategies = strategies;
    this.changed = changed;
    this.choice.replaceChildren(
      ...strategies.map(({ id }) => element("option", { value: id }, id.replaceAll("_", " "))),
    );
    this.choice.addEventListener("change", () => {
      this.write({ strategy: this.choice.value });
      changed();
    });
  }

  write(search: JsonObject): void {
    const strategy = this.strategies.find(({ id }) => id === search.strategy) ?? this.strategies[0];
    if (!strategy) return;
    this.choice.value = strategy.id;
    this.about.replaceChildren(...foldedProse(`${strategy.description} ${strategy.use}`));
    this.field = fieldOf(strategy.schema as JsonSchema) as Group;
    this.form = fill(this.field, search) as FormOf<"group">;
    this.place.replaceChildren(renderGroup(this.field.members, this.form, this.changed));
  }

  read(problems: Problem[]): JsonObject {
    const parameters = read(this.field, this.form, problems, "/search") as JsonObject | undefined;
    return { strategy: this.choice.value || "auto", ...parameters };
  }
}
