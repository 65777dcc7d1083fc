/**
 * The rewards of a request: their cards, and the list from which another is chosen.
 *
 * @module
 */
import type { RewardEntry } from "../../client/index.ts";
import { byId, element } from "../dom.ts";
import type { Problem } from "../form/form.ts";
import { labelOf } from "../form/render-group.ts";
import type { JsonObject } from "../json.ts";
import { type RewardCard, rewardCard } from "./reward-card.ts";

export class RewardList {
  private readonly kinds: readonly RewardEntry[];
  private readonly changed: () => void;
  private readonly list = byId("rewards", HTMLOListElement);
  private readonly none = byId("no-rewards", HTMLElement);
  private cards: RewardCard[] = [];

  constructor(kinds: readonly RewardEntry[], changed: () => void) {
    this.kinds = kinds;
    this.changed = changed;
    const add = byId("add-reward", HTMLSelectElement);
    add.append(...kinds.map(({ id }) => element("option", { value: id }, labelOf(id))));
    add.addEventListener("change", () => {
      const kind = kinds.find(({ id }) => id === add.value);
      add.value = "";
      if (!kind) return;
      const card = this.add(kind, kind.example as JsonObject);
      this.number();
      changed();
      card.element.querySelector<HTMLElement>(".group :is(input, textarea, select)")?.focus();
    });
  }

  /** @returns the types that the server does not have, and that are left out */
  write(rewards: readonly JsonObject[]): string[] {
    this.cards = [];
    this.list.replaceChildren();
    const unknown: string[] = [];
    for (const reward of rewards) {
      const kind = this.kinds.find(({ id }) => id === reward.type);
      if (kind) this.add(kind, reward);
      else unknown.push(String(reward.type));
    }
    this.number();
    return unknown;
  }

  read(problems: Problem[]): JsonObject[] {
    return this.cards.map((card, index) => card.read(problems, `/rewards/${index}`));
  }

  private add(kind: RewardEntry, spec: JsonObject): RewardCard {
    const card = rewardCard({ kind, spec, changed: this.changed, removed: () => this.remove(card) });
    this.cards.push(card);
    this.list.append(card.element);
    return card;
  }

  private remove(card: RewardCard): void {
    const next = this.cards[this.cards.indexOf(card) + 1];
    this.cards = this.cards.filter((other) => other !== card);
    card.element.remove();
    this.number();
    this.changed();
    // The focus would be lost with the button.
    const stays =
      next?.element.querySelector<HTMLElement>("header .icon") ?? byId("add-reward", HTMLSelectElement);
    stays.focus();
  }

  /** By their place JSON pointers find them. */
  private number(): void {
    for (const [index, { element }] of this.cards.entries()) element.dataset.key = String(index);
    this.none.hidden = this.cards.length > 0;
  }
}
