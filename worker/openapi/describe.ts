/**
 * A route's description, in the very place where the route is: a middleware that does nothing but carry it.
 *
 * @module
 */
import type { Hono, MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { ErrorCode } from "../../src/spec/tiller-error.ts";

/** An answer that is no JSON. */
export interface OtherAnswer {
  contentType: string;
  description: string;
}

export interface Description {
  /** A few words. */
  summary: string;
  /** What there is to know beside what the schemas say, in Markdown. */
  description?: string;
  /** Whether a key is made use of where none is asked for; under `/v1/` it always is. */
  takesKey?: boolean;
  /** Of the JSON that is sent. */
  body?: z.ZodType;
  /** Of the JSON that is answered with 200, or of other content. */
  answer: z.ZodType | OtherAnswer;
  /** Of the data of each server-sent event, where a request may want those instead, by the events' names. */
  events?: Readonly<Record<string, z.ZodType>>;
  /** Beside those that every route of its kind has. */
  errors?: readonly ErrorCode[];
}

/** A route's description, and where the route is. */
export interface DescribedRoute extends Description {
  method: string;
  /** As Hono has it. */
  path: string;
}

/** What may become of any request that takes the model. */
export const workErrors = [
  "forbidden",
  "model_not_found",
  "cancelled",
  "overloaded",
  "model_unavailable",
  "stage_lost",
  "timeout",
] as const satisfies readonly ErrorCode[];

/** And of any that searches, also over models behind other APIs. */
export const alignErrors: readonly ErrorCode[] = [
  ...workErrors,
  "unsatisfied",
  "upstream_refused",
  "upstream_unavailable",
];

const descriptions = new WeakMap<object, Description>();

/** Describes the route among whose handlers it stands. */
export function described(description: Description): MiddlewareHandler {
  const pass: MiddlewareHandler = (_, next) => next();
  descriptions.set(pass, description);
  return pass;
}

/** All routes of an app that are described, in their order. */
export function describedRoutes({ routes }: Hono): DescribedRoute[] {
  return routes.flatMap(({ method, path, handler }) => {
    const description = descriptions.get(handler);
    return description ? [{ ...description, method, path }] : [];
  });
}
