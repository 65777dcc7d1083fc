/**
 * Light, dark, or as the system has it.
 *
 * @module
 */
import { byId } from "./dom.ts";

const themes = ["system", "light", "dark"] as const;
const store = "tiller-theme";

/** @param changed - told when colours have changed, be it by the system */
export function listenForTheme(changed: () => void): void {
  const button = byId("theme", HTMLButtonElement);
  let at = Math.max(0, themes.indexOf((localStorage.getItem(store) ?? "system") as (typeof themes)[number]));
  const show = () => {
    const theme = themes[at] ?? "system";
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
    changed();
  };
  button.addEventListener("click", () => {
    at = (at + 1) % themes.length;
    localStorage.setItem(store, themes[at] ?? "system");
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  show();
}
