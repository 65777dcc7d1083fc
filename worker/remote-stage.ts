/**
 * A layer stage in another Worker, as the front sees it.
 *
 * @module
 */
import type { StageOutput, StageSession, StageStep } from "../src/model/layer-stage.ts";
import type { RemoteStage } from "../src/model/load-package.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import { inTime } from "./in-time.ts";
import type { StageBinding, StageStub } from "./stage-binding.ts";

/** Milliseconds after which a stage that has not answered counts as lost. */
const patience = { loading: 60_000, step: 15_000 };

export function remoteStage(name: string, binding: StageBinding, packageHash: string): RemoteStage {
  return {
    open: () => new RemoteSession(name, () => binding.open(packageHash)),
    memory: () => orLost(name, patience.loading, () => binding.memory(packageHash)),
    // A stage that does not hear of it has nothing to forget, or will by itself.
    forget: (key) => void Promise.resolve(binding.forget(key)).catch(() => undefined),
  };
}

class RemoteSession implements StageSession {
  private readonly name: string;
  private readonly open: () => Promise<StageStub | string>;
  private stub: Promise<StageStub> | undefined;
  /** Once a call has failed, what the stage holds cannot be relied on any more. */
  private loss: unknown;

  constructor(name: string, open: () => Promise<StageStub | string>) {
    this.name = name;
    this.open = open;
  }

  step(step: StageStep): Promise<StageOutput> {
    return this.call((stub) => stub.step(step));
  }

  keep(key: string, slots: Int32Array): Promise<void> {
    return this.call((stub) => stub.keep(key, slots));
  }

  recall(key: string, slots: Int32Array, capacity: number): Promise<boolean> {
    return this.call((stub) => stub.recall(key, slots, capacity));
  }

  close(): void {
    this.stub
      ?.then(async (stub) => {
        try {
          await orLost(this.name, patience.step, () => stub.close());
        } finally {
          stub[Symbol.dispose]();
        }
      })
      // What is lost needs no closing.
      .catch(() => undefined);
  }

  private async call<T>(method: (stub: StageStub) => Promise<T>): Promise<T> {
    if (this.loss !== undefined) throw this.loss;
    try {
      this.stub ??= this.begin();
      const stub = await this.stub;
      return await orLost(this.name, patience.step, () => method(stub));
    } catch (error) {
      this.loss = error;
      throw error;
    }
  }

  /** @throws TillerError `model_unavailable` where the stage refuses: to try again is of no use */
  private async begin(): Promise<StageStub> {
    const stub = await orLost(this.name, patience.loading, this.open);
    if (typeof stub !== "string") return stub;
    throw new TillerError("model_unavailable", "the stages of the model do not fit together", {
      cause: new Error(`${this.name}: ${stub}`),
      retryAfter: 30,
    });
  }
}

/** @throws TillerError `stage_lost` where a call fails or is not answered in so many milliseconds */
async function orLost<T>(name: string, milliseconds: number, call: () => Promise<T>): Promise<T> {
  try {
    return await inTime(milliseconds, call);
  } catch (cause) {
    throw new TillerError("stage_lost", `the stage ${name} of the model stopped; try again`, {
      cause,
      retryAfter: 1,
    });
  }
}
