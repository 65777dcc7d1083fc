/**
 * Answers in front of the app, to what does not get there.
 *
 * @module
 */
import { Hono } from "hono";
import type { TillerError } from "../src/spec/tiller-error.ts";
import { onError } from "./errors.ts";
import { serviceSettingsSchema } from "./settings.ts";
import { useUsualHeaders } from "./usual-headers.ts";

/**
 * The answer that the app would give where it fails so. Pages that ask beforehand whether they may ask (CORS) are told as
 * by the app: else they could not read it.
 *
 * @param corsOrigins - the variable, as it is set: what makes no sense allows nobody
 */
export async function refusal(request: Request, error: TillerError, corsOrigins: unknown): Promise<Response> {
  const app = new Hono();
  app.onError(onError);
  useUsualHeaders(app, serviceSettingsSchema.shape.CORS_ORIGINS.safeParse(corsOrigins).data ?? []);
  app.all("*", () => {
    throw error;
  });
  return app.fetch(request);
}
