/**
 * The model behind the API: loaded once, shared by every request, and no busier than it can bear.
 *
 * @module
 */
import { align } from "../src/align.ts";
import { alignUpstream } from "../src/align-upstream.ts";
import { randomSeed } from "../src/decode/random.ts";
import { sharedModel } from "../src/decode/shared-model.ts";
import type { LoadedModel } from "../src/model/load-package.ts";
import type { PackageDescription } from "../src/model/package-heads.ts";
import { noTextModels, type TextModels } from "../src/model/text-models.ts";
import type { AlignObserver } from "../src/narrator.ts";
import type { Clock } from "../src/runtime/platform.ts";
import type { Budget } from "../src/spec/budget.ts";
import type { AlignRequest } from "../src/spec/request.ts";
import type { Alignment } from "../src/spec/result.ts";
import { isStageLost, TillerError } from "../src/spec/tiller-error.ts";
import { Places } from "./places.ts";
import { Retelling } from "./retelling.ts";
import type { Upstreams } from "./upstreams.ts";

/** Milliseconds before each further try of a request whose keys and values were lost with a stage of the model. */
const pauses = [0, 500, 2000];

/** Seconds until a failed load is worth another try. */
const retryAfter = 5;

export interface EngineOptions {
  /** The model served: a package's name. */
  model: string;
  /** Reads what the package says about itself, without loading it. */
  describe(): Promise<PackageDescription>;
  load(): Promise<LoadedModel>;
  clock: Clock;
  /** Most alignments at a time; each holds its own keys and values in memory. */
  maxInFlight: number;
  /** Whether what was computed of a prompt is kept for requests that begin alike. */
  keepPrompts?: boolean;
  /** The platform's limit of steps, where each takes calls that are limited: no budget has more. */
  mostSteps?: number;
  /** For rewards that are models of their own; without them they are refused. */
  textModels?: TextModels;
  /** Models behind other APIs, beside the one that is served here. */
  upstreams?: Upstreams;
}

export class Engine {
  readonly modelName: string;
  /** What the model has computed since it was loaded. */
  readonly computed = { steps: 0, rows: 0 };
  private readonly options: EngineOptions;
  private loading: Promise<LoadedModel> | undefined;
  private readonly places: Places;
  /** Upstreams take none of the memory that the others are for. */
  private readonly upstreamPlaces: Places;

  constructor(options: EngineOptions) {
    this.options = options;
    this.modelName = options.model;
    this.places = new Places(options.maxInFlight);
    this.upstreamPlaces = new Places(options.maxInFlight);
  }

  /** Alignments under way. */
  get inFlight(): number {
    return this.places.taken + this.upstreamPlaces.taken;
  }

  get upstreams(): Upstreams {
    return this.options.upstreams ?? new Map();
  }

  /** @throws TillerError `model_unavailable` */
  async describe(): Promise<PackageDescription> {
    return this.options.describe().catch(unavailable);
  }

  /**
   * Of the package that answers for a model of this name; null for an upstream's.
   *
   * @throws TillerError `model_not_found`, `model_unavailable`
   */
  async fingerprint(name: string): Promise<string | null> {
    if (this.upstreams.has(name)) return null;
    this.requireModel(name);
    const { packageHash } = await this.model();
    return `fp_${packageHash.slice(0, 10)}`;
  }

  /**
   * The model. Its first use loads it; whoever asks meanwhile waits for the same load, and the next to ask
   * after a load that failed starts another.
   *
   * @throws TillerError `model_unavailable`
   */
  model(): Promise<LoadedModel> {
    this.loading ??= this.options
      .load()
      .then((model) =>
        sharedModel(model, this.options.clock, {
          keepPrompts: this.options.keepPrompts ?? true,
          computed: (rows) => {
            this.computed.steps++;
            this.computed.rows += rows;
          },
        }),
      )
      .catch((error: unknown) => {
        this.loading = undefined;
        return unavailable(error);
      });
    return this.loading;
  }

  /**
   * Aligns, unless too many others are at it.
   *
   * @param signal - ends the work within one step
   * @param observer - told of it while it goes on; the result is the same without
   * @throws TillerError
   */
  async align(request: AlignRequest, signal: AbortSignal, observer?: AlignObserver): Promise<Alignment> {
    const { clock, textModels = noTextModels } = this.options;
    const budget = this.limited(request.budget);
    const upstream = this.upstreams.get(request.model ?? "");
    if (upstream)
      return this.upstreamPlaces.take(() =>
        alignUpstream(
          { ...request, budget },
          { upstream, clock, signal, textModels, ...(observer && { observer }) },
        ),
      );
    this.requireModel(request.model);
    return this.places.take(() => this.retold({ ...request, budget }, signal, observer));
  }

  private limited(budget: Budget): Budget {
    const { mostSteps = Number.POSITIVE_INFINITY } = this.options;
    return { ...budget, steps: Math.min(budget.steps, mostSteps) };
  }

  /** Tells `observer` nothing twice, however many attempts it takes. */
  private async retold(
    request: AlignRequest,
    signal: AbortSignal,
    observer: AlignObserver | undefined,
  ): Promise<Alignment> {
    if (!observer) return this.attempt(request, signal);
    const retelling = new Retelling(observer);
    // Each attempt must come to the same answer.
    const { seed = randomSeed() } = request;
    const alignment = await this.attempt({ ...request, seed }, signal, () => retelling.begin());
    retelling.require(alignment.choices);
    return alignment;
  }

  /**
   * Where a stage of the model is lost on the way, all of it is done again. The answer's usage is that of the attempt
   * which led to it; the time runs on.
   *
   * @param observe - makes an observer for the next attempt
   */
  private async attempt(
    request: AlignRequest,
    signal: AbortSignal,
    observe?: () => AlignObserver,
  ): Promise<Alignment> {
    const { clock, textModels = noTextModels } = this.options;
    const { budget } = request;
    const model = await this.model();
    const begun = clock.now();
    const attempt = async () => {
      const time_ms = Math.max(1, Math.ceil(budget.time_ms - (clock.now() - begun)));
      const result = await align(
        { ...request, budget: { ...budget, time_ms } },
        { model, clock, signal, textModels, ...(observe && { observer: observe() }) },
      );
      const usage = { ...result.usage, elapsed_ms: Math.round(clock.now() - begun) };
      return { ...result, usage, budget: { ...result.budget, limits: budget } };
    };
    for (const pause of pauses) {
      try {
        return await attempt();
      } catch (error) {
        if (!isStageLost(error) || signal.aborted || clock.now() - begun + pause >= budget.time_ms)
          throw error;
        // A stage that has stopped is there again when it is called next, or a little later.
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return attempt();
  }

  private requireModel(name: string = this.modelName): void {
    if (name === this.modelName) return;
    throw new TillerError("model_not_found", `no model ${JSON.stringify(name)}; see /v1/models`, {
      param: "/model",
    });
  }
}

function unavailable(cause: unknown): never {
  throw new TillerError("model_unavailable", "the model could not be loaded", { cause, retryAfter });
}
