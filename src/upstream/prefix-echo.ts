/**
 * Asked to go on with an answer to messages, some servers repeat its beginning (llama.cpp), others do not (vLLM), and
 * none says which.
 *
 * @module
 */
import type { Segment, UpstreamCall } from "./upstream.ts";

/** Learns it from what comes back: who has once not repeated a beginning never does. */
export class PrefixEcho {
  private isRuledOut = false;

  /** The segments without the call's prefix, where they repeat it. */
  remove({ prompt, prefix }: UpstreamCall, segments: readonly Segment[]): readonly Segment[] {
    // What goes on with a raw prompt is what comes behind it.
    if (prefix === "" || "prompt" in prompt) return segments;
    // No text at all says nothing about it.
    this.isRuledOut ||= segments.some(({ text }) => text !== "" && !text.startsWith(prefix));
    if (this.isRuledOut) return segments;
    return segments.map((segment) => ({ ...segment, text: segment.text.slice(prefix.length) }));
  }
}
