/**
 * The texts that end an answer.
 *
 * @module
 */
import { byId } from "../dom.ts";
import type { Field } from "../form/field.ts";
import { type FormOf, fill, read } from "../form/form.ts";
import { renderWords } from "../form/render-words.ts";
import type { Json } from "../json.ts";

const field: Extract<Field, { kind: "words" }> = {
  kind: "words",
  // A line break cannot be written in a line, but as JSON.
  takesOthers: true,
  suggestions: ['"\\n"', '"\\n\\n"'],
  description: 'An answer ends before the first of them; a line break is written `"\\n"`.',
};

export class StopTexts {
  private readonly changed: () => void;
  private form: FormOf<"words"> = { kind: "words", entries: [] };

  /** @param changed - told of every change */
  constructor(changed: () => void) {
    this.changed = changed;
  }

  write(texts: Json[]): void {
    this.form = fill(field, texts) as FormOf<"words">;
    const rendered = renderWords(field, this.form, {
      key: "stop",
      label: "Stop texts",
      changed: this.changed,
    });
    byId("stop-field", HTMLElement).replaceChildren(rendered);
  }

  read(): Json[] {
    return (read(field, this.form) ?? []) as Json[];
  }
}
