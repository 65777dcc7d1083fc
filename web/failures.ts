/**
 * What went wrong, shown where it can be mended: at the field that is at fault, or above the page.
 *
 * @module
 */
import { ApiError } from "../client/index.ts";
import { apiKey, askForKey } from "./api-key.ts";
import { byId } from "./dom.ts";
import { clearFieldErrors, elementAt, openAround, showFieldError } from "./form/field-error.ts";
import type { Problem } from "./form/form.ts";

const banner = () => byId("failure", HTMLElement);
const form = () => byId("ask", HTMLFormElement);

/** Shows an error of a call. */
export function showFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const { status, param } = error instanceof ApiError ? error : { status: null, param: null };
  if (status === 401) showFieldError(askForKey(), apiKey() === null ? "this server wants a key" : message);
  else if (param) showProblem({ pointer: param, message });
  else showMessage(error instanceof ApiError ? `${message}${adviceOn(error)}` : message);
}

/** When to try again, where that helps. */
function adviceOn({ status, retryAfter }: ApiError): string {
  if (retryAfter !== null) return `: try again in ${retryAfter} ${retryAfter === 1 ? "second" : "seconds"}`;
  return status === 503 || status === 429 ? ": the server is busy, try again" : "";
}

/** Shows what is wrong with a field of the request. */
export function showProblem({ pointer, message }: Problem): void {
  const place = elementAt(form(), pointer);
  if (place) showFieldError(place, message);
  else showMessage(`${pointer}: ${message}`);
}

export function showMessage(message: string): void {
  banner().textContent = message;
  banner().hidden = false;
  // Who presses Run may be far below it.
  banner().scrollIntoView({ block: "nearest" });
}

export function clearFailures(): void {
  banner().hidden = true;
  clearFieldErrors(document.body);
}

/** Goes to the field of the request that a JSON pointer names. */
export function goToField(pointer: string): void {
  const place = elementAt(form(), pointer);
  if (!place) return;
  openAround(place);
  place.scrollIntoView({ block: "center" });
  place.querySelector<HTMLElement>("input, textarea, select, button")?.focus({ preventScroll: true });
}
