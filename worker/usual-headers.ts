/**
 * The headers that every answer has, errors and those of whom stands in front of the app included.
 *
 * @module
 */
import type { Hono } from "hono";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { allowOrigins } from "./guards/allow-origins.ts";

/** @param origins - whose pages may read the answers */
export function useUsualHeaders(app: Hono, origins: readonly string[]): void {
  app.use(requestId());
  app.use(secureHeaders());
  if (origins.length > 0) app.use(allowOrigins(origins));
}
