/**
 * The OpenAPI document of an app, made of its routes' descriptions and their schemas.
 *
 * @module
 */
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { errorSchema } from "../../src/spec/error.ts";
import { type ErrorCode, errorCodes } from "../../src/spec/tiller-error.ts";
import { components } from "./components.ts";
import type { DescribedRoute } from "./describe.ts";
import { withoutUnused } from "./without-unused.ts";

/** What any route that takes a body may answer, and what any of the API may. */
const withBody: readonly ErrorCode[] = ["invalid_request", "payload_too_large", "unsupported_media_type"];
const withKey: readonly ErrorCode[] = ["unauthorized", "rate_limited"];

export function openApiDocument(routes: readonly DescribedRoute[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)(?:\{[^}]*\})?/gu, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  const document = createDocument({
    openapi: "3.1.1",
    info: {
      title: "Tiller",
      version: "0.1.0",
      description:
        "Decoding-time alignment at the edge: say at request time what an answer must and should be. An unknown field is an error, never ignored.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "Where the server has keys." },
      },
    },
  });
  return withoutUnused(document);
}

function operation(route: DescribedRoute): ZodOpenApiOperationObject {
  const { method, path, summary, description, takesKey, body, errors = [] } = route;
  const isGuarded = path.startsWith("/v1/");
  const codes = [...(body ? withBody : []), ...(isGuarded ? withKey : []), ...errors, "internal" as const];
  const parameters = [...path.matchAll(/:(\w+)/gu)].map(([, name = ""]) => [name, z.string()] as const);
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-z0-9]+(.?)/giu, (_, next) => next.toUpperCase())}`,
    summary,
    ...(description !== undefined && { description }),
    ...((isGuarded || takesKey) && { security: [{ key: [] }, {}] }),
    ...(parameters.length > 0 && { requestParams: { path: z.object(Object.fromEntries(parameters)) } }),
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: { "200": answer(route), ...errorResponses(codes) },
  };
}

function answer({ answer, events }: DescribedRoute) {
  if (!(answer instanceof z.ZodType)) {
    const { contentType, description } = answer;
    return { description, content: { [contentType]: { schema: z.string() } } };
  }
  const names = Object.keys(events ?? {});
  return {
    description: events ? `With \`stream\`, events instead: ${names.join(", ")}.` : "Done.",
    content: {
      "application/json": { schema: answer },
      ...(events && {
        "text/event-stream": {
          schema: z.union(Object.values(events)).meta({
            description: "The data of each server-sent event.",
          }),
        },
      }),
    },
  };
}

/** One entry a status, which names its codes. */
function errorResponses(codes: readonly ErrorCode[]) {
  const known = errorCodes.filter(({ code }) => codes.includes(code));
  const byStatus = Map.groupBy(known, ({ status }) => status);
  return Object.fromEntries(
    Array.from(byStatus, ([status, entries]) => [
      String(status) as `${4 | 5}${string}`,
      {
        description: entries.map(({ code, means }) => `\`${code}\`: ${means}`).join("; "),
        content: { "application/json": { schema: errorSchema } },
      },
    ]),
  );
}
