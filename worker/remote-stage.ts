/**
 * A layer stage in another Worker, as the front sees it.
 *
 * @module
 */
import type { StageSession, StageStep } from "../src/model/layer-stage.ts";
import type { RemoteStage } from "../src/model/load-package.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import type { StageBinding, StageStub } from "./stage-binding.ts";

/** Milliseconds after which a stage that has not answered counts as lost; a first call loads it. */
const patience = 60_000;

export function remoteStage(name: string, binding: StageBinding, packageHash: string): RemoteStage {
  return {
    open: () => new RemoteSession(name, () => binding.open(packageHash)),
    memory: () => orLost(name, () => binding.memory(packageHash)),
    // A stage that does not hear of it has nothing to forget, or will by itself.
    forget: (key) => void Promise.resolve(binding.forget(key)).catch(() => undefined),
  };
}

class RemoteSession implements StageSession {
  private readonly name: string;
  private readonly open: () => Promise<StageStub>;
  private stub: Promise<StageStub> | undefined;

  constructor(name: string, open: () => Promise<StageStub>) {
    this.name = name;
    this.open = open;
  }

  step(step: StageStep): Promise<Float32Array> {
    return this.call((stub) => stub.step(step));
  }

  keep(key: string, slots: Int32Array): Promise<void> {
    return this.call((stub) => stub.keep(key, slots));
  }

  recall(key: string, slots: Int32Array): Promise<boolean> {
    return this.call((stub) => stub.recall(key, slots));
  }

  close(): void {
    this.stub
      ?.then(async (stub) => {
        await stub.close();
        stub[Symbol.dispose]();
      })
      // What is lost needs no closing.
      .catch(() => undefined);
  }

  private call<T>(method: (stub: StageStub) => Promise<T>): Promise<T> {
    return orLost(this.name, async () => {
      this.stub ??= this.open();
      return method(await this.stub);
    });
  }
}

/**
 * Whatever goes wrong in a stage, its keys and values cannot be relied on any more.
 *
 * @throws TillerError `stage_lost`
 */
async function orLost<T>(name: string, call: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
  });
  try {
    return await Promise.race([call(), tooLate]);
  } catch (cause) {
    throw new TillerError("stage_lost", `the stage ${name} of the model stopped; try again`, {
      cause,
      retryAfter: 1,
    });
  } finally {
    clearTimeout(timer);
  }
}
