/**
 * The form of one reward, made from its kind's schema.
 *
 * @module
 */
import type { RewardEntry } from "../../client/index.ts";
import { element, freshId, prose } from "../dom.ts";
import { type Field, fieldOf, type Member } from "../form/field.ts";
import { type FormOf, fill, type Problem, read } from "../form/form.ts";
import type { JsonSchema } from "../form/json-schema.ts";
import { labelOf, renderGroup } from "../form/render-group.ts";
import type { JsonObject } from "../json.ts";

type Group = Extract<Field, { kind: "group" }>;

export interface RewardCard {
  readonly element: HTMLElement;
  /** The spec as it is filled in; what cannot be read is told to `problems`, at `pointer`. */
  read(problems: Problem[], pointer: string): JsonObject;
}

export interface RewardCardOptions {
  kind: RewardEntry;
  spec: JsonObject;
  changed(): void;
  removed(): void;
}

export function rewardCard({ kind, spec, changed, removed }: RewardCardOptions): RewardCard {
  const field = fieldOf(kind.schema as JsonSchema) as Group;
  const form = fill(field, spec) as FormOf<"group">;
  // `enforce` has its control in the card's head.
  const own = field.members.filter(({ name }) => name !== "enforce");
  const id = freshId("reward");
  const remove = element(
    "button",
    { type: "button", class: "icon", "aria-label": `Remove ${labelOf(kind.id)}` },
    "×",
  );
  remove.addEventListener("click", removed);
  const card = element(
    "li",
    { class: "card reward", "aria-labelledby": id },
    element(
      "header",
      {},
      element("h3", { id, "data-key": "type" }, labelOf(kind.id)),
      enforceControl(form, changed),
      remove,
    ),
    element("p", { class: "about" }, ...prose(kind.description)),
    renderGroup(ownFirst(own), form, changed),
  );
  return {
    element: card,
    read: (problems, pointer) => ({
      type: kind.id,
      ...(read(field, form, problems, pointer) as JsonObject | undefined),
    }),
  };
}

const common = new Set(["weight", "name", "guide", "auxiliary", "audit"]);

/** What every reward has comes last. */
function ownFirst(members: readonly Member[]): Member[] {
  return members.toSorted((a, b) => Number(common.has(a.name)) - Number(common.has(b.name)));
}

/** Must, or should. */
function enforceControl({ members }: FormOf<"group">, changed: () => void): HTMLElement {
  const its = members.enforce as FormOf<"choice">;
  const name = freshId("enforce");
  const option = (value: string, label: string) => {
    const input = element("input", { type: "radio", name, value });
    input.checked = (its.text || "soft") === value;
    input.addEventListener("change", () => {
      its.text = value;
      changed();
    });
    return element("label", {}, input, element("span", {}, label));
  };
  return element(
    "div",
    { class: "switch", role: "radiogroup", "aria-label": "Enforce", "data-key": "enforce" },
    option("hard", "must"),
    option("soft", "should"),
  );
}
