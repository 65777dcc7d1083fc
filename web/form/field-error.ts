/**
 * Errors, shown at the field that a JSON pointer names.
 *
 * @module
 */
import { element, freshId } from "../dom.ts";
import { pointerKeys } from "../json.ts";

/** The innermost element for `pointer`, by the `data-key`s from `form` inwards; null where not even its first key has one. */
export function elementAt(form: HTMLElement, pointer: string): HTMLElement | null {
  let found: HTMLElement | null = null;
  for (const key of pointerKeys(pointer)) {
    const inner = nearest(found ?? form, key);
    if (!inner) break;
    found = inner;
  }
  return found;
}

/** Of the elements with this key, the one with the fewest others around it. */
function nearest(within: HTMLElement, key: string): HTMLElement | null {
  const all = [...within.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  return all.find((found) => found.parentElement?.closest("[data-key]") === keyed(within)) ?? all[0] ?? null;
}

function keyed(within: HTMLElement): HTMLElement | null {
  return within.closest<HTMLElement>("[data-key]");
}

/** Writes `message` at the field, marks its controls as wrong, opens what it is folded into, and goes there. */
export function showFieldError(place: HTMLElement, message: string): void {
  const id = freshId("error");
  place.classList.add("wrong");
  place.append(element("p", { class: "field-error", id }, message));
  openAround(place);
  const control = place.querySelector<HTMLElement>("input, textarea, select, button");
  if (!control) return;
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-errormessage", id);
  control.dataset.describedBefore = control.getAttribute("aria-describedby") ?? "";
  control.setAttribute("aria-describedby", `${id} ${control.dataset.describedBefore}`.trim());
  // In the middle, as what stays at the edge of the screen would cover it.
  place.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
}

/** Opens what an element is folded into. */
export function openAround(place: HTMLElement): void {
  for (let at = place.closest("details"); at; at = at.parentElement?.closest("details") ?? null)
    at.open = true;
}

/** Takes back what `showFieldError` wrote. */
export function clearFieldErrors(form: HTMLElement): void {
  for (const message of form.querySelectorAll(".field-error")) message.remove();
  for (const place of form.querySelectorAll(".wrong")) place.classList.remove("wrong");
  for (const control of form.querySelectorAll<HTMLElement>("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-errormessage");
    const before = control.dataset.describedBefore;
    if (before) control.setAttribute("aria-describedby", before);
    else control.removeAttribute("aria-describedby");
    delete control.dataset.describedBefore;
  }
}
