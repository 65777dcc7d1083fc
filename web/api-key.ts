/**
 * The key that a server may want: kept by this tab until it is closed, sent to this server only.
 *
 * @module
 */
import { byId } from "./dom.ts";

const store = "tiller-api-key";

/** The key, or null where there is none. */
export function apiKey(): string | null {
  return sessionStorage.getItem(store);
}

/** Keeps the key as it is written. */
export function listenForKey(): void {
  const field = byId("key", HTMLInputElement);
  const box = byId("key-box", HTMLDetailsElement);
  field.value = apiKey() ?? "";
  field.addEventListener("input", () => {
    const key = field.value.trim();
    if (key === "") sessionStorage.removeItem(store);
    else sessionStorage.setItem(store, key);
  });
  const close = () => {
    if (!box.open) return;
    box.open = false;
    box.querySelector("summary")?.focus();
  };
  box.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  byId("key-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    close();
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !box.contains(target)) box.open = false;
  });
}

/** Once a key has been entered. */
export function keyEntered(): Promise<void> {
  return new Promise((resolve) => {
    byId("key-form", HTMLFormElement).addEventListener("submit", () => resolve(), { once: true });
  });
}

/** Shows the field, as a server asks for a key. */
export function askForKey(): HTMLElement {
  byId("key-box", HTMLDetailsElement).open = true;
  return byId("key-field", HTMLElement);
}
