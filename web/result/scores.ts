/**
 * The rewards of an answer as bars.
 *
 * @module
 */
import type { CombinedScore, Score } from "../../src/spec/result.ts";
import { element } from "../dom.ts";

export function scoreList(reward: CombinedScore): HTMLElement {
  return element(
    "ul",
    { class: "scores", "aria-label": "Rewards" },
    reward.scores.length > 1 && totalItem(reward),
    ...reward.scores.map(scoreItem),
  );
}

function totalItem({ total, satisfied }: CombinedScore): HTMLElement {
  return item("Together", "", total, satisfied, "total");
}

function scoreItem(score: Score): HTMLElement {
  const { name, value, satisfied, explain } = score;
  return item(`${name} `, `${roleOf(score)}${explain === "" ? "" : ` · ${explain}`}`, value, satisfied);
}

function roleOf({ enforce, audit, auxiliary }: Score): string {
  if (audit) return "only looks on";
  if (auxiliary) return "only guides";
  return enforce === "hard" ? "must" : "should";
}

function item(name: string, explain: string, value: number, isMet: boolean, kind = ""): HTMLElement {
  return element(
    "li",
    { class: `score ${kind} ${isMet ? "met" : ""}` },
    element("span", { class: "sign", "aria-hidden": "true" }, isMet ? "✓" : "✗"),
    element(
      "span",
      { class: "name" },
      name,
      element("span", { class: "sr-only" }, isMet ? "(holds)" : "(does not hold)"),
    ),
    element("span", { class: "value" }, value.toFixed(2)),
    bar(value),
    explain !== "" && element("span", { class: "explain" }, explain),
  );
}

/** A bar that is filled by a share of 0 to 1; what it says must stand beside it, too. */
export function bar(share: number): HTMLElement {
  const fill = element("i");
  fill.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
  return element("span", { class: "bar", "aria-hidden": "true" }, fill);
}
