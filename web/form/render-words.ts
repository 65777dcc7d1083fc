/**
 * The control of a list of short texts: what is entered becomes a tag, and each tag can be taken out or mended.
 *
 * @module
 */
import { element, foldedProse, freshId } from "../dom.ts";
import type { Field } from "./field.ts";
import type { FormOf } from "./form.ts";
import type { Labelled } from "./render-field.ts";

export function renderWords(
  field: Extract<Field, { kind: "words" }>,
  form: FormOf<"words">,
  { key, label, changed }: Labelled,
): HTMLElement {
  const id = freshId("words");
  const tags = element("ul", { class: "tags", "aria-label": `${label}, entered` });
  const input = element("input", {
    type: "text",
    id,
    autocomplete: "off",
    enterkeyhint: "enter",
    placeholder: "Write, then Enter",
    "aria-describedby": `${id}-help`,
    list: field.suggestions.length > 0 && `${id}-list`,
  });

  const show = () => {
    tags.replaceChildren(...form.entries.map(tag));
    tags.hidden = form.entries.length === 0;
  };
  const remove = (index: number) => {
    form.entries.splice(index, 1);
    show();
    input.focus();
    changed();
  };
  const tag = (entry: string, index: number) => {
    const mend = element("button", { type: "button", class: "tag", "aria-label": `Change ${entry}` }, entry);
    mend.addEventListener("click", () => {
      input.value = entry;
      remove(index);
    });
    const button = element("button", { type: "button", class: "icon", "aria-label": `Remove ${entry}` }, "×");
    button.addEventListener("click", () => remove(index));
    return element("li", {}, mend, button);
  };
  const take = () => {
    if (input.value.trim() === "") return;
    form.entries.push(input.value);
    input.value = "";
    show();
    changed();
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      take();
    }
    if (event.key === "Backspace" && input.value === "" && form.entries.length > 0) {
      remove(form.entries.length - 1);
    }
  });
  // Whoever writes a word and goes on to Run wants it to count.
  input.addEventListener("blur", take);
  show();

  return element(
    "div",
    { class: "field", "data-key": key },
    element("label", { for: id }, label),
    element("div", { class: "words" }, tags, input),
    field.suggestions.length > 0 &&
      element(
        "datalist",
        { id: `${id}-list` },
        ...field.suggestions.map((value) => element("option", { value })),
      ),
    element("div", { class: "help", id: `${id}-help` }, ...foldedProse(field.description)),
  );
}
