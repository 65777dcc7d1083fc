/**
 * How many slots a package may have where memory is limited.
 *
 * @module
 */
import { layersOf, type Manifest } from "./manifest.ts";

/** How many slots there may be: of live sessions, and kept beyond theirs. */
export interface SlotLimits {
  live: number;
  kept: number;
}

/** Of the memory for keys and values, what may be kept beyond a session: a share, and most slots. */
const mostKept = { share: 0.25, slots: 2048 };

export interface SlotSpace {
  /** Most bytes of keys and values in any one isolate. */
  poolBytes: number;
  /** Whether each stage has an isolate of its own. */
  areApart: boolean;
  /** Bytes of a number in a value. */
  valueBytes: number;
}

export function slotLimits(manifest: Manifest, { poolBytes, areApart, valueBytes }: SlotSpace): SlotLimits {
  const { keyValueHeads, headDimension } = manifest.architecture;
  const layers = mostLayers(manifest, areApart);
  const all = Math.floor(poolBytes / bytesOfSlot(layers, keyValueHeads * headDimension, valueBytes));
  const kept = Math.min(mostKept.slots, Math.floor(all * mostKept.share));
  return { live: all - kept, kept };
}

/** What a slot takes in so many layers: a key in float32 and a value each, of `width` numbers. */
export function bytesOfSlot(layers: number, width: number, valueBytes: number): number {
  return layers * width * (Float32Array.BYTES_PER_ELEMENT + valueBytes);
}

/** Layers of the isolate that has most. */
function mostLayers({ architecture, stages }: Manifest, areApart: boolean): number {
  return areApart ? Math.max(...stages.map((stage) => layersOf(stage).length)) : architecture.layers;
}
