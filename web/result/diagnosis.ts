/**
 * Why an answer does not meet what was asked of it.
 *
 * @module
 */
import type { Diagnosis } from "../../src/spec/diagnosis.ts";
import { element, prose } from "../dom.ts";

/** @param goTo - shows the field that a JSON pointer names */
export function diagnosisList(entries: readonly Diagnosis[], goTo: (pointer: string) => void): HTMLElement {
  return element(
    "ul",
    { class: "diagnosis", "aria-label": "Why not more" },
    ...entries.map(({ reward, name, explain, fields }) =>
      element(
        "li",
        {},
        link(name, reward, goTo),
        ": ",
        ...prose(explain),
        ...fields.flatMap((field) => [" ", link(field, field, goTo)]),
      ),
    ),
  );
}

function link(text: string, pointer: string, goTo: (pointer: string) => void): HTMLElement {
  const button = element("button", { type: "button" }, text);
  button.addEventListener("click", () => goTo(pointer));
  return button;
}
