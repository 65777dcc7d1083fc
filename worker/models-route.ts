/**
 * `GET /v1/models`
 *
 * @module
 */
import { Hono } from "hono";
import type { PackageDescription } from "../src/model/package-heads.ts";
import { textStrategyNames } from "../src/search/text/registry.ts";
import type { Upstream } from "../src/upstream/upstream.ts";
import type { Engine } from "./engine.ts";

/** Lists the models that a request may name. */
export function modelsRoute(engine: Engine): Hono {
  const route = new Hono();
  route.get("/v1/models", async (context) => {
    const description = await engine.describe();
    const upstreams = [...engine.upstreams.values()].map(upstreamToModel);
    return context.json({ object: "list", data: [toModel(description), ...upstreams] });
  });
  return route;
}

function toModel({ manifest, heads }: PackageDescription) {
  const { name, context, license, precision, architecture, source, chatTemplate } = manifest;
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
    heads: heads.map(({ name, description, reads, wanted, beta, figures }) => ({
      name,
      description,
      reads,
      wanted,
      beta,
      figures,
    })),
  };
}

/** Where it is, and what it is called there, is the operator's business. */
function upstreamToModel({ name, kind, continuesMessages, givesLogProbabilities }: Upstream) {
  return {
    id: name,
    object: "model",
    created: 0,
    owned_by: "upstream",
    kind,
    logprobs: givesLogProbabilities,
    strategies: textStrategyNames(continuesMessages),
  };
}
