/**
 * The Worker's entry: every request goes to a Durable Object that holds the model.
 *
 * @module
 */
import { DurableObject } from "cloudflare:workers";
import type { Hono } from "hono";
import { LoadedClassifiers } from "../src/model/classifier/classifiers.ts";
import { lazyEncoder } from "../src/model/encoder/lazy-encoder.ts";
import { hostedModel } from "../src/model/hosted-model.ts";
import { LoadOnce } from "../src/model/load-once.ts";
import { type LoadedModel, loadPackage, slotsWithin } from "../src/model/load-package.ts";
import { describePackage } from "../src/model/package-heads.ts";
import type { TextModels } from "../src/model/text-models.ts";
import type { Assets } from "../src/runtime/assets.ts";
import { workerdPlatform } from "../src/runtime/workerd.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import { encoderMemory, mostBudgetApart, stagesApart, textModelsApart } from "./apart.ts";
import { bodyBytes, createApp } from "./app.ts";
import { Engine } from "./engine.ts";
import { guardsOf } from "./guards/guards.ts";
import { platformLimit, type RateLimit } from "./guards/platform-limit.ts";
import { hostName, hostOf, hostSettingsSchema } from "./hosts.ts";
import { type PackageBindings, packageReader } from "./package-reader.ts";
import type { ReadPageFile } from "./pages-route.ts";
import { refusal } from "./refusal.ts";
import { readSettings, serviceSettingsSchema } from "./settings.ts";
import { readUpstreams } from "./upstreams.ts";

/** Beside these, what `settings.ts` has. */
interface Env extends PackageBindings {
  /** The pages, at least. */
  ASSETS: Assets;
  /** The package served: the name of its folder. */
  DEFAULT_MODEL: string;
  /** The same, of the encoder. */
  ENCODER?: string;
  /** `apart` where layer stages and encoder are Workers of their own, each with a binding. */
  TOPOLOGY?: "together" | "apart";
  /** Of `[[ratelimits]]`, where it is configured. */
  RATE_LIMITER?: RateLimit;
  /** Here, too, for answers in front of the app. */
  CORS_ORIGINS?: string;
  /** Models behind other APIs, as JSON: docs/deploy.md. */
  UPSTREAMS?: string;
  MODEL_HOST: { getByName(name: string): { fetch(request: Request): Promise<Response> } };
}

/** In one isolate, and where the stages have isolates of their own, with 128 MB each. */
const maxInFlight = { together: 32, apart: 8 };

/**
 * The model of this isolate, for all objects that live in it: a Durable Object that comes back after an eviction takes
 * over what the one before it loaded.
 */
const resident = new LoadOnce<LoadedModel>();

/** The same. */
let residentTextModels: TextModels | undefined;

/** How to end what is left of each object, by its id: one that comes back may have gone with its sessions open. */
const leftovers = new Map<string, () => void>();

function textModelsHere(env: Env): TextModels {
  const { ENCODER: encoder } = env;
  return {
    encoder: encoder ? lazyEncoder(packageReader(env, encoder), workerdPlatform) : null,
    classifiers: new LoadedClassifiers((name) => packageReader(env, name), workerdPlatform),
  };
}

/** The pages lie in `web`. */
function pageFileOf(assets: Assets): ReadPageFile {
  return async (name) => {
    const response = await assets.fetch(`https://assets.local/web/${name}`);
    if (response.ok) return response.body;
    await response.body?.cancel();
    return null;
  };
}

/** Holds the model of its name and serves every request for it. */
export class ModelHost extends DurableObject<Env> {
  private readonly app: Hono;

  constructor(state: { id: { toString(): string } }, env: Env) {
    super(state, env);
    const id = state.id.toString();
    leftovers.get(id)?.();
    const { DEFAULT_MODEL: model, TOPOLOGY: topology = "together" } = env;
    const settings = readSettings(serviceSettingsSchema, { ...env });
    const reader = packageReader(env, model);
    const isApart = topology === "apart";
    const options = isApart ? stagesApart(env) : {};
    const load = async () => {
      const loaded = await resident.get(() => loadPackage(reader, workerdPlatform, options));
      const { model, release } = hostedModel(loaded);
      leftovers.set(id, release);
      return model;
    };
    const describe = async () => {
      const { manifest, heads } = await describePackage(reader);
      const context = Math.min(manifest.context, slotsWithin(manifest, options).live);
      return { manifest: { ...manifest, context }, heads };
    };
    if (!isApart) residentTextModels ??= textModelsHere(env);
    const engine = new Engine({
      model,
      describe,
      load,
      clock: workerdPlatform.clock,
      maxInFlight: settings.MAX_IN_FLIGHT ?? maxInFlight[topology],
      maxWaiting: settings.MAX_WAITING,
      longestWait: settings.MAX_WAIT_MS,
      longestTime: settings.MAX_TIME_MS,
      keepPrompts: settings.KEEP_PROMPTS,
      // What is in another Worker belongs to the object that calls it.
      textModels: residentTextModels ?? textModelsApart(env),
      upstreams: readUpstreams({ ...env }, model, (url, init) => fetch(url, init)),
      ...(isApart && { most: mostBudgetApart(env), isolatesBeside: () => encoderMemory(env) }),
    });
    this.app = createApp({
      engine,
      limits: { bodyBytes },
      guards: guardsOf(settings, workerdPlatform.clock),
      log: (line) => console.log(line),
      readPageFile: pageFileOf(env.ASSETS),
    });
  }

  override fetch(request: Request): Response | Promise<Response> {
    return this.app.fetch(request);
  }
}

export default {
  /** The request keeps its signal on the way, so a client that goes away ends its work in the object too. */
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      const retryAfter = await platformLimit(request, env.RATE_LIMITER);
      if (retryAfter > 0) {
        throw new TillerError("rate_limited", "too many requests from this address, or with this key", {
          retryAfter,
        });
      }
      const { HOSTS } = readSettings(hostSettingsSchema, { ...env });
      const name = hostName(env.DEFAULT_MODEL, await hostOf(request, HOSTS));
      return await env.MODEL_HOST.getByName(name).fetch(request);
    } catch (cause) {
      const error =
        cause instanceof TillerError
          ? cause
          : new TillerError("model_unavailable", "the engine stopped; try again", { cause, retryAfter: 1 });
      return refusal(request, error, env.CORS_ORIGINS);
    }
  },
};
