/**
 * A session of a model that stands in stages: a front, and layer stages that are run in order, wherever they are.
 *
 * @module
 */
import type { StateReader } from "./head-reader.ts";
import type { ModelSession, Row } from "./language-model.ts";
import { type LayerStage, packRows, type StageSession } from "./layer-stage.ts";
import type { OnnxFront } from "./onnx-front.ts";
import type { SlotMemory } from "./slot-memory.ts";

/** A layer stage, and the layers of it that can be tapped. */
export interface TappedStage {
  stage: LayerStage;
  taps: readonly number[];
}

export interface StagedModel {
  front: OnnxFront;
  stages: readonly TappedStage[];
  memory: SlotMemory;
  heads: StateReader;
}

export class StagedSession implements ModelSession {
  private readonly front: OnnxFront;
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

  async step(rows: readonly Row[], admit = () => {}): Promise<Float32Array[]> {
    this.reserve(Math.max(...rows.map(({ slot }) => slot)));
    admit();
    const places = packRows(rows);
    let x = await this.front.embed(rows.map(({ token }) => token));
    const { capacity } = this;
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

  async recall(key: string, slots: Int32Array): Promise<boolean> {
    this.reserve(Math.max(...slots));
    const { capacity } = this;
    const found = await Promise.all(this.stages.map((stage) => stage.recall(key, slots, capacity)));
    return found.every((isThere) => isThere);
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

  private reserve(lastSlot: number): void {
    this.requireOpen();
    this.capacity = this.memory.grow(this.capacity, lastSlot);
  }
}
