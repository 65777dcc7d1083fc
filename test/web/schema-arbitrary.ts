import fc from "fast-check";
import type { JsonSchema } from "../../web/form/json-schema.ts";
import type { Json, JsonObject } from "../../web/json.ts";

/** Values as a schema wants them, as far as a form cares: of the right kinds, and none of them empty. */
export function valuesOf(schema: JsonSchema): fc.Arbitrary<Json> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(valuesOf));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "string":
      return fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('["a"]', "{", '"quoted"', " a, b ", "\n"));
    case "integer":
      return fc.integer();
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number));
    case "boolean":
      return fc.boolean();
    case "array":
      return schema.prefixItems
        ? fc.tuple(...schema.prefixItems.map(valuesOf))
        : fc.array(valuesOf(schema.items ?? {}), { minLength: 1, maxLength: 4 });
    case "object":
      return schema.properties ? objectsOf(schema) : fc.dictionary(fc.string(), anyJson);
    default:
      return anyJson;
  }
}

// As JSON says it: without a negative zero.
const anyJson = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);

function objectsOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<JsonObject> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const values = valuesOf(schema);
    return [name, required.includes(name) ? values : fc.option(values, { nil: undefined })] as const;
  });
  return fc
    .record(Object.fromEntries(fields))
    .map(
      (object) =>
        Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as JsonObject,
    );
}
