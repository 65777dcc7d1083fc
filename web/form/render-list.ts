/**
 * The controls of a list: its items, each with a button that takes it out, and one that adds another.
 *
 * @module
 */
import { element } from "../dom.ts";
import type { Field } from "./field.ts";
import { type Form, type FormOf, fill } from "./form.ts";
import { fieldset, type Labelled, renderField } from "./render-field.ts";

export function renderList(
  field: Extract<Field, { kind: "list" | "tuple" }>,
  form: FormOf<"list" | "tuple">,
  labelled: Labelled,
): HTMLElement {
  const place = element("div", { class: "items" });
  const show = () => {
    const items = form.items.map((item, index) => renderItem(field, item, index, labelled, remove));
    place.replaceChildren(...items, ...(field.kind === "list" ? [addButton(field)] : []));
  };
  const remove = (index: number) => {
    form.items.splice(index, 1);
    show();
    place.querySelector<HTMLElement>(":scope > button")?.focus();
    labelled.changed();
  };
  const addButton = ({ item, max }: Extract<Field, { kind: "list" }>) => {
    const button = element(
      "button",
      { type: "button", class: "quiet" },
      `Add to ${labelled.label.toLowerCase()}`,
    );
    button.disabled = form.items.length >= max;
    button.addEventListener("click", () => {
      form.items.push(fill(item, undefined));
      show();
      place.querySelector<HTMLElement>(".item:last-of-type :is(input, textarea, select)")?.focus();
      labelled.changed();
    });
    return button;
  };
  show();
  return fieldset(labelled, field.description, [place]);
}

function renderItem(
  field: Extract<Field, { kind: "list" | "tuple" }>,
  form: Form,
  index: number,
  { changed }: Labelled,
  remove: (index: number) => void,
): HTMLElement {
  const its = field.kind === "list" ? field.item : (field.items[index] as Field);
  const control = renderField(its, form, { key: String(index), label: `${index + 1}.`, changed });
  if (field.kind === "tuple") return element("div", { class: "item" }, control);
  const button = element(
    "button",
    { type: "button", class: "icon", "aria-label": `Remove ${index + 1}` },
    "×",
  );
  button.addEventListener("click", () => remove(index));
  return element("div", { class: "item" }, control, button);
}
