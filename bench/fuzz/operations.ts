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
  const resolved = body.$ref === undefined ? body : (schemas[nameIn(body.$ref)] ?? {});
  const values = fc
    .oneof(plausible(resolved, schemas), allowedBy(body, schemas), nearlyAllowedBy(body, schemas))
    .map((value) => withLittleWork(value, resolved));
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

/** Fields that fit each by itself mostly do not fit together: with few of them, the request may well be served. */
function plausible(body: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const { required = [], properties = {} } = body;
  const asks = ["prompt", "messages", "text"].filter((name) => name in properties);
  const what = {
    prompt: fc.constantFrom("the people", "a", "naïve 東京"),
    messages: fc.constant([{ role: "user", content: "the people" }]),
    text: fc.string({ unit: "grapheme", maxLength: 60 }),
  };
  const asked = fc.tuple(fc.nat(), fc.record(what)).map(([at, values]) => {
    const name = asks[at % asks.length] as keyof typeof values;
    return { [name]: values[name] };
  });
  // Of the optional fields every fifth.
  const kept = fc.infiniteStream(fc.nat(4));
  return fc.tuple(allowedBy(body, schemas), asked, kept).map(([value, asked, kept]) => {
    const fields = Object.entries(value as object).filter(
      ([name]) => ![...asks, "model"].includes(name) && (required.includes(name) || kept.next().value === 0),
    );
    return { model: "tiny", ...asked, ...Object.fromEntries(fields) };
  });
}

function nameIn(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}

/** With a budget that is small, where the request has one: at its root, or in `alignment`. */
function withLittleWork(value: unknown, { properties = {} }: Schema): unknown {
  if (!isRecord(value)) return value;
  if ("alignment" in properties) {
    const { alignment = {} } = value;
    return isRecord(alignment) ? { ...value, alignment: withSmallBudget(alignment) } : value;
  }
  return "budget" in properties ? withSmallBudget(value) : value;
}

function withSmallBudget(value: Record<string, unknown>): Record<string, unknown> {
  const { budget = {} } = value;
  if (!isRecord(budget)) return value;
  const given: Record<string, unknown> = { ...mostWork, ...budget };
  for (const [limit, most] of Object.entries(mostWork)) {
    const asked = given[limit];
    if (typeof asked === "number") given[limit] = Math.min(asked, most);
  }
  return { ...value, budget: given };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
