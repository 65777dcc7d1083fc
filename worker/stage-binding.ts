/**
 * What the front and a stage Worker say to each other.
 *
 * @module
 */
import type { IsolateMemory, StageOutput, StageStep } from "../src/model/layer-stage.ts";
import type { InRoom } from "./no-room.ts";

/** A stage Worker, as its service binding shows it. */
export interface StageBinding {
  /**
   * Loads the stage if need be, and opens a session in the isolate that has it.
   *
   * @param packageHash - of the front's package
   * @returns why not, where the stage is of another package or cannot be loaded
   */
  open(packageHash: string): Promise<StageStub | string>;
  /**
   * Loads the stage if need be.
   *
   * @returns why it cannot compute for a front of this package; null where it can
   */
  ready(packageHash: string): Promise<string | null>;
  /** Of the isolate that answers; loads nothing. */
  memory(): Promise<IsolateMemory>;
  /** Lets go of what sessions have kept. */
  forget(keys: readonly string[]): Promise<void>;
}

/** A session in a stage Worker. */
export interface StageStub extends Disposable {
  step(step: StageStep): Promise<InRoom<StageOutput>>;
  keep(key: string, slots: Int32Array): Promise<void>;
  recall(key: string, slots: Int32Array, capacity: number): Promise<InRoom<boolean>>;
  /** Gives the memory of its keys and values back. To be disposed of is not enough: the stage may never hear of it. */
  close(): Promise<void>;
}

/** With 128 MB an isolate: what weights and a step leave for keys and values. Front and stages go by the same. */
export const poolBytesApart = 48 * 1024 ** 2;

const prefix = "STAGE_";

/** Whether a name in the front's environment is that of a stage's binding. */
export function isBindingName(name: string): boolean {
  return name.startsWith(prefix);
}

/** The name of a stage's binding in the front's environment. */
export function bindingName(stage: string): string {
  return `${prefix}${stage.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
}
