/**
 * The operations of an OpenAPI document, as requests can be made for them.
 *
 * @module
 */
import fc from "fast-check";
import { allowedBy, nearlyAllowedBy, type Schema, type Schemas } from "./schema-arbitrary.ts";

export interface Operation {
  requestBody?: { content: { "application/json"?: { schema: Schema } } };
  responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: Schema }>> }>>;
}

export interface Document {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: { schemas: Schemas };
}

export interface FuzzedRequest {
  /** Whose operation it is meant for, e.g. `POST /v1/align`. */
  name: string;
  operation: Operation;
  path: string;
  init: { method: string; headers?: Record<string, string>; body?: string };
}

/** What no request may ask for more of: a fuzzer looks for wrong answers, not for slow ones. */
const mostWork = { forward_tokens: 300, steps: 200, reward_calls: 300, time_ms: 2000 };

/** Requests for every operation: those with bodies most of the time, half of them with something wrong. */
export function requestsFor({ paths, components: { schemas } }: Document): fc.Arbitrary<FuzzedRequest> {
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const body = operation.requestBody?.content["application/json"]?.schema;
      return {
        weight: body ? 10 : 1,
        arbitrary: requestFor(`${method.toUpperCase()} ${path}`, operation, body, schemas),
      };
    }),
  );
  return fc.oneof(...all);
}

function requestFor(
  name: string,
  operation: Operation,
  body: Schema | undefined,
  schemas: Schemas,
): fc.Arbitrary<FuzzedRequest> {
  const [method = "", template = ""] = name.split(" ");
  const path = fc
    .oneof(fc.constant("tiny"), fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }))
    .map((value) => template.replaceAll(/\{\w+\}/g, encodeURIComponent(value)));
  if (!body) return path.map((path) => ({ name, operation, path, init: { method } }));
  const values = fc.oneof(allowedBy(body, schemas), nearlyAllowedBy(body, schemas)).map(withLittleWork);
  const text = fc.oneof(
    { weight: 50, arbitrary: values.map((value) => JSON.stringify(value) ?? "") },
    { weight: 1, arbitrary: fc.string() },
  );
  const type = fc.oneof(
    { weight: 50, arbitrary: fc.constant("application/json") },
    { weight: 1, arbitrary: fc.constantFrom("text/plain", "", "application/json; charset=utf-8") },
  );
  return fc.tuple(path, text, type).map(([path, text, type]) => ({
    name,
    operation,
    path,
    init: { method, headers: { "content-type": type }, body: text },
  }));
}

function withLittleWork(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { budget = {} } = value as { budget?: unknown };
  if (typeof budget !== "object" || budget === null || Array.isArray(budget)) return value;
  const given: Record<string, unknown> = { ...mostWork, ...budget };
  for (const [limit, most] of Object.entries(mostWork)) {
    if (typeof given[limit] === "number") given[limit] = Math.min(given[limit], most);
  }
  return { ...value, budget: given };
}
