/**
 * All answers of a run that wanted several, best first.
 *
 * @module
 */
import type { Choice } from "../../src/spec/result.ts";
import { byId, element } from "../dom.ts";
import { scoreList } from "./scores.ts";
import { logprobInWords, mustsInWords } from "./words.ts";

/** Shows them where more than one was wanted; else there is nothing that the answer's own card does not say. */
export function showChoices(choices: readonly Choice[], wanted: number): void {
  byId("choices", HTMLElement).hidden = wanted < 2;
  byId("choices-title", HTMLElement).textContent = titleOf(choices.length, wanted);
  byId("choice-list", HTMLOListElement).replaceChildren(...choices.map(itemOf));
}

function titleOf(found: number, wanted: number): string {
  if (found === 1) return `1 answer, of ${wanted} that were wanted`;
  return found < wanted
    ? `${found} answers, best first, of ${wanted} that were wanted`
    : `${found} answers, best first`;
}

function itemOf({ index, text, reward, logprob, tokens }: Choice): HTMLElement {
  const isChosen = index === 0;
  const facts = [`reward ${reward.total.toFixed(2)}`, logprobInWords(logprob), `${tokens} tokens`];
  const hasRewards = reward.scores.length > 0;
  return element(
    "li",
    { class: isChosen ? "chosen" : "" },
    element("p", { class: "text" }, text === "" ? "(no text)" : text),
    element(
      "p",
      { class: "quiet-text" },
      isChosen && element("span", { class: "badge good" }, "chosen"),
      facts.join(" · "),
      hasRewards && ` · ${mustsInWords(reward)}`,
    ),
    hasRewards &&
      element("details", { class: "more" }, element("summary", {}, "Its rewards"), scoreList(reward)),
  );
}
