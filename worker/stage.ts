/**
 * The entry of a stage Worker: some layers of a model, and the keys and values that sessions have in them.
 *
 * @module
 */
import { RpcTarget, WorkerEntrypoint } from "cloudflare:workers";
import type { IsolateMemory, StageOutput, StageStep } from "../src/model/layer-stage.ts";
import { loadKernels } from "../src/runtime/workerd-kernels.ts";
import { closeIdle, IdleSession } from "./idle-session.ts";
import { type InRoom, orNoRoom } from "./no-room.ts";
import { type PackageBindings, packageReader } from "./package-reader.ts";
import { ResidentStage } from "./resident-stage.ts";
import type { StageBinding, StageStub } from "./stage-binding.ts";

interface Env extends PackageBindings {
  /** The package: the name of its folder. */
  MODEL: string;
  /** The name of its stage that runs here. */
  STAGE: string;
}

/** What this isolate has loaded: it belongs to the isolate. */
const resident = new ResidentStage(loadKernels);

export default class StageWorker extends WorkerEntrypoint<Env> implements StageBinding {
  async open(packageHash: string): Promise<StageStub | string> {
    const loaded = await this.load(packageHash);
    if (typeof loaded === "string") return loaded;
    closeIdle();
    return new SessionTarget(new IdleSession(loaded.stage.open()));
  }

  async ready(packageHash: string): Promise<string | null> {
    const loaded = await this.load(packageHash);
    return typeof loaded === "string" ? loaded : null;
  }

  async memory(): Promise<IsolateMemory> {
    return { name: this.env.STAGE, ...resident.memory };
  }

  async forget(keys: readonly string[]): Promise<void> {
    resident.stage?.forget(keys);
  }

  /** It has no address of its own. */
  fetch(): Response {
    return new Response("this Worker is a part of a model", { status: 404 });
  }

  private load(packageHash: string) {
    const { MODEL, STAGE } = this.env;
    const loading = resident.load(packageReader(this.env, MODEL), STAGE, packageHash);
    // Also for those who wait for it, when the caller has gone.
    this.ctx.waitUntil(loading.catch(() => undefined));
    return loading;
  }
}

class SessionTarget extends RpcTarget implements StageStub {
  readonly #session: IdleSession;

  constructor(session: IdleSession) {
    super();
    this.#session = session;
  }

  step(step: StageStep): Promise<InRoom<StageOutput>> {
    return orNoRoom(this.#session.step(step));
  }

  /** Where there is no memory for it, nothing is kept, and nothing lost. */
  async keep(key: string, slots: Int32Array): Promise<void> {
    await this.#session.keep(key, slots).catch(() => resident.stage?.forget([key]));
  }

  recall(key: string, slots: Int32Array, capacity: number): Promise<InRoom<boolean>> {
    return orNoRoom(this.#session.recall(key, slots, capacity));
  }

  async close(): Promise<void> {
    this.#session.close();
  }

  [Symbol.dispose](): void {
    this.#session.close();
  }
}
