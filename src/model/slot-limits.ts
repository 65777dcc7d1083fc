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

/**
 * @param poolBytes - most bytes of keys and values in any one isolate
 * @param areApart - whether each stage has an isolate of its own
 */
export function slotLimits(manifest: Manifest, poolBytes: number, areApart: boolean): SlotLimits {
  const all = Math.floor(poolBytes / mostBytesOfSlot(manifest, areApart));
  const kept = Math.min(mostKept.slots, Math.floor(all * mostKept.share));
  return { live: all - kept, kept };
}

/** What a slot takes in so many layers: a key and a value each. */
export function bytesOfSlot(layers: number, width: number): number {
  return 2 * layers * width * Float32Array.BYTES_PER_ELEMENT;
}

/** What a slot takes in the isolate where it takes most. */
function mostBytesOfSlot({ architecture, stages }: Manifest, areApart: boolean): number {
  const { layers, keyValueHeads, headDimension } = architecture;
  const most = areApart ? Math.max(...stages.map((stage) => layersOf(stage).length)) : layers;
  return bytesOfSlot(most, keyValueHeads * headDimension);
}
