/**
 * The controls of an object's fields: first what is required or filled in, the rest behind a fold.
 *
 * @module
 */
import { element } from "../dom.ts";
import type { Member } from "./field.ts";
import type { Form, FormOf } from "./form.ts";
import { renderField } from "./render-field.ts";

export function renderGroup(
  members: readonly Member[],
  form: FormOf<"group">,
  changed: () => void,
): HTMLElement {
  const render = ({ name, field }: Member) =>
    // Every member has its form: `fill` made them from the same list.
    renderField(field, form.members[name] as Form, { key: name, label: labelOf(name), changed });
  const isShown = ({ name, field, isRequired }: Member) =>
    isRequired || !isEmpty(form.members[name], field.default === true);
  const rest = members.filter((member) => !isShown(member));
  return element(
    "div",
    { class: "group" },
    ...members.filter(isShown).map(render),
    rest.length > 0 &&
      element(
        "details",
        { class: "more" },
        element("summary", {}, `More settings (${rest.length})`),
        element("div", { class: "group" }, ...rest.map(render)),
      ),
  );
}

/** A field's name for people. */
export function labelOf(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isEmpty(form: Form | undefined, isOnUnlessSet: boolean): boolean {
  if (!form) return true;
  switch (form.kind) {
    case "flag":
      return form.isOn === isOnUnlessSet;
    case "words":
      return form.entries.length === 0;
    case "list":
      return form.items.length === 0;
    case "tuple":
      return form.items.every((item) => isEmpty(item, false));
    case "group":
      return Object.values(form.members).every((member) => isEmpty(member, false));
    case "either":
      return isEmpty(form.form, false);
    default:
      return form.text === "";
  }
}
