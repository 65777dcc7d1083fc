/**
 * The limits of an answer, as sliders with their numbers.
 *
 * @module
 */
import type { Budget } from "../../src/spec/budget.ts";
import { byId, element, freshId } from "../dom.ts";
import { amountAt, positionOf, positions, type Scale } from "./budget-scale.ts";

export const dimensions: readonly { name: keyof Budget; label: string; scale: Scale }[] = [
  { name: "forward_tokens", label: "Forward tokens", scale: { min: 50, max: 20_000 } },
  { name: "reward_calls", label: "Reward calls", scale: { min: 1, max: 10_000 } },
  { name: "steps", label: "Steps", scale: { min: 10, max: 5_000 } },
  { name: "time_ms", label: "Milliseconds", scale: { min: 500, max: 300_000 } },
];

export class BudgetForm {
  private readonly numbers = new Map<keyof Budget, HTMLInputElement>();
  private readonly sliders = new Map<keyof Budget, HTMLInputElement>();

  constructor(changed: () => void) {
    const rows = dimensions.map(({ name, label, scale }) => {
      const id = freshId("budget");
      const number = element("input", { type: "number", id, min: 1, step: 1, required: true });
      const slider = element("input", {
        type: "range",
        min: 0,
        max: positions,
        "aria-label": `${label}, roughly`,
      });
      this.numbers.set(name, number);
      this.sliders.set(name, slider);
      slider.addEventListener("input", () => {
        number.value = String(amountAt(Number(slider.value), scale));
        this.sayAmount(name);
        changed();
      });
      number.addEventListener("input", () => {
        slider.value = String(positionOf(Number(number.value), scale));
        this.sayAmount(name);
        changed();
      });
      return element(
        "div",
        { class: "slider", "data-key": name },
        element("label", { for: id }, label),
        slider,
        number,
      );
    });
    byId("budget", HTMLElement).replaceChildren(...rows);
  }

  write(budget: Budget): void {
    for (const { name, scale } of dimensions) {
      const [number, slider] = [this.numbers.get(name), this.sliders.get(name)];
      if (!number || !slider) continue;
      number.value = String(budget[name]);
      slider.value = String(positionOf(budget[name], scale));
      this.sayAmount(name);
    }
  }

  /** A number that was taken out counts as 0, which the server refuses in its own words. */
  read(): Budget {
    const amount = (name: keyof Budget) => Number(this.numbers.get(name)?.value ?? 0);
    return {
      forward_tokens: amount("forward_tokens"),
      reward_calls: amount("reward_calls"),
      steps: amount("steps"),
      time_ms: amount("time_ms"),
    };
  }

  /** A slider's own value is its position, which means nothing to people. */
  private sayAmount(name: keyof Budget): void {
    this.sliders.get(name)?.setAttribute("aria-valuetext", this.numbers.get(name)?.value ?? "");
  }
}
