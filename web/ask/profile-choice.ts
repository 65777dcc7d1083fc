/**
 * The choice of a profile, and what it adds to the rewards.
 *
 * @module
 */
import { type ProfileName, profileNames, profiles, rewardsIn } from "../../src/reward/profiles.ts";
import { byId, element, freshId } from "../dom.ts";
import { labelOf } from "../form/render-group.ts";

export class ProfileChoice {
  private readonly about = byId("profile-about", HTMLElement);
  private readonly options = new Map<ProfileName | null, HTMLInputElement>();
  private chosen: ProfileName | null = null;

  /** @param changed - told of every change */
  constructor(changed: () => void) {
    const group = freshId("profile");
    const labels = [null, ...profileNames].map((name) => {
      const input = element("input", { type: "radio", name: group, value: name ?? "" });
      input.addEventListener("change", () => {
        this.write(name);
        changed();
      });
      this.options.set(name, input);
      return element("label", {}, input, element("span", {}, name ?? "none"));
    });
    byId("profile", HTMLElement).replaceChildren(...labels);
  }

  write(name: ProfileName | null): void {
    this.chosen = name;
    const option = this.options.get(name);
    if (option) option.checked = true;
    this.about.replaceChildren(...(name === null ? [] : [addedBy(name)]));
  }

  read(): ProfileName | null {
    return this.chosen;
  }
}

function addedBy(name: ProfileName): HTMLElement {
  return element(
    "div",
    { class: "added" },
    element("p", { class: "about" }, profiles[name].description),
    element(
      "ul",
      { "aria-label": "Rewards that it adds" },
      ...rewardsIn(name).map(({ type, enforce, name: _, ...parameters }) =>
        element(
          "li",
          {},
          element("b", {}, labelOf(type)),
          element("span", {}, [enforce === "hard" ? "must" : "should", ...inWords(parameters)].join(" · ")),
        ),
      ),
    ),
  );
}

function inWords(parameters: object): string[] {
  return Object.entries(parameters).map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`);
}
