/**
 * JSON as people write it: what fits stands on one line.
 *
 * @module
 */
import { isJsonObject, type Json } from "../json.ts";

export interface JsonLayout {
  /** Most characters of a line that is not broken. */
  readonly width?: number;
  /** Names without quotes, where JavaScript needs none. */
  readonly isScript?: boolean;
  /** What each line after the first begins with. */
  readonly indent?: string;
}

export function layoutJson(
  value: Json,
  { width = 88, isScript = false, indent = "" }: JsonLayout = {},
): string {
  const short = onOneLine(value, isScript);
  if (indent.length + short.length <= width) return short;
  const inner = { width, isScript, indent: `${indent}  ` };
  const [only] = Array.isArray(value) ? value : [];
  if (Array.isArray(value) && value.length === 1 && isJsonObject(only)) {
    return `[${layoutJson(only, { width, isScript, indent })}]`;
  }
  if (Array.isArray(value)) {
    return broken(
      "[",
      value.map((item) => layoutJson(item, inner)),
      "]",
      indent,
    );
  }
  if (isJsonObject(value)) {
    const fields = Object.entries(value).map(
      ([name, field]) => `${nameOf(name, isScript)}: ${layoutJson(field, inner)}`,
    );
    return broken("{", fields, "}", indent);
  }
  return short;
}

function broken(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open + close;
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(",\n")}\n${indent}${close}`;
}

function onOneLine(value: Json, isScript: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => onOneLine(item, isScript)).join(", ")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([name, field]) => `${nameOf(name, isScript)}: ${onOneLine(field, isScript)}`,
  );
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function nameOf(name: string, isScript: boolean): string {
  // `__proto__: …` would set the prototype; in brackets it is a field like any other.
  if (isScript && name === "__proto__") return '["__proto__"]';
  return isScript && /^[A-Za-z_$][\w$]*$/u.test(name) ? name : JSON.stringify(name);
}
