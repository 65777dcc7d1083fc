/**
 * The request of the page as code, in tabs (WAI-ARIA Authoring Practices, "Tabs").
 *
 * @module
 */
import { byId, element } from "../dom.ts";
import type { JsonObject } from "../json.ts";
import { type Language, languages, type Target } from "./snippets.ts";

export class CodePanel {
  private readonly panel = byId("code", HTMLPreElement);
  private readonly tabs: readonly HTMLButtonElement[];
  private language: Language = languages[0];
  private request: JsonObject = {};
  private target: Target = { origin: location.origin, needsKey: false, model: "" };

  constructor() {
    this.tabs = languages.map((language, index) => {
      const tab = element(
        "button",
        { type: "button", role: "tab", id: `code-${language.id}`, "aria-controls": "code" },
        language.label,
      );
      tab.addEventListener("click", () => this.choose(index));
      tab.addEventListener("keydown", ({ key }) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
        if (by === undefined) return;
        const next = (index + by + languages.length) % languages.length;
        this.choose(next);
        this.tabs[next]?.focus();
      });
      return tab;
    });
    byId("code-tabs", HTMLElement).append(...this.tabs);
    // What is wider than the panel can be scrolled by keys, too.
    this.panel.tabIndex = 0;
    this.choose(0);
  }

  show(request: JsonObject, target: Target): void {
    this.request = request;
    this.target = target;
    this.panel.textContent = this.text();
  }

  text(): string {
    return this.language.snippet(this.request, this.target);
  }

  private choose(index: number): void {
    this.language = languages[index] ?? languages[0];
    for (const [at, tab] of this.tabs.entries()) {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    }
    this.panel.setAttribute("aria-labelledby", `code-${this.language.id}`);
    this.panel.textContent = this.text();
  }
}
