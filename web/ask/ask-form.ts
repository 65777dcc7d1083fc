/**
 * The whole of what is asked for: reads the page's left side into a draft, and shows a draft there.
 *
 * @module
 */

import { byId, element } from "../dom.ts";
import type { Problem } from "../form/form.ts";
import type { Catalogue } from "../server.ts";
import { BudgetForm } from "./budget-form.ts";
import type { Draft } from "./draft.ts";
import { draftOfPreset, presets } from "./presets.ts";
import { ProfileChoice } from "./profile-choice.ts";
import { RewardList } from "./reward-list.ts";
import { StopTexts } from "./stop-texts.ts";
import { StrategyForm } from "./strategy-form.ts";
import { UnsatisfiedChoice } from "./unsatisfied-choice.ts";

export class AskForm {
  readonly element = byId("ask", HTMLFormElement);
  private readonly prompt = byId("prompt", HTMLTextAreaElement);
  private readonly promptField = byId("prompt-field", HTMLElement);
  private readonly chat = byId("as-chat", HTMLInputElement);
  private readonly raw = byId("as-raw", HTMLInputElement);
  private readonly instruct = byId("instruct", HTMLInputElement);
  private readonly model = byId("model", HTMLSelectElement);
  private readonly maxTokens = byId("max-tokens", HTMLInputElement);
  private readonly answers = byId("answers-wanted", HTMLInputElement);
  private readonly seed = byId("seed", HTMLInputElement);
  private readonly compare = byId("compare", HTMLInputElement);
  private readonly rewards: RewardList;
  private readonly profile: ProfileChoice;
  private readonly stop: StopTexts;
  private readonly unsatisfied = new UnsatisfiedChoice();
  private readonly strategy: StrategyForm;
  private readonly budget: BudgetForm;

  /** @param changed - told of every change */
  constructor({ models, rewards, strategies }: Catalogue, changed: () => void) {
    this.rewards = new RewardList(rewards, changed);
    this.profile = new ProfileChoice(changed);
    this.stop = new StopTexts(changed);
    this.strategy = new StrategyForm(strategies, changed);
    this.budget = new BudgetForm(changed);
    this.model.replaceChildren(...models.map(({ id }) => element("option", { value: id }, id)));
    byId("model-field", HTMLElement).hidden = models.length < 2;
    this.element.addEventListener("input", () => {
      this.sayMode();
      changed();
    });
    const buttons = presets.map((preset) => {
      const button = element("button", { type: "button", class: "chip" }, preset.name);
      button.addEventListener("click", () => {
        const { model, comparesGreedy } = this.read();
        this.write({ ...draftOfPreset(preset), model, comparesGreedy });
        changed();
      });
      return button;
    });
    byId("presets", HTMLElement).replaceChildren(...buttons);
  }

  /** @returns the types of rewards that the server does not have, and that are left out */
  write(draft: Draft): string[] {
    this.prompt.value = draft.prompt;
    (draft.isChat ? this.chat : this.raw).checked = true;
    this.instruct.checked = draft.instruct;
    if (draft.model === null) this.model.selectedIndex = 0;
    else this.model.value = draft.model;
    this.maxTokens.value = String(draft.maxTokens);
    this.answers.value = String(draft.answers);
    this.seed.value = draft.seed === null ? "" : String(draft.seed);
    this.compare.checked = draft.comparesGreedy;
    this.strategy.write(draft.search);
    this.budget.write(draft.budget);
    this.profile.write(draft.profile);
    this.stop.write(draft.stop);
    this.unsatisfied.write(draft.onUnsatisfied);
    if (draft.stop.length > 0 || draft.onUnsatisfied !== "best") {
      byId("more-settings", HTMLDetailsElement).open = true;
    }
    this.sayMode();
    return this.rewards.write(draft.rewards);
  }

  /** @param problems - told of what cannot be read */
  read(problems: Problem[] = []): Draft {
    const isDefault = this.model.selectedIndex <= 0;
    for (const [pointer, input] of [
      ["/max_tokens", this.maxTokens],
      ["/n", this.answers],
      ["/seed", this.seed],
    ] as const) {
      if (input.validity.badInput) problems.push({ pointer, message: "must be a number" });
    }
    return {
      model: isDefault ? null : this.model.value,
      isChat: this.chat.checked,
      prompt: this.prompt.value,
      instruct: this.instruct.checked,
      rewards: this.rewards.read(problems),
      profile: this.profile.read(),
      onUnsatisfied: this.unsatisfied.read(),
      search: this.strategy.read(problems),
      budget: this.budget.read(),
      maxTokens: Number(this.maxTokens.value),
      stop: this.stop.read(),
      answers: Number(this.answers.value),
      seed: this.seed.value === "" ? null : Number(this.seed.value),
      comparesGreedy: this.compare.checked,
    };
  }

  /** Which field of the request the prompt is. */
  private sayMode(): void {
    this.promptField.dataset.key = this.chat.checked ? "messages" : "prompt";
    byId("instruct-field", HTMLElement).hidden = !this.chat.checked;
  }
}
