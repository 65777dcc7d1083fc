/**
 * The model behind the API: loaded once, shared by every request, and no busier than it can bear.
 *
 * @module
 */
import { align } from "../src/align.ts";
import { alignUpstream } from "../src/align-upstream.ts";
import { type Tally, toAll } from "../src/budget/tally.ts";
import { randomSeed } from "../src/decode/random.ts";
import { sharedModel } from "../src/decode/shared-model.ts";
import type { IsolateMemory } from "../src/model/layer-stage.ts";
import type { LoadedModel } from "../src/model/load-package.ts";
import type { PackageDescription } from "../src/model/package-heads.ts";
import { noTextModels, type TextModels } from "../src/model/text-models.ts";
import type { AlignObserver } from "../src/narrator.ts";
import type { Clock } from "../src/runtime/platform.ts";
import { score } from "../src/score.ts";
import type { Budget } from "../src/spec/budget.ts";
import type { AlignRequest } from "../src/spec/request.ts";
import type { Alignment } from "../src/spec/result.ts";
import type { ScoreRequest, Scores } from "../src/spec/score.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import type { TokenizeRequest, Tokens } from "../src/spec/tokenize.ts";
import { tokenize } from "../src/tokenize.ts";
import { type Priced, untilNothingIsLost } from "./attempts.ts";
import { cappedBudget, loweredBudget } from "./guards/budget-caps.ts";
import type { Client } from "./guards/client.ts";
import { within } from "./guards/deadline.ts";
import { inTime, longestCall, patience } from "./in-time.ts";
import { ServiceMetrics } from "./metrics/service-metrics.ts";
import { Places } from "./places.ts";
import { Retelling } from "./retelling.ts";
import type { Upstreams } from "./upstreams.ts";

/** Milliseconds beyond its time limit after which a request is given up: loading, and a step slower than foreseen. */
const grace = 60_000;

/** Milliseconds in which work ends that was told to, unless it hangs: no call of another Worker is waited for as long. */
const toEnd = longestCall + 15_000;

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
  /** Most that wait for a place, and for how many milliseconds; none unless given. */
  maxWaiting?: number;
  longestWait?: number;
  /** The most that a budget's `time_ms` may be. */
  longestTime?: number;
  /** Whether what was computed of a prompt is kept for requests that begin alike. */
  keepPrompts?: boolean;
  /** No budget has more: where what it limits takes calls of other Workers, which the platform limits. */
  most?: Partial<Budget>;
  /** For rewards that are models of their own; without them they are refused. */
  textModels?: TextModels;
  /** What isolates take that are not the model's. */
  isolatesBeside?(): Promise<IsolateMemory[]>;
  /** Models behind other APIs, beside the one that is served here. */
  upstreams?: Upstreams;
}

/** For whom work is done. */
export interface Caller {
  client: Client;
  /** Ends the work within one step. */
  signal: AbortSignal;
  /** Told of an alignment while it goes on; the result is the same without. */
  observer?: AlignObserver;
}

export class Engine {
  readonly modelName: string;
  readonly metrics = new ServiceMetrics();
  /** What the model has computed since it was loaded. */
  readonly computed = { steps: 0, rows: 0 };
  private readonly options: EngineOptions;
  private loading: Promise<LoadedModel> | undefined;
  private loaded: LoadedModel | undefined;
  private readonly places: Places;
  /** Upstreams take none of the memory that the others are for. */
  private readonly upstreamPlaces: Places;

  constructor(options: EngineOptions) {
    this.options = options;
    this.modelName = options.model;
    const { maxInFlight: most, maxWaiting: mostWaiting = 0, longestWait = 0 } = options;
    this.places = new Places({ most, mostWaiting, longestWait });
    this.upstreamPlaces = new Places({ most, mostWaiting, longestWait });
  }

  /** Requests that are being worked on. */
  get inFlight(): number {
    return this.places.taken + this.upstreamPlaces.taken;
  }

