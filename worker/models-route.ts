/**
 * `GET /v1/models`
 *
 * @module
 */
import { Hono } from "hono";
import type { Manifest } from "../src/model/manifest.ts";
import type { Engine } from "./engine.ts";

/** Lists the models that a request may name. */
export function modelsRoute(engine: Engine): Hono {
  const route = new Hono();
  route.get("/v1/models", async (context) => {
    const manifest = await engine.describe();
    return context.json({ object: "list", data: [toModel(manifest)] });
  });
  return route;
}

function toModel({ name, context, license, precision, architecture, source, chatTemplate }: Manifest) {
  return {
    id: name,
    object: "model",
    // Packages are reproducible, so they carry no date; OpenAI's clients expect a number.
    created: 0,
    owned_by: "tiller",
    context,
    chat: chatTemplate !== null,
    license: license.spdx,
    precision,
    layers: architecture.layers,
    source: source.file,
  };
}
