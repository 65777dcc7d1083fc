/**
 * What is wanted where no answer holds every must.
 *
 * @module
 */
import { byId } from "../dom.ts";
import type { OnUnsatisfied } from "./draft.ts";

export class UnsatisfiedChoice {
  private readonly choice = byId("on-unsatisfied", HTMLSelectElement);
  private readonly field = byId("own-text-field", HTMLElement);
  private readonly text = byId("own-text", HTMLTextAreaElement);

  constructor() {
    this.choice.addEventListener("change", () => {
      this.showField();
      if (!this.field.hidden) this.text.focus();
    });
  }

  write(wanted: OnUnsatisfied): void {
    this.choice.value = typeof wanted === "string" ? wanted : "text";
    this.text.value = typeof wanted === "string" ? "" : wanted.text;
    this.showField();
  }

  read(): OnUnsatisfied {
    const { value } = this.choice;
    if (value === "text") return { text: this.text.value };
    return value === "error" ? "error" : "best";
  }

  private showField(): void {
    this.field.hidden = this.choice.value !== "text";
  }
}
