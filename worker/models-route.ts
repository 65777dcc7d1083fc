/**
 * `GET /v1/models` and `GET /v1/models/{id}`
 *
 * @module
 */
import { Hono } from "hono";
import type { PackageDescription } from "../src/model/package-heads.ts";
import { textStrategyNames } from "../src/search/text/registry.ts";
import { listOf, type ModelEntry, modelSchema } from "../src/spec/catalogues.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import type { Upstream } from "../src/upstream/upstream.ts";
import type { Engine } from "./engine.ts";
import { described } from "./openapi/describe.ts";

/** The models that a request may name; nothing is loaded for it. */
export function modelsRoute(engine: Engine): Hono {
  const models = async () => [
    toModel(await engine.describe()),
    ...[...engine.upstreams.values()].map(upstreamToModel),
  ];
  const route = new Hono();
  route.get(
    "/v1/models",
    described({
      summary: "The models that can be asked for",
      answer: listOf(modelSchema),
      errors: ["model_unavailable"],
    }),
    async (context) => context.json({ object: "list", data: await models() }),
  );
  route.get(
    // Names of upstreams may have slashes, which not every client encodes.
    "/v1/models/:id{.+}",
    described({
      summary: "One of them",
      answer: modelSchema,
      errors: ["model_not_found", "model_unavailable"],
    }),
    async (context) => {
      const name = context.req.param("id");
      const model = (await models()).find(({ id }) => id === name);
      if (!model)
        throw new TillerError("model_not_found", `no model ${JSON.stringify(name)}; see /v1/models`);
      return context.json(model);
    },
  );
  return route;
}

function toModel({ manifest, heads }: PackageDescription): ModelEntry {
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
function upstreamToModel({ name, kind, continuesMessages, givesLogProbabilities }: Upstream): ModelEntry {
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
