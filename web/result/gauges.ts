/**
 * How much of each limit is spent.
 *
 * @module
 */
import type { Budget, BudgetDimension } from "../../src/spec/budget.ts";
import type { ProgressEvent } from "../../src/spec/stream.ts";
import { dimensions } from "../ask/budget-form.ts";
import { byId, element } from "../dom.ts";
import { bar } from "./scores.ts";
import { forwardTokensOf } from "./words.ts";

export function showGauges(
  usage: ProgressEvent["usage"],
  budget: Budget,
  exhaustedBy: BudgetDimension | null,
): void {
  const spent: Budget = {
    // The budget counts what was remembered, too.
    forward_tokens: forwardTokensOf(usage),
    reward_calls: usage.reward_calls,
    steps: usage.steps,
    time_ms: Math.round(usage.elapsed_ms),
  };
  const gauges = dimensions.map(({ name, label }) => {
    const amount = element("span", { class: "amount" }, element("b", {}, spent[name].toLocaleString("en")));
    amount.append(` of ${budget[name].toLocaleString("en")}`);
    return element(
      "div",
      {
        class: `gauge ${exhaustedBy === name ? "full" : ""}`,
        role: "meter",
        "aria-label": label,
        "aria-valuemin": 0,
        "aria-valuemax": budget[name],
        "aria-valuenow": Math.min(budget[name], spent[name]),
      },
      element("span", {}, exhaustedBy === name ? `${label}: reached` : label),
      bar(spent[name] / budget[name]),
      amount,
    );
  });
  byId("gauge-list", HTMLElement).replaceChildren(...gauges);
}
