/**
 * A session of a model that stands in stages: a front, and layer stages that are run in order, wherever they are.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";
import type { Front } from "./front.ts";
import type { StateReader } from "./head-reader.ts";
import type { ModelSession, Row, RowLogits } from "./language-model.ts";
import { type LayerStage, packRows, type StageSession, type TreeRows } from "./layer-stage.ts";
import { releaseBuffer } from "./release-buffer.ts";
import type { SlotMemory } from "./slot-memory.ts";

/** A layer stage, and the layers of it that can be tapped. */
export interface TappedStage {
  stage: LayerStage;
  taps: readonly number[];
}

export interface StagedModel {
  front: Front;
  stages: readonly TappedStage[];
  memory: SlotMemory;
  heads: StateReader;
}

export class StagedSession implements ModelSession {
  private readonly front: Front;
  private readonly stages: readonly StageSession[];
  private readonly heads: StateReader;
  /** For each stage, those of its taps that heads read. */
  private readonly taps: readonly (readonly number[])[];
  private readonly memory: SlotMemory;
  /** Slots that there is room for in every stage. */
  private capacity = 0;
  private isOpen = true;

  constructor({ front, stages, memory, heads }: StagedModel) {
    this.front = front;
    this.stages = stages.map(({ stage }) => stage.open());
    this.heads = heads;
    this.taps = stages.map(({ taps }) => taps.filter((tap) => heads.taps.includes(tap)));
    this.memory = memory;
  }

  step(rows: readonly Row[], admit = () => {}): Promise<RowLogits[]> {
    return this.withRoom(Math.max(...rows.map(({ slot }) => slot)), (capacity) => {
      admit();
      return this.compute(rows, capacity);
    });
  }

  private async compute(rows: readonly Row[], capacity: number): Promise<RowLogits[]> {
    const places = packRows(rows);
    try {
      return await this.computeAt(rows, places, capacity);
    } finally {
      // In a long prompt a step's take hundreds of kilobytes.
      releaseBuffer(places.ancestors);
    }
  }

  private async computeAt(rows: readonly Row[], places: TreeRows, capacity: number): Promise<RowLogits[]> {
    let x = await this.front.embed(rows.map(({ token }) => token));
    const isRead = rows.some(({ reading }) => reading);
    const states = new Map<number, Float32Array>();
    for (const [index, stage] of this.stages.entries()) {
      const taps = isRead ? (this.taps[index] ?? []) : [];
      const output = await stage.step({ x, capacity, taps, ...places });
      for (const [place, tap] of taps.entries()) {
        const tapped = output.taps[place];
        if (tapped) states.set(tap, tapped);
      }
      x = output.y;
    }
    for (const [row, { reading }] of rows.entries()) if (reading) this.heads.read(states, row, reading);
    const wanted = rows.flatMap(({ wantsLogits }, row) => (wantsLogits ? [row] : []));
    return this.front.logits(x, wanted);
  }

  /** @throws TillerError `stage_lost` */
  async keep(key: string, slots: Int32Array): Promise<void> {
    this.requireOpen();
    await Promise.all(this.stages.map((stage) => stage.keep(key, slots)));
  }

  recall(key: string, slots: Int32Array): Promise<boolean> {
    return this.withRoom(Math.max(...slots), async (capacity) => {
      const found = await Promise.all(this.stages.map((stage) => stage.recall(key, slots, capacity)));
      return found.every((isThere) => isThere);
    });
  }

  close(): void {
    this.isOpen = false;
    for (const stage of this.stages) stage.close();
    this.memory.giveBack(this.capacity);
    this.capacity = 0;
  }

  private requireOpen(): void {
    if (!this.isOpen) throw new Error("the session has been closed");
  }

  /**
   * Does what needs room up to `lastSlot`. Stages may have sessions that are not counted here, and no room: then this
   * one goes on with the room that it had.
   *
   * @throws TillerError `overloaded` where there is no room
   */
  private async withRoom<T>(lastSlot: number, work: (capacity: number) => Promise<T>): Promise<T> {
    this.requireOpen();
    const before = this.capacity;
    this.capacity = this.memory.grow(before, lastSlot);
    try {
      return await work(this.capacity);
    } catch (error) {
      if (this.isOpen && error instanceof TillerError && error.code === "overloaded") {
        this.memory.giveBack(this.capacity - before);
        this.capacity = before;
      }
      throw error;
    }
  }
}
