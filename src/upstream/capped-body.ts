/**
 * Bodies of answers, as far as there is room for them.
 *
 * @module
 */
import { unavailable } from "./upstream-error.ts";

/**
 * The text of a body; of one that is too large no more is taken, and its connection is given up.
 *
 * @throws TillerError `upstream_unavailable` for more than `maxBytes`, counted while they arrive
 */
export async function readOrGiveUp({ body }: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw unavailable(`answered with more than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
