/**
 * Some servers repeat the beginning that they were given (llama.cpp), others do not (vLLM), and none says which.
 *
 * @module
 */
import type { Segment } from "./upstream.ts";

/** Learns it from what comes back: who has once not repeated a beginning never does. */
export class PrefixEcho {
  private isRuledOut = false;

  /** The segments without the prefix, where they repeat it. */
  remove(prefix: string, segments: readonly Segment[]): readonly Segment[] {
    if (prefix === "" || this.isRuledOut) return segments;
    this.isRuledOut = !segments.every(({ text }) => text.startsWith(prefix));
    if (this.isRuledOut) return segments;
    return segments.map((segment) => ({ ...segment, text: segment.text.slice(prefix.length) }));
  }
}
