/**
 * The sections of docs/api.md on OpenAI's routes.
 *
 * @module
 */
import { chatRequestSchema } from "../../src/spec/openai/chat-request.ts";
import { completionRequestSchema } from "../../src/spec/openai/completion-request.ts";
import { type JsonSchema, jsonSchemaOf, schemaTable } from "./schema-table.ts";

export function openAiReference(): string[] {
  return [
    "## `POST /v1/chat/completions`",
    "A conversation, for OpenAI's clients; [openai.md](openai.md) says what they get. A field that is null is left out.",
    fieldsOf(jsonSchemaOf(chatRequestSchema, "input")),
    "## `POST /v1/completions`",
    "A raw prompt, in the same way.",
    fieldsOf(jsonSchemaOf(completionRequestSchema, "input")),
  ];
}

/** The fields of `alignment` are listed where they are at home. */
function fieldsOf({ properties = {}, ...schema }: JsonSchema): string {
  const { alignment, ...others } = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, withoutNull(field)]),
  );
  const outlined = { ...alignment, properties: {} };
  return schemaTable({ ...schema, properties: { ...others, alignment: outlined } });
}

/** That a field may be null goes without saying. */
function withoutNull({ anyOf, type, properties = {}, ...field }: JsonSchema): JsonSchema {
  const options = (anyOf ?? []).filter((option) => option.type !== "null").map(withoutNull);
  // zod writes what has no limits of its own as one type or another.
  const [named] = [type ?? []].flat().filter((name) => name !== "null" || type === "null");
  return {
    ...(options.length === 1 ? options[0] : options.length > 1 && { anyOf: options }),
    ...field,
    ...(Object.keys(properties).length > 0 && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, withoutNull(inner)]),
      ),
    }),
    ...(named !== undefined && { type: named }),
  };
}
