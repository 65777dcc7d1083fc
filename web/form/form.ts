/**
 * A form as it is filled in: what stands in its controls, from a JSON value and back.
 *
 * @module
 */
import { isJsonObject, type Json, type JsonObject, sameJson } from "../json.ts";
import type { Field } from "./field.ts";

/** What stands in the control, or controls, of a field; changed in place as people write. */
export type Form =
  | { kind: "text"; text: string }
  | { kind: "number"; text: string }
  | { kind: "choice"; text: string }
  | { kind: "json"; text: string }
  | { kind: "flag"; isOn: boolean }
  | { kind: "words"; entries: string[] }
  | { kind: "list"; items: Form[] }
  | { kind: "tuple"; items: Form[] }
  | { kind: "group"; members: Record<string, Form> }
  | { kind: "either"; chosen: number; form: Form };

export type FormOf<Kind extends Form["kind"]> = Extract<Form, { kind: Kind }>;

/** What cannot be read, at a JSON pointer within the form. */
export interface Problem {
  pointer: string;
  message: string;
}

/** The form that shows `value`; an empty one where there is none. */
export function fill(field: Field, value: Json | undefined): Form {
  switch (field.kind) {
    case "text":
    case "choice":
      return { kind: field.kind, text: typeof value === "string" ? value : "" };
    case "number":
      return { kind: "number", text: typeof value === "number" ? String(value) : "" };
    case "flag":
      return { kind: "flag", isOn: (value ?? field.default) === true };
    case "words":
      return { kind: "words", entries: listIn(value).map((item) => entryOf(item, field.takesOthers)) };
    case "list": {
      const items = listIn(value);
      const missing = Array.from({ length: Math.max(0, field.min - items.length) }, () => undefined);
      // What may be left out is not begun with empty items.
      const shown = value === undefined ? [] : [...items, ...missing];
      return { kind: "list", items: shown.map((item) => fill(field.item, item)) };
    }
    case "tuple": {
      const items = listIn(value);
      return { kind: "tuple", items: field.items.map((item, index) => fill(item, items[index])) };
    }
    case "group": {
      const fields = isJsonObject(value) ? value : {};
      const members = field.members.map(({ name, field }) => [name, fill(field, fields[name])] as const);
      return { kind: "group", members: Object.fromEntries(members) };
    }
    case "either": {
      const chosen = Math.max(
        0,
        field.options.findIndex((option) => value !== undefined && suits(option, value)),
      );
      // There is an option, as a union of nothing describes nothing.
      return { kind: "either", chosen, form: fill(field.options[chosen] as Field, value) };
    }
    case "json":
      return { kind: "json", text: value === undefined ? "" : JSON.stringify(value, null, 2) };
  }
}

/** The value of a form; undefined where nothing is filled in, or what is says no more than the default. */
export function read(field: Field, form: Form, problems: Problem[] = [], pointer = ""): Json | undefined {
  const value = readAny(field, form, problems, pointer);
  return value !== undefined && sameJson(value, field.default) ? undefined : value;
}

function readAny(field: Field, form: Form, problems: Problem[], pointer: string): Json | undefined {
  const refuse = (message: string) => void problems.push({ pointer, message });
  switch (form.kind) {
    case "text":
    case "choice":
      return form.text === "" ? undefined : form.text;
    case "number": {
      if (form.text.trim() === "") return undefined;
      const number = Number(form.text);
      return Number.isFinite(number) ? number : refuse("must be a number");
    }
    case "flag":
      return form.isOn === (field.default ?? false) ? undefined : form.isOn;
    case "words": {
      const takesOthers = field.kind === "words" && field.takesOthers;
      return form.entries.length > 0 ? form.entries.map((entry) => readEntry(entry, takesOthers)) : undefined;
    }
    case "list":
    case "tuple": {
      const items = form.items.map((item, index) => {
        const its = field.kind === "tuple" ? field.items[index] : field.kind === "list" && field.item;
        return its ? read(its, item, problems, `${pointer}/${index}`) : undefined;
      });
      // An item that is not filled in keeps its place, so that the server can say what is missing there.
      return items.length > 0 ? items.map((item) => item ?? "") : undefined;
    }
    case "group":
      return field.kind === "group" ? readGroup(field, form, problems, pointer) : undefined;
    case "either": {
      const option = field.kind === "either" ? field.options[form.chosen] : undefined;
      return option && read(option, form.form, problems, pointer);
    }
    case "json":
      if (form.text.trim() === "") return undefined;
      try {
        return JSON.parse(form.text) as Json;
      } catch (error) {
        return refuse(`is not JSON: ${(error as SyntaxError).message}`);
      }
  }
}

function readGroup(
  { members }: Extract<Field, { kind: "group" }>,
  form: FormOf<"group">,
  problems: Problem[],
  pointer: string,
): JsonObject {
  const fields = members.flatMap(({ name, field }) => {
    const its = form.members[name];
    const value = its && read(field, its, problems, `${pointer}/${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}

/** A list's item as one line: a text as it is, unless it would be taken for JSON, or cannot be seen. */
function entryOf(item: Json, takesOthers: boolean): string {
  const isPlain = typeof item === "string" && readEntry(item, takesOthers) === item;
  return isPlain && !(takesOthers && isUnseen(item)) ? item : JSON.stringify(item);
}

/** Whether a text has characters that a line of a form does not show, such as line breaks, or no others. */
function isUnseen(text: string): boolean {
  return /\p{Cc}|^\s*$/u.test(text);
}

function readEntry(entry: string, takesOthers: boolean): Json {
  if (!takesOthers || !/^\s*["[{]/u.test(entry)) return entry;
  try {
    return JSON.parse(entry) as Json;
  } catch {
    return entry;
  }
}

function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is of a field's kind, as far as it matters for choosing among a union's options. */
function suits(field: Field, value: Json): boolean {
  switch (field.kind) {
    case "text":
      return typeof value === "string";
    case "choice":
      return typeof value === "string" && field.options.includes(value);
    case "number":
      return typeof value === "number";
    case "flag":
      return typeof value === "boolean";
    case "words":
    case "list":
    case "tuple":
      return Array.isArray(value);
    case "group":
      return isJsonObject(value);
    case "either":
      return field.options.some((option) => suits(option, value));
    case "json":
      return true;
  }
}
