/**
 * A layer stage in another Worker, as the front sees it.
 *
 * @module
 */
import type { StageOutput, StageSession, StageStep } from "../src/model/layer-stage.ts";
import type { RemoteStage } from "../src/model/load-package.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import { inTime, memoryOf, patience } from "./in-time.ts";
import { requireRoom } from "./no-room.ts";
import type { StageBinding, StageStub } from "./stage-binding.ts";

export function remoteStage(name: string, binding: StageBinding, packageHash: string): RemoteStage {
  return {
    open: () => new RemoteSession(name, async () => binding.open(packageHash)),
    ready: async () => {
      const misfit = await orLost(name, patience.stage.loading, () => binding.ready(packageHash));
      if (misfit !== null) throw doesNotFit(name, misfit);
    },
    memory: () => memoryOf(binding),
    // A stage that does not hear of it has nothing to forget, or will by itself.
    forget: (keys) => void forgetAt(binding, keys).catch(() => undefined),
  };
}

async function forgetAt(binding: StageBinding, keys: readonly string[]): Promise<void> {
  await binding.forget(keys);
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

  async step(step: StageStep): Promise<StageOutput> {
    return requireRoom(await this.call((stub) => stub.step(step)));
  }

  keep(key: string, slots: Int32Array): Promise<void> {
    return this.call((stub) => stub.keep(key, slots));
  }

  async recall(key: string, slots: Int32Array, capacity: number): Promise<boolean> {
    return requireRoom(await this.call((stub) => stub.recall(key, slots, capacity)));
  }

  close(): void {
    // What is lost needs no closing.
    this.stub?.then(closeStub).catch(() => undefined);
  }

  private async call<T>(method: (stub: StageStub) => Promise<T>): Promise<T> {
    if (this.loss !== undefined) throw this.loss;
    try {
      this.stub ??= this.begin();
      const stub = await this.stub;
      return await orLost(this.name, patience.stage.call, () => method(stub));
    } catch (error) {
      this.loss = error;
      throw error;
    }
  }

  /** @throws TillerError `model_unavailable` where the stage refuses: to try again is of no use */
  private async begin(): Promise<StageStub> {
    const stub = await orLost(this.name, patience.stage.loading, this.open, async (late) => {
      if (typeof late !== "string") await closeStub(late);
    });
    if (typeof stub !== "string") return stub;
    throw doesNotFit(this.name, stub);
  }
}

function doesNotFit(name: string, misfit: string): TillerError {
  return new TillerError("model_unavailable", "the stages of the model do not fit together", {
    cause: new Error(`${name}: ${misfit}`),
    retryAfter: 30,
  });
}

async function closeStub(stub: StageStub): Promise<void> {
  try {
    await inTime(patience.stage.call, () => stub.close());
  } finally {
    stub[Symbol.dispose]();
  }
}

/** @throws TillerError `stage_lost` where a call fails or is not answered in so many milliseconds */
async function orLost<T>(
  name: string,
  milliseconds: number,
  call: () => Promise<T>,
  discard?: (late: T) => Promise<void>,
): Promise<T> {
  try {
    return await inTime(milliseconds, call, discard);
  } catch (cause) {
    throw new TillerError("stage_lost", `the stage ${name} of the model stopped; try again`, {
      cause,
      retryAfter: 1,
    });
  }
}