  /** Requests that wait until they are. */
  get waiting(): number {
    return this.places.waiting + this.upstreamPlaces.waiting;
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
   * after a load that failed, or that has taken far too long, starts another.
   *
   * @throws TillerError `model_unavailable`
   */
  model(): Promise<LoadedModel> {
    this.loading ??= inTime(patience.model, () => this.options.load())
      .then((model) =>
        sharedModel(model, this.options.clock, {
          keepPrompts: this.options.keepPrompts ?? true,
          computed: (rows) => {
            this.computed.steps++;
            this.computed.rows += rows;
          },
        }),
      )
      .then((model) => {
        this.loaded = model;
        return model;
      })
      .catch((error: unknown) => {
        this.loading = undefined;
        return unavailable(error);
      });
    return this.loading;
  }

  /** What each isolate takes, those of the model first; none where it has not been loaded. */
  async isolates(): Promise<IsolateMemory[]> {
    if (!this.loaded) return [];
    const { isolatesBeside = async () => [] } = this.options;
    const [own, beside] = await Promise.all([this.loaded.isolates(), isolatesBeside()]);
    return [...own, ...beside];
  }

  /**
   * Aligns, unless too many others are at it.
   *
   * @throws TillerError
   */
  async align(request: AlignRequest, caller: Caller): Promise<Alignment> {
    const { clock, textModels = noTextModels } = this.options;
    const { observer } = caller;
    const limited = { ...request, budget: this.limited(request.budget, caller) };
    const upstream = this.upstreams.get(request.model ?? "");
    if (!upstream) this.requireModel(request.model);
    const alignment = await (upstream
      ? this.serve(this.upstreamPlaces, limited.budget, caller, (signal, tally) =>
          alignUpstream(limited, { upstream, clock, signal, textModels, tally, observer }),
        )
      : this.serve(this.places, limited.budget, caller, (signal, tally) =>
          this.retold(limited, observer, (once, observe) =>
            this.attempt(limited.budget, signal, (model, budget) =>
              align({ ...once, budget }, { model, clock, signal, textModels, tally, observer: observe() }),
            ),
          ),
        ));
    this.metrics.countAlignment(alignment);
    return alignment;
  }

  /** Tells `observer` nothing twice, however many attempts it takes. */
  private async retold(
    request: AlignRequest,
    observer: AlignObserver | undefined,
    attempt: (request: AlignRequest, observe: () => AlignObserver | undefined) => Promise<Alignment>,
  ): Promise<Alignment> {
    if (!observer) return attempt(request, () => undefined);
    const retelling = new Retelling(observer);
    // Each attempt must come to the same answer.
    const { seed = randomSeed() } = request;
    const alignment = await attempt({ ...request, seed }, () => retelling.begin());
    retelling.require(alignment.choices);
    return alignment;
  }

  /**
   * Scores texts, unless too many others are at it.
   *
   * @throws TillerError
   */
  async score(request: ScoreRequest, caller: Caller): Promise<Scores> {
    const { clock, textModels = noTextModels } = this.options;
    this.requireModel(request.model);
    const limits = this.limited(request.budget, caller);
    return this.serve(this.places, limits, caller, (signal, tally) =>
      this.attempt(limits, signal, (model, budget) =>
        score({ ...request, budget }, { model, clock, signal, textModels, tally }),
      ),
    );
  }

  /** @throws TillerError */
  async tokenize(request: TokenizeRequest, { signal }: Caller): Promise<Tokens> {
    this.requireModel(request.model);
    return this.places.take(signal, async () => tokenize(request, await this.model()));
  }

  /** @throws TillerError `forbidden` for more than the server or the client's key allows */
  private limited(budget: Budget, { client }: Caller): Budget {
    const { most = {}, longestTime } = this.options;
    const inTime = longestTime === undefined ? {} : { time_ms: longestTime };
    // Each cap is held against what was asked for: what another has lowered would look like a wish.
    const served = loweredBudget(cappedBudget(budget, inTime, "the server"), most);
    return loweredBudget(served, client.limited(budget));
  }

  /** Works for a client once there is a place, as long as somebody may be waiting for it. */
  private serve<Result>(
    places: Places,
    { forward_tokens, time_ms }: Budget,
    { client, signal }: Caller,
    work: (signal: AbortSignal, tally: Tally) => Promise<Result>,
  ): Promise<Result> {
    const gaveUp = () => this.metrics.countGivenUp();
    return within({ patience: time_ms + grace, toEnd, gaveUp }, signal, (begin) =>
      client.spend(forward_tokens, (spent) => {
        const tally = toAll([this.metrics.tally, spent]);
        return places.take(signal, () => begin((ended) => work(ended, tally)));
      }),
    );
  }

  /** The model's work, done again where a stage of it is lost. */
  private async attempt<Result extends Priced>(
    budget: Budget,
    signal: AbortSignal,
    once: (model: LoadedModel, budget: Budget) => Promise<Result>,
  ): Promise<Result> {
    const model = await this.model();
    return untilNothingIsLost({ budget, signal, clock: this.options.clock }, (rest) => once(model, rest));
  }

  /** @throws TillerError where it is not the model served here */
  private requireModel(name: string = this.modelName): void {
    if (name === this.modelName) return;
    if (this.upstreams.has(name)) {
      throw new TillerError(
        "invalid_request",
        "only texts are known of this model, which is behind another API",
        {
          param: "/model",
        },
      );
    }
    throw new TillerError("model_not_found", `no model ${JSON.stringify(name)}; see /v1/models`, {
      param: "/model",
    });
  }
}

function unavailable(cause: unknown): never {
  throw new TillerError("model_unavailable", "the model could not be loaded", { cause, retryAfter });
}
