/**
 * How many tokens a prompt has at most, before the upstream has said how many it has.
 *
 * @module
 */
import type { UpstreamPrompt } from "../../upstream/upstream.ts";

/** What a template may put around all messages (a system prompt of its own, dates), and around each of them. */
const template = { whole: 128, message: 16 };
/** Tokens that a raw prompt may begin with. */
const beginning = 8;

const encoder = new TextEncoder();

/** UTF-8 bytes: no token is less than one of them, the template's own aside. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

export function promptBound(prompt: UpstreamPrompt): number {
  if ("prompt" in prompt) return bytesOf(prompt.prompt) + beginning;
  return prompt.messages.reduce(
    (sum, { content }) => sum + bytesOf(content) + template.message,
    template.whole,
  );
}
