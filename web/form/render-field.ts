/**
 * The controls of a field.
 *
 * Each carries the name of its field as `data-key`, so that what a JSON pointer names can be found (`field-error.ts`).
 *
 * @module
 */
import { element, foldedProse, freshId } from "../dom.ts";
import type { Field } from "./field.ts";
import { type Form, type FormOf, fill } from "./form.ts";
import { renderGroup } from "./render-group.ts";
import { renderList } from "./render-list.ts";
import { renderWords } from "./render-words.ts";

export interface Labelled {
  /** Its name in the JSON, by which errors find it. */
  readonly key: string;
  /** What people read. */
  readonly label: string;
  /** Told of every change. */
  readonly changed: () => void;
}

/** A labelled control, or several, that write what is entered into `form`. */
export function renderField(field: Field, form: Form, labelled: Labelled): HTMLElement {
  switch (form.kind) {
    case "flag":
      return renderFlag(field, form, labelled);
    case "words":
      return renderWords(field as Extract<Field, { kind: "words" }>, form, labelled);
    case "list":
    case "tuple":
      return renderList(field as Extract<Field, { kind: "list" | "tuple" }>, form, labelled);
    case "group":
      return fieldset(labelled, field.description, [
        renderGroup((field as Extract<Field, { kind: "group" }>).members, form, labelled.changed),
      ]);
    case "either":
      return renderEither(field as Extract<Field, { kind: "either" }>, form, labelled);
    default:
      return row(labelled, field.description, controlOf(field, form, labelled));
  }
}

/** A control under its label, with what it is about below. */
export function row({ key, label }: Labelled, description: string, control: HTMLElement): HTMLElement {
  const id = control.id || freshId("field");
  control.id = id;
  const help =
    description === ""
      ? null
      : element("div", { class: "help", id: `${id}-help` }, ...foldedProse(description));
  if (help) control.setAttribute("aria-describedby", help.id);
  return element(
    "div",
    { class: "field", "data-key": key },
    element("label", { for: id }, label),
    control,
    help,
  );
}

/** Several controls under one name. */
export function fieldset({ key, label }: Labelled, description: string, children: Node[]): HTMLElement {
  const help = description === "" ? null : element("div", { class: "help" }, ...foldedProse(description));
  return element(
    "fieldset",
    { class: "field", "data-key": key },
    element("legend", {}, label),
    help,
    ...children,
  );
}

function renderFlag(field: Field, form: FormOf<"flag">, labelled: Labelled): HTMLElement {
  const box = element("input", { type: "checkbox", id: freshId("field") });
  box.checked = form.isOn;
  box.addEventListener("change", () => {
    form.isOn = box.checked;
    labelled.changed();
  });
  const help = element("div", { class: "help", id: `${box.id}-help` }, ...foldedProse(field.description));
  box.setAttribute("aria-describedby", help.id);
  return element(
    "div",
    { class: "field flag", "data-key": labelled.key },
    box,
    element("label", { for: box.id }, labelled.label),
    help,
  );
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controlOf(
  field: Field,
  form: FormOf<"text" | "number" | "choice" | "json">,
  { changed }: Labelled,
): Control {
  const control = emptyControl(field);
  control.value = form.text;
  control.addEventListener("input", () => {
    // What the browser does not take for a number it does not show: that must not pass for nothing.
    form.text = control.validity.badInput ? "NaN" : control.value;
    changed();
  });
  return control;
}

function emptyControl(field: Field): Control {
  const unset = field.default === undefined ? "" : String(field.default);
  switch (field.kind) {
    case "number":
      return element("input", {
        type: "number",
        inputmode: field.isWhole ? "numeric" : "decimal",
        step: field.isWhole ? 1 : "any",
        min: field.min,
        max: field.max,
        placeholder: unset,
      });
    case "choice":
      return element(
        "select",
        {},
        element("option", { value: "" }, unset === "" ? "—" : `${unset} (unless chosen)`),
        ...field.options
          .filter((option) => option !== field.default)
          .map((option) => element("option", { value: option }, option)),
      );
    case "json":
      return element("textarea", { class: "code", rows: 6, spellcheck: "false" });
    case "text":
      return field.isLong
        ? element("textarea", { rows: 2, placeholder: unset })
        : element("input", { type: "text", placeholder: unset, autocomplete: "off" });
    default:
      throw new Error(`a ${field.kind} is not one control`);
  }
}

function renderEither(
  field: Extract<Field, { kind: "either" }>,
  form: FormOf<"either">,
  labelled: Labelled,
): HTMLElement {
  const choose = element(
    "select",
    { "aria-label": `${labelled.label}: what it is` },
    ...field.options.map((option, index) => element("option", { value: index }, nameOf(option))),
  );
  const place = element("div", {});
  const show = () => {
    const option = field.options[form.chosen];
    if (!option) return;
    place.replaceChildren(renderField(option, form.form, { ...labelled, label: nameOf(option) }));
  };
  choose.value = String(form.chosen);
  choose.addEventListener("change", () => {
    form.chosen = Number(choose.value);
    form.form = fill(field.options[form.chosen] as Field, undefined);
    show();
    labelled.changed();
  });
  show();
  return fieldset(labelled, field.description, [choose, place]);
}

const names: Record<Field["kind"], string> = {
  text: "a text",
  number: "a number",
  flag: "yes or no",
  choice: "one of a list",
  words: "several texts",
  list: "a list",
  tuple: "a list",
  group: "in detail",
  either: "one of several",
  json: "JSON",
};

function nameOf({ kind }: Field): string {
  return names[kind];
}
